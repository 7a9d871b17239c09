"""Subtitles can be read in time wherever time can be had, stand apart, and say so where they cannot be read."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from earwitness.formats.cues import Cue, Passage
from earwitness.formats.pace import EARLIEST_MS, LEAST_GAP_MS, LEAST_MS, paced, reading_ms
from earwitness.records.time import Span


def cue(start_ms: int, end_ms: int, columns: int) -> Cue:
    return Cue(span=Span(start_ms, end_ms), passages=(Passage(text="x" * columns),))


@st.composite
def in_order(draw: st.DrawFn) -> list[Cue]:
    found, at_ms = [], 0
    for _ in range(draw(st.integers(1, 8))):
        start = at_ms + draw(st.integers(0, 3_000))
        at_ms = start + draw(st.integers(1, 4_000))
        found.append(cue(start, at_ms, draw(st.integers(1, 84))))
    return found


@given(in_order())
def test_subtitles_stand_apart_and_each_is_read_in_time_or_lasts_as_long_as_its_words_had(held: list[Cue]) -> None:
    shown = list(paced(held))
    assert [one.passages for one in shown] == [one.passages for one in held]
    assert all(a.span.end_ms + LEAST_GAP_MS <= b.span.start_ms for a, b in pairwise(shown))
    for before, after, following in zip(held, shown, [*held[1:], None], strict=True):
        assert after.span.start_ms >= before.span.start_ms - EARLIEST_MS
        if after.span.duration_ms < reading_ms(after):
            assert following is not None
            had = following.span.start_ms - before.span.start_ms - LEAST_GAP_MS
            assert after.span.duration_ms >= had


def test_a_word_that_is_all_is_shown_for_a_second_though_its_sound_is_over() -> None:
    (one,) = paced([cue(120, 400, 4)])
    assert one.span == Span(120, 120 + LEAST_MS)


def test_what_is_said_too_fast_takes_its_time_from_the_pause_before_it() -> None:
    first, second, third = paced([cue(0, 1_000, 10), cue(2_000, 3_500, 34), cue(3_700, 5_000, 17)])
    assert first.span == Span(0, 1_000)
    assert second.span == Span(3_700 - LEAST_GAP_MS - 2_000, 3_700 - LEAST_GAP_MS)
    assert third.span.start_ms == 3_700


def test_fast_speech_without_a_pause_stays_too_fast_and_no_subtitle_vanishes_into_another() -> None:
    shown = list(paced([cue(400 * at, 400 * at + 400, 40) for at in range(6)]))
    assert all(reading_ms(one) > one.span.duration_ms for one in shown[:-1])
    assert all(a.span.end_ms + LEAST_GAP_MS <= b.span.start_ms for a, b in pairwise(shown))
