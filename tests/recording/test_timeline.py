"""The timeline alone, with numbers for frames: what time stamps do to it, and what they cannot do."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.errors import MediaError
from earwitness.recording.timeline import Piece, Timeline

STEP_S = 0.02


def placed(stamps: list[float | None], **damage: int) -> tuple[list[float], Timeline[int]]:
    timeline = Timeline[int]()
    places: dict[int, float] = {}
    for n, at_s in enumerate(stamps):
        places |= timeline.add(
            Piece(
                load=n,
                lasts_s=STEP_S,
                at_s=at_s,
                damaged=n == damage.get("at"),
                lost_s=STEP_S * 5 * (n == damage.get("lost")),
            )
        )
    places |= timeline.flush()
    assert list(places) == list(range(len(stamps)))
    return list(places.values()), timeline


def steps(count: int, start_s: float = 0.0) -> list[float]:
    return [start_s + n * STEP_S for n in range(count)]


def spans(timeline: Timeline[int]) -> list[tuple[int, int, str]]:
    return [(gap.span.start_ms, gap.span.end_ms, gap.reason) for gap in timeline.gaps]


def test_a_hole_stays_a_hole_and_what_follows_keeps_its_time():
    places, timeline = placed(steps(50) + steps(50, 3.0))
    assert places[50:] == pytest.approx(steps(50, 3.0))
    assert spans(timeline) == [(1000, 3000, "missing")]


def test_a_single_lost_piece_is_a_gap():
    places, timeline = placed(steps(50) + steps(50, 1.02))
    assert places[50] == pytest.approx(1.02)
    assert spans(timeline) == [(1000, 1020, "missing")]


def test_a_hole_behind_damage_is_damaged():
    _, timeline = placed(steps(50) + steps(50, 3.0), at=50)
    assert spans(timeline) == [(1000, 3000, "damaged")]


def test_sound_without_time_stamps_goes_on_behind_what_was_lost():
    places, timeline = placed([None] * 100, at=50, lost=50)
    assert places[50:] == pytest.approx(steps(50, 1.1))
    assert spans(timeline) == [(1000, 1100, "damaged")]


def test_sound_that_starts_late_is_no_gap():
    places, timeline = placed(steps(50, 0.5))
    assert places == pytest.approx(steps(50, 0.5))
    assert timeline.gaps == ()


def test_sound_that_comes_twice_is_placed_where_it_was():
    places, timeline = placed(steps(50) + steps(50, 0.9))
    assert places[50:55] == pytest.approx(steps(5, 0.9))
    assert timeline.end_s == pytest.approx(1.9)
    assert timeline.gaps == ()


def test_a_clock_that_starts_anew_loses_no_sound():
    places, timeline = placed(steps(50) + steps(50))
    assert places == pytest.approx(steps(100))
    assert timeline.end_s == pytest.approx(2.0)


@pytest.mark.parametrize("wrong_s", [0.0, 900.0, 1e9, -1e9])
def test_one_wrong_time_stamp_moves_nothing(wrong_s: float):
    stamps = steps(400)
    stamps[200] = wrong_s
    places, timeline = placed(stamps)
    assert places == pytest.approx(steps(400))
    assert timeline.gaps == ()


@given(st.lists(st.integers(-7, 7), min_size=1, max_size=200))
def test_jitter_makes_no_gap_and_does_not_add_up(jitter_ms: list[int]):
    places, timeline = placed([max(0.0, n * STEP_S + ms / 1000) for n, ms in enumerate(jitter_ms)])
    assert timeline.gaps == ()
    for n, place in enumerate(places):
        assert abs(place - n * STEP_S) < 0.015


def test_jitter_of_a_network_makes_no_gap():
    noise = random.Random(1)
    _, timeline = placed([0.0] + [n * STEP_S + noise.uniform(0, 0.03) for n in range(1, 3000)])
    assert timeline.gaps == ()
    assert timeline.end_s == pytest.approx(60, abs=0.03)


@pytest.mark.parametrize("rate", [0.999, 1.001])
def test_a_clock_that_runs_slow_or_fast_is_followed_without_gaps(rate: float):
    places, timeline = placed([n * STEP_S * rate for n in range(30_000)])
    assert timeline.gaps == ()
    assert all(abs(place - n * STEP_S * rate) < 0.008 for n, place in enumerate(places))


@given(st.sets(st.integers(1, 199)))
def test_whatever_is_missing_the_rest_keeps_its_time_and_the_gaps_are_the_holes(missing: set[int]):
    kept = [n for n in range(200) if n not in missing]
    places, timeline = placed([n * STEP_S for n in kept])
    assert places == pytest.approx([n * STEP_S for n in kept], abs=0.001)
    in_gaps = {ms // 20 for start, end, _ in spans(timeline) for ms in range(start, end, 20)}
    assert in_gaps == {n for n in missing if n < max(kept)}


def test_more_than_a_day_of_holes_is_refused():
    with pytest.raises(MediaError, match="make no sense"):
        placed(steps(50) + steps(200, 90_000.0))


def test_a_file_of_nothing_but_holes_is_refused_before_memory_runs_out(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("earwitness.recording.timeline._MOST_GAPS", 100)
    with pytest.raises(MediaError, match="make no sense"):
        placed([n * 0.1 for n in range(500)])
