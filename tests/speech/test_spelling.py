"""Misspelt is what stands in no dictionary of those that are here, and is no name or term of the case."""

from __future__ import annotations

import pytest

from earwitness.speech.spelling import Spelling

NONE = Spelling([])


@pytest.mark.parametrize(
    ("language", "wrong", "meant"),
    [
        ("ru", "отказалис", "отказались"),
        ("ru", "перейит", "перейти"),
        ("ru", "Здравствуте", "Здравствуйте"),
        ("ru", "по-этому", "поэтому"),
        ("uk", "розстрілляє", "розстріляє"),
        ("uk", "ніхтто", "ніхто"),
        ("en", "comander", "commander"),
        ("en-GB", "refusd", "refused"),
    ],
)
def test_a_slip_is_found_and_what_was_meant_is_among_the_suggestions(
    language: str, wrong: str, meant: str
) -> None:
    assert NONE.is_misspelt(wrong, language)
    assert not NONE.is_misspelt(meant, language)
    assert meant in NONE.suggestions(wrong, language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "Ещё её все\u0301 шёл пиздец хуйня щас чё кто-нибудь иди-ка по-русски эхо-тест"),
        ("ru", "що пішли Києві"),
        ("uk", "ще немає п'ять п’ять п\u02bcять будь-хто пошли ничего"),
        ("en", "don't don’t colonel's soldiers' cross-border fucking"),
        ("ru", "ВСУ Т-72 5-й OK Wagner GPS-трекер"),
        ("be", "ён пайшоў"),
        ("ar", "نعبر"),
        ("", "отказалис"),
    ],
)
def test_what_is_right_or_cannot_be_judged_is_left_alone(language: str, words: str) -> None:
    assert [word for word in words.split() if NONE.is_misspelt(word, language)] == []


def test_names_and_terms_of_the_case_are_right_in_all_their_forms() -> None:
    spelling = Spelling([("Витлубин", "ru"), ("птурщик", "ru"), ("Vetlugin", "en"), ("Мотор", "zz")])
    for word, language in (
        ("Витлубиным", "ru"), ("птурщиками", "ru"), ("Птурщик", "uk"), ("Vetlugin's", "en"), ("Vetlugin", "en"),
    ):  # fmt: skip
        assert NONE.is_misspelt(word, language), word
        assert not spelling.is_misspelt(word, language), word
    assert spelling.is_misspelt("Бобеге", "ru")


def test_nothing_is_suggested_where_nothing_is_known() -> None:
    assert NONE.suggestions("щщщщщщщ", "ru") == []
    assert NONE.suggestions("wort", "de") == []
