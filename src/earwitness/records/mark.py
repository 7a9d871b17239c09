"""Marks: each is one editorial change over the words of a quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import ClassVar, Literal

Side = Literal["source", "english"]
SIDES: tuple[Side, ...] = ("source", "english")

MaskRule = Literal["vowel", "inside", "initial"]

MASK_RULES: Mapping[MaskRule, str] = MappingProxyType(
    {
        "vowel": "its first vowel after the first letter",
        "inside": "all its letters but the first and the last",
        "initial": "all its letters but the first",
    }
)
"""What of a masked word is not shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """Words of one side that are left out, from `first` up to and without `stop`; the quote keeps them."""

    kind: ClassVar[str] = "omission"
    side: Side
    first: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gloss:
    """Words of the editor's that nobody spoke: in the place of `first` to `stop`, or, where those are the same,
    before word `first` (before a join they belong to the passage that ends). `source` says where it is from.
    """

    kind: ClassVar[str] = "gloss"
    side: Side
    first: int
    stop: int
    text: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """A word of which some letters are not shown; `rule` says which."""

    kind: ClassVar[str] = "mask"
    side: Side
    at: int
    rule: MaskRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A word whose first letter is shown large where it is small, or small where it is large."""

    kind: ClassVar[str] = "case"
    side: Side
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A word shown without the comma, full stop, dash or such after it; ? and ! are never taken away."""

    kind: ClassVar[str] = "stop"
    side: Side
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Emphasis:
    """Words that the editor, not the speaker, stresses."""

    kind: ClassVar[str] = "emphasis"
    side: Side
    first: int
    stop: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """With this piece, counted from 0, another passage begins: what lies between is not in the quote."""

    kind: ClassVar[str] = "join"
    piece: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The passages stand in another order than they were said in."""

    kind: ClassVar[str] = "order"


Mark = Omission | Gloss | Mask | Case | Stop | Emphasis | Join | Order
"""One editorial change. Positions are those of the quote's words on that side, counted from 0 over all pieces."""


def place(mark: Mark) -> tuple[int, int, int, str]:
    """Where a mark stands among others; two marks of one quote never share a place.

    >>> place(Case(side="english", at=3)) < place(Stop(side="english", at=3)) < place(Order())
    True
    """
    match mark:
        case Omission() | Gloss() | Emphasis():
            return SIDES.index(mark.side), mark.first, mark.stop, mark.kind
        case Mask() | Case() | Stop():
            return SIDES.index(mark.side), mark.at, mark.at + 1, mark.kind
        case Join():
            return len(SIDES), mark.piece, 0, mark.kind
        case Order():
            return len(SIDES) + 1, 0, 0, mark.kind


def shifted(mark: Mark, by: int) -> Mark:
    """The mark, so many words further on."""
    match mark:
        case Omission() | Gloss() | Emphasis():
            return replace(mark, first=mark.first + by, stop=mark.stop + by)
        case Mask() | Case() | Stop():
            return replace(mark, at=mark.at + by)
        case _:
            return mark


def kept(words: int, marks: Sequence[Mark], side: Side) -> list[bool]:
    """Which of so many words of a side are shown: neither left out nor replaced by a gloss."""
    shown = [True] * words
    for mark in marks:
        if isinstance(mark, Omission | Gloss) and mark.side == side:
            shown[mark.first : mark.stop] = [False] * (mark.stop - mark.first)
    return shown
