"""Where on the tapes something like a piece is said, across languages: windows and pieces in one space of meaning.

In multilingual-e5's space all texts lie close together in one direction. What any text has in common with any
other is taken away (the mean of some everyday sentences): then unlike texts are near 0, translations near 0.6.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from earwitness.backends.protocols import Embedder, Vectors
from earwitness.check.tape import Tape

EVERYDAY = """
I went home in the evening. What did you say to them? We will meet again tomorrow morning. There is no money left.
He called me three times today. The children are at school. Nobody knows what happened there. How much is it?
They told us to wait for an answer. She works in a hospital. It was very cold last night. Don't tell anyone.
I have not seen him for two years. The car broke down on the road. Yes, of course, I understand you. Who is he?
The document was signed by the director. Why are you asking me? We need more people. The train leaves at six.
I think that he is right. The house was sold last summer. You should talk to a lawyer. All right, see you later.
"""

Quantised = npt.NDArray[np.int8]
"""Vectors of length one, each number in steps of 1/_SCALE: (windows, dimensions)."""

KEPT = 40
"""How many windows are kept of each piece, of all recordings."""

RECORDINGS = 4
"""How many recordings are read closely for each quote."""

OTHERS = 5
"""How many other places a window is compared with: by how much it stands out tells more than how near it is."""

_SCALE = 300.0  # the largest component of a centred vector is about 0.3
_AT_ONCE = 65_536


class Space:
    """An embedder's space with what all texts have in common taken away."""

    def __init__(self, embedder: Embedder, common: Vectors | None = None) -> None:
        """`common` is that of the same embedder, where it was kept: computing it takes half a second."""
        self._embedder = embedder
        self.common = embedder.embed(_sentences()).mean(axis=0) if common is None else common

    @property
    def info(self) -> str:
        """What names the space."""
        return named(self._embedder)

    def of(self, texts: Sequence[str]) -> Vectors:
        """A row of length one for each text."""
        rows = self._embedder.embed(texts)
        if not len(rows):
            return rows
        rows = rows - self.common
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        centred: Vectors = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
        return centred

    def rows(self, texts: Sequence[str]) -> Quantised:
        """The rows, small enough to keep."""
        return quantised(self.of(texts))

    def windows(self, tape: Tape) -> Quantised:
        """A row for each window of a recording."""
        return self.rows([tape.text(window) for window in tape.windows])


def named(embedder: Embedder) -> str:
    """What names an embedder's space: it and its weights."""
    agent = embedder.info.agent
    return f"{agent.name} {agent.version} {agent.digest} {hashlib.sha256(EVERYDAY.encode()).hexdigest()}"


def _sentences() -> list[str]:
    return [one.strip() for one in EVERYDAY.replace("?", "?|").replace(".", ".|").split("|") if one.strip()]


def quantised(rows: Vectors) -> Quantised:
    """The rows in a quarter of the room; a cosine changes by less than 0.01."""
    held: Quantised = np.clip(np.rint(rows * _SCALE), -127, 127).astype(np.int8)
    return held


def floated(rows: Quantised) -> Vectors:
    """The rows as they were before `quantised`, nearly."""
    held: Vectors = rows.astype(np.float32)
    held /= _SCALE
    return held


class Near(NamedTuple):
    """A window that is near to a piece: whose recording and which, by position; the cosine; its own row."""

    tape: int
    window: int
    cosine: float
    row: Vectors


class Haystack(Protocol):
    """The windows of all recordings, in turn: a few recordings' worth at a time fits into memory."""

    def __iter__(self) -> Iterator[Quantised]:
        """The rows of each recording, in the order of the recordings."""
        ...

    def __getitem__(self, at: int, /) -> Quantised:
        """The rows of the recording at this position."""
        ...


@dataclass(frozen=True, slots=True)
class Close:
    """A haystack in which only some recordings have windows, at least one; the others keep their positions."""

    haystack: Haystack | Sequence[Quantised]
    kept: Collection[int]

    def __iter__(self) -> Iterator[Quantised]:
        """The rows of each recording up to the last that has any."""
        nothing = self.haystack[min(self.kept)][:0]
        for at in range(max(self.kept) + 1):
            yield self.haystack[at] if at in self.kept else nothing

    def __getitem__(self, at: int, /) -> Quantised:
        """The rows of the recording at this position."""
        return self.haystack[at]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """What is near to one piece, nearest first; `others` is near too, in recordings that are not read closely."""

    near: tuple[Near, ...]
    others: tuple[Near, ...] = ()


def search(pieces: Vectors, haystack: Haystack | Sequence[Quantised]) -> list[Hits]:
    """The nearest windows of all recordings, for each piece."""
    best: list[list[Near]] = [[] for _ in pieces]
    for batch in _batches(haystack):
        rows = floated(np.concatenate([one for _, one in batch]))
        tapes = np.repeat([at for at, _ in batch], [len(one) for _, one in batch])
        windows = np.concatenate([np.arange(len(one)) for _, one in batch])
        if not len(rows):
            continue
        for number, row in enumerate(pieces @ rows.T):
            held = best[number]
            least = held[-1].cosine if len(held) == KEPT else -np.inf
            better = np.flatnonzero(row > least)  # of many recordings, soon only a few
            if len(better) > KEPT:
                better = better[np.argpartition(-row[better], KEPT - 1)[:KEPT]]
            found = [Near(int(tapes[at]), int(windows[at]), float(row[at]), rows[at].copy()) for at in better]
            if found:
                best[number] = sorted([*held, *found], key=lambda one: -one.cosine)[:KEPT]
    return [Hits(near=tuple(found)) for found in best]


def closest(hits: Sequence[Hits]) -> list[Hits]:
    """What is near to the pieces of one quote, in the recordings that are nearest to all of them together.

    Only those are read closely, however many there are.
    """
    nearest: dict[int, float] = {}
    for found in hits:
        best: dict[int, float] = {}
        for near in found.near:
            best.setdefault(near.tape, near.cosine)
        for tape, cosine in best.items():
            nearest[tape] = nearest.get(tape, 0.0) + cosine
    kept = set(sorted(nearest, key=lambda tape: -nearest[tape])[:RECORDINGS])
    return [
        Hits(
            near=tuple(near for near in found.near if near.tape in kept),
            others=tuple(near for near in found.near if near.tape not in kept),
        )
        for found in hits
    ]


def _batches(haystack: Haystack | Sequence[Quantised]) -> Iterator[list[tuple[int, Quantised]]]:
    batch: list[tuple[int, Quantised]] = []
    for at, rows in enumerate(haystack):
        batch.append((at, rows))
        if sum(len(one) for _, one in batch) > _AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch
