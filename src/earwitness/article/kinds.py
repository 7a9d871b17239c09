"""Speech, scare quotes and titles, told apart."""

from __future__ import annotations

import re

from earwitness.records.article import Kind

_SMALL = re.compile(
    r"a|an|the|of|in|on|at|to|for|and|or|but|from|with|by|as|is|der|die|das|le|la|de", re.IGNORECASE
)
_WORKS = re.compile(
    r"\b(?:films?|movies?|books?|novels?|songs?|memoirs?|poems?|plays?|essays?|reports?|series|shows?|programmes?|programs?"
    r"|podcasts?|albums?|newspapers?|weekly|daily|magazine|journal|paper|operation|ship|ferry|tanker|exhibition|chapter"
    r"|titled|entitled|headlined|codenamed|code-named|named|called|watch(?:ed|es|ing)?|sing(?:s|ing)?|sang|hum(?:s|med)?"
    r"|presenter of|author of|host of|editor of|star of|read(?:s|ing)?)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_SO_CALLED = re.compile(r"\bso-called\s*$", re.IGNORECASE)


def kind_of(words: str, before: str, *, spoken: bool, heading: bool) -> Kind:
    """What marks around these words mean.

    `before` is what stands before them in their sentence, `spoken` whether somebody is said to speak them,
    `heading` whether they stand in a heading.

    >>> kind_of("The Ferryman", "I have watched ", spoken=False, heading=False)
    'title'
    >>> kind_of("experts", "The ministry’s ", spoken=False, heading=False)
    'scare'
    """
    if _SO_CALLED.search(before):
        return "scare"
    bare = words.strip(" ,;")
    if _is_title_case(bare) and (_WORKS.search(before) or (not spoken and len(bare.split()) > 1)):
        return "title"
    if spoken:
        return "speech"
    if heading and (bare[:1].islower() or len(bare.split()) == 1):
        return "scare"
    few = len(bare.split()) <= 4
    sentence = bare[:1].isupper() and bare.endswith((".", "?", "!", "…"))
    if few and not sentence and not heading:
        return "scare"
    return "speech"


def is_so_called(before: str) -> str | None:
    """The words that say that a name is not the writer's, as they stand there."""
    match = _SO_CALLED.search(before)
    return match[0].strip() if match else None


def _is_title_case(words: str) -> bool:
    parts = [word for word in words.rstrip(".").split() if word[:1].isalpha()]
    return (
        bool(parts)
        and parts[0][:1].isupper()
        and all(word[:1].isupper() or _SMALL.fullmatch(word) for word in parts)
        and not words.endswith(("?", "!"))
    )
