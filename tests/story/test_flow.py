"""How a transcript is laid out: rows, runs of doubted words, gaps where they are."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.records.recording import Gap
from earwitness.records.speech import Doubt, Drop
from earwitness.records.time import Span, seconds
from earwitness.records.translation import Line
from earwitness.story.flow import doubted_words, flow
from earwitness.story.rows import AnyRow, Break, Omission, Row

UNSURE = "The recogniser was unsure of these words."


def only(rows: list[AnyRow]) -> Row:
    (row,) = rows
    assert isinstance(row, Row)
    return row


def gap(start_ms: int, end_ms: int = 0, **more: Any) -> Gap:
    return Gap(span=Span(start_ms, end_ms or start_ms + 1_200), **({"reason": "missing"} | more))


def layout(row: Row) -> list[str]:
    """What stands in a row, a gap in brackets and a doubted run between asterisks."""
    return [
        f"[{run.gap}]"
        if run.gap
        else ("*{}*" if run.doubted_by else "{}").format("".join(before + word.text for before, word in run.words))
        for run in row.runs
    ]


def test_neighbouring_words_doubted_for_one_reason_are_one_run(make):
    said = make.utterance("мы не пойдём туда", doubts=[Doubt(reason="unsure", text=UNSURE, words=(1, 2))])
    rows = flow(make.view(said))
    assert layout(only(rows)) == ["мы", "*не пойдём*", "туда"]
    assert doubted_words(rows) == 2


def test_words_doubted_for_different_reasons_are_parted(make):
    doubts = [Doubt(reason="a", text="A.", words=(0, 1)), Doubt(reason="b", text="B.", words=(1,))]
    row = only(flow(make.view(make.utterance("да нет", doubts=doubts))))
    assert [run.doubted_by for run in row.runs] == [("d0-0",), ("d0-0", "d0-1")]


def test_a_doubt_about_words_apart_quotes_them_with_an_ellipsis(make):
    said = make.utterance("мы не пойдём туда", doubts=[Doubt(reason="unsure", text=UNSURE, words=(3, 0, 1))])
    assert [note.about for note in only(flow(make.view(said))).word_notes] == ["мы не … туда"]


@pytest.mark.parametrize("words", [(), (7,)])
def test_a_doubt_about_no_word_that_is_there_is_about_the_whole_line(make, words):
    line = Line(utterance_id="u0", text="Yes.", doubts=(Doubt(reason="x", text="X.", words=words),))
    row = only(flow(make.view(make.utterance("да"), lines=[line])))
    assert [note.text for note in row.translation_notes] == ["X."]
    assert not row.translation_word_notes
    assert row.doubted


def test_words_of_a_translation_are_doubted_by_their_place_in_the_line(make):
    doubt = Doubt(reason="repeats", text="Over and over.", words=(1, 2))
    row = only(
        flow(make.view(make.utterance(), lines=[Line(utterance_id="u0", text="We no no go.", doubts=(doubt,))]))
    )
    assert [(" ".join(text for _, text, _ in part.words), bool(part.doubted_by)) for part in row.translation] == [
        ("We", False),
        ("no no", True),
        ("go.", False),
    ]
    assert not row.doubted


def test_a_missing_translation_is_no_doubted_passage(make):
    line = Line(utterance_id="u0", text="", doubts=(Doubt(reason="missing", text="Nothing."),))
    row = only(flow(make.view(make.utterance(), lines=[line])))
    assert not row.translation
    assert not row.doubted


def test_a_gap_between_words_stands_between_them(make):
    row = only(flow(make.view(make.utterance("мы не пойдём"), gaps=[gap(210, 1_210, reason="damaged")])))
    assert layout(row) == ["мы", "[1 second of sound damaged]", "не пойдём"]


def test_a_gap_that_begins_in_a_word_follows_it(make):
    row = only(flow(make.view(make.utterance("мы не пойдём"), gaps=[gap(300)])))
    assert layout(row) == ["мы не", "[1.2 seconds of sound missing]", "пойдём"]


@pytest.mark.parametrize(("at_ms", "place"), [(0, 0), (560, 1), (5_000, 1), (9_900, 2)])
def test_a_gap_that_parts_no_words_has_its_own_row(make, at_ms, place):
    first, second = make.utterance("мы не пойдём", at_ms=10), make.utterance("да", at_ms=9_000, number=1)
    rows = flow(make.view(first, second, gaps=[gap(at_ms)]))
    assert [isinstance(row, Break) for row in rows].index(True) == place


def test_what_was_left_out_is_a_row_in_its_place_without_its_words(make):
    drop = Drop(span=Span(4_000, 5_000), reason="no-voice", why="Nobody speaks here.", text="Субтитры сделал")
    rows = flow(make.view(make.utterance(), make.utterance(at_ms=9_000, number=1), drops=[drop]))
    assert [row.kind for row in rows] == ["utterance", "omission", "utterance"]
    assert rows[1] == Omission(span=drop.span, clock="0:04", text="Nobody speaks here.")


@pytest.mark.parametrize(
    ("hedge", "who"), [("confirmed", "Ivan Petrov"), ("claimed", "Ivan Petrov?"), ("denied", None)]
)
def test_beside_the_label_stands_who_it_is_as_far_as_that_is_sure(make, hedge, who):
    row = only(flow(make.view(make.utterance(speaker="S1"), named=[make.named(hedge=hedge)])))
    assert (row.speaker, row.who) == ("S1", who)


def test_two_utterances_that_start_together_share_no_address(make):
    rows = flow(make.view(make.utterance(at_ms=1_500), make.utterance(at_ms=1_500, number=1)))
    assert [row.fragment for row in rows if isinstance(row, Row)] == ["t=1.5", None]


def test_an_utterance_in_another_language_says_so(make):
    rows = flow(make.view(make.utterance(), make.utterance(language="uk", at_ms=5_000, number=1)))
    assert [row.other_language for row in rows if isinstance(row, Row)] == [False, True]


@given(
    st.lists(st.sampled_from(["да", "нет,", "мы", "туда."]), min_size=1, max_size=12),
    st.lists(st.sets(st.integers(0, 12)), max_size=3),
    st.lists(st.integers(0, 4_000), max_size=3),
)
def test_no_word_and_no_gap_is_lost_whatever_is_doubted_or_missing(make, words, doubted, gaps):
    there = [tuple(at for at in positions if at < len(words)) for positions in doubted]
    doubts = [Doubt(reason="x", text="X.", words=positions) for positions in there]
    rows = flow(make.view(make.utterance(" ".join(words), doubts=doubts), gaps=[gap(at) for at in gaps]))
    heard = [row for row in rows if isinstance(row, Row)]
    text = "".join(
        run.before + "".join(before + word.text for before, word in run.words)
        for row in heard
        for run in row.runs
        if not run.gap
    )
    assert text == " ".join(words)
    assert len(rows) - 1 + sum(bool(run.gap) for row in heard for run in row.runs) == len(gaps)


@given(st.integers(0, 10**8))
def test_an_address_names_its_millisecond(at_ms):
    assert round(float(seconds(at_ms)) * 1000) == at_ms
    assert "e" not in seconds(at_ms)


def test_a_word_of_the_translation_lasts_as_long_as_what_it_came_from(make):
    said = make.utterance()
    first, last = said.words[0].span, said.words[-1].span
    everything = tuple(range(len(said.words)))
    view = make.view(said, lines=[Line(utterance_id="u0", text="All none")])
    row = only(flow(view, lambda _, english: (everything, ())[: len(english)]))
    assert [span for part in row.translation for _, _, span in part.words] == [
        Span(first.start_ms, last.end_ms),
        None,
    ]
