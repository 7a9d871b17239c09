"""Whether an article and the recordings are about the same languages: said plainly, before anybody wonders."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from earwitness.records.article import Article, Reading
from earwitness.records.verdict import Finding
from earwitness.story.languages import TAGS, name

_ENGLISH = "en"
_NAMED = "|".join(sorted((one for one, tag in TAGS.items() if tag != _ENGLISH), key=len, reverse=True))
_GOES_ON = (
    r"(?=\W*$|\s*[,.;:!?)”\"—–]|\s(?:and|or|that|with|to|by|but|as|while|when|on|at|before|after|then|during)\b)"
)
_SAID_IN = re.compile(
    rf"\b(?:[Ii]n|[Ff]rom|[Ss]peaks?|[Ss]peaking|spoke|spoken) (?:the original )?(?P<said>{_NAMED}){_GOES_ON}"
    rf"|\b(?P<written>{_NAMED})-(?:language|speaking)\b"
)
_WORD = re.compile(r"[^\W\d_]+")

_TOLD = TAGS.keys() - {"Galician", "Occitan"}
"""The languages that are told from one another: the lists of these two hold those of Spanish and French."""

_LOOKED_AT, _ENOUGH_WORDS = 20_000, 20
"""Of how many characters a language is told, and of how many words at least."""

_MANY, _FEW, _CLEARLY = 0.4, 0.2, 0.05
"""Which share of the words must be its small words, which may at most be English ones (a few are words of both),
and how many more there must be than of the language that is next."""


def is_read(article: Article) -> bool:
    """Whether the article is in the language whose rules tell who speaks and what is claimed."""
    return language_of(article.text) in (None, _ENGLISH)


def mismatches(reading: Reading, quoted: Sequence[str], heard: Collection[str]) -> Iterator[Finding]:
    """What is to be told of languages: `quoted` is what is looked for, `heard` are the languages of recordings.

    Codes: `spoken-in` (the article says that something is said in a language that was not heard) and, which ask
    for nothing, `third-language` (it quotes in one that neither the recordings nor our translations are in) and
    `not-read` (the article is in a language whose claims and speakers are not read).
    """
    if not is_read(reading.article):
        yield Finding(
            reason="not-read",
            text=f"The article is in {name(language_of(reading.article.text))}: who speaks, and what it claims "
            "beside its quotes, is read of English alone.",
        )
    if not heard:
        return
    known = " and ".join(sorted(map(name, heard)))
    for said in dict.fromkeys(_said_in(reading)):
        if TAGS[said] not in heard:
            yield Finding(
                reason="spoken-in",
                text=f"The article says that something is said in {said}. What was heard in these recordings is "
                f"{known}.",
            )
    language = language_of(" ".join(quoted))
    if language and language not in {_ENGLISH, *heard}:
        yield Finding(
            reason="third-language",
            text=f"What is quoted is in {name(language)}; the recordings are in {known}, and their translation in "
            "English: it was compared by its meaning alone.",
        )


def _said_in(reading: Reading) -> Iterator[str]:
    """The languages in which the writer says that something is said, in what is not quoted."""
    text, at = reading.article.text, 0
    parts = []
    for piece in sorted((piece.start, piece.end) for one in reading.quotations for piece in one.pieces):
        parts += [text[at : piece[0]], "\n"]
        at = max(at, piece[1])
    for match in _SAID_IN.finditer("".join([*parts, text[at:]])):
        yield match["said"] or match["written"]


def language_of(text: str) -> str | None:
    """The language of a text by its small words (BCP 47); None where that is not sure.

    >>> language_of("Wir haben uns geweigert, und die ganze Kompanie hat sich geweigert, achtzig Mann. Sie haben "
    ...     "uns am anderen Ufer erwartet, und der Oberst hat geschrien, dass er uns alle erschießt.")
    'de'
    """
    from justext import get_stoplist, get_stoplists  # noqa: PLC0415  (part of an extra)

    words = _WORD.findall(text[:_LOOKED_AT].casefold())
    if len(words) < _ENOUGH_WORDS:
        return None

    def share(language: str) -> float:
        small = get_stoplist(language)
        return sum(word in small for word in words) / len(words)

    if share("English") > _FEW:
        return _ENGLISH
    second, (most, language) = sorted((share(one), one) for one in get_stoplists() if one in _TOLD)[-2:]
    return TAGS[language] if most >= max(_MANY, second[0] + _CLEARLY) else None
