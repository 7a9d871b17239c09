"""What a browser needs to play a recording: sound that every one of them plays, and the shape of its loudness."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.archive.recording_rows import Derivative
from earwitness.archive.store import Stored
from earwitness.archive.transaction import now
from earwitness.recording.cover import COVERS, Cover
from earwitness.recording.encode import encode_page_sound
from earwitness.recording.envelope import loudness
from earwitness.records.custody import Digest
from earwitness.records.recording import Recording
from earwitness.records.time import Span
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.person import writing

_PAGE_SOUND, _PEAKS = "page sound", "loudness"


def page_sound(case: CaseFolder, taken: Recording, hidden: Sequence[Span] = (), cover: Cover = "tone") -> Digest:
    """The digest of the stored sound for pages (the case is opened for writing), made once for the same covers."""
    kind = _PAGE_SOUND
    if hidden:
        spans = Digest.of(";".join(span.fragment for span in hidden).encode())
        kind = f"{_PAGE_SOUND}, {len(hidden)} words under {COVERS[cover]} ({spans.short})"

    def make() -> Stored:
        with case.store.scratch(suffix=".mp3") as scratch:
            path = case.store.path(taken.digest)
            encode_page_sound(path, scratch, name=taken.name, hidden=hidden, cover=cover)
            return case.store.add_made(scratch)

    return _made_once(case, taken, kind, make)


def peaks(case: CaseFolder, taken: Recording) -> Digest:
    """The digest of the stored loudness (opened for writing), a byte for each 20 ms; it is measured once."""

    def make() -> Stored:
        path = case.store.path(taken.digest)
        return case.store.add_bytes(loudness(path, name=taken.name), suffix=".peaks")

    return _made_once(case, taken, _PEAKS, make)


def made(case: CaseFolder, taken: Recording) -> tuple[Path | None, Path | None]:
    """The files of both, as far as they were made and are there."""
    paths = []
    for kind in (_PAGE_SOUND, _PEAKS):
        found = case.database.derivatives(taken.digest, kind=kind)
        paths.append(case.store.path(found[0].digest) if found else None)
    return paths[0], paths[1]


def _made_once(case: CaseFolder, taken: Recording, kind: str, make: Callable[[], Stored]) -> Digest:
    for known in case.database.derivatives(taken.digest, kind=kind):
        return known.digest
    stored = make()
    with writing(case) as change:
        change.add_derivative(
            Derivative(recording=taken.digest, kind=kind, digest=stored.digest, made_by=PROGRAM, made_at=now())
        )
        change.record_event(
            verb="derive",
            agent=PROGRAM,
            recording=taken.digest,
            detail={"kind": kind, "digest": str(stored.digest), "size_bytes": stored.size_bytes},
        )
    return stored.digest
