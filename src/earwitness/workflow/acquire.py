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
from earwitness.workflow.show import is_named


def acquired(case: CaseFolder, path: Path) -> Recording | None:
    """The recording of the case that is meant where no file lies: by its name, or the beginning of its digest."""
    if os.path.lexists(path):
        return None
    found = [one for one in case.database.recordings() if is_named(one, str(path))]
    return found[0] if len(found) == 1 else None


def acquire(case: CaseFolder, path: Path, *, name: str | None = None, report: Report = silent) -> Recording:
    """The recording in this file, kept in the case (opened for writing); it is taken once, however often it comes.

    `name` is what it is called, where the file is not. Raises MediaError for what is no recording (nothing is kept
    then), CaseError where the case cannot be written.
    """
    name = os.fsencode(name or path.name).decode("utf-8", "replace")  # a name need not be text; a record is
    probe(path, name=name)  # a file that is no recording at all should not be copied first
    stored = case.store.add(path)
    if known := case.database.recording(stored.digest):
        return known
    original = case.store.path(stored.digest)
    found = probe(original, name=name)
    decoding = Decoding(original, name=name)
    for _ in counted(decoding, report, "Reading the sound", total_ms=found.declared_ms):
        pass
    recording = Recording(
        digest=stored.digest,
        name=name,
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
