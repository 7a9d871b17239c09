"""Marks that an editor names by word (--gloss, --mask, --emphasis): which word is meant, and the mark of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from earwitness.errors import UsageError
from earwitness.quotes.render import kept_words
from earwitness.quotes.typed import check_gloss
from earwitness.quotes.words import key, mask_rule
from earwitness.records.mark import MASK_RULES, SIDES, Emphasis, Gloss, Mask, MaskRule, Side
from earwitness.records.quote import Quote
from earwitness.records.text import shown

Item = TypeVar("Item")

_GLOSS = re.compile(r"(?P<word>[^=+|]+)(?P<sign>[=+])(?P<text>[^|]*)(?:\|(?P<source>.*))?", re.DOTALL)
_NUMBERED = re.compile(r"(?P<words>.*?)(?:#(?P<number>[0-9]{1,6}))?", re.DOTALL)


def gloss(quote: Quote, typed: str) -> Gloss:
    """The gloss of WORD=TEXT or WORD+TEXT, with | SOURCE at its end or not; UsageError for anything else."""
    found = _GLOSS.fullmatch(typed)
    if not found:
        raise UsageError(
            f"This is no gloss: {shown(typed)}.",
            advice="Write WORD=TEXT in the place of a word, or WORD+TEXT after it.",
        )
    side, first, stop = _find(quote, found["word"])
    source = found["source"].strip() if found["source"] else None
    text = check_gloss(found["text"])
    return Gloss(side=side, first=stop if found["sign"] == "+" else first, stop=stop, text=text, source=source)


def mask(quote: Quote, typed: str, house: MaskRule) -> Mask:
    """The mask of WORD, by the house's rule, or of WORD=RULE; UsageError for anything else."""
    word, equals, wanted = typed.partition("=")
    rule = next((known for known in MASK_RULES if known == wanted), None) if equals else house
    if rule is None:
        raise UsageError(
            f"There is no rule {shown(wanted)} for a mask.", advice=f"There are: {', '.join(MASK_RULES)}."
        )
    side, first, stop = _find(quote, word)
    if stop - first > 1:
        raise UsageError(f"{shown(word)} is more than one word.", advice="Mask one word at a time.")
    same = mask_rule(quote.words(side)[first], rule)
    if same is None:
        raise UsageError(
            f"{shown(word)} is too short to be masked so.", advice="Choose another rule, or leave it out."
        )
    return Mask(side=side, at=first, rule=same)


def emphasis(quote: Quote, typed: str) -> Emphasis:
    """Stress on WORDS; UsageError where the quote does not show them."""
    side, first, stop = _find(quote, typed)
    return Emphasis(side=side, first=first, stop=stop)


def _find(quote: Quote, typed: str) -> tuple[Side, int, int]:
    """Where the quote shows these words, in English or else in the original; case and stops do not count."""
    found = _NUMBERED.fullmatch(typed)
    wanted = [key(word) for word in (found["words"] if found else "").split()]
    for side in reversed(SIDES):
        words, is_kept = [key(word) for word in quote.words(side)], kept_words(quote, side)
        at = [
            first
            for first in range(len(words) - len(wanted) + 1)
            if wanted and wanted == _run(words, first, len(wanted)) and all(_run(is_kept, first, len(wanted)))
        ]
        if not at:
            continue
        number = int(found["number"]) if found and found["number"] else None
        if number is None and len(at) > 1:
            raise UsageError(
                f"{shown(typed)} stands in the quote {len(at)} times.", advice=f"Say which: {typed.strip()}#1, …"
            )
        if not 1 <= (number or 1) <= len(at):
            raise UsageError(f"{shown(typed)}: it stands there {len(at)} times only.")
        first = at[(number or 1) - 1]
        return side, first, first + len(wanted)
    raise UsageError(f"{shown(typed)} is not in the quote.", advice="Name words as the quote shows them.")


def _run(held: Sequence[Item], first: int, length: int) -> list[Item]:
    return list(held[first : first + length])
