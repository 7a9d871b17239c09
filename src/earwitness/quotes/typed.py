"""Edited English as it was typed, taken apart: words, glosses, and where words are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from earwitness.errors import UsageError
from earwitness.quotes.render import STRESS
from earwitness.quotes.words import bare, is_spoken, without_quotation_marks

RESERVED = f"[]{STRESS}"
"""What marks are written with: a word that holds one cannot be quoted."""

ELLIPSES = ("…", "...")

_ITEM = re.compile(
    r"\[(?:…|\.\.\.)\s*(?P<count>[0-9]{0,6})\]|(?P<lead>[^\s\[]*)\[(?P<gloss>[^\]]*)\](?P<trail>\S*)|(?P<word>\S+)"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """One thing that was typed: a word, or a gloss, or that words are left out (`count` of them; None: some)."""

    text: str
    kind: str
    lead: str = ""
    trail: str = ""
    replaces: tuple[str, ...] = ()
    count: int | None = None


def taken_apart(text: str, *, pauses: bool) -> Iterator[Typed]:
    """What was typed; with `pauses` an ellipsis by itself is a word, since the line has such."""
    if text.count("[") != text.count("]"):
        raise UsageError(
            "A bracket is not closed, or not opened, in the English that is typed.",
            advice="Pair them.",
            code="brackets",
        )
    for found in _ITEM.finditer(text):
        if found["count"] is not None:
            yield Typed(found.group(), "omission", count=int(found["count"]) if found["count"] else None)
        elif found["gloss"] is not None:
            replaced, equals, gloss = found["gloss"].rpartition("=")
            lead, trail = (without_quotation_marks(found[name]) for name in ("lead", "trail"))
            if is_spoken(lead + trail):
                raise UsageError(
                    f"“{found.group()}” is half a word and half a gloss.",
                    advice="Write the whole word, or [word=gloss].",
                    code="half-gloss",
                    typed=found.group(),
                )
            yield Typed(check_gloss(gloss), "gloss", lead, trail, tuple(replaced.split()) if equals else ())
        elif found["word"] in ELLIPSES and not pauses:
            yield Typed(found["word"], "omission")
        else:
            yield Typed(bare(found["word"]), "word")


def check_gloss(text: str) -> str:
    """The gloss as it can be shown; UsageError where it is empty or holds what marks are written with."""
    held = text.strip()
    if not held or not is_spoken(held):
        raise UsageError(
            "A gloss is empty.", advice="Write what the editor adds, or leave it out.", code="gloss-empty"
        )
    if any(sign in held for sign in RESERVED + "=") or held.startswith(ELLIPSES):
        raise UsageError(
            f"A gloss cannot hold [ ] = {STRESS} or begin with an ellipsis.",
            advice="Word it otherwise.",
            code="gloss-signs",
        )
    return held
