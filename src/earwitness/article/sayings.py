"""One clause that says that somebody speaks: she said; said a man who was there; is reported to have asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.article.grammar import (
    MASK,
    Token,
    Tokens,
    is_adverb,
    is_name,
    name_beside,
    phrase_after,
    phrase_before,
)
from earwitness.article.words import (
    BEING,
    BETWEEN,
    DETERMINERS,
    HAPPENING,
    HEDGE,
    HEDGING,
    NEEDING,
    OPENING,
    PERSONS,
    PLACING,
    PRONOUNS,
    QUESTIONED,
    SPEAKING,
    TELLING,
    WEAK,
)

_LEAD = 8
"""Tokens between what is quoted and who says it, as in ", a spokesman for the office, Anna Berg, said"."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Who speaks, by which verb, how sure that is, and whom they tell: tokens of the article, or nothing."""

    speaker: tuple[Token, ...] = ()
    verb: Token | None = None
    hedge: str | None = None
    told: tuple[Token, ...] = ()

    @property
    def begins(self) -> int | None:
        """Where the first of speaker and verb stands."""
        held = [token.start for token in (*self.speaker[:1], *((self.verb,) if self.verb else ()))]
        return min(held, default=None)


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
            group = _group(found, number)
            if group == 0:
                return _saying(text, found, number, phrase_after(found[_past(found, number) :]), inverted=True)
            speaker = phrase_before(found[:group])
            if speaker and len([one for one in found if one.end <= speaker[0].start]) <= _LEAD:
                return _saying(text, found, number, speaker)
            if token.low not in WEAK:
                break
    return None


def before_words(text: str, found: Tokens) -> Saying | None:
    """The last saying in these tokens, right before what is quoted: "she said that the" or "asks a woman:"."""
    for number in range(len(found) - 1, -1, -1):
        if is_verb(found, number):
            rest = found[_past(found, number) :]
            if _breaks(rest) or (found[number].low in WEAK and not _governs(rest)):
                continue
            group = _group(found, number)
            following = phrase_after(rest)
            parted = group > 0 and found[group - 1].text == ","
            carried = group > 0 and found[group - 1].low in ("and", "but", "then")
            turned = parted and len(rest) > 1 and following and following[-1] == rest[-2] and rest[-1].text == ":"
            if turned and found[number].low not in TELLING and not found[number].low.endswith("ing"):
                return _saying(text, found, number, following, inverted=True)
            speaker = phrase_before(found[:group])
            if carried or (parted and found[number].low.endswith("ing")):
                earlier = any_saying(text, found[:group])
                speaker = (earlier.speaker if earlier else main_subject(found)) or speaker
            if speaker:
                return _saying(text, found, number, speaker)
    return None


def any_saying(text: str, found: Tokens) -> Saying | None:
    """The first saying in a sentence without a quotation: whom it cites."""
    for number, token in enumerate(found):
        if token.low not in WEAK and is_verb(found, number):
            group = _group(found, number)
            following = phrase_after(found[_past(found, number) :])
            if group and found[group - 1].text == "," and following and not token.low.endswith("ing"):
                return _saying(text, found, number, following, inverted=True)
            if speaker := phrase_before(found[:group]):
                return _saying(text, found, number, speaker)
    return None


def is_verb(found: Tokens, at: int) -> bool:
    """Whether this token says that somebody speaks, as far as its neighbours tell."""
    low = found[at].low
    if low not in SPEAKING:
        return False
    earlier, before = ("", *(token.low for token in found[max(0, at - 2) : at]))[-2:] if at else ("", "")
    following = found[at + 1].low if at + 1 < len(found) else ""
    is_noun = (
        before in DETERMINERS - {"that", "this", "another", "one", "some", "all", "both"}
        or before in PLACING - {"to"}
        or before.endswith(("’s", "'s"))
        or (low.endswith("ing") and earlier in DETERMINERS)  # an old saying
    )
    is_passive = before in BEING and low.endswith(("ed", "told"))  # whoever is asked does not speak
    is_held = (following == "to" and low in BETWEEN) or (before == "not" and low in WEAK)
    lacks_part = low in NEEDING and following != NEEDING[low]
    return not (is_noun or is_passive or is_held or lacks_part)


def main_subject(found: Tokens) -> Tokens:
    """The noun phrase that begins a sentence, after what says when and where."""
    first = _past_adverbials(found)
    at = first
    while at < len(found) and found[at].is_word and _in_subject(found, at, first):
        at += 1
    phrase = found[first:at]
    if phrase and at < len(found) and found[at].text == ":" and is_name(found[at + 1 : -1]):  # "First witness: …"
        return found[at + 1 : -1]
    return phrase if is_name(phrase) else name_beside(found, at) or phrase


def _past_adverbials(found: Tokens) -> int:
    """Where the subject may begin: after a time of day, and after "In the end," or "Asked for his name,"."""
    at = _past_dateline(found)
    while at < len(found) and (not found[at].is_word or found[at].text.isdigit()):
        at += 1
    if at == len(found) or found[at].low not in PLACING | OPENING | QUESTIONED:
        return at
    if found[at].low not in OPENING:
        comma = next((n for n in range(at, min(len(found), at + 12)) if found[n].text == ","), None)
        if comma is not None:
            return comma + 1
        at += 1  # "In a statement it": the noun phrase that the preposition has is not the subject
    at += 1
    while at < len(found) and not (
        (found[at].low in DETERMINERS | PRONOUNS or found[at].is_capital)
        and found[at - 1].low not in DETERMINERS | PLACING
    ):
        at += 1
    return at


def _past_dateline(found: Tokens) -> int:
    """Where the sentence begins after SORREL, Nov 3 (Northline) -."""
    if not found or not (found[0].text.isupper() and len(found[0].text) > 2):
        return 0
    return next((n + 1 for n in range(1, min(len(found), 14)) if found[n].text in "-–—"), 0)


def _in_subject(found: Tokens, at: int, first: int) -> bool:
    low = found[at].low
    if at == first:
        return low in DETERMINERS or low in PRONOUNS or found[at].is_capital
    if found[at - 1].low in PRONOUNS or (low in DETERMINERS | PRONOUNS and found[at - 1].low not in PLACING):
        return False
    if found[at].is_capital or found[at - 1].low in DETERMINERS or found[at - 1].low.endswith(("’s", "'s", "s’")):
        return True
    return not (
        low in BETWEEN
        or low in SPEAKING
        or low in PLACING - {"of"}
        or low in HAPPENING
        or low in ("who", "which", "that", "and", "has")
        or low.endswith(("ed", "n’t", "n't"))
        or is_adverb(found[at])
        or (found[at - 1].is_capital and low not in PERSONS)
        or (low.endswith("s") and not low.endswith("ss") and found[at - 1].low not in DETERMINERS | {"of"})
    )


def _saying(text: str, found: Tokens, verb: int, speaker: Tokens, *, inverted: bool = False) -> Saying:
    rest = found[verb + 1 :]
    told: Sequence[Token] = ()
    if found[verb].low in TELLING and not inverted:
        told = _object(rest)
    elif rest and rest[0].low == "to" and found[verb].low not in NEEDING and not inverted:
        told = _object(rest[1:])
    begin, stop = found[_group(found, verb)].start, (rest[0].end if rest else found[verb].end)
    hedged = HEDGE.search(text, begin, max(stop, found[verb].start))
    hedge = hedged[0].strip() if hedged else found[verb].text if found[verb].low in HEDGING else None
    said_by = () if speaker and speaker[0].low in ("nobody", "none") else tuple(speaker)
    return Saying(said_by, found[verb], hedge, tuple(told))


def _object(rest: Tokens) -> Tokens:
    phrase = list(phrase_after(rest))
    while phrase and phrase[-1].low in BETWEEN:
        phrase.pop()
    return phrase if phrase and phrase[0].low not in BETWEEN | {"that", "of"} else []


def _group(found: Tokens, verb: int) -> int:
    """Where the verb begins with what belongs to it: is said to have told, would only confirm."""
    at = verb
    while at and (
        found[at - 1].low in BETWEEN or is_adverb(found[at - 1]) or found[at - 1].low in SPEAKING & BETWEEN
    ):
        at -= 1
    return at


def _past(found: Tokens, verb: int) -> int:
    """The token after the verb and what it needs."""
    return verb + 1 + (found[verb].low in NEEDING and verb + 1 < len(found))


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
