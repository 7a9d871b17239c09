"""The same number in two languages is one."""

from __future__ import annotations

import pytest
from num2words import num2words

from earwitness.check.numbers import numbers

VALUES = [3, 7, 12, 19, 20, 34, 80, 99, 100, 115, 250, 600, 999, 1_000, 4_500, 70_000, 2_000_000]


@pytest.mark.parametrize("value", VALUES)
def test_a_number_in_words_is_the_number_in_figures(value: int) -> None:
    words = num2words(value, lang="en")
    assert numbers(f"They took {words} men") == numbers(f"They took {value} men") == [value]


@pytest.mark.parametrize("value", VALUES)
def test_and_in_russian(value: int) -> None:
    assert numbers(f"Взяли {num2words(value, lang='ru')} человек") == [value]


def test_a_number_with_its_thousands_parted_is_one() -> None:
    assert numbers("2,500 tonnes, 2 500 тонн, 52%") == [2500, 2500, 52]


def test_one_and_two_are_left_out_since_they_often_count_nothing() -> None:
    assert numbers("one of them, a second time, both") == []
