"""The forms of words: of Russian and Ukrainian by pymorphy3's dictionaries, of English by stems.

Dictionaries are read when they are first asked, in about a tenth of a second. A word that they lack is inflected
as those that end as it does.
"""

from __future__ import annotations

from functools import cache
from typing import Any

INFLECTED = frozenset({"ru", "uk"})
"""The languages whose words have forms here; in any other a word is its only form."""


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
