"""Speech that is reported inside what is said (he says: "…"): from which word to which, and how deep.

A quotation mark before a word's letters opens and one after them closes, whichever of them it is: languages use
the same ones the other way round. Speech is looked for within one utterance, so that a stray mark does no harm
beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from earwitness.quotes.words import QUOTATION_MARKS, is_spoken, parts


@dataclass(frozen=True, slots=True)
class Speech:
    """Reported speech from word `first` to word `last`; at `depth` 1 it is inside another.

    `opened_at` and `closed_at` are where its marks stand in what is before the first and after the last word's
    letters; None where it begins or ends elsewhere.
    """

    first: int
    last: int
    depth: int
    opened_at: int | None
    closed_at: int | None


def reported(words: Sequence[str], depth: int = 0) -> list[Speech]:
    """The reported speech in some words, outer before inner; `depth` is how deep in it the first word stands.

    >>> [(one.first, one.last) for one in reported(['He', 'says:', '"Go!"', 'now"'])]
    [(0, 3), (2, 2)]
    """
    lowest = level = depth
    for _, _, opens in _marks(words):
        level += 1 if opens else -1
        lowest = min(lowest, level)
    open_speech: list[tuple[int, int | None]] = [(0, None)] * (depth - min(0, lowest))
    found = []
    for at, position, opens in _marks(words):
        if opens:
            open_speech.append((at, position))
        else:
            first, opened_at = open_speech.pop()
            found.append(Speech(first, at, len(open_speech), opened_at, position))
    for level, (first, opened_at) in enumerate(open_speech):
        found.append(Speech(first, len(words) - 1, level, opened_at, None))
    return sorted(found, key=lambda one: (one.depth, one.first))


def depth_before(words: Sequence[str], at: int) -> int:
    """How deep in reported speech the word at this position stands, before any mark of its own.

    >>> depth_before(['He', 'says:', '"Go', 'now!"'], 3), depth_before(['Go', 'now!"'], 0)
    (1, 1)
    """
    level = lowest = 0
    before = 0
    for position, _, opens in _marks(words):
        level += 1 if opens else -1
        lowest = min(lowest, level)
        if position < at:
            before = level
    return before - lowest


def _marks(words: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """Each mark: its word, where it stands before or after the letters, and whether it opens."""
    for at, word in enumerate(words):
        if is_spoken(word):
            lead, _, trail = parts(word)
            yield from ((at, position, True) for position, sign in enumerate(lead) if sign in QUOTATION_MARKS)
            yield from ((at, position, False) for position, sign in enumerate(trail) if sign in QUOTATION_MARKS)
