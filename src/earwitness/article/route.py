"""Through whose hands words went: according to, via, as translated by, published by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from earwitness.article.grammar import MASK, Tokens, phrase_after, tokens
from earwitness.records.article import RouteKind

_ROUTES: tuple[tuple[RouteKind, re.Pattern[str]], ...] = (
    ("according to", re.compile(r"\baccording to\b", re.IGNORECASE)),
    ("via", re.compile(r"\b(?:via|by way of)\b", re.IGNORECASE)),
    ("translated by", re.compile(r"\btranslat(?:ed|ion)(?: from \w+)?(?: \w+)? by\b", re.IGNORECASE)),
    (
        "published by",
        re.compile(
            r"\b(?:published|released|posted|aired|broadcast|leaked|shared|obtained|circulated|uploaded|reported)"
            r"(?: (?:online|first|on \w+))? by\b",
            re.IGNORECASE,
        ),
    ),
)


def routes(masked: str, start: int, end: int) -> Iterator[tuple[RouteKind, Tokens]]:
    """Each hand that is named in these characters, in their order, by the phrase that names it."""
    found = [
        (match.start(), kind, match.end())
        for kind, pattern in _ROUTES
        for match in pattern.finditer(masked, start, end)
    ]
    for _, kind, at in sorted(found):
        phrase = phrase_after(tokens(masked, at, end))
        if phrase and phrase[0].text[0] != MASK:
            yield kind, phrase
