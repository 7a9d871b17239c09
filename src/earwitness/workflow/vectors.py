"""The windows of a case's recordings as vectors: made once, kept beside the facts, made anew where they lack.

They are a cache and nothing more: whoever deletes the folder loses time. Nothing of the ledger tells of them.
After a correction only the windows are computed that say something else since.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from earwitness.archive.atomic import write_file
from earwitness.archive.folder import CaseFolder
from earwitness.archive.store import CACHE
from earwitness.archive.transcript_rows import Listened
from earwitness.backends.protocols import Embedder
from earwitness.check.search import Quantised, Space, named
from earwitness.check.tape import Tape
from earwitness.errors import CaseError
from earwitness.records.recording import Recording
from earwitness.workflow import show
from earwitness.workflow.progress import Report, silent

_VERSION = 4  # of how windows are cut and kept: another gives other files
_AT_ONCE = 128  # windows between two reports of how far it is

Kept = npt.NDArray[np.void]
"""The rows of one recording, each with a number for its text."""


@dataclass(kw_only=True)
class Listenings:
    """What was heard in a case, to be searched; a recording is read when it is asked for."""

    case: CaseFolder
    space: Space
    report: Report = silent
    _read: dict[int, Tape] = field(default_factory=dict)

    @cached_property
    def listened(self) -> list[Listened]:
        """The newest transcript of each recording."""
        return self.case.database.listened()

    @cached_property
    def recordings(self) -> list[Recording]:
        """The recordings that were heard, in the order of `listened`."""
        known = {one.digest: one for one in self.case.database.recordings()}
        return [known[one.recording] for one in self.listened]

    @property
    def read(self) -> list[Tape]:
        """Those that were read closely."""
        return [self._read[at] for at in sorted(self._read)]

    def __getitem__(self, at: int) -> Tape:
        """The recording at this position."""
        if at not in self._read:
            seen = show.view(self.case, self.recordings[at])
            self._read[at] = Tape(seen, show.earlier(self.case, seen))
        return self._read[at]

    @cached_property
    def rows(self) -> Rows:
        """The vectors of their windows."""
        return Rows(self)


@dataclass(frozen=True, slots=True)
class Rows:
    """The vectors of each recording's windows, by position."""

    heard: Listenings

    def __iter__(self) -> Iterator[Quantised]:
        """Those of each recording, in order."""
        for at in range(len(self.heard.listened)):
            yield self[at]
            self._report(at + 1)

    def fill(self, places: Sequence[int]) -> None:
        """Compute those of these recordings."""
        for at in places:
            self._made(at)
            self._report(at + 1)

    def __getitem__(self, at: int) -> Quantised:
        """Those of the recording at this position."""
        kept = self._kept(self.name(self.heard.listened[at]))
        rows: Quantised = (self._made(at) if kept is None else kept)["row"]
        return rows

    def name(self, one: Listened, corrections: int | None = None) -> str:
        """The file in which the vectors of a transcript are kept, as it is after so many corrections."""
        return file_of(one, self.heard.space.info, one.corrections if corrections is None else corrections)

    def _kept(self, name: str) -> Kept | None:
        held = load(self.heard.case, name)
        return held if held is not None and held.dtype == kept_type(self.heard.space) and held.ndim == 1 else None

    def _made(self, at: int) -> Kept:
        heard, one = self.heard, self.heard.listened[at]
        # Read for this alone: of a thousand recordings not all are to be held at once.
        tape = Tape(show.view(heard.case, heard.recordings[at]))
        texts = [tape.text(window) for window in tape.windows]
        before = (self.name(one, state) for state in range(one.corrections - 1, -1, -1))
        older = next((name for name in before if (heard.case.path / CACHE / name).exists()), None)
        made = self._filled(at, texts, self._kept(older) if older else None)
        keep(heard.case, self.name(one), made, instead_of=older)
        return made

    def _filled(self, at: int, texts: Sequence[str], known: Kept | None) -> Kept:
        """A row for each text, of which those that are known are not computed again."""
        made = np.zeros(len(texts), kept_type(self.heard.space))
        made["text"] = [_number(text) for text in texts]
        held = {} if known is None else dict(zip(known["text"].tolist(), known["row"], strict=True))
        new = []
        for place, number in enumerate(made["text"].tolist()):
            if number in held:
                made["row"][place] = held[number]
            else:
                new.append(place)
        for first in range(0, len(new), _AT_ONCE):
            places = new[first : first + _AT_ONCE]
            made["row"][places] = self.heard.space.rows([texts[place] for place in places])
            self._report(at + first / len(new))
        return made

    def _report(self, done: float) -> None:
        self.heard.report("Reading the tapes", done / len(self.heard.listened))


def file_of(one: Listened, space: str, corrections: int) -> str:
    """The name of the file in which the vectors of a transcript in a space are kept."""
    return _name(f"{one.transcript_id} {corrections} {space}")


def kept_type(space: Space) -> np.dtype[Any]:
    """What is kept of a window: the beginning of its text's digest, and its row."""
    return np.dtype([("text", "<u8"), ("row", "i1", (len(space.common),))])


def _number(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode(errors="replace")).digest()[:8], "little")


def prepare(case: CaseFolder, embedder: Embedder, *, least_ms: int = 0, report: Report = silent) -> None:
    """Compute the vectors of all that was heard and are not kept yet, if that is so much sound at least."""
    long = {one.digest: one.duration_ms for one in case.database.recordings()}
    missing = {
        at: long[one.recording]
        for at, one in enumerate(case.database.listened())
        if not (case.path / CACHE / file_of(one, named(embedder), one.corrections)).exists()
    }
    if missing and sum(missing.values()) >= least_ms:
        Listenings(case=case, space=space(case, embedder), report=report).rows.fill(list(missing))


def space(case: CaseFolder, embedder: Embedder) -> Space:
    """The embedder's space; what is common to all texts in it is kept as well."""
    name = _name(named(embedder))
    kept = load(case, name)
    if kept is not None and kept.ndim == 1 and kept.dtype == np.float32:
        return Space(embedder, kept)
    made = Space(embedder)
    keep(case, name, made.common)
    return made


def load(case: CaseFolder, name: str) -> Any:
    """An array of the cache; None where it is not there, or is damaged."""
    with contextlib.suppress(OSError, ValueError, EOFError):
        return np.load(case.path / CACHE / name, allow_pickle=False)
    return None


def keep(case: CaseFolder, name: str, array: npt.NDArray[Any], *, instead_of: str | None = None) -> None:
    """Keep an array, and an older one no more, if the case can be written: if not, it is read all the same."""
    with contextlib.suppress(CaseError, OSError):
        (case.path / CACHE).mkdir(exist_ok=True)
        held = io.BytesIO()
        np.save(held, array, allow_pickle=False)
        write_file(case.path / CACHE / name, held.getvalue())
        if instead_of:
            (case.path / CACHE / instead_of).unlink(missing_ok=True)


def _name(what: str) -> str:
    return f"{hashlib.sha256(f'{_VERSION} {what}'.encode()).hexdigest()[:32]}.npy"
