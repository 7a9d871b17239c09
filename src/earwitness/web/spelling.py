"""Which words are misspelt on the page: asked for in one go, since there may be thousands."""

from __future__ import annotations

from functools import lru_cache

from earwitness.errors import RecordError
from earwitness.formats.reading_json import Object, get
from earwitness.speech.spelling import Spelling
from earwitness.workflow import glossary
from earwitness.workflow.desk import Desk


def spelt(desk: Desk, data: Object) -> Object:
    """Those of `words` in a `language` that are misspelt, each with what was meant, perhaps, if it `suggests`."""
    language, words, suggests = get(data, "language", str), get(data, "words", list), get(data, "suggests", bool)
    if not all(type(word) is str for word in words):
        raise RecordError("A word was expected.")
    with desk.reading() as case:
        terms = [entry.term for entry in glossary.held(case)]
    said = [(text, term.language) for term in terms for text in term.said]
    english = [(text, "en") for term in terms for text in term.english]
    called = {one.attribution.name or "" for one in desk.seen.utterances.values() if one.attribution}
    names = [(name, tongue) for name in sorted(called) for tongue in (language, "en")]
    spelling = _spelling((*said, *english, *names))
    wrong = [word for word in dict.fromkeys(words) if spelling.is_misspelt(word, language)]
    return {word: spelling.suggestions(word, language) if suggests else [] for word in wrong}


@lru_cache(maxsize=4)
def _spelling(own: tuple[tuple[str, str], ...]) -> Spelling:
    return Spelling(own)
