"""The forms of words: of Russian and Ukrainian by pymorphy3's dictionaries, of English by stems.

Dictionaries are read when they are first asked, in about a tenth of a second. A word that they lack is inflected
as those that end as it does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import Any

INFLECTED = frozenset({"ru", "uk"})
"""The languages whose words have forms here; in any other a word is its only form."""


_NAME = frozenset({"Name", "Surn", "Patr"})
_NAMELESS = frozenset({"VERB", "INFN", "PREP", "CONJ", "INTJ", "NPRO", "PRCL", "ADVB", "GRND", "PRED"})


def forms(word: str, language: str) -> frozenset[str]:
    """All forms of a word, itself included, in lower case; of each word that it may be a form of.

    Where it is a dictionary's own form of some words, only those count: who writes `мост` means no other word.

    >>> {"бобика", "бобиков"} <= forms("бобик", "ru"), forms("бобик", "be")
    (True, frozenset({'бобик'}))
    """
    said = word.lower()
    if language not in INFLECTED:
        return frozenset({said})
    readings = _dictionary(language).parse(said)
    own = [one for one in readings if one.normal_form == said] or readings
    return frozenset({said, *(form.word for one in own for form in one.lexeme)})


def is_known(word: str, language: str) -> bool:
    """Whether the dictionary of one of INFLECTED has it, as a form of some word; е may stand for ё."""
    return bool(_dictionary(language).word_is_known(word.lower()))


def is_name(word: str, language: str) -> bool:
    """Whether the dictionary has it as a name of a person, or has it not at all."""
    dictionary = _dictionary(_known(language))
    said = word.lower()
    readings = dictionary.parse(said)
    return not dictionary.word_is_known(said) or any(_is_named(one.tag) for one in readings)


def is_nameless(word: str, language: str) -> bool:
    """Whether it is a word that stands in no name: a verb, a preposition, a pronoun, a call."""
    dictionary = _dictionary(_known(language))
    said = word.lower()
    return bool(dictionary.word_is_known(said)) and str(dictionary.parse(said)[0].tag.POS) in _NAMELESS


def nominatives(words: Sequence[str], language: str, *, person: bool) -> list[str]:
    """A name as a dictionary would have it, in each way in which its words agree, the likeliest first.

    The words of a person's name agree all; of others, those up to the first noun, and the rest stays as it is.
    Abbreviations stay as they are, and so does what can be read in no way; a call sign that is no name in the
    dictionary (Седой) rather stays than not.

    >>> nominatives(["Сергеем", "Ивановым"], "ru", person=True)
    ['Сергей Иванов']
    >>> nominatives(["Министерстве", "обороны"], "ru", person=False)
    ['Министерство обороны']
    """
    if any(word.isupper() and len(word) > 1 for word in words):
        return [" ".join(words)]
    readings = [_readings(word, language, person=person) for word in words]
    head = (
        words if person else words[: next((at for at, of in enumerate(readings, 1) if of[0].tag.POS == "NOUN"), 1)]
    )
    found: dict[str, float] = {}
    for case, gender, number in dict.fromkeys(_agreement(one.tag) for one in readings[0]):
        if person and number == "plur":
            continue
        chosen = [one for of in readings[: len(head)] for one in _first(of, case, gender, number)]
        if len(chosen) == len(head):
            named = [_nominative(word, one, gender, number) for word, one in zip(head, chosen, strict=True)]
            text = " ".join([*named, *words[len(head) :]])
            found[text] = max(found.get(text, 0.0), math.prod(one.score for one in chosen))
    said = " ".join(words)
    known = not person or any(_is_named(one.tag) for of in readings for one in of)
    return sorted(found, key=lambda text: (not known and text != said, -found[text], text != said)) or [said]


def _readings(word: str, language: str, *, person: bool) -> list[Any]:
    readings: list[Any] = _dictionary(_known(language)).parse(word.lower())
    if not person:
        return readings
    named = [one for one in readings if _is_named(one.tag)]
    return named or [one for one in readings if one.tag.POS in ("NOUN", "ADJF")] or readings


def _is_named(tag: Any) -> bool:
    return bool(_NAME & set(map(str, tag.grammemes)))


def _first(readings: Sequence[Any], case: str | None, gender: str | None, number: str | None) -> list[Any]:
    """The likeliest reading that agrees with these, if there is one."""
    return [one for one in readings if _agrees(one.tag, case, gender, number)][:1]


def _agreement(tag: Any) -> tuple[str | None, str | None, str | None]:
    return tag.case, tag.gender, tag.number


def _agrees(tag: Any, case: str | None, gender: str | None, number: str | None) -> bool:
    same_gender = tag.gender in (gender, None) or gender is None or "ms-f" in tag.grammemes
    return tag.case == case and same_gender and tag.number == number


def _nominative(word: str, reading: Any, gender: str | None, number: str | None) -> str:
    wanted = {"nomn", *filter(None, [number, gender if number != "plur" else None])}
    inflected = reading.inflect(wanted) or reading.inflect({"nomn"})
    written: str = inflected.word if inflected else word.lower()
    capitals = [part[:1].isupper() for part in word.split("-")]
    parts = zip_longest(written.split("-"), capitals, fillvalue="")
    return "-".join(part[:1].upper() + part[1:] if capital else part for part, capital in parts if part)


def _known(language: str) -> str:
    return language if language in INFLECTED else "ru"


@lru_cache(maxsize=8192)  # every candidate of a line is compared with each of its terms
def stem(word: str) -> str:
    """What English words have in common that differ in their endings.

    >>> stem("batteries") == stem("battery"), stem("Ivanov's") == stem("Ivanov")
    (True, True)
    """
    stemmed: str = _stemmer().stemWord(word.lower())
    return stemmed


@cache
def _dictionary(language: str) -> Any:
    import pymorphy3  # noqa: PLC0415  (a case without a glossary needs neither)

    return pymorphy3.MorphAnalyzer(lang=language)


@cache
def _stemmer() -> Any:
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer("english")
