"""What may be done to sound before it is recognised, and what telephones do to it.

Filters are done to the whole sound at once, by its spectrum, and shift nothing in time. Sound is float32 in
[-1, 1], shape (n,), at the rate that the recogniser listens to.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from corpus import Said
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Samples
from original import PER_MS

LEVEL_DB = -20.0
"""What speech is brought to, below the loudest that samples can be."""

HUM_HZ = (50, 100, 150)
"""Where a notch is cut: the mains and its first overtones."""

_ORDER = 4
_NOTCH_WIDTH_HZ = 4.0
_FRAME_SAMPLES = SAMPLE_RATE_HZ // 50
_SILENCE = 1e-6

Spectrum = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Treatment:
    """What is done to the whole sound, before voices are looked for, and to each chunk of it after that."""

    sound: Callable[[Samples], Samples] = lambda samples: samples
    chunk: Callable[[Chunk], Chunk] = lambda chunk: chunk


def loudness(samples: Samples) -> float:
    """The root mean square of the frames of 20 ms that have at least a tenth of the mean power: the speech."""
    frames = np.pad(samples, (0, -len(samples) % _FRAME_SAMPLES)).reshape(-1, _FRAME_SAMPLES)
    power = np.square(frames, dtype=np.float64).mean(axis=1)
    return float(np.sqrt(power[power >= power.mean() / 10].mean())) if len(power) else 0.0


def level(samples: Samples) -> Samples:
    """The same with its speech at LEVEL_DB; what becomes too loud is clipped."""
    gain = 10 ** (LEVEL_DB / 20) / max(_SILENCE, loudness(samples))
    return (samples * gain).clip(-1, 1).astype(np.float32)


def level_of_voices(chunk: Chunk) -> Chunk:
    """Each stretch of voice of a chunk at LEVEL_DB, and the pauses between them as they are."""
    samples = chunk.samples.copy()
    for voice in chunk.voice:
        of_voice = voice.span.shift(-chunk.span.start_ms)
        part = slice(of_voice.start_ms * PER_MS, of_voice.end_ms * PER_MS)
        samples[part] = level(samples[part])
    return replace(chunk, samples=samples)


def high_pass(from_hz: float) -> Callable[[Samples], Samples]:
    """What is above: the response of Butterworth's filter of the fourth order."""
    return lambda samples: _filtered(
        samples, lambda hz: (hz / from_hz) ** _ORDER / np.sqrt(1 + (hz / from_hz) ** (2 * _ORDER))
    )


def without_hum(samples: Samples) -> Samples:
    """The same without HUM_HZ and a little beside each."""
    return _filtered(samples, lambda hz: np.prod([_notch(hz - at_hz) for at_hz in HUM_HZ], axis=0))


def softer(samples: Samples) -> Samples:
    """The same 1 dB softer, which nobody hears: whatever this changes is luck."""
    return (samples * 10 ** (-1 / 20)).astype(np.float32)


def soft(samples: Samples, by_db: float = 30.0) -> Samples:
    """The same so much softer, and rounded to 16 bit as a soft recording is."""
    return (np.round(samples * 10 ** (-by_db / 20) * 32_768) / 32_768).astype(np.float32)


def uneven(samples: Samples, said: Sequence[Said], by_db: float = 20.0) -> Samples:
    """The same with every second thing that is said so much softer: one party is near, one far away."""
    changed = samples.copy()
    for thing in said[1::2]:
        part = slice(thing.start_ms * PER_MS, thing.end_ms * PER_MS)
        changed[part] = soft(changed[part], by_db)
    return changed


def with_hum(samples: Samples) -> Samples:
    """With 50 Hz and four overtones, together as loud as the speech."""
    seconds = np.arange(len(samples)) / SAMPLE_RATE_HZ
    return _with(samples, sum(np.sin(2 * np.pi * 50 * of * seconds) / of for of in range(1, 6)), 0.0)


def with_noise(samples: Samples) -> Samples:
    """With noise between 900 and 1100 Hz, 5 dB softer than the speech."""
    noise = np.random.default_rng(0).normal(size=len(samples)).astype(np.float32)
    return _with(samples, _filtered(noise, lambda hz: ((hz >= 900) & (hz <= 1100)).astype(float)), -5.0)


def _with(samples: Samples, other: npt.NDArray[np.floating], by_db: float) -> Samples:
    """With another sound, so much louder than the speech; both are made softer where that is too loud."""
    other = other * (loudness(samples) * 10 ** (by_db / 20) / np.sqrt(np.mean(np.square(other))))
    both = samples + other
    return (both / max(1.0, float(np.abs(both).max()))).astype(np.float32)


def _filtered(samples: Samples, response: Callable[[Spectrum], Spectrum]) -> Samples:
    hz = np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE_HZ)
    return np.fft.irfft(np.fft.rfft(samples) * response(hz), len(samples)).astype(np.float32)


def _notch(away_hz: Spectrum) -> Spectrum:
    return away_hz**2 / (away_hz**2 + (_NOTCH_WIDTH_HZ / 2) ** 2)
