"""Sound as the other signals look at it: how loud it is in bands of frequency, every ten milliseconds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HOP_MS = 10
STRETCH_MS = 5_000
BANDS = 16
_WINDOW_MS = 64
_LOWEST_HZ = 100.0
_SILENT_DB = -120.0
_LEAST_HEARD = 500 // HOP_MS

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spectrum:
    """`bands_db` has a row for each ten milliseconds and a column for each band, from low to high, in dB.

    `mean` is the mean power of each line of the spectrum, from zero to half the sample rate, over what is loud.
    `stretches` has the same for each five seconds in which half a second is loud, by their number from 0.
    """

    rate_hz: int
    bands_db: NDArray[np.float32]
    mean: NDArray[np.float64]
    stretches: Mapping[int, NDArray[np.float32]]


def spectrum(blocks: Iterable[Samples], rate_hz: int) -> Spectrum:
    """The spectrum of mono sound in blocks of any length, at 64 bytes of memory a frame and a few kB a stretch."""
    window_n, hop_n = round(rate_hz * _WINDOW_MS / 1000), round(rate_hz * HOP_MS / 1000)
    window = np.hanning(window_n).astype(np.float32)
    lines = np.fft.rfftfreq(window_n, 1 / rate_hz)
    edges = np.searchsorted(lines, np.geomspace(_LOWEST_HZ, rate_hz / 2, BANDS + 1)[:-1])
    rows: list[NDArray[np.float32]] = []
    total, loud, count, at = np.zeros(len(lines)), 1e-9, 0, 0
    parts: dict[int, tuple[NDArray[np.float32], int]] = {}
    rest = np.zeros(0, np.float32)
    for block in blocks:
        sound = np.concatenate([rest, block])
        frames = max(0, (len(sound) - window_n) // hop_n + 1)
        if not frames:
            rest = sound
            continue
        cut = np.lib.stride_tricks.sliding_window_view(sound, window_n)[: frames * hop_n : hop_n]
        power = np.abs(np.fft.rfft(cut * window, axis=1)) ** 2 / window_n
        sums = np.add.reduceat(power, np.minimum(edges, len(lines) - 1), axis=1)
        rows.append(10 * np.log10(sums + 1e-12).astype(np.float32))
        strength = power.sum(axis=1)
        loud = max(loud * 0.999, float(np.quantile(strength, 0.9)))
        heard = strength > loud / 10
        total += power[heard].sum(axis=0)
        count += int(heard.sum())
        start_ms = (at + np.arange(frames)) * HOP_MS
        number = start_ms // STRETCH_MS
        inside = heard & (number == (start_ms + _WINDOW_MS) // STRETCH_MS)
        for one in np.unique(number[inside]).tolist():
            chosen = power[inside & (number == one)]
            held, many = parts.get(one, (0, 0))
            parts[one] = held + chosen.sum(axis=0, dtype=np.float32), many + len(chosen)
        at += frames
        rest = sound[frames * hop_n :]
    bands = np.concatenate(rows) if rows else np.full((0, BANDS), _SILENT_DB, np.float32)
    stretches = {
        one: (held / many).astype(np.float32)
        for one, (held, many) in sorted(parts.items())
        if many >= _LEAST_HEARD
    }
    return Spectrum(rate_hz=rate_hz, bands_db=bands, mean=total / max(1, count), stretches=stretches)
