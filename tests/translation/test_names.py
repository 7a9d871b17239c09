"""Names, ranks and units are found and suggested in English, by slovnet's own recogniser and by rule."""

from __future__ import annotations

import pytest

from earwitness.backends.morphology import nominatives
from earwitness.backends.slovnet_names import SlovnetNames, load_names
from earwitness.records.glossary import Term
from earwitness.records.speech import Utterance, Word
from earwitness.records.time import Span
from earwitness.translation import vocabulary
from earwitness.translation.glossary import check
from earwitness.translation.names import Suggestion, suggest


@pytest.fixture(scope="module")
def finder() -> SlovnetNames:
    pytest.importorskip("slovnet", reason="the extra `names` is not installed")
    return load_names()


def utterance(text: str, number: int, language: str = "ru") -> Utterance:
    start = 1_000 * number
    words = tuple(Word(text=word, span=Span(start + at, start + at + 1)) for at, word in enumerate(text.split()))
    return Utterance(id=f"u{number}", span=Span(start, start + 900), language=language, text=text, words=words)


def suggested(
    finder: SlovnetNames, *said: str, language: str = "ru", known: tuple[Term, ...] = ()
) -> list[Suggestion]:
    return suggest([utterance(text, at, language) for at, text in enumerate(said, 1)], finder, known=known)


def told(finder: SlovnetNames, *said: str, **more: object) -> list[tuple[str, str, str | None]]:
    return [(one.kind, one.said, one.english) for one in suggested(finder, *said, **more)]  # type: ignore[arg-type]


def test_names_are_put_into_their_dictionary_form_and_into_english(finder: SlovnetNames) -> None:
    assert told(finder, "Мы с Сергеем Ивановым поехали в Белгород.", "Я видел Марию Ивановну Смирнову.") == [
        ("person", "Сергей Иванов", "Sergei Ivanov"),
        ("person", "Мария Ивановна Смирнова", "Mariya Ivanovna Smirnova"),
        ("place", "Белгород", "Belgorod"),
    ]


def test_of_forms_that_may_be_two_names_all_that_is_said_decides(finder: SlovnetNames) -> None:
    (kadyrov,) = suggested(finder, "Остались люди Кадырова.", "Кадыров молчит.", "Кадырову всё равно.")
    assert (kadyrov.said, kadyrov.english) == ("Кадыров", "Kadyrov")
    assert kadyrov.heard == ("Кадырова", "Кадыров", "Кадырову")
    assert kadyrov.utterance_ids == ("u1", "u2", "u3")


@pytest.mark.parametrize("name", ["Витлубин", "Шойгу", "Прохоренко", "Седой"])
def test_a_name_that_no_dictionary_has_or_that_has_no_forms_stays_as_it_was_said(name: str) -> None:
    assert nominatives([name], "ru", person=True)[0] == name


def test_verbs_calls_and_ranks_are_no_part_of_a_name(finder: SlovnetNames) -> None:
    names = [one.said for one in suggested(finder, "Передай Петренко, что я иду.", "Алло, Серёга, это Димон.")]
    assert names == ["Петренко", "Серёга", "Димон"]


def test_places_have_the_english_name_that_they_have_in_the_news(finder: SlovnetNames) -> None:
    assert told(finder, "Он в Харькове, а мы стоим под Авдеевкой.") == [
        ("place", "Харьков", "Kharkiv"),
        ("place", "Авдеевка", "Avdiivka"),
    ]


def test_what_an_organisation_is_in_english_is_not_guessed(finder: SlovnetNames) -> None:
    (ministry,) = suggested(finder, "Она работает в Министерстве обороны.")
    assert (ministry.kind, ministry.said, ministry.english) == ("organisation", "Министерство обороны", None)
    assert ministry.term is None


def test_what_the_glossary_has_is_not_suggested_and_keeps_its_english_in_longer_names(
    finder: SlovnetNames,
) -> None:
    ivanov = Term(term="Иванов", language="ru", translation="Ivanoff", kind="name")
    assert told(finder, "Иванова видел?", known=(ivanov,)) == []
    assert told(finder, "Мы с Сергеем Ивановым.", known=(ivanov,)) == [
        ("person", "Сергей Иванов", "Sergei Ivanoff")
    ]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (["Третья батарея нашей бригады не отвечает."], ["батарея", "бригада"]),
        (["Батарея молчит.", "Где миномёты?"], ["батарея"]),
        (["У меня батарея села, перезвоню."], []),
        (["Телефон разрядился, батарея старая.", "Рота ушла."], ["рота"]),
        (["Батарея совсем холодная."], []),
        (["Капитан, где взвод?"], ["капитан", "взвод"]),
        (["Капитан корабля."], []),
        (["Рота ушла за взводом."], ["рота", "взвод"]),
    ],
)
def test_a_battery_is_one_of_guns_beside_a_brigade_and_not_of_a_phone(
    finder: SlovnetNames, said: list[str], found: list[str]
) -> None:
    assert [one.said for one in suggested(finder, *said) if one.kind in ("rank", "unit")] == found


def test_ranks_and_units_are_found_in_every_form_and_in_ukrainian(finder: SlovnetNames) -> None:
    assert told(finder, "Старшего лейтенанта в роте нет.") == [
        ("rank", "старший лейтенант", "senior lieutenant"),
        ("unit", "рота", "company"),
    ]
    assert told(finder, "Батареї третьої бригади.", language="uk") == [
        ("unit", "батарея", "battery"),
        ("unit", "бригада", "brigade"),
    ]


def test_a_language_without_a_dictionary_and_a_text_without_capitals_have_no_names(finder: SlovnetNames) -> None:
    assert told(finder, "Ivanov ist in Belgorod.", language="de") == []
    assert told(finder, "мы с сергеем ивановым поехали в белгород") == []
    assert told(finder) == told(finder, "…", "", "—") == []


def test_the_vocabulary_is_a_glossary_without_contradictions() -> None:
    check([*vocabulary.ranks(), *vocabulary.units(), *vocabulary.places()])
    assert {term.term for term in [*vocabulary.ranks(), *vocabulary.units()]} >= vocabulary.AMBIGUOUS
