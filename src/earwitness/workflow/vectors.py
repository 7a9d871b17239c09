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

import numpy as np

from earwitness.archive.atomic import write_file
from earwitness.archive.folder import CaseFolder
from earwitness.archive.rows import Listened
from earwitness.check.search import Quantised, Space
from earwitness.check.tape import Tape
from earwitness.errors import CaseError
from earwitness.records.recording import Recording
from earwitness.workflow import show
from earwitness.workflow.progress import Report, silent

FOLDER = "cache"
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
        with contextlib.suppress(OSError, ValueError):
            held: Quantised = np.load(self.case.path / FOLDER / self._name(one), allow_pickle=False)
            if held.ndim == 2 and held.dtype == np.int8 and held.shape[1] == self.space.dimensions:
                return held
        return None

    def _made(self, at: int, one: Listened) -> Quantised:
        # Read for this alone: of a thousand recordings not all are to be held at once.
        rows = self.space.windows(Tape(show.view(self.case, self.recordings[at])))
        with contextlib.suppress(CaseError, OSError):  # a case that cannot be written is read all the same
            (self.case.path / FOLDER).mkdir(exist_ok=True)
            held = io.BytesIO()
            np.save(held, rows, allow_pickle=False)
            write_file(self.case.path / FOLDER / self._name(one), held.getvalue())
        return rows

    def _name(self, one: Listened) -> str:
        what = f"{_VERSION} {one.transcript_id} {one.corrections} {self.space.info}"
        return f"{hashlib.sha256(what.encode()).hexdigest()[:32]}.npy"
