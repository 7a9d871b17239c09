"""Loudness over time: where it is loud, where it is silent, and spans that lie beyond the end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import media
from earwitness.recording.envelope import coarse_peaks, envelope, peaks
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


def test_the_coarse_wave_of_speech_shows_when_it_is_and_none_of_its_syllables():
    rate_hz, seconds = 8_000, 6
    at = np.arange(seconds * rate_hz) / rate_hz
    syllables = 0.5 + 0.5 * np.sin(2 * np.pi * 4.7 * at)
    speaks = (at > 2) & (at < 4.5)
    voice = np.random.default_rng(1).uniform(-1, 1, len(at)).astype(np.float32)
    drawn = np.array(coarse_peaks((voice * syllables * speaks).astype(np.float32), 400, rate_hz=rate_hz))
    assert len(drawn) == 400
    assert drawn[:100].max() < 0.01
    assert drawn[180:260].min() > 0.9 * drawn.max()
    spectrum = np.abs(np.fft.rfft(drawn - drawn.mean()))
    hertz = np.fft.rfftfreq(400, seconds / 400)
    assert spectrum[(hertz > 3.5) & (hertz < 6)].max() < spectrum.max() / 50


@pytest.mark.parametrize("count", [1, 30, 8_000])
def test_however_short_a_sound_is_it_has_a_coarse_wave(count: int):
    assert coarse_peaks(np.ones(count, np.float32), 400, rate_hz=8_000) == pytest.approx([1.0] * 400)
