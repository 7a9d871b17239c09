"""How the errors of one sound in several treatments are compared."""

from __future__ import annotations

import pytest

import telephone
from corpus import Said


def said(text: str) -> Said:
    return Said(text=text, english=None, start_ms=0, end_ms=1_000)


def test_errors_count_for_the_thing_in_which_they_lie() -> None:
    counts = telephone.counted([said("раз два"), said("три четыре пять")], "раз три четыре пять")
    assert counts == {"раз два": (1, 2), "три четыре пять": (0, 3)}


def test_things_that_say_the_same_are_one_for_the_bootstrap() -> None:
    assert telephone.counted([said("раз"), said("два"), said("раз")], "раз два три") == {
        "раз": (1, 2),
        "два": (0, 1),
    }


def test_a_sound_of_which_nothing_was_heard_is_all_errors() -> None:
    assert telephone.rate(telephone.counted([said("раз два")], "")) == 1


def test_the_same_prompts_in_several_orders_are_pooled() -> None:
    assert telephone.added([{"раз": (1, 1)}, {"раз": (0, 1), "два": (0, 1)}]) == {"раз": (1, 2), "два": (0, 1)}


def test_a_treatment_that_changes_nothing_differs_by_nothing() -> None:
    counts = telephone.counted([said("раз два"), said("три")], "раз")
    assert telephone.change(counts, counts) == (0, 0, 0)


def test_a_treatment_that_puts_each_word_right_lowers_the_rate_surely() -> None:
    as_it_is = dict.fromkeys("абвгде", (1, 2))
    assert telephone.change(as_it_is, dict.fromkeys("абвгде", (0, 2))) == pytest.approx((-0.5, -0.5, -0.5))


def test_all_treatments_have_a_name_for_the_table() -> None:
    assert telephone.TREATMENTS.keys() == telephone.IN_WORDS.keys()
