"""How often English that fits a part of a line is refused, and how often English that does not is let through.

.venv/bin/python bench/quoted_english.py

Of the sixty lines that are aligned by hand (alignment/), every run of two words and more of the original that is
not the whole and whose English is one run too. To each its own English is typed, then with four words and more too
many at an edge, then with as many too few.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import alignment
import report
from earwitness.backends.registry import STANDARD_EMBEDDER, embedder
from earwitness.quotes.likely import Word, uneven
from earwitness.translation.ties import Ties

FOLDER = Path(__file__).resolve().parent / "alignment"
LEAST = 4


def parts(line: alignment.Line) -> Iterator[tuple[range, range]]:
    """The runs of the original whose English is a run of its own, with that."""
    for first in range(len(line.original)):
        for stop in range(first + 2, len(line.original) + 1):
            heard = range(first, stop)
            inside = {at for row, at in line.links if row in heard}
            outside = {at for row, at in line.links if row not in heard}
            if inside and outside and not outside & set(range(min(inside), max(inside) + 1)):
                yield heard, range(min(inside), max(inside) + 1)


def main() -> None:
    """Print how many of each kind are refused."""
    ties = Ties(embedder(STANDARD_EMBEDDER))
    refused: dict[str, list[bool]] = {"its own": [], "too many": [], "too few": []}
    for name in ("lines.txt", "more.txt"):
        for line in alignment.read((FOLDER / name).read_text("utf-8")):
            tied = ties.of(line.original, line.english)
            for heard, english in parts(line):
                words = [
                    Word(text, any(row in heard for row in rows) if rows else None)
                    for text, rows in zip(line.english, tied, strict=True)
                ]
                typed = {"its own": [english], "too many": [], "too few": []}
                if english.start >= LEAST:
                    typed["too many"].append(range(english.start - LEAST, english.stop))
                if len(line.english) - english.stop >= LEAST:
                    typed["too many"].append(range(english.start, english.stop + LEAST))
                if len(english) > LEAST:
                    typed["too few"] += [
                        range(english.start + LEAST, english.stop),
                        range(english.start, english.stop - LEAST),
                    ]
                for kind, ranges in typed.items():
                    refused[kind] += [uneven(words, one) is not None for one in ranges]
    print(f"{report.machine(alignment.LIBRARIES)}\n")
    rows = [
        [kind, str(len(held)), str(sum(held)), f"{sum(held) / len(held):.3f}"] for kind, held in refused.items()
    ]
    print(report.table(["English that is typed", "tried", "refused", "share"], rows))


if __name__ == "__main__":
    main()
