"""A term is found in every form that its words have, and missed in no English that has it."""

from __future__ import annotations

import pytest

from earwitness.records.glossary import Mention, Term
from earwitness.translation.mentions import Finder, doubts, lost, place


def term(said: str, translation: str = "x", *forms: str, language: str = "ru", kind: str = "term") -> Term:
    return Term(term=said, language=language, translation=translation, forms=forms, kind=kind)  # type: ignore[arg-type]


def found(said: str, *terms: Term, language: str = "ru") -> list[str]:
    words = said.split()
    return [" ".join(words[one.first : one.stop]) for one in Finder(terms).mentions(words, language)]


@pytest.mark.parametrize(
    "said",
    ["бобик", "Бобика,", "бобику", "«бобиком»", "о бобике", "БОБИКИ", "бобиков!", "бобик-то", "бо\u0301бик"],
)
def test_every_form_of_a_russian_word_is_found(said: str) -> None:
    assert found(said, term("бобик")) == said.split()[-1:]


@pytest.mark.parametrize(
    ("said", "in_glossary"),
    [
        ("хлопців", "хлопець"), ("Києві", "Київ"), ("батареєю", "батарея"), ("Залужного", "Залужний"),
        ("шахеди", "шахед"), ("комп’ютера", "комп'ютер"),
    ],
)  # fmt: skip
def test_every_form_of_a_ukrainian_word_is_found(said: str, in_glossary: str) -> None:
    assert found(said, term(in_glossary, language="uk"), language="uk") == [said]


@pytest.mark.parametrize(
    ("said", "in_glossary"),
    [
        ("полевой кухней", "полевая кухня"), ("Сергея Иванова", "Сергей Иванов"), ("берёзы", "береза"),
        ("птичками", "птичка"), ("двухсотых", "двухсотый"), ("УАЗ-469", "уаз-469"), ("ребята ребятами", "ребята"),
    ],
)  # fmt: skip
def test_phrases_names_slang_and_numbers_are_found(said: str, in_glossary: str) -> None:
    assert found(said, term(in_glossary))[:1] in ([said], [said.split(maxsplit=1)[0]])


def test_a_phrase_is_found_whole_or_not_at_all() -> None:
    assert found("кухня полевая и полевая", term("полевая кухня")) == []


def test_of_terms_that_begin_alike_the_longest_is_meant_and_none_overlaps_another() -> None:
    terms = [term("кухня"), term("полевая кухня"), term("полевая")]
    assert found("На полевой кухне и кухне полевой.", *terms) == ["полевой кухне", "кухне", "полевой."]


def test_a_form_that_was_typed_is_inflected_too() -> None:
    assert found("с козликом", term("бобик", "bobik", "козлик")) == ["козликом"]


def test_another_word_is_not_found() -> None:
    assert found("собака бобовый — 12 !", term("бобик")) == []


def test_a_russian_term_is_found_where_the_recogniser_took_the_speech_for_ukrainian() -> None:
    assert found("бобика", term("бобик"), language="uk") == ["бобика"]
    assert found("бобика", term("бобик"), language="bg") == []
    assert found("Grad", term("Grad", language="pl"), language="de") == []


def test_a_language_without_a_dictionary_has_the_forms_that_were_typed() -> None:
    assert found("Panzer Panzers", term("Panzer", "tank", "Panzern", language="de"), language="de") == ["Panzer"]


def test_without_terms_nothing_is_found() -> None:
    assert found("бобик") == []


@pytest.mark.parametrize(
    ("translation", "english"),
    [
        ("bobik", "Two bobiks."), ("battery", "The batteries fire!"), ("Ivanov", "It is Ivanov’s."),
        ("the Grad", "a GRAD"), ("gun battery", "a gun-battery"), ("UAZ-469", "in a UAZ 469"),
        ("shell", "shelled"),
    ],
)  # fmt: skip
def test_a_translation_stands_there_in_any_form(translation: str, english: str) -> None:
    assert place(translation, english.split()) is not None


@pytest.mark.parametrize(
    ("translation", "english"), [("bobik", "A jeep."), ("gun battery", "a battery gun"), ("x", "")]
)
def test_a_translation_that_is_not_there_is_not(translation: str, english: str) -> None:
    assert place(translation, english.split()) is None


def mention(of: Term, first: int = 0) -> Mention:
    return Mention(term=of, first=first, stop=first + 1)


def test_any_of_the_translations_will_do_and_a_term_is_lost_once() -> None:
    bobik = Term(term="бобик", language="ru", translation="bobik", also=("army jeep",))
    assert lost([mention(bobik)], "An army jeep.") == ()
    assert lost([mention(bobik), mention(bobik, 1)], "A dog.") == (mention(bobik),)


def test_a_doubt_names_the_word_and_its_english_but_not_what_a_name_is_in_english() -> None:
    words = ["Бабая,", "бобик."]
    of = [mention(term("Бабай", "Ivanov", kind="name")), mention(term("бобик", "bobik"), 1)]
    assert [one.text for one in doubts(of, words, "Grandpa, a dog.")] == [
        "“Бабая” is not written here as the glossary has it.",
        "“бобик” is “bobik” in the glossary, and not here.",
    ]
    assert list(doubts(of, words, "")) == []
