"""Every word goes to whoever speaks at its time, and what was heard is parted where the speaker changes."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.records.speech import Turn, Word
from earwitness.records.time import Span
from earwitness.speech.turns import NEAR_MS, by_speaker, speakers


def words(*said: tuple[str, int, int]) -> tuple[Word, ...]:
    return tuple(Word(text=text, span=Span(start_ms, end_ms)) for text, start_ms, end_ms in said)


def turns(*said: tuple[str, int, int]) -> list[Turn]:
    return [Turn(speaker=speaker, span=Span(start_ms, end_ms)) for speaker, start_ms, end_ms in said]


def test_a_word_belongs_to_whoever_speaks_most_of_it() -> None:
    told = speakers(words(("да", 0, 400), ("нет", 300, 700)), turns(("S1", 0, 450), ("S2", 450, 900)))
    assert told == ["S1", "S2"]


def test_a_word_outside_every_turn_goes_to_the_nearest_one_or_to_nobody() -> None:
    said = words(("алло", 1_000, 1_300), ("алло", 4_000, 4_300))
    told = speakers(said, turns(("S1", 0, 700), ("S2", 1_300 + NEAR_MS - 1, 2_500)))
    assert told == ["S1", None]


@pytest.mark.parametrize(("first", "second"), [("S1", "S2"), ("S2", "S1")])
def test_where_two_speak_at_once_the_one_who_spoke_goes_on(first: str, second: str) -> None:
    said = words(("мы", 0, 200), ("никуда", 200, 600), ("не", 600, 700), ("пошли.", 700, 1_200))
    assert speakers(said, turns((first, 0, 1_200), (second, 150, 900))) == [first] * 4


@pytest.mark.parametrize("text", ["Нет.", "Нет!", "«Нет…»"])
def test_a_reply_of_one_word_between_two_turns_of_the_other_survives(text: str) -> None:
    said = words(("Ударил?", 0, 500), (text, 700, 1_000), ("Совсем?", 1_200, 1_700))
    assert speakers(said, turns(("S2", 0, 550), ("S1", 680, 1_010), ("S2", 1_150, 1_700))) == ["S2", "S1", "S2"]


def test_a_reply_of_one_word_survives_over_the_talk_of_the_other() -> None:
    said = words(("Ударил?", 0, 500), ("Нет.", 700, 1_000), ("Совсем?", 1_200, 1_700))
    assert speakers(said, turns(("S2", 0, 900), ("S1", 680, 1_010), ("S2", 1_150, 1_700))) == ["S2", "S1", "S2"]


def test_one_word_within_a_sentence_of_somebody_who_speaks_on_stays_theirs() -> None:
    said = words(("вчера", 0, 400), ("нам", 400, 600), ("приказали", 600, 1_200))
    assert speakers(said, turns(("S1", 0, 450), ("S2", 440, 590), ("S1", 560, 1_200))) == ["S1"] * 3


def test_a_change_of_speaker_moves_to_the_end_of_a_sentence_nearby() -> None:
    said = words(("Идёшь", 0, 300), ("туда?", 300, 600), ("Я", 620, 680), ("не", 700, 800), ("пойду.", 800, 1_200))
    assert speakers(said, turns(("S1", 0, 690), ("S2", 690, 1_200))) == ["S1", "S1", "S2", "S2", "S2"]
    assert speakers(said, turns(("S1", 0, 420), ("S2", 420, 1_200))) == ["S1", "S1", "S2", "S2", "S2"]


def test_nobody_speaks_where_there_are_no_turns() -> None:
    assert speakers(words(("да", 0, 400)), []) == [None]
    assert speakers((), turns(("S1", 0, 700))) == []
    assert list(by_speaker("", (), turns(("S1", 0, 700)))) == []


tokens = st.lists(st.sampled_from(["да", "нет,", "стой.", "идём!", "—", "«а"]), max_size=30)
times = st.integers(0, 12_000)
any_turns = st.lists(st.tuples(st.sampled_from("ABC"), times, times), max_size=12).map(
    lambda found: sorted(turns(*((who, min(a, b), max(a, b)) for who, a, b in found)), key=lambda turn: turn.span)
)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, tuple[Word, ...]]:
    said, at_ms = [], 0
    for token in draw(tokens):
        start_ms = at_ms + draw(st.integers(0, 900))
        at_ms = start_ms + draw(st.integers(0, 700))
        said.append(Word(text=token, span=Span(start_ms, at_ms)))
    return draw(st.sampled_from([" ", ""])).join(word.text for word in said), tuple(said)


@given(passages(), any_turns)
def test_parting_keeps_every_word_in_order_and_neighbours_have_different_speakers(
    passage: tuple[str, tuple[Word, ...]], found: list[Turn]
) -> None:
    text, said = passage
    parts = list(by_speaker(text, said, found))
    assert tuple(word for _, inside, _ in parts for word in inside) == said
    assert "".join("".join(part.split()) for part, _, _ in parts) == "".join(text.split())
    for (_, _, before), (_, _, after) in pairwise(parts):
        assert before != after


@given(passages(), any_turns)
def test_a_speaker_is_one_who_speaks_near_the_word(
    passage: tuple[str, tuple[Word, ...]], found: list[Turn]
) -> None:
    _, said = passage
    for word, speaker in zip(said, speakers(said, found), strict=True):
        near = {
            turn.speaker
            for turn in found
            if turn.span.start_ms - word.span.end_ms <= NEAR_MS
            and word.span.start_ms - turn.span.end_ms <= NEAR_MS
        }
        assert speaker in near if near else speaker is None
