"""One verb that says that somebody speaks, with what belongs to it: is said to have told; was quoted as saying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.article.grammar import Token, Tokens, is_adverb
from earwitness.article.nouns import person_like, phrase_after
from earwitness.article.phrases import HEDGE
from earwitness.article.words import (
    BEING,
    BETWEEN,
    DETERMINERS,
    FINDING,
    HEDGING,
    MANY,
    NEEDING,
    NUMBERS,
    PLACING,
    PLAIN,
    SPEAKING,
    TELLING,
    UNSAYING,
    WEAK,
)

_QUOTED = frozenset({"quoted", "cited"})

_FAR = 10
"""Tokens between "quoted" and "as saying"."""


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


def is_verb(found: Tokens, at: int) -> bool:
    """Whether this token says that somebody speaks, as far as its neighbours tell."""
    low = found[at].low
    if low not in SPEAKING:
        return False
    earlier, before = ("", *(token.low for token in found[max(0, at - 2) : at]))[-2:] if at else ("", "")
    following = found[at + 1].low if at + 1 < len(found) else ""
    is_noun = (
        before in DETERMINERS - {"that", "this", "another", "one", "some", "all", "both"} - NUMBERS
        or before in PLACING - {"to"}
        or (before.endswith(("’s", "'s")) and low not in PLAIN)
        or (low.endswith("ing") and earlier in DETERMINERS)  # an old saying
        or (before == "own" and low in WEAK)
        or (low == "calls" and (before in ("phone", "telephone") or not following.isalpha()))
    )
    is_passive = before in BEING and low.endswith(("ed", "told", "thought"))  # whoever is asked does not speak
    named = next((one for one in found[at + 1 :] if not one.is_capital), None) if low == "called" else None
    is_named = (
        named is not None and named != found[at + 1] and named.low not in DETERMINERS
    )  # a man called Rell owned
    is_held = (following == "to" and low in BETWEEN) or (before == "not" and low in WEAK)
    lacks_part = low in NEEDING and following != NEEDING[low]
    lacks_part |= following in UNSAYING.get(low, ())
    lacks_part |= low in FINDING and following not in ("that", "it", "there", "no", ".", "")
    return not (is_noun or is_passive or is_held or is_named or lacks_part)


def saying_by(text: str, found: Tokens, verb: int, speaker: Tokens, *, inverted: bool = False) -> Saying:
    """What is said by this verb, whose speaker is known: with its hedge, and whom they tell."""
    rest = found[verb + 1 :]
    told: Sequence[Token] = ()
    if found[verb].low in TELLING and not inverted:
        told = _object(rest)
    elif [one.low for one in rest[:1]] == ["to"] and found[verb].low not in {*NEEDING, *HEDGING} and not inverted:
        told = () if rest[1:] and rest[1].low in SPEAKING else _object(rest[1:])  # wrote to say
    begin, stop = found[begin_of(found, verb)].start, (rest[0].end if rest else found[verb].end)
    hedged = HEDGE.search(text, begin, max(stop, found[verb].start))
    hedge = hedged[0].strip() if hedged else found[verb].text if found[verb].low in HEDGING else None
    said_by = () if speaker and speaker[0].low in ("nobody", "none") else tuple(speaker)
    return Saying(said_by, found[verb], hedge, tuple(told))


def _object(rest: Tokens) -> Tokens:
    phrase = list(phrase_after(rest))
    while phrase and phrase[-1].low in BETWEEN and not phrase[-1].is_capital:
        phrase.pop()
    return phrase if phrase and phrase[0].low not in BETWEEN | {"that", "of"} else []


def begin_of(found: Tokens, verb: int) -> int:
    """Where the verb begins with what belongs to it: is said to have told, was quoted by the agency as saying."""
    at = verb
    if at and found[at - 1].low == "as":
        at = next((n for n in range(at - 1, max(-1, at - _FAR), -1) if found[n].low in _QUOTED), at)
    while at and (found[at - 1].low in BETWEEN or is_adverb(found[at - 1]) or _is_denial(found[at - 1])):
        at -= 1
    return at


def _is_denial(token: Token) -> bool:
    return token.low.endswith(("n't", "n’t"))


def past(found: Tokens, verb: int) -> int:
    """The token after the verb and what it needs."""
    return verb + 1 + (found[verb].low in NEEDING and verb + 1 < len(found))


def agent_of(found: Tokens, number: int) -> Tokens:
    """By whom it is said, where a verb in the passive tells it: is described by experts as."""
    low, around = found[number].low, [token.low for token in found[max(0, number - 1) : number + 2]]
    if low not in SPEAKING - _QUOTED or len(around) < 3 or around[0] not in BEING or around[2] != "by":
        return []
    agent = phrase_after(found[number + 2 :])
    named = person_like(agent) or any(one.low in MANY for one in agent)
    return agent if named else []
