"""Which words stand in a dictionary, and which of its words are a letter away from one that does not.

Russian and Ukrainian words are those of pymorphy3's dictionaries, in all their forms; English ones are those of
pyspellchecker's list, which also tells how common a word is, in Russian too. Nothing leaves
this machine.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from earwitness.backends.morphology import INFLECTED, is_known

LETTERS = {
    "en": frozenset("abcdefghijklmnopqrstuvwxyz"),
    "ru": frozenset("абвгдежзийклмнопрстуфхцчшщъыьэюя"),
    "uk": frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
}
"""The languages that have a dictionary here, each with its letters as they are compared (ё as е)."""

_BRITISH = re.compile(r"is(?=(?:e[ds]?|ing|ations?)$)")
_NOT_LISTED = frozenset(
    {
        "ще", "теж", "нема", "немає", "геть", "ах", "ех", "ох", "ух", "ого", "ой", "йо", "йой", "ай", "ау",
        "вже", "хм", "гм", "агов", "альо", "ура", "тьху", "цить", "пробі", "пиздець", "блядь", "блять", "нахер",
        "нахрен", "нах", "пох", "похуй", "ебать", "епта",
    }
)  # fmt: skip
"""Common Ukrainian words without forms, which its dictionary lacks, and what soldiers say in either language."""


def stands(word: str, language: str) -> bool:
    """Whether a word, folded, stands in the dictionary of one of LETTERS.

    >>> stands("отказались", "ru"), stands("отказалис", "ru"), stands("unrecognised", "en")
    (True, False, True)
    """
    if language in INFLECTED:
        return is_known(word, language) or (language == "uk" and word in _NOT_LISTED)
    return word in _list(language) or (language == "en" and _BRITISH.sub("iz", word) in _list(language))


def alike(word: str, language: str) -> list[str]:
    """The dictionary's words that are a letter away: one more, one less, another, two changed about; common first.

    >>> alike("отказалис", "ru")
    ['отказались', 'отказали']
    """
    listed = _list(language)
    found = {one for one in listed.edit_distance_1(word) if stands(one, language)}
    return sorted(found, key=lambda one: (-listed.word_usage_frequency(one), one))


@cache
def _list(language: str) -> Any:
    from spellchecker import SpellChecker  # noqa: PLC0415  (read when it is first asked)

    if language != "uk":
        return SpellChecker(language=language, distance=1)
    made = SpellChecker(language=None, distance=1)
    made.word_frequency.load_words(["".join(sorted(LETTERS["uk"]))])  # all that it must know is the letters
    return made
