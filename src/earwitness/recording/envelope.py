"""How loud sound is over time: what pictures of it are drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from earwitness.recording.decode import Decoding
from earwitness.records.time import Span

STEP_MS, LOUDNESS_MS = 10, 20
COARSE_MS = 1_000  # of which syllables take 150 to 250 each
_RATE_HZ = 8_000
_BLOCK_MS = 10_000


def envelope(path: Path, *, step_ms: int = STEP_MS, name: str | None = None) -> NDArray[np.float32]:
    """The largest swing in each step of a file's sound, from 0 to 1; memory grows by one number a step.

    Gaps are silence. Raises MediaError or NoSoundError, as decoding does.
    """
    step = _RATE_HZ * step_ms // 1000
    found = [np.zeros(0, np.float32)]
    for block in Decoding(path, name=name, sample_rate_hz=_RATE_HZ, block_samples=_BLOCK_MS // step_ms * step):
        whole = np.pad(np.abs(block), (0, -len(block) % step))
        found.append(whole.reshape(-1, step).max(axis=1))
    return np.concatenate(found).astype(np.float32)


def loudness(path: Path, *, name: str | None = None) -> bytes:
    """The envelope in steps of LOUDNESS_MS, a byte each: its square root, so that quiet speech can be seen."""
    swings = envelope(path, step_ms=LOUDNESS_MS, name=name)
    return bytes(np.round(np.sqrt(swings.clip(0, 1)) * 255).astype(np.uint8))


def peaks(loud: NDArray[np.float32], spans: Sequence[Span], *, count: int) -> list[float]:
    """So many peaks of these spans of an envelope, one after another; the loudest is 1, silence is 0."""
    parts = [loud[span.start_ms // STEP_MS : -(-span.end_ms // STEP_MS)] for span in spans]
    held = np.concatenate([np.zeros(0, np.float32), *parts])
    if not len(held):
        return [0.0] * count
    edges = np.linspace(0, len(held), count + 1)
    found = [float(held[int(a) : max(int(a) + 1, int(np.ceil(b)))].max()) for a, b in pairwise(edges)]
    loudest = max(found)
    return [one / loudest for one in found] if loudest > 0 else found


def peaks_of(samples: NDArray[np.float32], count: int) -> list[float]:
    """The loudest sample of each of so many equal parts, from 0 to 1; samples of shape (n,) or (n, channels).

    >>> peaks_of(np.array([0.0, -0.5, 0.25, 0.0], np.float32), 2)
    [0.5, 0.25]
    """
    loud = np.abs(samples) if samples.ndim == 1 else np.abs(samples).max(axis=1)
    return [float(part.max()) if len(part) else 0.0 for part in np.array_split(loud, count)]


def coarse_peaks(samples: NDArray[np.float32], count: int, *, rate_hz: int) -> list[float]:
    """How loud so many moments are with COARSE_MS around them, from 0 to 1, softly weighed (von Hann).

    It shows roughly when somebody speaks, and no syllable: what a voice is drawn as that is not to be heard.
    """
    loud = samples if samples.ndim == 1 else samples.mean(axis=1)
    steps = np.array_split(loud.astype(np.float64) ** 2, max(1, len(loud) * 1000 // (STEP_MS * rate_hz)))
    powers = np.pad([float(part.mean()) for part in steps], COARSE_MS // STEP_MS // 2, mode="edge")
    weights = np.hanning(COARSE_MS // STEP_MS + 1)
    smooth = np.sqrt(np.convolve(powers, weights / weights.sum(), "valid"))
    return [float(one) for one in np.interp(np.linspace(0, len(smooth) - 1, count), range(len(smooth)), smooth)]
