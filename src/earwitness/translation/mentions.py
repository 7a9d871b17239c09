"""Where the terms of a glossary are said, in whatever form, and whether the English has their translations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from earwitness.backends.morphology import forms, stem
from earwitness.records.glossary import Mention, Term, fold
from earwitness.records.speech import Doubt

ALIKE = frozenset({"ru", "uk", "be"})
"""Languages that are mixed in one sentence, and taken for one another: a term of one is looked for in all."""

_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_PARTICLE = re.compile(r"-(?:то|ка|таки|де)$")
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_ARTICLES = frozenset({"a", "an", "the"})


class Finder:
    """Finds terms; made once for a glossary, since their forms are looked up then."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._phrases: dict[str, list[tuple[tuple[frozenset[str], ...], Term]]] = {}
        for term in terms:
            for said in dict.fromkeys(map(fold, term.said)):
                words = tuple(_forms(word, term.language) for word in map(core, said.split()) if word)
                for first in words[0] if words else ():
                    self._phrases.setdefault(first, []).append((words, term))
        for held in self._phrases.values():
            held.sort(key=lambda phrase: -len(phrase[0]))  # of two that begin alike, the longer is meant

    def mentions(self, words: Sequence[str], language: str) -> tuple[Mention, ...]:
        """The terms among the words of an utterance in this language, in order; none overlaps another."""
        said = [_spoken(word) for word in words]
        found: list[Mention] = []
        at = 0
        while at < len(said):
            if mention := self._at(said, at, language):
                found.append(mention)
            at = mention.stop if mention else at + 1
        return tuple(found)

    def _at(self, said: Sequence[tuple[str, ...]], at: int, language: str) -> Mention | None:
        for first in said[at]:
            for phrase, term in self._phrases.get(first, ()):
                stop = at + len(phrase)
                if (
                    _is_spoken(term.language, language)
                    and stop <= len(said)
                    and all(map(_is_one_of, said[at:stop], phrase))
                ):
                    return Mention(term=term, first=at, stop=stop)
        return None


def lost(mentions: Iterable[Mention], english: str) -> tuple[Mention, ...]:
    """Those of which the English has none of the translations; of a term that is said twice, the first."""
    held = [token for word in english.split() for token in _tokens(word)]
    first = {mention.term: mention for mention in reversed(tuple(mentions))}
    return tuple(
        mention
        for mention in reversed(first.values())
        if not any(_place(translation, held) for translation in mention.term.english)
    )


def doubts(mentions: Iterable[Mention], words: Sequence[str], english: str) -> Iterator[Doubt]:
    """A reason to doubt a line of English for each term that it lost; `words` are those that were said.

    What a name is in English is not told: the line may be published where that is withheld.
    """
    if not english:
        return
    for one in lost(mentions, english):
        said = " ".join(map(core, words[one.first : one.stop]))
        told = f"is “{one.term.translation}” in the glossary, and not here"
        yield Doubt(
            reason="term",
            text=f"“{said}” {told if one.term.kind == 'term' else 'is not written here as the glossary has it'}.",
        )


def place(translation: str, words: Sequence[str]) -> range | None:
    """The positions of the words of a line in which a translation stands, in any form; None where it does not.

    >>> place("gun battery", "Two gun batteries, there.".split())
    range(1, 3)
    """
    tokens = [(token, at) for at, word in enumerate(words) for token in _tokens(word)]
    found = _place(translation, [token for token, _ in tokens])
    return range(tokens[found[0]][1], tokens[found[-1]][1] + 1) if found else None


def _place(translation: str, tokens: Sequence[str]) -> range | None:
    wanted = [token for word in translation.split() for token in _tokens(word)]
    if len(wanted) > 1 and wanted[0] in _ARTICLES:
        wanted = wanted[1:]
    for first in range(len(tokens) - len(wanted) + 1):
        if list(tokens[first : first + len(wanted)]) == wanted:
            return range(first, first + len(wanted))
    return None


def _tokens(word: str) -> list[str]:
    return [stem(token) for token in _TOKEN.findall(fold(word))]


def _forms(word: str, language: str) -> frozenset[str]:
    return frozenset(map(fold, forms(word, language)))


def _is_one_of(spoken: tuple[str, ...], known: frozenset[str]) -> bool:
    return any(one in known for one in spoken)


def _spoken(word: str) -> tuple[str, ...]:
    """What a word that was said may be: itself, or what stands before a particle that is joined to it."""
    said = fold(core(word))
    return tuple(dict.fromkeys([said, _PARTICLE.sub("", said)])) if said else ()


def core(word: str) -> str:
    """A word from its first letter or digit to its last; nothing where it has none.

    >>> core("«Град»,")
    'Град'
    """
    found = _CORE.search(word)
    return found.group() if found else ""


def _is_spoken(term: str, language: str) -> bool:
    spoken = language.partition("-")[0].casefold()
    return term == spoken or {term, spoken} <= ALIKE
