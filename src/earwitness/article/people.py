"""Whom an article has named so far, and which of them he, she or it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from typing import Literal

from earwitness.article.grammar import Tokens
from earwitness.article.words import FEMALE, MALE, PARTING, PERSONS, PLURAL, PRONOUNS, QUANTITIES, THINGS
from earwitness.records.article import Article, Block

Sort = Literal["he", "she", "it", "they"]

_PERSON = re.compile(r"(?:er|or|ist|man|woman|ian|ant|eer|ster|ee|mate|body|one|source)$")
"""How most words for persons end that no list has: a tycoon is rare, a jeweller is not."""

_RECENT = 100
"""How many of those named last a pronoun may be: a paragraph may go on for ever."""

_ASKED: dict[str, Sort] = {"he": "he", "she": "she", "it": "it", "they": "they"}


@dataclass(frozen=True, slots=True, order=True)
class _Named:
    at: int
    name: str
    last: str = field(compare=False)
    sorts: frozenset[Sort] = field(compare=False)
    aside: bool = field(compare=False)


class People:
    """Those named so far, by where."""

    def __init__(self) -> None:
        self._named: list[_Named] = []
        self._surely: dict[str, frozenset[Sort]] = {}

    def add(self, phrase: Tokens, text: str, *, aside: bool = False) -> None:
        """Somebody or something is named by this phrase of the text; `aside`: the sentence is not about them."""
        if (
            phrase
            and phrase[0].low not in PRONOUNS | PARTING
            and not (len(phrase) == 1 and phrase[0].low in QUANTITIES)
        ):
            sorts, last = sorts_of(phrase), phrase[-1].text
            name = text[phrase[0].start : phrase[-1].end]
            insort(self._named, _Named(phrase[0].start, name, last, sorts, aside))
            if len(sorts) == 1:
                self._surely.setdefault(last, sorts)

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
        passing = None
        for one in reversed(self._named[max(first, last - _RECENT) : last]):
            if asked in self._surely.get(one.last, one.sorts):
                if not one.aside:
                    return one.name
                passing = passing or one.name
        return passing or name


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
    of = next((at for at, token in enumerate(phrase) if at and token.low == "of"), len(phrase))
    phrase = phrase[:of]
    lows = {token.low for token in phrase if token.low not in ("her", "his", "him")}
    last = phrase[-1].low
    if last in PLURAL:
        return frozenset({"they"})
    lows |= {low[:-2] for low in lows if last == "voice" and _is_possessive(low)}  # a woman's voice
    if lows & (FEMALE | MALE):
        return frozenset({"she" if lows & FEMALE else "he"})
    if last == "voice":
        return frozenset({"it", "he", "she"})
    owned = any(_is_possessive(token.low) for token in phrase[:-1])
    if owned and not phrase[-1].is_capital and last not in PERSONS:  # the man's account
        return frozenset({"it", "they"})
    if last in THINGS or not (phrase[-1].is_capital or last in PERSONS or _PERSON.search(last)):
        return frozenset({"they"} if last.endswith("s") and last not in THINGS else {"it", "they"})
    return frozenset({"he", "she"})


def _is_possessive(low: str) -> bool:
    return low.endswith(("'s", "’s"))
