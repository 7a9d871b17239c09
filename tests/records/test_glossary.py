"""A term is text that a line, a page and a spreadsheet can hold, and the newest of it counts."""

from __future__ import annotations

import pytest

from earwitness.errors import RecordError
from earwitness.records.custody import Agent
from earwitness.records.glossary import Entry, Term, fold, standing

BOBIK = Term(term="бобик", language="ru", translation="bobik")
ANNA = Agent(kind="person", name="abc")


def entry(number: int, term: Term, *, removed: bool = False) -> Entry:
    return Entry(id=f"g{number}", term=term, made_by=ANNA, made_at="2026-01-02T03:04:05Z", removed=removed)


def test_the_newest_of_a_term_counts_however_it_was_spelled() -> None:
    jeep = Term(term="Бобик", language="ru", translation="jeep")
    assert standing([entry(1, BOBIK), entry(2, jeep)]) == (entry(2, jeep),)


def test_a_term_that_was_taken_out_is_not_in_the_glossary_until_it_is_put_in_again() -> None:
    assert standing([entry(1, BOBIK), entry(2, BOBIK, removed=True)]) == ()
    assert standing([entry(1, BOBIK), entry(2, BOBIK, removed=True), entry(3, BOBIK)]) == (entry(3, BOBIK),)


def test_the_same_word_of_two_languages_is_two_terms() -> None:
    other = Term(term="бобик", language="uk", translation="doggy")
    assert standing([entry(1, BOBIK), entry(2, other)]) == (entry(1, BOBIK), entry(2, other))


@pytest.mark.parametrize("spelled", ["Подъём", "подъем", "ПОДЪЕ\u0308М", "  подъе\u0301м "])
def test_spellings_that_differ_in_case_yo_stress_and_normal_form_are_one(spelled: str) -> None:
    assert fold(spelled) == "подъем"


@pytest.mark.parametrize("spelled", ["комп'ютер", "комп’ютер", "компʼютер"])
def test_every_apostrophe_of_ukrainian_is_one(spelled: str) -> None:
    assert fold(spelled) == "комп'ютер"


@pytest.mark.parametrize(
    "text", ["", " бобик", "a\nb", "a\u202eb", "a|b", "=1+1", "+7", "@sum", "-", "…", "x" * 501, "е\u0308лка"]
)
def test_text_that_a_line_or_a_spreadsheet_cannot_hold_is_refused(text: str) -> None:
    for field in ("term", "translation"):
        with pytest.raises(RecordError):
            Term(**{"term": "бобик", "language": "ru", "translation": "bobik", field: text})


@pytest.mark.parametrize("language", ["en", "RU", "ru-RU", "", "russian", "r|"])
def test_a_language_is_a_tag_of_one_that_is_translated(language: str) -> None:
    with pytest.raises(RecordError, match="no language"):
        Term(term="бобик", language=language, translation="bobik")
