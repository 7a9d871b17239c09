"""Take a recording into a case: keep its bytes, learn its length and where sound is missing, note who and when."""

from __future__ import annotations

import os
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.recording.decode import Decoding
from earwitness.recording.probe import probe
from earwitness.records.recording import Recording
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.person import writing
from earwitness.workflow.progress import Report, counted, silent


def acquire(case: CaseFolder, path: Path, *, report: Report = silent) -> Recording:
    """The recording in this file, kept in the case (opened for writing); it is taken once, however often it comes.

    Raises MediaError for what is no recording (nothing is kept then), CaseError where the case cannot be written.
    """
    probe(path)  # a file that is no recording at all should not be copied first
    stored = case.store.add(path)
    if known := case.database.recording(stored.digest):
        return known
    original = case.store.path(stored.digest)
    found = probe(original, name=path.name)
    decoding = Decoding(original, name=path.name)
    for _ in counted(decoding, report, "Reading the sound", total_ms=found.declared_ms):
        pass
    recording = Recording(
        digest=stored.digest,
        name=os.fsencode(path.name).decode("utf-8", "replace"),  # a name need not be text; a record is
        size_bytes=stored.size_bytes,
        container=found.container,
        sound=found.sound,
        duration_ms=decoding.duration_ms,
        gaps=decoding.gaps,
        acquired_at=now(),
    )
    with writing(case) as change:
        change.add_recording(recording)
        change.record_event(
            verb="acquire",
            agent=PROGRAM,
            recording=recording.digest,
            detail={  # not the file's name: it may name a source, and a line can never be taken back
                "size_bytes": recording.size_bytes,
                "container": recording.container,
                "codec": recording.sound.codec,
                "duration_ms": recording.duration_ms,
                "gaps": len(recording.gaps),
            },
        )
    return recording
