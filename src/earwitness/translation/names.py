"""Names, ranks and units that are said and the glossary lacks, with the English that they might have there.

Names are found by a recogniser, and put into their dictionary form by the words' inflection: of several that are
possible (Кадырова: he in the genitive, or she) that which most of what is said fits. Nothing here is certain: it
is for a person to take or to leave.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

from earwitness.backends.morphology import INFLECTED, is_name, is_nameless, nominatives
from earwitness.backends.protocols import NameFinder, NameKind
from earwitness.errors import RecordError
from earwitness.records.glossary import Kind, Term, fold, tidied
from earwitness.records.speech import Utterance
from earwitness.translation import units, vocabulary
from earwitness.translation.mentions import Finder, core
from earwitness.translation.transliterate import Scheme, transliterate

SuggestedKind = Literal["person", "place", "organisation", "rank", "unit"]
_KINDS: tuple[SuggestedKind, ...] = get_args(SuggestedKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What the glossary might have: what it is, how it was said, in which utterances.

    `english` is None where letters do not give it, as for an organisation.
    """

    said: str
    language: str
    english: str | None
    kind: SuggestedKind
    heard: tuple[str, ...]
    utterance_ids: tuple[str, ...]

    @property
    def term(self) -> Term | None:
        """What would be put into the glossary; None where its English is not known, or it is no text for one."""
        kind: Kind = "term" if self.kind in ("rank", "unit") else "name"
        try:
            return Term(term=self.said, language=self.language, translation=self.english or "", kind=kind)
        except RecordError:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """One place where something is said, and what it may be in the dictionary, likeliest first."""

    kind: SuggestedKind
    words: str
    utterance: Utterance
    may_be: tuple[str, ...]
    english: str | None = None


def suggest(
    utterances: Sequence[Utterance], finder: NameFinder, *, scheme: Scheme = "ap", known: Iterable[Term] = ()
) -> list[Suggestion]:
    """What these utterances say that is not among the known terms: by kind, the most frequent first.

    Words of a name that are known by themselves have their known English in it.
    """
    known = tuple(known)
    heard = [*_names(utterances, finder, Finder(known)), *_military(utterances, Finder(known))]
    support = Counter((one.kind, fold(text)) for one in heard for text in one.may_be)
    found: dict[tuple[SuggestedKind, str], list[tuple[str, _Heard]]] = {}
    for one in heard:
        text = _likeliest(one, support)
        found.setdefault((one.kind, fold(text)), []).append((text, one))
    english = {term.key: term.translation for term in known if term.kind == "name"}
    suggestions = [_suggestion(places, scheme, english) for places in found.values()]
    return sorted(suggestions, key=lambda one: (_KINDS.index(one.kind), -len(one.utterance_ids)))


def _likeliest(heard: _Heard, support: Mapping[tuple[SuggestedKind, str], int]) -> str:
    return max(heard.may_be, key=lambda text: support[heard.kind, fold(text)])


def _suggestion(
    places: Sequence[tuple[str, _Heard]], scheme: Scheme, known: Mapping[tuple[str, str], str]
) -> Suggestion:
    said, first = places[0]
    language = first.utterance.language
    return Suggestion(
        said=tidied(said),
        language=language,
        english=first.english or _english(said, first.kind, language, scheme, known),
        kind=first.kind,
        heard=tuple(dict.fromkeys(one.words for _, one in places)),
        utterance_ids=tuple(dict.fromkeys(one.utterance.id for _, one in places)),
    )


def _english(
    said: str, kind: SuggestedKind, language: str, scheme: Scheme, known: Mapping[tuple[str, str], str]
) -> str | None:
    words = said.split()
    if kind == "organisation" and any(word.isupper() or not is_name(word, language) for word in words):
        return None  # words that mean something are translated, and so is what is short for them
    written = [known.get((language, fold(word))) or transliterate(word, language, scheme) for word in words]
    return " ".join(filter(None, written))


def _names(utterances: Sequence[Utterance], finder: NameFinder, glossary: Finder) -> Iterator[_Heard]:
    for utterance in utterances:
        if utterance.language not in INFLECTED:
            continue
        texts = [core(word.text) for word in utterance.words]
        known = {
            at
            for finds in (glossary, units.ranks_and_units())
            for one in finds.mentions(texts, utterance.language)
            for at in range(one.first, one.stop)
        }
        for kind, span in _spans(utterance, finder):
            at = _trimmed([i for i in span if texts[i]], texts, kind, utterance.language)
            if set(at) <= known:
                continue
            words = [texts[i] for i in at]
            place = _places().mentions(words, utterance.language) if kind == "place" else ()
            if place and place[0].stop - place[0].first == len(words):
                may_be, english = [place[0].term.term], place[0].term.translation
            else:
                may_be, english = nominatives(words, utterance.language, person=kind == "person"), None
            yield _Heard(
                kind=kind, words=" ".join(words), utterance=utterance, may_be=tuple(may_be), english=english
            )


def _spans(utterance: Utterance, finder: NameFinder) -> Iterator[tuple[NameKind, range]]:
    """The names as positions of words, which the text holds in order."""
    begins, at = [], 0
    for before, word in utterance.pieces():
        begins.append(at + len(before))
        at = begins[-1] + len(word.text)
    for one in finder.find(utterance.text):
        inside = [
            i
            for i, begin in enumerate(begins)
            if begin < one.stop and begin + len(utterance.words[i].text) > one.first
        ]
        if inside:
            yield one.kind, range(inside[0], inside[-1] + 1)


def _trimmed(at: Sequence[int], texts: Sequence[str], kind: NameKind, language: str) -> list[int]:
    """The positions without words that belong to no name: a verb, and beside a person's name a rank."""
    held = [i for i in at if not is_nameless(texts[i], language)]
    named = [i for i in held if is_name(texts[i], language)] if kind == "person" else held
    return named or held


def _military(utterances: Sequence[Utterance], glossary: Finder) -> Iterator[_Heard]:
    ranks = vocabulary.ranks()
    for utterance, one in units.meant(utterances):
        words = [core(word.text) for word in utterance.words]
        if one.first not in {known.first for known in glossary.mentions(words, utterance.language)}:
            yield _Heard(
                kind="rank" if one.term in ranks else "unit",
                words=" ".join(words[one.first : one.stop]),
                utterance=utterance,
                may_be=(one.term.term,),
                english=one.term.translation,
            )


@cache
def _places() -> Finder:
    return Finder(vocabulary.places())
