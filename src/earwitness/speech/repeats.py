"""The same words over and over, as a decoder in a loop writes them; people do so too, but seldom."""

from __future__ import annotations

from collections.abc import Iterable

REPEATS = 4
_LONGEST_REPEATED_WORDS = 6


def repeated(words: Iterable[str]) -> tuple[int, ...]:
    """The positions of words that belong to a phrase said at least REPEATS times in a row.

    >>> repeated("так так так так и всё".split())
    (0, 1, 2, 3)
    """
    said = [_bare(word) for word in words]
    hit: set[int] = set()
    for length in range(1, _LONGEST_REPEATED_WORDS + 1):
        run = 0  # how many words in a row equal the one that stands `length` before them
        for at in range(length, len(said)):
            run = run + 1 if said[at] and said[at] == said[at - length] else 0
            if run >= length * (REPEATS - 1):
                hit.update(range(at - run - length + 1, at + 1))
    return tuple(sorted(hit))


def _bare(word: str) -> str:
    return "".join(character for character in word.casefold() if character.isalnum())
