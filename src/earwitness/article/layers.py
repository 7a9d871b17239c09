"""Quotations inside quotations: each depth is read by itself, with the words that it quotes masked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from earwitness.article.grammar import MASK, NEAR, Tokens, sentences, tokens
from earwitness.article.raw import Shown
from earwitness.records.article import Article

DEEPEST = 5
"""Quotations inside one another that are read: nobody can follow more."""


class Layer:
    """What is quoted at one depth, in order, and the text in which it is masked.

    `stretches` are where the words around it stand: paragraphs, or the pieces of what it is inside of.
    """

    def __init__(
        self, text: str, *, depth: int, shown: Sequence[Shown], stretches: Sequence[tuple[int, int]]
    ) -> None:
        self.text, self.depth, self.shown, self.stretches = text, depth, shown, stretches
        self.masked = _masked(text, shown)
        self._starts = [start for start, _ in stretches]
        self._sentences: dict[int, list[tuple[int, int]]] = {}

    def number(self, at: int) -> int:
        """Which of the stretches this character is in."""
        return bisect_right(self._starts, at) - 1

    def stretch(self, at: int) -> tuple[int, int]:
        """The stretch in which this character is."""
        return self.stretches[self.number(at)]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence in which this character is."""
        found = self.sentences(*self.stretch(at))
        return found[bisect_right(found, (at, len(self.text))) - 1]

    def sentences(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences of a stretch; one at least."""
        if start not in self._sentences:
            self._sentences[start] = list(sentences(self.masked, self.text, start, end)) or [(start, end)]
        return self._sentences[start]

    def before(self, shown: Shown) -> tuple[int, int]:
        """From where its sentence begins to where it does."""
        return max(self.sentence(shown.outer_start)[0], shown.outer_start - NEAR), shown.outer_start

    def after(self, shown: Shown) -> tuple[int, int]:
        """From where it ends to where its sentence does."""
        return shown.outer_end, min(self.sentence(shown.outer_end - 1)[1], shown.outer_end + NEAR)

    def tokens(self, start: int, end: int) -> Tokens:
        """The tokens between these characters."""
        return tokens(self.masked, start, end)


def layers(article: Article, shown: Sequence[Shown]) -> Iterator[Layer]:
    """Each depth, outermost first."""
    around = tuple((block.start, block.end) for block in article.blocks)
    depth, left = 0, list(shown)
    while depth == 0 or (left and depth < DEEPEST):
        outer, inner = _outermost(left)
        yield Layer(article.text, depth=depth, shown=outer, stretches=around)
        around = tuple((piece.start, piece.end) for one in outer for piece in one.pieces)
        depth, left = depth + 1, inner


def _outermost(shown: Sequence[Shown]) -> tuple[list[Shown], list[Shown]]:
    """Those that are inside no other, and the rest; `shown` has the outer before the inner."""
    outer: list[Shown] = []
    inner: list[Shown] = []
    reached = -1
    for one in shown:
        (inner if one.outer_start < reached else outer).append(one)
        reached = max(reached, one.outer_end)
    return outer, inner


def _masked(text: str, shown: Sequence[Shown]) -> str:
    parts, at = [], 0
    for one in shown:
        parts += [text[at : one.outer_start], MASK * (one.outer_end - one.outer_start)]
        at = one.outer_end
    return "".join([*parts, text[at:]])
