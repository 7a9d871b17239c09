"""Through whose hands words went: according to, via, as translated by, published by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from earwitness.article.grammar import MASK, NEAR, Tokens, phrase_after, tokens
from earwitness.records.article import RouteKind

_ROUTES: tuple[tuple[RouteKind, re.Pattern[str]], ...] = (
    ("according to", re.compile(r"\b(?:according to|per(?= (?:the|an?) ))\b", re.IGNORECASE)),
    ("via", re.compile(r"\b(?:via|by way of)\b", re.IGNORECASE)),
    ("translated by", re.compile(r"\btranslat(?:ed|ion)(?: from \w+)?(?: \w+)? by\b", re.IGNORECASE)),
    (
        "published by",
        re.compile(
            r"\b(?:published|released|posted|aired|broadcast|leaked|shared|obtained|circulated|uploaded|reported"
            r"|provided|supplied|passed)(?: (?:online|first|on \w+|(?:on )?to \w+(?: \w+)?))? by\b",
            re.IGNORECASE,
        ),
    ),
)
_HINTS = ("according to", "per ", "via ", "by ")


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
