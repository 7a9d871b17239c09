"""Whom an article has named so far, and which of them he, she or it is."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from typing import Literal

from earwitness.article.grammar import Tokens
from earwitness.article.words import FEMALE, MALE, PLURAL, PRONOUNS, THINGS
from earwitness.records.article import Article, Block

Sort = Literal["he", "she", "it", "they"]

_ASKED: dict[str, Sort] = {"he": "he", "she": "she", "it": "it", "they": "they"}


@dataclass(frozen=True, slots=True, order=True)
class _Named:
    at: int
    name: str
    sorts: frozenset[Sort] = field(compare=False)
    aside: bool = field(compare=False)


class People:
    """Those named so far, by where."""

    def __init__(self) -> None:
        self._named: list[_Named] = []
        self._surely: dict[str, frozenset[Sort]] = {}

    def add(self, phrase: Tokens, text: str, *, aside: bool = False) -> None:
        """Somebody or something is named by this phrase of the text; `aside`: the sentence is not about them."""
        if phrase and phrase[0].low not in PRONOUNS:
            sorts = sorts_of(phrase)
            insort(self._named, _Named(phrase[0].start, text[phrase[0].start : phrase[-1].end], sorts, aside))
            if len(sorts) == 1:
                self._surely.setdefault(phrase[-1].text, sorts)

    def called(self, phrase: Tokens, article: Article) -> str:
        """What a phrase of the writer's calls somebody, in the article's words; for a pronoun, whom it stands for.

        That is the last one before it who can be meant, in the same paragraph or the two before it, and of whom a
        sentence is rather than one named in passing.
        """
        name, at = article.text[phrase[0].start : phrase[-1].end], phrase[0].start
        asked = _ASKED.get(name.lower())
        if asked is None:
            return name
        within = article.blocks[max(0, _block_number(article, at) - 2)].start
        first, last = (bisect_left(self._named, where, key=lambda one: one.at) for where in (within, at))
        meant = [
            one
            for one in reversed(self._named[first:last])
            if asked in self._surely.get(one.name.split()[-1], one.sorts)
        ]
        return next((one.name for one in sorted(meant, key=lambda one: one.aside)), name)


def block_at(article: Article, at: int) -> Block:
    """The block in which a character is."""
    return article.blocks[_block_number(article, at)]


def _block_number(article: Article, at: int) -> int:
    return bisect_right(article.blocks, at, key=lambda block: block.start) - 1


def sorts_of(phrase: Tokens) -> frozenset[Sort]:
    """Which pronouns may stand for a phrase.

    >>> from earwitness.article.grammar import tokens
    >>> sorted(sorts_of(tokens("his mother", 0, 10))), sorted(sorts_of(tokens("Rell", 0, 4)))
    (['she'], ['he', 'she'])
    """
    lows = {token.low for token in phrase if token.low not in ("her", "his", "him")}
    last = phrase[-1].low
    if last in PLURAL:
        return frozenset({"they"})
    if last in ("voice",):
        return frozenset({"it", "he", "she"})
    if lows & FEMALE:
        return frozenset({"she"})
    if lows & MALE:
        return frozenset({"he"})
    if last in THINGS:
        return frozenset({"it", "they"})
    return frozenset({"he", "she"})
