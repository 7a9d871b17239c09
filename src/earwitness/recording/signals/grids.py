"""The transforms by which lossy codecs see sound, each in frames that begin at equal distances: a grid.

AAC: an MDCT of 2048 samples under the Kaiser-Bessel window (ISO 14496-3). MP3: a filter bank of 32 bands, in each
an MDCT of 36, and what overlaps between bands taken out (ISO 11172-3, long blocks). The prototype of that filter
bank is a table in the standard; a sinc under a Kaiser window is within half a hundredth of it, and needs no table.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from earwitness.recording.signals.spectrum import Samples

_BANDS, _SLOTS, _LINES = 32, 36, 18
_TAPS = 512
_OVERLAPS = np.array([-0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037])


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Frames of `length` samples, one each `hop`; `transform` gives the coefficients that are looked at.

    They begin `late` samples after what FFmpeg's decoder gives for a frame.
    """

    name: str
    codecs: frozenset[str]
    hop: int
    late: int
    transform: NDArray[np.float32]

    @property
    def length(self) -> int:
        """How many samples one frame is made of."""
        return len(self.transform)

    def coefficients(self, piece: Samples) -> NDArray[np.float32]:
        """Those of the frame at each of the first `hop` places of a piece, a row each, without their signs."""
        frames = np.lib.stride_tricks.sliding_window_view(piece, self.length)[: self.hop]
        strength: NDArray[np.float32] = np.abs(frames @ self.transform)
        return strength


@cache
def grids() -> tuple[Grid, ...]:
    """The grids of AAC and of MP3."""
    return (
        Grid(name="AAC", codecs=frozenset({"aac"}), hop=1024, late=0, transform=_aac()),
        Grid(name="MP3", codecs=frozenset({"mp3", "mp3float"}), hop=576, late=1, transform=_mp3()),
    )


def _aac() -> NDArray[np.float32]:
    half = 1024
    rise = np.cumsum(np.kaiser(half + 1, 4 * np.pi))
    window = np.sqrt(rise[:-1] / rise[-1])
    waves = _cosines(2 * half, np.arange(64, 320))
    transform: NDArray[np.float32] = (waves * np.concatenate([window, window[::-1]])[:, None]).astype(np.float32)
    return transform


def _mp3() -> NDArray[np.float32]:
    chosen = range(14)  # of 32 bands: above them little of speech is left, and codecs drop it
    at = np.arange(_TAPS)
    prototype = np.sinc((at - _TAPS / 2) * 1.14 / (2 * _BANDS)) * np.kaiser(_TAPS + 1, 11)[:_TAPS]
    inner = _cosines(_SLOTS, np.arange(_LINES)) * np.sin(np.pi / _SLOTS * (np.arange(_SLOTS) + 0.5))[:, None]
    lines = np.zeros((_BANDS * (_SLOTS - 1) + _TAPS, len(chosen), _LINES))
    for band in chosen:
        filtered = (prototype * np.cos((2 * band + 1) * (at - 16) * np.pi / (2 * _BANDS)))[::-1]
        turned = np.where(np.arange(_SLOTS) % 2 & band % 2, -1.0, 1.0)  # an odd band comes upside down
        for slot in range(_SLOTS):
            start = _BANDS * slot
            lines[start : start + _TAPS, band] += filtered[:, None] * turned[slot] * inner[slot]
    keep, give = 1 / np.sqrt(1 + _OVERLAPS**2), _OVERLAPS / np.sqrt(1 + _OVERLAPS**2)
    for band in chosen[:-1]:
        for number in range(len(_OVERLAPS)):
            low, high = lines[:, band, _LINES - 1 - number].copy(), lines[:, band + 1, number].copy()
            lines[:, band, _LINES - 1 - number] = low * keep[number] + high * give[number]
            lines[:, band + 1, number] = high * keep[number] - low * give[number]
    transform: NDArray[np.float32] = lines[:, 2:12].reshape(len(lines), -1).astype(np.float32)
    return transform


def _cosines(length: int, lines: NDArray[np.int_]) -> NDArray[np.float64]:
    """The waves of an MDCT of so many samples."""
    steps = np.arange(length) + 0.5 + length / 4
    waves: NDArray[np.float64] = np.cos(2 * np.pi / length * np.outer(steps, lines + 0.5))
    return waves
