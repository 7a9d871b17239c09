"""The voice detector leaves nothing out that may be speech, and knows where nobody speaks."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.backends.protocols import LONGEST_CHUNK_MS, SAMPLE_RATE_HZ
from earwitness.backends.silero_vad import (
    BEGINS_AT,
    SHORTEST_PAUSE_MS,
    SileroVoiceDetector,
    _shortened,
    _stretches,
)
from earwitness.recording.decode import Decoding
from earwitness.records.time import Span
from earwitness.speech.chunks import chunks

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"
FRAME_MS = 32
MEMORY = Path("/proc/self/statm")


def test_every_word_of_the_sample_call_lies_in_a_chunk_that_is_heard() -> None:
    """Through a telephone codec, Silero gives some of these words less than 0.3."""
    heard = [chunk.span for chunk in chunks(Decoding(SAMPLE_CALL), SileroVoiceDetector())]
    reference = json.loads(SAMPLE_CALL.with_name("call.reference.json").read_text())
    for utterance in reference["utterances"]:
        for word in utterance["words"]:
            said = Span(word["start_ms"], word["end_ms"])
            assert sum(span.overlap_ms(said) for span in heard) > 0.8 * said.duration_ms, word


def test_stretches_with_a_voice_are_in_order_and_as_sure_as_their_surest_moment() -> None:
    found = SileroVoiceDetector()(np.concatenate(list(Decoding(SAMPLE_CALL))))
    assert len(found) > 5
    for before, after in pairwise(found):
        assert before.span.end_ms <= after.span.start_ms
    assert all(BEGINS_AT <= voice.probability <= 1 for voice in found)


def test_silence_and_no_sound_at_all_have_no_voice() -> None:
    assert SileroVoiceDetector()(np.zeros(5 * SAMPLE_RATE_HZ, np.float32)) == []
    assert SileroVoiceDetector()(np.empty(0, np.float32)) == []


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="this system does not tell how much memory is used"
)
def test_an_hour_of_sound_is_cut_in_the_memory_of_ten_minutes() -> None:
    """By what the system counts: the network's runtime does not take its memory from Python."""
    once = np.concatenate(list(Decoding(SAMPLE_CALL)))
    again = (once[at : at + SAMPLE_RATE_HZ] for _ in range(56) for at in range(0, len(once), SAMPLE_RATE_HZ))
    held_mb = [
        (
            chunk.span.start_ms,
            int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6,
        )
        for chunk in chunks(again, SileroVoiceDetector())
    ]
    early = max(mb for start_ms, mb in held_mb if start_ms < 10 * 60_000)
    late = max(mb for start_ms, mb in held_mb if start_ms > 50 * 60_000)
    assert late - early < 40


@given(st.lists(st.tuples(st.sampled_from([0.0, 0.12, 0.2, 0.9]), st.integers(1, 1200)), max_size=12))
def test_all_frames_that_may_be_voice_are_in_some_stretch_and_no_stretch_is_too_long(
    runs: list[tuple[float, int]],
) -> None:
    probable = np.concatenate([np.full(length, p, np.float32) for p, length in runs] or [np.empty(0, np.float32)])
    stretches = [part for stretch in _stretches(probable) for part in _shortened(stretch, probable)]
    inside = np.zeros(len(probable), bool)
    for first, end in stretches:
        assert 0 < (end - first) * FRAME_MS <= LONGEST_CHUNK_MS
        assert not inside[first:end].any()
        inside[first:end] = True
    assert inside[probable >= BEGINS_AT].all()
    quiet = [length for p, length in runs if p == 0.0 and length * FRAME_MS >= SHORTEST_PAUSE_MS + FRAME_MS]
    assert (~inside).sum() >= sum(quiet)
