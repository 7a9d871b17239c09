"""Which words are meant as ranks and units: a battery beside a brigade is one of guns, and not of a phone.

One that also means something else counts where another rank or unit, or a word of war, stands in its utterance
or the one before or after, and no word of another trade in its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from earwitness.backends.morphology import INFLECTED, forms
from earwitness.records.glossary import Mention, fold
from earwitness.records.speech import Utterance
from earwitness.translation.mentions import Finder, core
from earwitness.translation.vocabulary import AMBIGUOUS, CIVIL, MILITARY, ranks, units


def meant(utterances: Sequence[Utterance]) -> Iterator[tuple[Utterance, Mention]]:
    """The ranks and units among the words of utterances that follow one another."""
    said = [[word.text for word in utterance.words] for utterance in utterances]
    found = [ranks_and_units().mentions(words, one.language) for one, words in zip(utterances, said, strict=True)]
    for at, utterance in enumerate(utterances):
        near = range(max(0, at - 1), min(len(utterances), at + 2))
        beside = {one.term.term for i in near for one in found[i]}
        of_war = len(beside) > 1 or any(_is_among(word, MILITARY) for i in near for word in said[i])
        of_peace = any(_is_among(word, CIVIL) for word in said[at])
        for one in found[at]:
            if one.term.term not in AMBIGUOUS or (of_war and not of_peace):
                yield utterance, one


@cache
def ranks_and_units() -> Finder:
    """What finds them all, whatever is meant."""
    return Finder([*ranks(), *units()])


def _is_among(word: str, listed: str) -> bool:
    return fold(core(word)) in _forms(listed)


@cache
def _forms(listed: str) -> frozenset[str]:
    return frozenset(
        fold(form) for word in listed.split() for language in INFLECTED for form in forms(word, language)
    )
