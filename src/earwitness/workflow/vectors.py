"""The windows of a case's recordings as vectors: made once, kept beside the facts, made anew where they lack.

They are a cache and nothing more: whoever deletes the folder loses time. Nothing of the ledger tells of them.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Iterator
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

_VERSION = 1  # of how windows are cut and kept: another gives other files


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
            self._read[at] = Tape(show.view(self.case, self.recordings[at]))
        return self._read[at]

    def __iter__(self) -> Iterator[Quantised]:
        """The vectors of each recording, in order."""
        for at, one in enumerate(self.listened):
            kept = self._kept(one)
            yield self._made(at, one) if kept is None else kept
            self.report("Reading the tapes", (at + 1) / len(self.listened))

    def _kept(self, one: Listened) -> Quantised | None:
        held = load(self.case, self.name(one))
        dimensions = len(self.space.common)
        is_whole = held is not None and held.ndim == 2 and held.dtype == np.int8 and held.shape[1] == dimensions
        return held if is_whole else None

    def _made(self, at: int, one: Listened) -> Quantised:
        # Read for this alone: of a thousand recordings not all are to be held at once.
        rows = self.space.windows(Tape(show.view(self.case, self.recordings[at])))
        keep(self.case, self.name(one), rows)
        return rows

    def name(self, one: Listened) -> str:
        """The file in which the vectors of a transcript are kept."""
        return _name(f"{one.transcript_id} {one.corrections} {self.space.info}")


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


def keep(case: CaseFolder, name: str, array: npt.NDArray[Any]) -> None:
    """Keep an array, if the case can be written: one that cannot be is read all the same."""
    with contextlib.suppress(CaseError, OSError):
        (case.path / CACHE).mkdir(exist_ok=True)
        held = io.BytesIO()
        np.save(held, array, allow_pickle=False)
        write_file(case.path / CACHE / name, held.getvalue())


def _name(what: str) -> str:
    return f"{hashlib.sha256(f'{_VERSION} {what}'.encode()).hexdigest()[:32]}.npy"
