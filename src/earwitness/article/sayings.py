"""One clause that says that somebody speaks: she said; said a man who was there; is reported to have asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from earwitness.article.grammar import MASK, Tokens, is_adverb
from earwitness.article.nouns import person_like, phrase_after, phrase_before
from earwitness.article.subjects import main_subject
from earwitness.article.verbs import Saying, agent_of, begin_of, is_verb, past, saying_by
from earwitness.article.words import (
    BETWEEN,
    DETERMINERS,
    HEDGING,
    PAPERS,
    PARTING,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE,
    SHOWING,
    TAPES,
    TELLING,
    TIMES,
    WEAK,
)

_TRAIL = 10
"""Tokens after the last comma of a sentence that may say who says all of it."""

_LEAD = 8
"""Tokens between what is quoted and who says it, as in ", a spokesman for the office, Anna Berg, said"."""


def after_words(text: str, found: Tokens) -> Saying | None:
    """The saying with which these tokens begin, right after what is quoted: ", she said" or "said the man"."""
    at = 0
    while at < len(found) and not found[at].is_word and found[at].text[0] != MASK:
        at += 1
    found = found[at:]
    for number, token in enumerate(found):
        if (token.text[0] == MASK and found[number - 1].low != "of") or token.text in ".;:?!":
            break
        if token.low in ("call", "calls", "called"):  # they stand before what is called so
            continue
        if is_verb(found, number):
            group = begin_of(found, number)
            if group == 0:
                return saying_by(text, found, number, phrase_after(found[past(found, number) :]), inverted=True)
            speaker = phrase_before(found[:group])
            if speaker and len([one for one in found if one.end <= speaker[0].start]) <= _LEAD:
                return saying_by(text, found, number, speaker)
            if token.low not in WEAK:
                break
    return None


def before_words(text: str, found: Tokens) -> Saying | None:
    """The last saying in these tokens, right before what is quoted: "she said that the" or "asks a woman:"."""
    for number in range(len(found) - 1, -1, -1):
        if agent := agent_of(found, number):
            return saying_by(text, found, number, agent, inverted=True)
        if is_verb(found, number):
            rest = found[past(found, number) :]
            if _breaks(rest) or (found[number].low in WEAK and not _governs(rest)):
                continue
            group = begin_of(found, number)
            following = phrase_after(rest)
            parted = group > 0 and found[group - 1].text == ","
            carried = group > 0 and found[group - 1].low in ("and", "but", "then")
            turned = parted and len(rest) > 1 and following and following[-1] == rest[-2] and rest[-1].text == ":"
            if turned and found[number].low not in TELLING and not found[number].low.endswith("ing"):
                return saying_by(text, found, number, following, inverted=True)
            subject = main_subject(found)
            speaker = subject if parted and _beside_it(found, subject, group - 1) else phrase_before(found[:group])
            if carried or (parted and found[number].low.endswith("ing")):
                earlier = any_saying(text, found[:group])
                speaker = (earlier.speaker if earlier else subject) or speaker
            if speaker:
                saying = saying_by(text, found, number, speaker)
                return replace(saying, hedge=saying.hedge or _held(found[:group]))
    return None


def _held(found: Tokens) -> str | None:
    """The verb by which somebody else holds at a distance what is said: she alleges that he told her."""
    held = [token.text for at, token in enumerate(found) if token.low in HEDGING and is_verb(found, at)]
    return held[-1] if held else None


def any_saying(text: str, found: Tokens) -> Saying | None:
    """The first saying in a sentence without a quotation: whom it cites."""
    return next(sayings(text, found), None)


def sayings(text: str, found: Tokens) -> Iterator[Saying]:
    """Each saying in a sentence without a quotation, of somebody or of a paper that shows something."""
    beside = _beside(found)
    for number, token in enumerate(found):
        if number not in beside and (_says_something(found, number) or token.low in SHOWING):
            saying = _said_here(text, found, number)
            if saying and saying.speaker and _is_source(saying):
                yield saying


def _said_here(text: str, found: Tokens, number: int) -> Saying | None:
    """The saying whose verb is this token, if it is one."""
    if agent := agent_of(found, number):
        return saying_by(text, found, number, agent, inverted=True)
    token, group = found[number], begin_of(found, number)
    before = found[group - 1].low if group else ""
    along = token.low.endswith("ing")
    if not (is_verb(found, number) or token.low in SHOWING) or before in ("who", "that", "which"):
        return None  # a relative who asked
    if (along and before != "," and group == number) or found[group].low == "to":
        return None  # shows him ordering; refuses to say
    subject = main_subject(found)
    if before == "," and not along and _beside_it(found, subject, group - 1):
        return saying_by(text, found, number, subject)
    following = phrase_after(found[past(found, number) :])
    inverted = before == "," and not along and token.low not in TELLING
    if inverted and _is_phrase(following) and _is_after_verb(found, following):
        return saying_by(text, found, number, following, inverted=True)
    joined = before in ("and", "but", "then") or (before == "," and along)
    speaker = (subject if joined else ()) or phrase_before(found[:group])
    return saying_by(text, found, number, speaker)


def _beside_it(found: Tokens, subject: Tokens, closed: int) -> bool:
    """Whether what stands between a subject and the comma that closes here tells more of it."""
    after = [number for number, token in enumerate(found) if subject and token.start >= subject[-1].end]
    return bool(after) and after[0] <= closed and found[after[0]].text == "," and person_like(subject)


def _is_source(saying: Saying) -> bool:
    """Whether it is somebody, or a paper, and not the recording itself."""
    head = saying.speaker[-1].low
    shows = saying.verb is not None and saying.verb.low in SHOWING
    return head not in TAPES and (not shows or head in PAPERS)


def _beside(found: Tokens) -> set[int]:
    """Which tokens tell of somebody between two commas: ", who the paper says is the minister,"."""
    inside = set[int]()
    for at, token in enumerate(found):
        opens = token.text == "," and any(one.low in RELATIVE for one in found[at + 1 : at + 4])
        closed = next((n for n in range(at + 1, len(found)) if found[n].text == ","), None) if opens else None
        if closed is not None:
            inside.update(range(at, closed))
    return inside


def last_saying(text: str, found: Tokens) -> Saying | None:
    """The saying that ends a sentence after a comma, and is of all of it: ", prosecutors said on Thursday"."""
    first = max((at + 1 for at, token in enumerate(found) if token.text == ","), default=len(found))
    if not 0 < len(found) - first < _TRAIL or found[first].low in PARTING:
        return None
    saying = after_words(text, found[first:]) or _shown(text, found[first:])
    if saying is None or saying.verb is None or saying.verb.low.endswith("ing") or not _is_phrase(saying.speaker):
        return None
    inverted = saying.verb == found[first]
    if not (_is_after_verb(found, saying.speaker) if inverted else _ends(found, saying.told or [saying.verb])):
        return None  # ", says he was tired"
    return saying if saying.begins == found[first].start and _is_source(saying) else None


def _shown(text: str, found: Tokens) -> Saying | None:
    """What papers show, right at the end."""
    at = next((n for n, token in enumerate(found) if token.low in SHOWING), None)
    return saying_by(text, found, at, phrase_before(found[:at])) if at else None


def _is_after_verb(found: Tokens, phrase: Tokens) -> bool:
    """Whether a phrase after a verb may be who speaks: it names them, and nothing goes on after it."""
    named = phrase[0].is_capital or phrase[0].low in DETERMINERS or phrase[-1].low.endswith("s")
    return named and phrase[0].low not in PRONOUNS and _ends(found, phrase)


def _ends(found: Tokens, phrase: Tokens) -> bool:
    """Whether nothing but when, where and how follows a phrase, or more of whom it names."""
    following = next((token for token in found if token.start >= phrase[-1].end), None)
    if following is None or following.text[0] == MASK:
        return following is None
    return not following.is_word or following.low in PREPOSITIONS | RELATIVE | TIMES or is_adverb(following)


def _is_phrase(following: Tokens) -> bool:
    """Whether this may be who speaks: a clause has a verb, and whoever is told is a pronoun."""
    return bool(following) and not any(
        token.low in BETWEEN | {"her", "him", "me", "us", "them"} for token in following
    )


def _says_something(found: Tokens, at: int) -> bool:
    """Whether what is said goes on after this token or, where it is the last, stood before a comma.

    A word that is a noun too has to be followed by a clause: claims that, claim he.
    """
    if [token.text[0] for token in found[at + 1 : at + 2]] == [MASK]:
        return True
    following = [token.low for token in found[at + 1 : at + 3] if token.is_word]
    if found[at + 1 : at + 3] and [token.low for token in found[at + 1 : at + 3]] == [",", "citing"]:
        return True
    if not following:
        return any(token.text == "," for token in found[max(0, at - _LEAD) : at])
    return found[at].low not in WEAK or following[0] in PRONOUNS | {"that", "there"}


def _breaks(rest: Tokens) -> bool:
    """Whether another clause begins between the verb and what is quoted."""
    return len(rest) > 16 or any(
        token.text in ";"
        or (token.text == "," and number + 1 < len(rest) and rest[number + 1].low in ("and", "but"))
        for number, token in enumerate(rest)
    )


def _governs(rest: Tokens) -> bool:
    """Whether a word that may be a noun stands close enough to what is quoted to be its verb."""
    return len([token for token in rest if token.is_word]) <= (10 if rest and rest[-1].text == ":" else 5)
