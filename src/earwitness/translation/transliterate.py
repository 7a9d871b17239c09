"""Names in Latin letters, by one scheme throughout a case.

`ap`: Russian by BGN/PCGN (1947) as English-language news uses it: without its apostrophes, endings in -ий and -ый
as y, й after a vowel as i, ё as yo, or as e after ж, ч, ш and щ. `scholarly`: Russian as Slavists write it, which
can be read back. Ukrainian is written by its national scheme (Resolution 55 of the Cabinet of Ministers, 2010)
either way. Names that have an English form of their own (Alexander, Moscow) are no matter of letters: a person
gives them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal, get_args

Scheme = Literal["ap", "scholarly"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)

_VOWELS = "аеёиоуыэюя"
_COMMON = dict(zip("абвгдзиклмнопрстуфыэ", "abvgdziklmnoprstufye", strict=True))
_AP = {
    **_COMMON, "е": "e", "ё": "yo", "ж": "zh", "й": "y", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ь": "", "ю": "yu", "я": "ya",
}  # fmt: skip
_SCHOLARLY = {
    **_COMMON, "е": "e", "ё": "ë", "ж": "ž", "й": "j", "х": "x", "ц": "c", "ч": "č", "ш": "š", "щ": "šč", "ъ": "ʺ",
    "ь": "ʹ", "э": "è", "ю": "ju", "я": "ja",
}  # fmt: skip
_NATIONAL = {
    **dict(zip("абвгґдезиіклмнопрстуф", "abvhgdezyiklmnoprstuf", strict=True)), "є": "ie", "ж": "zh", "ї": "i",
    "й": "i", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "'": "",
}  # fmt: skip
_NATIONAL_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")


def transliterate(text: str, language: str, scheme: Scheme = "ap") -> str | None:
    """The text in Latin letters; None for a language that is neither Russian nor Ukrainian.

    >>> transliterate("Андрей Достоевский", "ru"), transliterate("Чехов", "ru", "scholarly")
    ('Andrei Dostoyevsky', 'Čexov')
    >>> transliterate("Згурський", "uk")
    'Zghurskyi'
    """
    if language == "uk":
        return _WORD.sub(lambda found: _cased(found.group(), _national(_plain(found.group()))), text)
    if language != "ru":
        return None
    write = _ap if scheme == "ap" else _scholarly
    return _WORD.sub(lambda found: _cased(found.group(), write(_plain(found.group()))), text)


def _ap(word: str) -> str:
    if len(word) > 3 and word.endswith(("ий", "ый")):
        return f"{_ap(word[:-2])}y"
    written, before = "", ""
    for letter in word:
        if letter == "е" and (not before or before in f"{_VOWELS}йъь"):
            written += "ye"
        elif letter == "ё" and before and before in "жчшщ":
            written += "e"
        elif letter == "й" and before and before in _VOWELS:
            written += "i"
        else:
            written += _AP.get(letter, letter)
        before = letter
    return written


def _scholarly(word: str) -> str:
    return _spelled(word, _SCHOLARLY)


def _national(word: str) -> str:
    first = _NATIONAL_FIRST.get(word[0])
    if first:
        return first + _spelled(word[1:], _NATIONAL)
    return _spelled(word.replace("зг", "з\0"), {**_NATIONAL, "\0": "gh"})  # not zh, which is ж


def _spelled(word: str, letters: Mapping[str, str]) -> str:
    return "".join(letters.get(letter, letter) for letter in word)


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).casefold().replace("’", "'").replace("ʼ", "'")


def _cased(original: str, written: str) -> str:
    if len(original) > 1 and original.isupper():
        return written.upper()
    return written[:1].upper() + written[1:] if original[:1].isupper() else written
