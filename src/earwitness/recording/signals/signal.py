"""A signal: something in the sound that has many innocent causes, where it is, and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
class Signal:
    """What was found, where, and what it may mean; `other` is where a passage comes again."""

    kind: Kind
    span: Span
    text: str
    other: Span | None = None
