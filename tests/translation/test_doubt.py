"""What two texts tell about a translation without anybody who knows both languages."""

from __future__ import annotations

import pytest

from earwitness.translation.doubt import doubts


@pytest.mark.parametrize(
    ("original", "english", "reasons"),
    [
        ("Мы отказались идти.", "We refused to go.", []),
        ("Да.", "Yes, indeed.", []),
        ("Мы отказались идти.", "", ["missing"]),
        ("Мы отказались идти.", "We отказались to go.", ["untranslated"]),
        ("Il a dit non.", "He said no.", []),
        ("Мы отказались идти.", "past past past past past", ["repeats"]),
        ("Мы отказались идти, вся наша рота, восемьдесят человек.", "We refused.", ["length"]),
        ("Да, слышу.", "Yes, I can hear you very well and you can hear me as well.", ["length"]),
    ],
)
def test_a_line_is_doubted_for_what_it_lacks(original: str, english: str, reasons: list[str]) -> None:
    assert [doubt.reason for doubt in doubts(original, english)] == reasons


@pytest.mark.parametrize(
    ("original", "english", "reasons"),
    [
        ("Они не пошли в атаку.", "They went on the attack.", ["negation"]),
        ("Они пошли в атаку.", "They did not go on the attack.", ["negation"]),
        ("Они не стояли под мостом.", "The unit stood under the bridge.", ["negation"]),
        ("Его не узнали.", "He went unrecognised.", []),
        ("Абонент недоступен сейчас.", "The subscriber isn't available now.", []),
        ("Вы ввели недопустимую опцию.", "You have entered an invalid option.", []),
        ("Пароль не принят, попробуйте.", "The password was refused, try.", []),
        ("Нажмите пять, потом решётку.", "Press four, then the pound key.", ["number"]),
        ("Нажмите 1, чтобы прослушать.", "Press one to listen to it.", []),
        ("Их было 80 человек.", "There were 18 of them.", ["number"]),
    ],
)
def test_a_lost_number_and_a_lost_denial_are_found(original: str, english: str, reasons: list[str]) -> None:
    assert [doubt.reason for doubt in doubts(original, english, "ru")] == reasons


@pytest.mark.parametrize(
    ("original", "english", "found"),
    [
        ("Алло, ты меня слышишь?", "Alua, do you hear me?", ["Alua,"]),
        ("Приехал полковник Ветлугин.", "Colonel Vetlugin came.", []),
        ("Приехал полковник Витлубин.", "Colonel Vitlubin’s car came.", []),
        ("Они взяли Киев, не Луганск.", "They took Kyiv, not Luhansk.", []),
        ("Заказать яблоки.", "We went to Siyablaki.", ["Siyablaki."]),
        ("Его не узнали.", "He went unrecognised, non-stop, to www.example.org.", []),
    ],
)
def test_english_that_stands_in_no_dictionary_is_doubted_unless_it_is_a_name_of_the_originals(
    original: str, english: str, found: list[str]
) -> None:
    words = english.split()
    doubted = doubts(original, english, "ru")
    assert [words[at] for one in doubted if one.reason == "unknown" for at in one.words] == found
