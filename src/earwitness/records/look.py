"""What a recording itself tells of how it came to be: what its file says, and what is noticed in its sound.

Anybody can write anything into a file, and what is noticed has many innocent causes: none of it is a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from earwitness.records.custody import Agent, Digest
from earwitness.records.time import Span

Kind = Literal["band", "coding", "zeros", "repeat", "floor"]

KINDS: dict[Kind, str] = {
    "band": "how high the sound reaches",
    "coding": "traces of an earlier coding",
    "zeros": "silence of nothing but zeros",
    "repeat": "a passage that comes twice",
    "floor": "a background that changes at once",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One thing that the file says: where (the file, or track 1, 2, …), its name for it, and the text."""

    where: str
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something that was noticed, where, and what it may mean; `other` is where a passage comes again."""

    kind: Kind
    span: Span
    text: str
    other: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How high the sound reaches in a stretch of it."""

    span: Span
    top_hz: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a recording.

    `reach` are the stretches in which something is heard, one after another. `levels` is a picture of the sound:
    for each of equal parts of it a digit a band, from low to high, 0 for silence and 9 for the loudest.
    """

    recording: Digest
    sayings: tuple[Saying, ...]
    signals: tuple[Signal, ...]
    reach: tuple[Reach, ...]
    levels: tuple[str, ...]
    made_by: Agent
    made_at: str
