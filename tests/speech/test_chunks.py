"""Chunks are cut at pauses, hold all of the voice, and do not depend on how the sound arrives."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.backends.protocols import LONGEST_CHUNK_MS, SAMPLE_RATE_HZ, Samples, Voice
from earwitness.records.time import Span
from earwitness.speech import chunks as chunking
from earwitness.speech.chunks import LONGEST_PAUSE_MS, WINDOW_MS, chunks

PER_MS = SAMPLE_RATE_HZ // 1000
BLOCK_MS = 100


class LoudIsVoice:
    """A detector for sound made here: what is not zero is voice. Counts how much it is shown at once."""

    def __init__(self) -> None:
        self.longest_ms = 0

    def __call__(self, samples: Samples) -> Sequence[Voice]:
        self.longest_ms = max(self.longest_ms, len(samples) // PER_MS)
        loud = samples.reshape(-1, BLOCK_MS * PER_MS).any(axis=1) if len(samples) else np.empty(0, bool)
        edges = np.flatnonzero(np.diff(np.concatenate([[False], loud, [False]]).astype(int)))
        stretches = [(int(a) * BLOCK_MS, int(b) * BLOCK_MS) for a, b in edges.reshape(-1, 2)]
        return [
            Voice(span=Span(start, min(start + LONGEST_CHUNK_MS, b)), probability=1.0)
            for a, b in stretches
            for start in range(a, b, LONGEST_CHUNK_MS)
        ]


def sound(pattern: Sequence[tuple[int, int]]) -> Samples:
    """Voice and silence in turn; lengths in hundreds of milliseconds. Each sample tells its own place."""
    parts = []
    for voiced, silent in pattern:
        parts += [np.ones(voiced * BLOCK_MS * PER_MS), np.zeros(silent * BLOCK_MS * PER_MS)]
    return np.concatenate(parts).astype(np.float32) if parts else np.empty(0, np.float32)


def blocks(samples: Samples, size: int) -> Iterator[Samples]:
    for at in range(0, len(samples), size):
        yield samples[at : at + size]


patterns = st.lists(
    st.tuples(st.integers(1, 400), st.integers(1, 60) | st.integers(1, 900)), min_size=0, max_size=12
)


@given(pattern=patterns, size=st.sampled_from([1_600, 16_000, 50_000, 10**9]))
def test_chunks_hold_all_voice_once_and_in_order_however_the_blocks_are_cut(
    pattern: list[tuple[int, int]], size: int
) -> None:
    samples = sound(pattern)
    cut = list(chunks(blocks(samples, size), LoudIsVoice()))
    assert [chunk.span for chunk in cut] == [chunk.span for chunk in chunks([samples], LoudIsVoice())]
    assert sum(int(chunk.samples.sum()) for chunk in cut) == int(samples.sum())
    for chunk in cut:
        assert 0 < chunk.span.duration_ms <= LONGEST_CHUNK_MS
        assert len(chunk.samples) == chunk.span.duration_ms * PER_MS
        at = slice(chunk.span.start_ms * PER_MS, chunk.span.end_ms * PER_MS)
        assert np.array_equal(chunk.samples, samples[at])
        assert chunk.voice[0].span.start_ms == chunk.span.start_ms
        assert chunk.voice[-1].span.end_ms == chunk.span.end_ms
        for before, after in pairwise(chunk.voice):
            assert after.span.start_ms - before.span.end_ms <= LONGEST_PAUSE_MS
    for before, after in pairwise(cut):
        assert before.span.end_ms <= after.span.start_ms


def test_a_long_recording_is_looked_at_in_windows_of_bounded_size() -> None:
    detector = LoudIsVoice()
    ten_minutes = sound([(40, 5)] * 133)
    list(chunks(blocks(ten_minutes, SAMPLE_RATE_HZ), detector))
    assert detector.longest_ms <= WINDOW_MS + 2 * LONGEST_CHUNK_MS + LONGEST_PAUSE_MS


def test_hours_of_silence_give_no_chunk_and_are_not_held_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunking, "WINDOW_MS", 20_000)
    detector = LoudIsVoice()
    one_hour = (np.zeros(SAMPLE_RATE_HZ, np.float32) for _ in range(3_600))
    assert list(chunks(one_hour, detector)) == []
    assert detector.longest_ms <= 20_000 + 2 * LONGEST_CHUNK_MS


# Channels


two_patterns = st.tuples(patterns, patterns)


def two_sides(pair: tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]) -> Samples:
    """Shape (n, 2), as long as the longer of the two."""
    sides = [sound(pattern) for pattern in pair]
    length = max(len(side) for side in sides)
    return np.stack([np.pad(side, (0, length - len(side))) for side in sides], axis=1)


@settings(max_examples=20)
@given(pair=two_patterns, size=st.sampled_from([1_600, 16_000, 50_000, 10**9]))
def test_each_channel_is_cut_as_if_it_were_alone_however_the_blocks_are_cut(
    pair: tuple[list[tuple[int, int]], list[tuple[int, int]]], size: int
) -> None:
    samples = two_sides(pair)
    cut = list(chunks(blocks(samples, size), LoudIsVoice()))
    for channel in (1, 2):
        alone = chunks([np.ascontiguousarray(samples[:, channel - 1])], LoudIsVoice())
        found = [chunk for chunk in cut if chunk.channel == channel]
        for here, there in zip(found, alone, strict=True):
            assert (here.span, here.voice, there.channel) == (there.span, there.voice, None)
            assert np.array_equal(here.samples, there.samples)
    assert len(cut) == sum(chunk.channel in (1, 2) for chunk in cut)
    again = chunks([samples], LoudIsVoice())
    assert [(chunk.span, chunk.channel) for chunk in cut] == [(chunk.span, chunk.channel) for chunk in again]


@settings(max_examples=20)
@given(pair=two_patterns)
def test_chunks_of_two_channels_come_nearly_in_the_order_of_time(
    pair: tuple[list[tuple[int, int]], list[tuple[int, int]]],
) -> None:
    latest_ms = 0
    for chunk in chunks([two_sides(pair)], LoudIsVoice()):
        assert chunk.span.start_ms > latest_ms - 120_000
        latest_ms = max(latest_ms, chunk.span.start_ms)


def test_a_channel_that_is_silent_for_hours_holds_nothing_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunking, "WINDOW_MS", 20_000)
    detector = LoudIsVoice()
    second = np.stack([sound([(6, 4)]), np.zeros(SAMPLE_RATE_HZ, np.float32)], axis=1)
    fed = 0

    def fed_blocks() -> Iterator[Samples]:
        nonlocal fed
        for _ in range(1_200):
            fed += 1
            yield second

    for chunk in chunks(fed_blocks(), detector):
        assert chunk.channel == 1
        assert fed * 1_000 - chunk.span.end_ms < 60_000
    assert detector.longest_ms <= 20_000 + 2 * LONGEST_CHUNK_MS + LONGEST_PAUSE_MS


def test_memory_does_not_grow_with_the_length_of_a_call() -> None:
    def peak_bytes(minutes: int) -> int:
        turns = two_sides(([(30, 30)], [(1, 34), (24, 1)]))
        tracemalloc.start()
        for _ in chunks((turns for _ in range(10 * minutes)), LoudIsVoice()):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert peak_bytes(12) < 1.2 * peak_bytes(4)


def test_sound_of_one_channel_in_two_dimensions_is_cut_as_any() -> None:
    samples = sound([(40, 30), (10, 5)])
    cut = list(chunks([samples[:, None]], LoudIsVoice()))
    assert [(chunk.span, chunk.channel) for chunk in cut] == [(Span(0, 4_000), None), (Span(7_000, 8_000), None)]
