"""RTTM and CTM: what is written is read again, what others write is understood, damage is told by line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.errors import RecordError
from earwitness.formats import ctm, rttm
from earwitness.records.speech import Turn, Word
from earwitness.records.time import Span

fields = st.text(min_size=1, max_size=6).filter(
    lambda text: not any(map(str.isspace, text)) and not text.startswith((";;", "\ufeff"))
)
spans = st.builds(lambda at, for_ms: Span(at, at + for_ms), st.integers(0, 10**10), st.integers(0, 10**7))
turns = st.lists(
    st.builds(Turn, span=spans, speaker=fields, channel=st.integers(1, 99)), min_size=1, max_size=4
).map(lambda held: sorted(held, key=lambda turn: turn.span))
words = st.lists(
    st.builds(
        Word,
        text=fields,
        span=spans,
        confidence=st.none() | st.integers(0, 1_000).map(lambda thousandths: thousandths / 1_000),
    ),
    min_size=1,
    max_size=4,
).map(lambda held: sorted(held, key=lambda word: word.span.start_ms))


@given(st.dictionaries(fields, turns, max_size=3))
def test_rttm_that_was_written_is_read_as_it_was(held: dict[str, list[Turn]]) -> None:
    assert rttm.parse(rttm.write(held)) == held


@given(st.dictionaries(st.tuples(fields, st.integers(1, 99)), words, max_size=3))
def test_ctm_that_was_written_is_read_as_it_was(held: dict[tuple[str, int], list[Word]]) -> None:
    assert ctm.parse(ctm.write(held)) == held


@given(st.text() | st.text().map("SPEAKER a 1 0 1 <NA> <NA> b <NA> ".__add__), st.sampled_from([rttm, ctm]))
def test_any_text_is_either_read_or_a_record_error_with_its_line(text: str, kind) -> None:
    try:
        kind.parse(text)
    except RecordError as error:
        if not str(error).startswith("Line "):
            raise


def test_rttm_of_others_is_read_without_comments_other_kinds_and_the_tenth_field() -> None:
    text = (
        ";; made elsewhere\r\n"
        "SPKR-INFO talk A <NA> <NA> <NA> unknown John <NA>\r\n"
        "  SPEAKER\ttalk  B 1.25 .5 <NA> <NA> John <NA>\r\n\r\n"
        "NON-SPEECH talk 1 1 2 <NA> noise <NA> <NA> <NA>\r\n"
    )
    assert rttm.parse(text) == {"talk": [Turn(span=Span(1_250, 1_750), speaker="John", channel=2)]}


def test_ctm_of_others_is_read_with_or_without_confidence_and_what_follows_it() -> None:
    text = ";; made elsewhere\ncall A 0.7 0.36 Алло? 1\ncall A 1.2 0.1 ты NA lex S1\ncall B 2 0 да\n"
    assert ctm.parse(text) == {
        ("call", 1): [
            Word(text="Алло?", span=Span(700, 1_060), confidence=1.0),
            Word(text="ты", span=Span(1_200, 1_300)),
        ],
        ("call", 2): [Word(text="да", span=Span(2_000, 2_000))],
    }


def test_lines_come_in_order_of_time_and_a_turn_without_channel_is_in_the_first() -> None:
    late, early = Turn(span=Span(900, 1_000), speaker="S1"), Turn(span=Span(5, 1_000), speaker="S2")
    assert [line.split()[2:4] for line in rttm.write({"a": [late, early]}).splitlines()] == [
        ["1", "0.005"],
        ["1", "0.900"],
    ]


def test_white_space_in_a_word_becomes_a_line_and_words_of_nothing_go() -> None:
    said = [Word(text="5\u00a0000 р.", span=Span(0, 1)), Word(text="", span=Span(1, 2))]
    assert ctm.write({("a", 1): said}) == "a 1 0.000 0.001 5_000_р. NA\n"


@pytest.mark.parametrize("text", ["two words", "", "a\nb", "a\u00a0b", ";;a"])
def test_a_name_or_label_that_is_no_field_is_refused(text: str) -> None:
    turn = Turn(span=Span(0, 1), speaker="S1")
    for held in ({text: [turn]}, {"a": [Turn(span=Span(0, 1), speaker=text)]}):
        with pytest.raises(RecordError, match="cannot stand in a field"):
            rttm.write(held)
    with pytest.raises(RecordError, match="cannot stand in a field"):
        ctm.write({(text, 1): [Word(text="да", span=Span(0, 1))]})


@pytest.mark.parametrize(
    ("kind", "text", "line"),
    [
        (rttm, "SPEAKER a 1 0 1 <NA> <NA> S1", 1),
        (rttm, "\n;; x\nSPEAKER a 1 0 1 <NA> <NA> S1 <NA> <NA> x", 3),
        (rttm, "TALKER a 1 0 1 <NA> <NA> S1 <NA> <NA>", 1),
        (rttm, "SPEAKER a 1 -0.5 1 <NA> <NA> S1 <NA> <NA>", 1),
        (rttm, "SPEAKER a 1 0 nan <NA> <NA> S1 <NA> <NA>", 1),
        (rttm, "SPEAKER a 1 1e999999999 1 <NA> <NA> S1 <NA> <NA>", 1),
        (rttm, "SPEAKER a 0 0 1 <NA> <NA> S1 <NA> <NA>", 1),
        (ctm, "a 1 0 1", 1),
        (ctm, "a left 0 1 да", 1),
        (ctm, "a 1 0 1 да 0.5\na 1 1 1 нет 1.5", 2),
        (ctm, "a 1 0 1 да nan", 1),
    ],
)
def test_damage_is_told_with_its_line(kind, text: str, line: int) -> None:
    with pytest.raises(RecordError, match=rf"^Line {line}: "):
        kind.parse(text)
