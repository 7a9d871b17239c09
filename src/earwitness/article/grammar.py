"""As much of English grammar as it takes to find who speaks, by rules: tokens and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from earwitness.article.words import (
    ABBREVIATIONS,
    AFTER_CLOCK,
    ASIDES,
    CLOCK,
    NO_ADVERBS,
    SPEAKING,
    WEAK,
)

MASK = "\ufffc"
"""Stands for each character of words that are quoted, so that they are not read as the writer's."""

NEAR = 400
"""Characters before and after a quotation in which it is looked for who speaks it."""

_CONTRACTED = r"(?i:\b(?:s?he|it|they|i|we|you|who)(?=[’'](?:d|s|ll|re|ve|m)\b))|(?<=\w)[’'](?:d|s|ll|re|ve|m)\b"
_SHORT = r"(?:[A-Z]\.)+(?=[\s,])|(?:Mr|Mrs|Ms|Dr|Prof|St|Lt|Col|Gen|Maj|Capt|Sgt|Sen|Rep|Gov|Rev)\.(?=\s)"
_TOKEN = re.compile(
    rf"{MASK}+|\d+(?:[.,]\d+)+|\w+(?=[\s,;:])|{_SHORT}|{_CONTRACTED}|\w+(?:[’'.-]\w+)*(?:[’'](?=\s))?|[^\w\s]"
)
_SAYING = re.compile(rf"(?:[\w.’'-]+ ){{1,5}}?(?:{'|'.join(sorted(SPEAKING - WEAK))})\b")
_MAY_END = re.compile(rf"(?<=[.?!…)\]{MASK}])\s+")


class Token(NamedTuple):
    """A word or a stop, its small letters, and where it stands in the article."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is no stop."""
        return self.text[0].isalnum() or self.text == "&"

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


Tokens = Sequence[Token]


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of these characters of a text.

    >>> [token.text for token in tokens("the boys’ night, Mrs Wells’s", 0, 28)]
    ['the', 'boys’', 'night', ',', 'Mrs', 'Wells’s']
    """
    return [
        Token(match[0], match[0].lower(), match.start(), match.end())
        for match in _TOKEN.finditer(text, start, end)
    ]


def without_asides(found: Tokens) -> Tokens:
    """The tokens without ", however," and the like.

    >>> text = "It has, however, confirmed that"
    >>> [token.text for token in without_asides(tokens(text, 0, len(text)))]
    ['It', 'has', 'confirmed', 'that']
    """
    kept: list[Token] = []
    at = 0
    while at < len(found):
        if 0 < at < len(found) - 2 and found[at].text == found[at + 2].text == "," and found[at + 1].low in ASIDES:
            at += 3
        else:
            kept.append(found[at])
            at += 1
    return kept


def sentences(masked: str, original: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From where to where each sentence goes; one that ends inside a quotation ends with it.

    `masked` is the text in which quoted words are masked, and `original` has them.
    """
    begun = start
    for match in _MAY_END.finditer(masked, start, end):
        at, following = match.span()
        if following < end and _ends(masked, original, begun, at, following):
            yield begun, at
            begun = following
    if begun < end:
        yield begun, end


def _ends(masked: str, original: str, begun: int, at: int, following: int) -> bool:
    """Whether a sentence ends before this space."""
    if masked[at - 1] == MASK:
        last = original[max(begun, at - 9) : at].rstrip("\"'”’»“)]")[-1:]
        if last in "?!…" and _SAYING.match(masked, following):
            return False
        return last in ".?!…" and (masked[following].isupper() or masked[following] == MASK)
    bare = masked[max(begun, at - 40) : at].rsplit(None, 1)[-1].rstrip(")]")
    if not bare.endswith((".", "?", "!", "…")):
        return False
    word = bare.rstrip(".").lower()
    if word in CLOCK:
        goes_on = tokens(masked, following, following + 9)[:1]
        return masked[following].isupper() and not any(token.low in AFTER_CLOCK for token in goes_on)
    if bare.endswith(".") and (word in ABBREVIATIONS or re.fullmatch(r"[a-z]|(?:[a-z]\.)+[a-z]", word)):
        return False
    return not masked[following].islower()


def is_adverb(token: Token) -> bool:
    """Whether it ends as adverbs do."""
    return token.low.endswith("ly") and token.low not in NO_ADVERBS
