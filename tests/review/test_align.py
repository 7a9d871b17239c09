"""Words that did not change keep their times exactly; the others stand between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.records.speech import Word
from earwitness.records.time import Span
from earwitness.review.align import align
from earwitness.speech.align import between_neighbours
from reviewing import utterance

SPAN = Span(0, 10_000)


def words(*texts: str) -> list[Word]:
    return [
        Word(text=text, span=Span(1_000 * at, 1_000 * at + 800), confidence=0.9) for at, text in enumerate(texts)
    ]


texts = st.lists(st.sampled_from(["да", "нет", "мы", "отказались", "идти", "за", "реку"]), max_size=8)


@given(before=texts, gone=texts, after=texts, new=st.lists(st.sampled_from(["река", "мост"]), max_size=3))
def test_whatever_is_put_in_between_what_stands_before_and_after_keeps_its_times_exactly(
    before: list[str], gone: list[str], after: list[str], new: list[str]
) -> None:
    old = words(*before, *gone, *after)
    found = align(old, " ".join([*before, *new, *after]), span=SPAN, language="ru").words
    assert [word.text for word in found] == [*before, *new, *after]
    assert list(found[: len(before)]) == old[: len(before)]
    if new or not gone:  # else what stands after may as well be what stood in between
        assert list(found[len(found) - len(after) :]) == old[len(old) - len(after) :]


@given(before=texts, after=texts)
def test_the_times_stay_in_order_and_inside_the_utterance(before: list[str], after: list[str]) -> None:
    found = align(words(*before), " ".join(after), span=SPAN, language="ru")
    starts = [word.span.start_ms for word in found.words]
    assert starts == sorted(starts)
    assert all(0 <= word.span.start_ms <= word.span.end_ms <= 10_000 for word in found.words)
    assert all(found.words[at].confidence is None for at in found.untimed)


@pytest.mark.parametrize(
    ("old", "new", "kept", "untimed"),
    [
        ("мы отказались идти", "мы отказались идти", [0, 1, 2], []),
        ("мы отказались идти", "Мы отказались идти.", [None, 1, None], []),
        ("мы отказались идти", "мы согласились идти", [0, None, 2], [1]),
        ("мы отказались идти", "мы не отказались идти", [0, None, 1, 2], [1]),
        ("мы отказались идти", "мы идти", [0, 2], []),
        ("мы отказались идти", "вот так и мы", [None, None, None, 0], [0, 1, 2]),
        ("да да да", "да да", [0, 1], []),
        ("всё", "все\u0308", [0], []),
        ("нет", "", [], []),
        ("", "нет", [None], [0]),
    ],
)
def test_a_word_with_another_stop_has_the_same_times_and_one_that_is_new_has_none(
    old: str, new: str, kept: list[int | None], untimed: list[int]
) -> None:
    before = words(*old.split())
    found = align(before, new, span=SPAN, language="ru")
    assert (list(found.kept), list(found.untimed)) == (kept, untimed)
    for at, was in enumerate(kept):
        assert was is None or (found.words[at].span, found.words[at].confidence) == (before[was].span, 0.9)


def test_a_word_in_the_place_of_one_takes_its_time_and_two_share_it_by_their_length() -> None:
    before = words("а", "б", "в")
    (_, one, _) = align(before, "а гг в", span=SPAN, language="ru").words
    assert one.span == before[1].span
    (_, two, three, _) = align(before, "а г ддд в", span=SPAN, language="ru").words
    assert (two.span, three.span) == (Span(1_000, 1_200), Span(1_200, 1_800))
    (first, *_) = align(before, "гг а б в", span=Span(0, 3_000), language="ru").words
    assert first.span == Span(0, 0)
    (_, between, *_) = align(before, "а гг б в", span=SPAN, language="ru").words
    assert between.span == Span(800, 1_000)


def test_where_no_spaces_are_written_the_words_that_did_not_change_stay_words() -> None:
    found = align(words("我们", "拒绝", "过", "河"), "我们不过河", span=SPAN, language="zh")
    assert [word.text for word in found.words] == ["我们", "不", "过", "河"]
    assert (found.kept, found.untimed) == ((0, None, 2, 3), (1,))


def test_what_a_model_hears_moves_the_words_that_were_changed_and_no_others() -> None:
    of = utterance(1, "мы туда не пойдём")
    heard = [Word(text=word.text, span=Span(650 + at, 1_900 + at)) for at, word in enumerate(of.words)]
    spans = between_neighbours(of, heard, {1, 2}, inside=Span(0, 2_000))
    assert spans == (of.words[0].span, Span(651, 1_200), Span(1_200, 1_200), of.words[3].span)
    assert between_neighbours(of, heard[:3], {1}, inside=Span(0, 2_000)) is None
