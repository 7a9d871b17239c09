"""What of a quote matters and differs from what was said: negation, numbers, names, who did what to whom.

A machine heard and translated the tape, so each of these is something to listen to and not a mistake of the
article's. Other wording is no difference. What brackets hold is the editor's and is not compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz import fuzz

from earwitness.check.numbers import numbers
from earwitness.records.verdict import Finding
from earwitness.translation.survives import denial_differs

_SENTENCE_START = re.compile(r"(?:^|[.!?…:]\s+|[“\"‘'«(]\s*)\W*(\w)")
_NAME = re.compile(r"\b[A-ZÀ-Þ][a-zà-ÿ’'-]{2,}\b")
_CAPITALS = """
monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
september october november december god lord christmas easter english russian ukrainian russians ukrainians mr mrs
colonel captain major general mayor sergeant lieutenant commander president minister doctor i'm i'll i'd i've
"""
_NO_NAMES = frozenset(_CAPITALS.split())
"""Words with a capital that are nobody's name, or a title that is translated."""

_NO_DENIAL = re.compile(
    r"^\W*(?:no|нет|ні|не)[,.!]\s+"
    r"|\w*n['’]t (?:have |got )?(?:much|many|enough)\b|\bnot (?:much|many|enough|only|just)\b",
    re.IGNORECASE,
)
"""An answer before the sentence, which a quote may leave away; and little for not much."""

_NAMES_ALIKE = 55
"""From which likeness of letters, of 100, a word that was heard may be a name: machines spell by ear."""

_LATIN = dict(zip("абвгдезийклмнопрстуфыэіїєґ", "abvgdeziiklmnoprstufyeiieg", strict=True)) | {
    "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ё": "e",
    "ъ": "", "ь": "",
}  # fmt: skip

_SUBJECT = {"ru": {"я", "мы"}, "uk": {"я", "ми"}, "be": {"я", "мы"}}
_OBJECT = {
    "ru": {"меня", "мне", "мной", "нас", "нам", "нами"},
    "uk": {"мене", "мені", "мною", "нас", "нам", "нами"},
    "be": {"мяне", "мне", "мной", "нас", "нам", "намі"},
}
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|am|get|got|’re|'re|’m|'m)\s+(?:\w+\s+)?\w+(?:ed|en|wn|ld|nt)\b"
)


def differences(text: str, original: str, around: str, language: str) -> Iterator[Finding]:
    """What of a piece of a quote differs from the words where it is found; `around` has those beside them too."""
    if found := _numbers(text, around):
        yield found
    if denial_differs(_NO_DENIAL.sub("", original), _NO_DENIAL.sub("", text), language):
        yield Finding(
            reason="negation",
            text=f"The quote denies something that is not denied there, or the other way round: {original}",
        )
    for name in _names(text):
        if not _heard(name, around):
            yield Finding(reason="name", text=f"No name like {name} is heard there.")
    if _turned_round(text, original, language):
        yield Finding(reason="roles", text=f"Who does it, and to whom, may be the other way round: {original}")


def _numbers(text: str, around: str) -> Finding | None:
    heard = numbers(around)
    own = [one for one in numbers(text) if one not in heard]
    if not own:
        return None
    listed = ", ".join(map(str, dict.fromkeys(own)))
    said = ", ".join(map(str, dict.fromkeys(heard)))
    return Finding(
        reason="number",
        text=f"The quote says {listed}; heard there: {said}."
        if said
        else f"The quote says {listed}; heard: none.",
    )


def _names(text: str) -> list[str]:
    """Words with a capital that no sentence begins with."""
    starts = {found.start(1) for found in _SENTENCE_START.finditer(text)}
    return [
        found.group()
        for found in _NAME.finditer(text)
        if found.start() not in starts and found.group().casefold().replace("’", "'") not in _NO_NAMES
    ]


def _heard(name: str, around: str) -> bool:
    wanted = name.casefold().removesuffix("'s").removesuffix("’s")
    words = [_romanised(word) for word in re.findall(r"\w+", around.casefold())]
    return any(_alike(wanted, word) >= _NAMES_ALIKE for word in words if len(word) > 2)


def _alike(name: str, word: str) -> float:
    """A name may be heard as part of a longer word."""
    return fuzz.partial_ratio(name, word) * 0.9 if len(word) > len(name) + 2 else fuzz.ratio(name, word)


def _romanised(word: str) -> str:
    plain = "".join(_LATIN.get(letter, letter) for letter in word)
    return "".join(one for one in unicodedata.normalize("NFD", plain) if not unicodedata.combining(one))


def _turned_round(text: str, original: str, language: str) -> bool:
    """Whether the speaker does it in the one and has it done to them in the other, as far as pronouns tell."""
    if language not in _SUBJECT or _PASSIVE.search(text):
        return False
    said = re.findall(r"\w+", original.casefold())
    owning = any(a == "у" for a, b in pairwise(said) if b in _OBJECT[language])
    does, suffers = bool(_SUBJECT[language] & set(said)), bool(_OBJECT[language] & set(said))
    written = set(re.findall(r"[a-z]+", text.casefold().replace("’", "'").replace("'", " ")))
    do, suffer = bool({"i", "we"} & written), bool({"me", "us"} & written)
    if owning or (does and suffers) or (do and suffer):
        return False
    return (suffers and do) or (does and suffer and _has_actor(written))


def _has_actor(written: set[str]) -> bool:
    return bool({"he", "she", "they", "you", "it"} & written)
