"""What a check says: pass, fail or not checked, and a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["pass", "fail", "not checked"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that was looked at: what it is, what came of it, and a sentence."""

    name: str
    outcome: Outcome
    text: str


def lines(count: int) -> str:
    """So many lines."""
    return "1 line" if count == 1 else f"{count} lines"


def spans(numbers: list[int]) -> str:
    """Numbers in order, those in a row as from and to.

    >>> spans([1, 2, 3, 7])
    '1-3, 7'
    """
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{part[0]}-{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
