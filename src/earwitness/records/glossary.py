"""What words of the original are in English throughout a case: terms, and names, which keep one English form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from earwitness.errors import RecordError
from earwitness.records.custody import Agent
from earwitness.records.text import is_one_line, shown

Kind = Literal["term", "name"]
KINDS: tuple[Kind, ...] = get_args(Kind)

DIVIDER = "|"
"""What divides several in one field of a file: none of them may hold it."""

_FORMULA = "=+-@"  # a spreadsheet computes what begins with one of these
_LONGEST = 500
_STRESS = "\u0301"
_LANGUAGE = re.compile(r"(?!en\b)[a-z]{2,3}")
_APOSTROPHES = str.maketrans(dict.fromkeys("’ʼ`", "'"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or a phrase of the original, and what it is in English.

    `language` is the original's (BCP 47, without region). `forms` are other ways in which it is said, besides
    those that inflection gives; `also` are other translations that are as right. `note` explains it to readers.
    Text is as `tidied` gives it; RecordError for what is not, for what cannot be shown on one line, and for what a
    file of terms could not hold.

    >>> Term(term="бобик", language="ru", translation="bobik", note="a Russian army jeep").said
    ('бобик',)
    """

    term: str
    language: str
    translation: str
    forms: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    note: str | None = None
    kind: Kind = "term"

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise RecordError(f"There is no kind of term {self.kind!r}.")
        if not _LANGUAGE.fullmatch(self.language):
            raise RecordError(
                f"This is no language that is translated into English, such as ru: {shown(self.language[:9])}.",
                code="no-language",
                language=self.language[:9],
            )
        for text in (self.term, self.translation, *self.forms, *self.also):
            if not any(map(str.isalnum, text)):
                raise RecordError(
                    f"A term or a translation has no letter: {shown(text)}.", code="no-letter", text=text
                )
        notes = () if self.note is None else (self.note,)
        for text in (self.term, self.translation, *self.forms, *self.also, *notes):
            if wrong := _wrong(text):
                raise RecordError(f"{wrong}: {shown(text[:_LONGEST])}.", code="no-term", text=text[:_LONGEST])

    @property
    def said(self) -> tuple[str, ...]:
        """All ways in which it is said, as they were typed, the term first."""
        return (self.term, *self.forms)

    @property
    def english(self) -> tuple[str, ...]:
        """All translations that are right, the one to use first."""
        return (self.translation, *self.also)

    @property
    def key(self) -> tuple[str, str]:
        """What makes two of them the same term of a glossary."""
        return self.language, fold(self.term)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A term as somebody put it into the glossary of a case, or (`removed`) took it out: a layer.

    `made_at` is RFC 3339 in UTC.
    """

    id: str
    term: Term
    made_by: Agent
    made_at: str
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A term where it was said: the words of an utterance from `first` up to and without `stop`."""

    term: Term
    first: int
    stop: int


def standing(history: Iterable[Entry]) -> tuple[Entry, ...]:
    """What the glossary is, out of all entries, oldest first: the newest of each term, unless it removed that."""
    newest = {entry.term.key: entry for entry in history}
    return tuple(entry for entry in newest.values() if not entry.removed)


def fold(text: str) -> str:
    """What two spellings have in common where case, ё, stress marks and the kind of apostrophe do not count.

    >>> fold("Подъём") == fold("подъем"), fold("ї") == fold("і")
    (True, False)
    """
    plain = unicodedata.normalize("NFC", text).replace(_STRESS, "").translate(_APOSTROPHES)
    return " ".join(plain.casefold().replace("ё", "е").split())


def tidied(text: str) -> str:
    """The text in NFC, with one space wherever there is white space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def likely_language(text: str) -> str | None:
    """Ukrainian where letters are its own, else Russian where they are Cyrillic, else nothing is known.

    >>> likely_language("ґрунт"), likely_language("бобик"), likely_language("Grad")
    ('uk', 'ru', None)
    """
    if set(text.casefold()) & set("іїєґ"):
        return "uk"
    return "ru" if re.search("[а-яё]", text.casefold()) else None


def _wrong(text: str) -> str | None:
    if not text or text != tidied(text):
        return "Empty, or not in its normal form"
    if not is_one_line(text):
        return "This cannot be shown on one line"
    if len(text) > _LONGEST:
        return f"This has more than {_LONGEST} characters"
    if DIVIDER in text:
        return f"{DIVIDER} cannot stand in a term, a translation or a note"
    if text[0] in _FORMULA:
        return "A spreadsheet would compute what begins so"
    return None
