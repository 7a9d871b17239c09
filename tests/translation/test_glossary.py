"""A glossary in which a word means two things, or goes round in a circle, is refused with both named."""

from __future__ import annotations

import pytest

from earwitness.errors import UsageError
from earwitness.records.glossary import Term
from earwitness.translation.glossary import check


def term(said: str, translation: str, *forms: str, language: str = "ru") -> Term:
    return Term(term=said, language=language, translation=translation, forms=forms)


@pytest.mark.parametrize(
    "terms",
    [
        [term("бобик", "bobik"), term("Бобик", "doggy")],
        [term("бобик", "bobik", "козлик"), term("козлик", "goat")],
        [term("ёлка", "tree"), term("елка", "fir")],
    ],
)
def test_one_way_of_saying_two_terms_is_refused(terms: list[Term]) -> None:
    with pytest.raises(UsageError, match="stands for two terms"):
        check(terms)


@pytest.mark.parametrize(
    "terms",
    [
        [term("бобик", "козлик"), term("козлик", "бобик")],
        [term("бобик", "козлик"), term("козлик", "goat")],
        [term("а", "б"), term("б", "в"), term("в", "а")],
    ],
)
def test_a_translation_that_is_a_term_itself_is_refused(terms: list[Term]) -> None:
    with pytest.raises(UsageError, match="is a term itself"):
        check(terms)


@pytest.mark.parametrize(
    "terms",
    [
        [],
        [term("бобик", "bobik"), term("бобик", "bobik")],
        [term("час", "hour"), term("час", "time", language="uk")],
        [term("Grad", "Grad", language="pl")],
        [term("бобик", "bobik"), term("козлик", "bobik")],
    ],
)
def test_a_glossary_without_contradictions_is_not(terms: list[Term]) -> None:
    check(terms)
