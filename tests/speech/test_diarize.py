"""Who spoke when is found for as many people as there are, at once or in turn, however long it lasts."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from earwitness.backends.fake_speakers import STEP_HZ, FakeDiarizer
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Samples
from earwitness.errors import UsageError
from earwitness.records.speech import Turn
from earwitness.records.time import Span
from earwitness.speech import clusters
from earwitness.speech.clusters import Clustering, Voices, cluster
from earwitness.speech.diarize import diarize

NEAR_MS = 60  # the fake listens to 50 ms at a time

Said = Sequence[tuple[int, int, int]]
"""Who (from one) speaks from when to when, in ms."""


def sound(said: Said, *, length_ms: int) -> Samples:
    samples = np.zeros(length_ms * SAMPLE_RATE_HZ // 1000, np.float32)
    for person, start_ms, end_ms in said:
        at = np.arange(start_ms * SAMPLE_RATE_HZ // 1000, min(len(samples), end_ms * SAMPLE_RATE_HZ // 1000))
        samples[at] += 0.2 * np.sin(2 * np.pi * (person + 1) * STEP_HZ * at / SAMPLE_RATE_HZ)
    return samples


def blocks(samples: Samples, size: int = SAMPLE_RATE_HZ) -> Iterator[Samples]:
    for at in range(0, len(samples), size):
        yield samples[at : at + size]


def assert_said(found: Sequence[Turn], said: Said) -> None:
    labels: dict[int, str] = {}
    expected = sorted((Span(start_ms, end_ms), person) for person, start_ms, end_ms in said)
    assert len(found) == len(expected), found
    for turn, (span, person) in zip(found, expected, strict=True):
        assert turn.speaker == labels.setdefault(person, f"S{len(labels) + 1}")
        assert abs(turn.span.start_ms - span.start_ms) <= NEAR_MS
        assert abs(turn.span.end_ms - span.end_ms) <= NEAR_MS


def test_a_call_of_two_has_two_speakers_in_the_order_of_first_speech() -> None:
    said = [(2, 500, 2_000), (1, 2_500, 6_000), (2, 6_500, 9_000), (1, 9_500, 14_000), (2, 14_500, 17_000)]
    assert_said(diarize(blocks(sound(said, length_ms=18_000)), FakeDiarizer()), said)


def test_overlapped_speech_keeps_both_speakers() -> None:
    said = [(1, 500, 8_000), (2, 6_000, 13_000), (1, 14_000, 20_000)]
    assert_said(diarize(blocks(sound(said, length_ms=21_000)), FakeDiarizer()), said)


def test_more_people_than_one_window_can_hold_are_told_apart() -> None:
    said = [
        (person, 3_000 * at + 200, 3_000 * at + 2_800) for at, person in enumerate([1, 2, 3, 4, 5, 1, 3, 5, 2, 4])
    ]
    assert_said(diarize(blocks(sound(said, length_ms=30_000)), FakeDiarizer()), said)


@pytest.mark.parametrize("length_ms", [0, 10, 400, 30_000])
def test_where_nobody_speaks_there_are_no_turns(length_ms: int) -> None:
    assert diarize(blocks(sound([], length_ms=length_ms)), FakeDiarizer()) == []


@pytest.mark.parametrize("length_ms", [300, 1_500])
def test_a_call_of_one_word_has_one_speaker(length_ms: int) -> None:
    found = diarize(blocks(sound([(1, 0, length_ms)], length_ms=length_ms)), FakeDiarizer())
    assert_said(found, [(1, 0, length_ms)])


def test_the_number_of_speakers_that_is_given_is_kept_to() -> None:
    said = [(1, 500, 4_000), (2, 4_500, 8_000), (3, 8_500, 12_000), (1, 12_500, 14_000)]
    for speakers, found in [(1, 1), (2, 2), (3, 3), (20, 3)]:
        turns = diarize(blocks(sound(said, length_ms=15_000)), FakeDiarizer(), speakers=speakers)
        assert len({turn.speaker for turn in turns}) == found


@pytest.mark.parametrize("speakers", [0, -1])
def test_fewer_than_one_speaker_cannot_be_asked_for(speakers: int) -> None:
    with pytest.raises(UsageError, match="speakers"):
        diarize([], FakeDiarizer(), speakers=speakers)


@st.composite
def conversations(draw: st.DrawFn) -> list[tuple[int, int, int]]:
    said, at_ms = [], 0
    for person in draw(st.lists(st.integers(1, 4), min_size=1, max_size=8)):
        start_ms = at_ms + draw(st.integers(300, 3_000))
        at_ms = start_ms + draw(st.integers(1_200, 5_000))
        said.append((person, start_ms, at_ms))
    return said


def most_in_a_window(said: Said) -> int:
    """How many different people are heard in any stretch as long as the diarizer's window."""
    window_ms = FakeDiarizer.grid.window_samples * 1000 // SAMPLE_RATE_HZ
    return max(
        len({who for who, start_ms, end_ms in said if start_ms < last_ms + window_ms and end_ms >= last_ms})
        for _, _, last_ms in said
    )


@settings(max_examples=12, deadline=None)
@given(conversations())
def test_people_who_speak_in_turn_are_found_with_their_times(said: list[tuple[int, int, int]]) -> None:
    """As many as one window can hold: of a fourth in ten seconds, the model says nothing."""
    assume(most_in_a_window(said) <= FakeDiarizer.grid.speakers)
    assert_said(diarize(blocks(sound(said, length_ms=said[-1][2] + 400)), FakeDiarizer()), said)


@settings(max_examples=8, deadline=None)
@given(conversations(), st.integers(1_000, 400_000))
def test_the_turns_are_the_same_however_the_blocks_are_cut(said: list[tuple[int, int, int]], size: int) -> None:
    samples = sound(said, length_ms=said[-1][2] + 400)
    assert diarize(blocks(samples, size), FakeDiarizer()) == diarize([samples], FakeDiarizer())


def test_memory_grows_by_kilobytes_for_a_second_of_sound() -> None:
    def peak_bytes(minutes: int) -> int:
        second = sound([(1, 0, 600)], length_ms=1_000)
        tracemalloc.start()
        diarize((second for _ in range(60 * minutes)), FakeDiarizer())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert peak_bytes(12) - peak_bytes(4) < 8 * 60 * 8_000


def voices(rng: np.random.Generator, people: np.ndarray, *, spread: float) -> Voices:
    """One voice a window, of these people, each with a direction of its own and some noise."""
    centres = np.linalg.qr(rng.normal(size=(64, 64)))[0]
    prints = centres[people] + spread * rng.normal(size=(len(people), 64)) / 8
    prints /= np.linalg.norm(prints, axis=1, keepdims=True)
    return Voices(prints=prints.astype(np.float32), places=places(len(people)), seconds=np.full(len(people), 1.0))


def places(windows: int, locals_: int = 1) -> np.ndarray:
    """In each window so many local speakers, all through."""
    return np.array([(window, local, 0, 589) for window in range(windows) for local in range(locals_)], np.intp)


def test_a_long_recording_is_clustered_by_blocks_with_the_same_result(monkeypatch: pytest.MonkeyPatch) -> None:
    people = np.random.default_rng(1).integers(0, 5, 300)
    heard = voices(np.random.default_rng(2), people, spread=0.6)
    at_once = cluster(heard, speakers=None, options=Clustering())
    monkeypatch.setattr(clusters, "BLOCK", 40)
    assert np.array_equal(_renumbered(cluster(heard, speakers=None, options=Clustering())), _renumbered(at_once))
    assert np.array_equal(_renumbered(at_once), _renumbered(people))


def test_two_voices_of_one_window_are_two_people_even_if_they_sound_alike() -> None:
    prints = np.ones((8, 4), np.float32) / 2
    heard = Voices(prints=prints, places=places(4, 2), seconds=np.full(8, 2.0))
    people = cluster(heard, speakers=2, options=Clustering())
    assert all(people[at] != people[at + 1] for at in range(0, 8, 2))


def test_somebody_who_hardly_speaks_is_taken_for_the_one_who_sounds_most_alike() -> None:
    people = np.array([0] * 10 + [1] * 10)
    heard = voices(np.random.default_rng(3), people, spread=0.1)
    short = np.concatenate([heard.seconds[:-10], np.full(10, 0.01)])
    assert len(set(cluster(heard, speakers=None, options=Clustering()))) == 2
    brief = Voices(prints=heard.prints, places=heard.places, seconds=short)
    assert set(cluster(brief, speakers=None, options=Clustering())) == {0}


def _renumbered(people: np.ndarray) -> list[int]:
    names: dict[int, int] = {}
    return [names.setdefault(int(person), len(names)) for person in people]
