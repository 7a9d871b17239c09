"""Traces of an earlier lossy coding: frames of AAC leave coefficients that are as good as zero, on their own grid.

Sound that was decoded from AAC and written as PCM is transformed as AAC does it (MDCT of 1024, the Kaiser-Bessel
window) at each of the 1024 places where frames may have begun. At the one where they did, more coefficients
vanish than anywhere else. Of what is AAC now nothing is told: the newer coding covers the older one.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from earwitness.recording.signals.signal import Signal
from earwitness.recording.signals.spectrum import HOP_MS, Samples, Spectrum
from earwitness.records.time import Span

FRAME = 1024
_PIECES = 12
_LINES = np.arange(64, 320)
_VANISHING = 0.02
_SURE = 9.0


def coding(blocks: Iterable[Samples], seen: Spectrum, codec: str, duration_ms: int) -> list[Signal]:
    """A signal where sound that is not AAC once was."""
    pieces = [] if codec == "aac" else list(_pieces(blocks, _loud(seen)))
    if len(pieces) < _PIECES:
        return []
    share = np.mean([np.roll(_vanished(piece), at % FRAME) for at, piece in pieces], axis=0)
    if (share.max() - np.median(share)) / (share.std() + 1e-9) < _SURE:
        return []
    text = f"The sound once was AAC and is {codec} now: some program decoded it and kept it again."
    return [Signal(kind="coding", span=Span(0, duration_ms), text=text)]


def _loud(seen: Spectrum) -> list[int]:
    """The samples at which pieces begin: loud moments, spread over the recording."""
    hop, level = seen.rate_hz * HOP_MS // 1000, seen.bands_db.max(axis=1) if len(seen.bands_db) else np.zeros(0)
    last = len(level) - 3 * FRAME // max(1, hop) - 1
    parts = np.array_split(np.arange(max(0, last)), _PIECES)
    return [int(part[level[part].argmax()]) * hop for part in parts if len(part) * hop > 3 * FRAME]


def _pieces(blocks: Iterable[Samples], starts: list[int]) -> Iterable[tuple[int, Samples]]:
    """The sound from each start on, three frames long."""
    wanted, at, held = iter(starts), 0, np.zeros(0, np.float32)
    start = next(wanted, None)
    for block in blocks:
        held = np.concatenate([held, block])
        while start is not None and start + 3 * FRAME <= at + len(held):
            yield start, held[start - at : start - at + 3 * FRAME]
            start = next(wanted, None)
        if start is None:
            return
        drop = min(len(held), max(0, start - at))
        at, held = at + drop, held[drop:]


def _vanished(piece: Samples) -> NDArray[np.float64]:
    """For each place where a frame may begin, the share of coefficients that are as good as zero."""
    frames = np.lib.stride_tricks.sliding_window_view(piece, 2 * FRAME)[:FRAME]
    strength = np.abs(frames @ _TRANSFORM)
    share: NDArray[np.float64] = (strength < _VANISHING * (np.median(strength) + 1e-12)).mean(axis=1)
    return share


def _transform() -> NDArray[np.float32]:
    steps = np.arange(2 * FRAME)
    rise = np.cumsum(np.kaiser(FRAME + 1, 4 * np.pi))
    half = np.sqrt(rise[:-1] / rise[-1])
    window = np.concatenate([half, half[::-1]])
    waves = np.cos(np.pi / FRAME * np.outer(steps + 0.5 + FRAME / 2, _LINES + 0.5))
    transform: NDArray[np.float32] = (waves * window[:, None]).astype(np.float32)
    return transform


_TRANSFORM = _transform()
