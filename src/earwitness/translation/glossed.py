"""Lay the glossary, as it is now, over what is seen of a recording."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

from earwitness.records.glossary import Mention, Term
from earwitness.records.speech import Doubt
from earwitness.records.translation import Candidate, Line
from earwitness.records.view import RecordingView
from earwitness.speech.spelling import UNKNOWN
from earwitness.translation.mentions import Finder, doubts, place

Doubted = TypeVar("Doubted", Line, Candidate)


def glossed(seen: RecordingView, terms: Iterable[Term]) -> RecordingView:
    """The same with the terms that are said in each utterance, and a doubt of English for each that it lost.

    What the glossary has is not doubted for standing in no dictionary.
    """
    terms = tuple(terms)
    if not terms or seen.transcript is None:
        return seen
    finder, utterances = _finder(terms), seen.transcript.utterances
    said = {one.id: [word.text for word in one.words] for one in utterances}
    mentions = {one.id: finder.mentions(said[one.id], one.language) for one in utterances}
    lines = seen.translation.lines if seen.translation else ()
    checked = tuple(_checked(line, mentions, said) for line in lines)
    heard = (
        replace(one, doubts=_without(one.doubts, _of(mentions[one.id]))) if mentions[one.id] else one
        for one in utterances
    )
    return replace(
        seen,
        transcript=replace(seen.transcript, utterances=tuple(heard)),
        translation=seen.translation and replace(seen.translation, lines=checked),
        candidates=tuple(_checked(one, mentions, said) for one in seen.candidates),
        mentions={of: found for of, found in mentions.items() if found},
    )


@lru_cache(maxsize=1)
def _finder(terms: tuple[Term, ...]) -> Finder:
    return Finder(terms)


def _checked(
    one: Doubted, mentions: Mapping[str, Sequence[Mention]], said: Mapping[str, Sequence[str]]
) -> Doubted:
    of: str = one.utterance_id
    lost: tuple[Doubt, ...] = tuple(doubts(mentions.get(of, ()), said.get(of, ()), one.text))
    english = (english for mention in mentions.get(of, ()) for english in mention.term.english)
    places = (place(term, one.text.split()) for term in english)
    kept = _without(one.doubts, {at for found in places if found for at in found})
    return replace(one, doubts=kept + lost)


def _of(mentions: Iterable[Mention]) -> set[int]:
    return {at for mention in mentions for at in range(mention.first, mention.stop)}


def _without(doubts: Iterable[Doubt], known: Container[int]) -> tuple[Doubt, ...]:
    """The doubts, those of words that stand in no dictionary without these."""
    kept = [
        replace(one, words=tuple(at for at in one.words if at not in known)) if one.reason == UNKNOWN else one
        for one in doubts
    ]
    return tuple(one for one in kept if one.words or one.reason != UNKNOWN)
