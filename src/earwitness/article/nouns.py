"""Noun phrases, by rules: who or what is named right before a place, right after it, or beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from earwitness.article.grammar import MASK, Tokens, is_adverb
from earwitness.article.words import (
    BEING,
    DETERMINERS,
    HAPPENING,
    LEADING,
    MANY,
    MODIFYING,
    PAPERS,
    PARTING,
    PERSONS,
    PLACING,
    PREPOSITIONS,
    PRONOUNS,
    TIMES,
)

_POSSESSIVE = re.compile(r"(?:[’']s|s[’'])$", re.IGNORECASE)

_NAMED = 6
"""Tokens between "identified" and "as": by two of the officers."""


def person_like(phrase: Tokens) -> bool:
    """Whether it may be somebody who speaks: a name, a pronoun, or a word for a person."""
    return any(
        token.low in PERSONS | PRONOUNS or (token.is_capital and token.low not in DETERMINERS | PLACING)
        for token in phrase
    )


def is_name(phrase: Tokens) -> bool:
    """Whether it ends in a name: Major Anton Rell, the phonetician Ruth Amsel."""
    return (
        0 < len(phrase) <= 7
        and phrase[-1].is_capital
        and phrase[-1].low not in DETERMINERS | PRONOUNS
        and phrase[0].low not in PREPOSITIONS
        and all(token.is_word and token.low not in PLACING | MODIFYING for token in phrase)
        and not _POSSESSIVE.search(phrase[-1].text)
    )


def names(found: Tokens) -> Iterator[Tokens]:
    """Names of two words and more, such as may be a person's: none that says where something is."""
    first = 0
    while first < len(found):
        stop = first
        while stop < len(found) and found[stop].is_capital and found[stop].low not in DETERMINERS | PLACING:
            stop += 1
        if stop - first > 1 and not (first and found[first - 1].low in PLACING | {"the"}):
            yield found[first:stop]
        first = max(stop, first + 1)


def phrase_before(found: Tokens) -> Tokens:
    """The noun phrase at the end of these tokens, without what modifies it; empty where there is none.

    >>> from earwitness.article.grammar import tokens
    >>> text = "On the recording, a man who is not named"
    >>> [token.text for token in phrase_before(tokens(text, 0, len(text)))]
    ['a', 'man']
    """
    last = len(found)
    if last and found[last - 1].text in ",)–—":
        opened = _opened(found, last - 1)
        inside = found[opened + 1 : last - 1] if opened is not None else found[: last - 1]
        name = _named(inside)
        if name and opened is not None and not _is_agent(found[:opened]):
            return name
        return phrase_before(found[:opened]) if opened else trimmed(inside)
    first = last
    while first and _continues(found, first - 1):
        first -= 1
    return trimmed(found[first:last])


def _is_agent(found: Tokens) -> bool:
    """Whether these end in somebody by whom something was done: a memo circulated by the operator."""
    for token in reversed(found[-6:]):
        if not token.is_word or token.low in PLACING:
            return token.low == "by"
    return False


def _opened(found: Tokens, closed: int) -> int | None:
    """Where what a comma, bracket or dash closes was opened."""
    wanted = {",": ",", ")": "(", "–": "–—", "—": "—–"}[found[closed].text]
    return next((at for at in range(closed - 1, -1, -1) if found[at].text in wanted), None)


def _continues(found: Tokens, at: int) -> bool:
    token = found[at]
    if token.is_word:
        before = found[at - 1] if at else None
        relative = token.low in ("who", "which", "that", "whom", "whose") and before is not None and before.is_word
        known_as = token.low == "as" and any(one.low in MODIFYING for one in found[max(0, at - _NAMED) : at])
        return relative or known_as or token.low not in PARTING
    return token.text[0] == MASK and at > 0 and found[at - 1].low == "of"  # the presenter of “Evening Mirror”


def trimmed(chunk: Tokens) -> Tokens:
    """A noun phrase without what stands before and after it: adverbs, clauses, where and when."""
    while len(chunk) > 1 and chunk[-1].low in TIMES:
        chunk = chunk[:-1]
    while chunk and not _starts(chunk, 0) and chunk[0].low not in PREPOSITIONS and len(chunk) > 1:
        if not any(_starts(chunk, at) for at in range(1, len(chunk))):
            break
        chunk = chunk[1:]
    being = [at for at, token in enumerate(chunk) if token.low in BEING | {"did", "does", "do"}]
    if being and not any(token.low in MODIFYING for token in chunk):
        chunk = chunk[being[-1] + 1 :]
    starts = [at for at in range(len(chunk)) if _starts(chunk, at) and not (at and chunk[at - 1].low in PLACING)]
    if chunk and chunk[0].low in PREPOSITIONS:
        starts = [at for at in starts if chunk[at].low in PRONOUNS or not _inside_phrase(chunk, at)]
        if not starts:
            return []
        chunk = chunk[starts[-1] :]
    for at in range(1, len(chunk)):
        goes_on = chunk[at - 1].low in DETERMINERS  # a leaked recording, the last man
        ends = chunk[at].low in MODIFYING | TIMES or _is_participle(chunk, at)
        if (ends and not goes_on) or chunk[at].low in PREPOSITIONS or not chunk[at].is_word:
            return chunk[: at - (chunk[at - 1].low == "of")]
    return chunk if len(chunk) <= 8 else []


def _is_participle(chunk: Tokens, at: int) -> bool:
    """Whether it tells more of what stands before it: a comparison carried out by, a letter sent to."""
    following = chunk[at + 1].low if at + 1 < len(chunk) else ""
    done = chunk[at].low.endswith("ed") or chunk[at].low in HAPPENING
    return done and following in PREPOSITIONS | {"out", "up", "off", "down"} and not chunk[at].is_capital


def _inside_phrase(chunk: Tokens, at: int) -> bool:
    """Whether a noun phrase goes on here: after a determiner, an adjective or another capital letter."""
    before = chunk[at - 1] if at else None
    return before is not None and (
        before.low in DETERMINERS | PLACING or before.is_capital or bool(_POSSESSIVE.search(before.text))
    )


def _starts(chunk: Tokens, at: int) -> bool:
    token = chunk[at]
    if token.is_capital and at == 0 and token.low in LEADING | PREPOSITIONS:
        return False
    if at == 0 and (token.low in MANY or any(one.low in PAPERS for one in chunk[:2])):
        return True
    return token.low in DETERMINERS or token.low in PRONOUNS or token.is_capital


def phrase_after(found: Tokens) -> Tokens:
    """The noun phrase with which these tokens begin; a name beside it is taken in its place.

    >>> from earwitness.article.grammar import tokens
    >>> text = "one of the two, the phonetician Lars Odde, who heard it"
    >>> [token.text for token in phrase_after(tokens(text, 0, len(text)))]
    ['the', 'phonetician', 'Lars', 'Odde']
    """
    at = 0
    while at < len(found) and (is_adverb(found[at]) or found[at].low in ("later", "also")):
        at += 1
    first = at
    while at < len(found) and found[at].is_word and _goes_on(found, at, first):
        at += 1
    phrase = found[first:at]
    if not phrase:
        return []
    beside = name_beside(found, at)
    return beside if beside and not (is_name(phrase) and len(phrase) > 1) else phrase


def name_beside(found: Tokens, at: int) -> Tokens:
    """The name that a comma at this place adds to what stands before it: the judge, Irma Vale."""
    if at >= len(found) or found[at].text != ",":
        return []
    stop = next((n for n in range(at + 1, len(found)) if not found[n].is_word), len(found))
    return _named(found[at + 1 : stop])


def _named(phrase: Tokens) -> Tokens:
    """The name that a phrase is, or that it begins with: Ada Brink of Brink & Sons."""
    part = next((n for n, token in enumerate(phrase) if token.low in PLACING), len(phrase))
    return phrase[:part] if is_name(phrase[:part]) and (part == len(phrase) or part > 1) else []


def _goes_on(found: Tokens, at: int, first: int) -> bool:
    token = found[at]
    if at == first:
        return token.low not in PREPOSITIONS | PARTING
    if found[at - 1].low in PRONOUNS:
        return False
    if token.low in DETERMINERS | PRONOUNS and found[at - 1].low not in DETERMINERS | PLACING:
        return False
    if (token.low in TIMES or _is_participle(found, at)) and found[at - 1].low not in DETERMINERS:
        return False
    return token.low not in PREPOSITIONS | PARTING | MODIFYING and not is_adverb(token)
