"""How loud a recording is, moment by moment: what a waveform is drawn from."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from earwitness.recording.decode import Decoding

STEP_MS = 20

_RATE_HZ = 8_000
_STEP = _RATE_HZ * STEP_MS // 1000


def loudness(path: Path, *, name: str | None = None) -> bytes:
    """The largest swing of each STEP_MS, a byte each: its square root, so that quiet speech can be seen.

    Gaps are silence. Raises MediaError or NoSoundError, as decoding does.
    """
    found = bytearray()
    for block in Decoding(path, name=name, sample_rate_hz=_RATE_HZ, block_samples=_STEP * 500):
        whole = np.pad(np.abs(block), (0, -len(block) % _STEP)).reshape(-1, _STEP)
        found += np.round(np.sqrt(whole.max(axis=1).clip(0, 1)) * 255).astype(np.uint8).tobytes()
    return bytes(found)
