"""Through whose hands words went: according to, via, as translated by, published by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from earwitness.article.grammar import MASK, NEAR, Token, Tokens, tokens
from earwitness.article.nouns import phrase_after
from earwitness.article.words import SPEAKING_FOR
from earwitness.records.article import RouteKind, Step

_PASSED = r"(?:published|released|posted|aired|broadcast|leaked|shared|obtained|circulated|uploaded)"
_ANYBODY = r"(?-i:(?:[Tt]he |[Aa]n? )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*)"
_ROUTES: tuple[tuple[RouteKind, re.Pattern[str]], ...] = (
    (
        "according to",
        re.compile(r"\b(?:according to|per(?= (?:the|an?) )|(?:citing|quoting)(?! the \w+ing))\b", re.IGNORECASE),
    ),
    (
        "via",
        re.compile(
            rf"\b(?:via|by way of|through(?= (?:an? |his |her |their |its |the )?(?:{'|'.join(SPEAKING_FOR)})))\b",
            re.IGNORECASE,
        ),
    ),
    ("translated by", re.compile(r"\btranslat(?:ed|ion)(?: from \w+)?(?: \w+)? by\b", re.IGNORECASE)),
    (
        "published by",
        re.compile(
            rf"\b(?:{_PASSED}|reported|quoted|provided|supplied|passed)"
            r"(?: (?:online|first|on \w+|(?:on )?to \w+(?: \w+)?))? by\b"
            rf"|\b(?:which|that) (?={_ANYBODY} (?:first |has |had |later |also ){{0,2}}{_PASSED}\b)",
            re.IGNORECASE,
        ),
    ),
    (
        "told",
        re.compile(
            r"\b(?:speaking|writing) to\b|\bin an? (?:letter|e-?mail|message|statement|note|text) to\b",
            re.IGNORECASE,
        ),
    ),
)
_HINTS = ("according to", "per ", "via ", "by ", "through ", "citing ", "quoting ", "which ", "that ", " to ")


def routes(masked: str, start: int, end: int) -> Iterator[tuple[RouteKind, Tokens]]:
    """Each hand that is named in these characters, in their order, by the phrase that names it."""
    text = masked[start:end].lower()
    if not any(hint in text for hint in _HINTS):  # most sentences name none: that is seen at once
        return
    found = [
        (match.start(), kind, match.end())
        for kind, pattern in _ROUTES
        for match in pattern.finditer(masked, start, end)
    ]
    for _, kind, at in sorted(found):
        phrase = phrase_after(tokens(masked, at, min(end, at + NEAR)))
        if phrase and phrase[0].text[0] != MASK:
            yield kind, phrase


def steps(text: str, told: Sequence[Token], hands: Sequence[tuple[RouteKind, Tokens]]) -> Iterator[Step]:
    """Whoever was told, and each hand, in the article's words."""
    if told:
        yield Step(kind="told", who=text[told[0].start : told[-1].end])
    yield from (Step(kind=kind, who=text[who[0].start : who[-1].end]) for kind, who in hands)
