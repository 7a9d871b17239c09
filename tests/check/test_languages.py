"""That an article and the tape are not of the same language is said, and nothing is said where nothing is sure."""

from __future__ import annotations

import pytest

import articles
from earwitness.article.read import read
from earwitness.check.languages import is_read, language_of, mismatches
from earwitness.formats.article.registry import read_article
from earwitness.records.article import Reading

GERMAN = (
    "Wir haben uns geweigert, und die ganze Kompanie hat sich geweigert, achtzig Mann. Sie haben uns am anderen "
    "Ufer erwartet, und der Oberst hat geschrien, dass er uns alle erschießt."
)
SPANISH = (
    "Nos negamos, toda la compañía se negó, ochenta hombres. Nos estaban esperando en la otra orilla, y el "
    "coronel gritaba que nos iba a fusilar a todos si no íbamos."
)
UKRAINIAN = (
    "Ми відмовилися, вся рота відмовилася, вісімдесят чоловік. Вони чекали на нас на тому березі, і полковник "
    "кричав, що він нас усіх розстріляє, якщо ми не підемо."
)


def reading(text: str) -> Reading:
    return read(read_article(text.encode()))


def told(text: str, heard: set[str]) -> list[tuple[str, str]]:
    found = reading(text)
    quoted = [one.text for one in found.quotations]
    return [(one.reason, one.text) for one in mismatches(found, quoted, heard)]


@pytest.mark.parametrize(("text", "language"), [(GERMAN, "de"), (SPANISH, "es"), (UKRAINIAN, "uk")])
def test_a_language_is_told_by_its_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_of_a_few_words_no_language_is_told() -> None:
    assert language_of("Wir haben uns geweigert.") is None
    assert language_of("") is None
    assert language_of("42 " * 100) is None


def test_every_article_of_the_bench_is_english() -> None:
    for path in (path for half in articles.SETS for path in articles.paths(half)):
        assert language_of(path.read_text("utf-8").partition("\n===\n")[0]) == "en"


@pytest.mark.parametrize(
    "sentence",
    [
        "He says in Ukrainian: “We refused.”",
        "Speaking Ukrainian, he tells his wife that they refused.",
        "The call, in Ukrainian, was published on Monday.",
        "The words were translated from the original Ukrainian.",
        "It is a Ukrainian-language recording.",
    ],
)
def test_an_article_that_speaks_of_ukrainian_about_a_russian_tape_is_told(sentence: str) -> None:
    assert told(sentence, {"ru"}) == [
        (
            "spoken-in",
            "The article says that something is said in Ukrainian. What was heard in these recordings is Russian.",
        )
    ]
    assert told(sentence, {"ru", "uk"}) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "In Ukrainian territory he tells his wife that they refused.",
        "The order came from Ukrainian officers in Polish uniforms.",
        "“He told me in Ukrainian, and I went,” the man says.",
        "He says, in English: “Go.”",
    ],
)
def test_what_is_ukrainian_and_no_language_is_not_taken_for_one(sentence: str) -> None:
    assert told(sentence, {"ru"}) == []


def test_quotes_in_a_third_language_are_told_to_be_compared_by_meaning() -> None:
    found = dict(
        told(f"The man spoke to his wife for a while, and this is what he told her then: “{GERMAN}”", {"ru"})
    )
    assert found == {
        "third-language": "What is quoted is in German; the recordings are in Russian, and their translation in "
        "English: it was compared by its meaning alone."
    }
    assert "third-language" not in dict(told(f"He says: “{GERMAN}”", {"de"}))


def test_of_an_article_that_is_not_english_no_claims_are_read_and_that_is_told() -> None:
    article = f"Der Mann sagt seiner Frau: „{GERMAN}“"
    assert not is_read(reading(article).article)
    assert told(article, set())[0] == (
        "not-read",
        "The article is in German: who speaks, and what it claims beside its quotes, is read of English alone.",
    )
    assert is_read(reading("Go.").article)
