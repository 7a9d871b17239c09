"""Words that are misspelt, as far as dictionaries tell: they stand in none, and are no name or term of the case.

People mix Russian and Ukrainian in one sentence, so a word of either is right in both. What a dictionary cannot
judge is taken as right: digits, other alphabets, abbreviations, languages that have no dictionary here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from earwitness.backends.morphology import forms
from earwitness.backends.spelling import LETTERS, alike, stands
from earwitness.records.glossary import fold

MOST = 5
"""How many words are suggested for one."""

UNKNOWN = "unknown"
"""The reason of a doubt: these words stand in no dictionary."""

_MIXED = ("ru", "uk")
_PARTICLE = re.compile(r"-(?:то|ка|таки|де|но)$")
_POSSESSIVE = re.compile(r"'s?$")
_ABBREVIATION = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_WHOLE = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
MARKS = ".,!?…:;¡¿\"'«»„“”‘’()[]-–—"


class Spelling:
    """Judges words; `own` are the names and terms of the case, each with its language."""

    def __init__(self, own: Iterable[tuple[str, str]]) -> None:
        self._own = frozenset(
            fold(form) for text, language in own for word in _words(text) for form in forms(word, language)
        )

    def is_misspelt(self, word: str, language: str) -> bool:
        """Whether a word of a text in this language is misspelt; it has no marks around it.

        >>> spelling = Spelling([("Бармалюк", "ru")])
        >>> [spelling.is_misspelt(word, "ru") for word in ("Бармалюку", "отказалис", "кто-то", "ВСУ", "шо", "OK")]
        [False, True, False, False, False, False]
        """
        if word.isupper() and len(word) <= _ABBREVIATION:
            return False
        said = fold(word)
        tongues = [one for one in _tongues(language) if set(said) <= LETTERS[one] | {"-", "'"}]
        return bool(tongues) and not any(self._is_right(said, one) for one in tongues)

    def suggestions(self, word: str, language: str) -> list[str]:
        """What it may be meant to be, the most common first, in the same case; nothing where that is not known."""
        base = _base(language)
        found = alike(fold(word), base)[:MOST] if base in LETTERS else []
        return [one.capitalize() for one in found] if word[:1].isupper() else found

    def _is_right(self, said: str, language: str) -> bool:
        whole = {said, _PARTICLE.sub("", said), _POSSESSIVE.sub("", said)}
        if any(one in self._own or stands(one, language) for one in whole):
            return True
        parts = [part for part in said.split("-") if part]
        is_one = stands("".join(parts), language)  # по-этому
        return len(parts) > 1 and not is_one and all(part in self._own or stands(part, language) for part in parts)


def unknown(words: Iterable[str], language: str) -> tuple[int, ...]:
    """The positions of words that stand in no dictionary, whatever marks stand around them.

    Words with a hyphen are not judged: people make more of them than dictionaries have.

    >>> unknown("Приехал на «Бобеге», см. www.example.org!".split(), "ru")
    (2,)
    """
    bare = (word.strip(MARKS) for word in words)
    return tuple(
        at for at, word in enumerate(bare) if _WHOLE.fullmatch(word) and _NO_NAMES.is_misspelt(word, language)
    )


def _tongues(language: str) -> tuple[str, ...]:
    base = _base(language)
    return _MIXED if base in _MIXED else (base,) if base in LETTERS else ()


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


_NO_NAMES = Spelling(())
