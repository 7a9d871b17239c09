"""What the measurements count as an error, and what not."""

from __future__ import annotations

import pytest

import score
from corpus import Said


def said(text: str, start_ms: int, end_ms: int, *, english: str | None = "so") -> Said:
    return Said(text=text, english=english, start_ms=start_ms, end_ms=end_ms)


def heard(text: str, start_ms: int, *, english: str = "so", word_ms: int = 500) -> score.Utterance:
    words = [
        {"text": word, "start_ms": start_ms + at * word_ms, "end_ms": start_ms + (at + 1) * word_ms}
        for at, word in enumerate(text.split())
    ]
    return {
        "text": text,
        "start_ms": start_ms,
        "end_ms": words[-1]["end_ms"],
        "words": words,
        "translation": {"text": english},
    }


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("Ещё раз: «да»!", "еще раз да"),
        ("Нажмите 1, 2 или 10", "нажмите один два или десять"),
        ("2013, 15-й сезон", "две тысячи тринадцать пятнадцатый сезон"),
        ("60 000 или 60.000", "шестьдесят тысяч или шестьдесят тысяч"),
        ("1.2.3.4", "один два три четыре"),
        ("эхо-тест, ПИН-код", "эхо тест пин код"),
        ("за́мок", "замок"),
        ("Что бы выйти, за тем", "чтобы выйти затем"),
        ("… — !", ""),
    ],
)
def test_words_are_compared_as_they_are_spoken(written: str, spoken: str) -> None:
    assert score.words(written) == spoken.split()


def test_errors_of_several_texts_are_counted_over_all_their_words() -> None:
    found = score.errors([("раз два три", "раз три"), ("да", "да да"), ("нет", "да")])
    assert (found.words, found.substitutions, found.deletions, found.insertions) == (5, 1, 1, 1)
    assert found.rate == pytest.approx(3 / 5)


def test_a_text_of_which_nothing_was_heard_is_dropped_words() -> None:
    assert score.errors([("раз два", "")]).deletions == 2


def test_each_utterance_counts_for_what_it_says_by_time() -> None:
    first, missed, last = said("раз два", 0, 1000), said("три", 1700, 2000), said("четыре", 5000, 6000)
    one, other = heard("раз два", 100), heard("четыре", 5200)
    assert score.together([first, missed, last], [one, other]) == [
        ([first], [one]),
        ([missed], []),
        ([last], [other]),
    ]


def test_things_that_one_utterance_says_are_scored_together() -> None:
    first, last = said("раз два", 0, 1000, english="one"), said("три", 1700, 2200, english="two")
    over_both = heard("раз два и три", 100, english="one two")
    groups = score.together([first, last], [over_both])
    assert groups == [([first, last], [over_both])]
    assert score.english(groups) == [("one two", "one two")]


def test_english_is_scored_only_where_all_of_it_has_a_reference() -> None:
    with_english, without = said("раз", 0, 500), said("два", 600, 1000, english=None)
    assert score.english([([with_english, without], []), ([with_english], [])]) == [("so", "")]


def test_the_same_english_scores_100_and_none_scores_0() -> None:
    assert score.chrf([("We refused to go.", "We refused to go.")]) == 100
    assert score.chrf([("We refused to go.", "")]) == 0


def test_times_are_compared_of_words_that_were_heard_right() -> None:
    spoken = [("Мы", 0), ("отказались", 400), ("идти.", 1100), ("Все", 1600), ("80", 2000), ("человек.", 2900)]
    ours = heard("Мы отказались, идите все восемьдесят человек", 50)
    assert score.start_errors_ms(spoken, [ours]) == [50, 150, -50, 50, -350]


def test_each_error_counts_to_the_thing_it_lies_in() -> None:
    things = [said("раз два", 0, 1_000), said("три", 1_700, 2_000), said("четыре пять", 2_700, 3_000)]
    found = score.misheard(things, "раз двух три ну четыре")
    assert [(sorted(one.lost), one.inserted, one.errors) for one in found] == [
        ([1], 0, 1),
        ([], 0, 0),
        ([1], 1, 2),
    ]


def test_a_difference_in_one_thing_of_many_may_be_chance_and_one_in_all_of_them_is_not() -> None:
    same, words = [1] * 50, [10] * 50
    more, low, high = score.difference([4, *same[1:]], same, words)
    assert more == pytest.approx(0.006)
    assert low == 0 < high
    more, low, high = score.difference([2] * 50, same, words)
    assert (more, low, high) == pytest.approx((0.1, 0.1, 0.1))
