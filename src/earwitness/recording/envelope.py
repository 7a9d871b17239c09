"""How loud a sound is over time: what a picture of it is drawn from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from earwitness.recording.decode import Decoding
from earwitness.records.time import Span

STEP_MS = 10
_RATE_HZ = 8_000


def envelope(path: Path) -> NDArray[np.float32]:
    """The peak of each step of a file's sound, from 0 to 1; memory grows by one number a step."""
    step = _RATE_HZ * STEP_MS // 1000
    decoding = Decoding(path, sample_rate_hz=_RATE_HZ, block_samples=100 * step)
    found = []
    for block in decoding:
        whole = np.pad(np.abs(block), (0, -len(block) % step))
        found.append(whole.reshape(-1, step).max(axis=1))
    return np.concatenate(found).astype(np.float32) if found else np.zeros(0, np.float32)


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
