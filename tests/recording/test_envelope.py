"""Loudness over time: where it is loud, where it is silent, and spans that lie beyond the end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import media
from earwitness.recording.envelope import envelope, peaks
from earwitness.records.time import Span


def test_a_tone_between_silences_is_loud_where_it_sounds(tmp_path: Path):
    silence = np.zeros(16_000)
    tone = 0.5 * np.sin(np.arange(16_000) / 5)
    path = media.write_wav(tmp_path / "a.wav", np.concatenate([silence, tone, silence]), rate_hz=16_000)
    loud = envelope(path)
    assert len(loud) == 300
    assert loud[:98].max() < 0.02
    assert loud[105:195].min() == pytest.approx(0.5, abs=0.05)
    drawn = peaks(loud, [Span(100, 900), Span(1_100, 1_900), Span(2_100, 2_900)], count=3)
    assert drawn == pytest.approx([0, 1, 0], abs=0.1)
    assert peaks(loud, [Span(1_200, 1_400), Span(0, 200)], count=2) == pytest.approx([1, 0], abs=0.1)


def test_what_is_silent_short_or_beyond_the_end_has_peaks_too():
    loud = np.array([0, 0.5], np.float32)
    assert peaks(loud, [Span(0, 20)], count=4) == [0, 0, 1, 1]
    assert peaks(loud, [Span(500, 900)], count=3) == [0, 0, 0]
    assert peaks(np.zeros(5, np.float32), [Span(0, 50)], count=2) == [0, 0]
