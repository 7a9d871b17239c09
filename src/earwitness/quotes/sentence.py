"""A quote inside a sentence: how its own last stop and the sign with which the sentence goes on become one.

American houses put the comma and the full stop of the sentence inside the quotation marks, British ones outside,
unless the quote is a sentence itself. No house prints two stops beside one mark. What is quoted stays as it is but
for that one sign, which is the sentence's; the record of the quote has its own.
"""

from __future__ import annotations

import re

from earwitness.quotes.render import ENGLISH
from earwitness.quotes.style import Style, quotation_marks
from earwitness.quotes.words import QUOTATION_MARKS

SIGNS = ".,;:?!"
"""With what a sentence may go on after a quote."""

_STOPS, _PLACED = tuple(".,;:"), tuple(".,")
_ENDS = (*_STOPS, *"?!…—–-")
_NESTED = QUOTATION_MARKS + "‘’'"
_STANDS = re.compile(r"(?:[?!…—–-]|\.{2,})$")
_ABBREVIATED = re.compile(r"(?:\w\.){2,}$")


def in_sentence(text: str, sign: str, style: Style, language: str) -> tuple[str, str]:
    """A published quote as it stands before this sign of the sentence around it, and what is left to stand after.

    >>> from earwitness.quotes.style import DEFAULT, style_named
    >>> in_sentence("“We refused.”", ".", DEFAULT, "en"), in_sentence("“We refused.”", ",", DEFAULT, "en")
    (('“We refused.”', ''), ('“We refused,”', ''))
    >>> in_sentence("“refused”", ".", DEFAULT, "en"), in_sentence("“refused”", ".", style_named("guardian"), "en")
    (('“refused.”', ''), ('“refused”', '.'))
    >>> in_sentence("“Refused?”", ".", DEFAULT, "en"), in_sentence("«Нет.»", ",", DEFAULT, "ru")
    (('“Refused?”', ''), ('«Нет»', ','))
    """
    closing = quotation_marks(style, language)[0][1]
    if not sign or not text.endswith(closing):
        return text, sign
    body = text.removesuffix(closing)
    core = body.rstrip(_NESTED)
    nested = body[len(core) :]
    if core.endswith(sign) or _STANDS.search(core):
        return text, "" if sign in _PLACED or core.endswith(sign) else sign
    has_stop = core.endswith(_STOPS) and not _ABBREVIATED.search(core)
    if has_stop:
        core = core[:-1]
        if core.rstrip(_NESTED).endswith(_ENDS):  # reported speech had a stop of its own
            return in_sentence(f"{core}{nested}{closing}", sign, style, language)
    is_english = language.partition("-")[0].lower() == ENGLISH
    if sign in _PLACED and is_english and (style.stops_inside or has_stop):
        return (f"{core}{sign}{nested}{closing}" if has_stop else f"{body}{sign}{closing}"), ""
    return f"{core}{nested}{closing}", sign
