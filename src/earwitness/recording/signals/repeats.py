"""A passage that comes twice, sound for sound: nobody says the same in the same way again.

Bits that say how the bands rise and fall name each moment; where many moments of one stretch have the names of
another stretch, always as far apart, the two are compared band by band. What goes on evenly (a tone, a hum), and
what comes round again and again (a ringing), is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from earwitness.recording.signals.spectrum import HOP_MS, Spectrum
from earwitness.records.look import Signal
from earwitness.records.time import Span, clock

LEAST_MS = 1_500
_ALIKE_DB = 2.0
_LIVELY_DB = 4.0
_HEARD_DB = 35.0
_LOUD_DB = 55.0
_APART = 10
_SURE = slice(0, 13)  # the bands above are the first that codecs change
_LEAST_NAMES = 12
_MOST_OF_A_NAME = 12
_MOST_ROUNDS = 3


def repeats(seen: Spectrum) -> list[Signal]:
    """Each passage of a second and a half or more that comes again, with where it does."""
    bands = seen.bands_db
    if len(bands) < 3 * LEAST_MS // HOP_MS:
        return []
    lags = Counter(lag for lag in _lags(_names(bands)))
    found: list[tuple[int, int, int]] = []
    for lag, many in lags.most_common(200):
        if many < _LEAST_NAMES:
            break
        for first, last in _alike(bands, lag):
            if not any(abs(lag - other) <= 2 and first < end and start < last for start, end, other in found):
                found.append((first, last, lag))
    if len(found) > _MOST_ROUNDS and len({lag for _, _, lag in found}) > _MOST_ROUNDS:
        return []  # it comes round again and again: a ringing, a pattern of tones
    return [
        Signal(kind="repeat", span=here, other=there, text=_told(here, there))
        for here, there in (
            (Span(first * HOP_MS, last * HOP_MS), Span((first + lag) * HOP_MS, (last + lag) * HOP_MS))
            for first, last, lag in sorted(found)
        )
    ]


def _told(here: Span, there: Span) -> str:
    here_to = f"from {clock(here.start_ms)} to {clock(here.end_ms)}"
    return f"What sounds {here_to} sounds again from {clock(there.start_ms)}."


def _names(bands: NDArray[np.float32]) -> NDArray[np.int64]:
    """A name for each moment, of 24 bits; 0 where it is quiet."""
    rising = np.diff(bands[:, _SURE], axis=1)
    bits = rising[_APART:] > rising[:-_APART]
    half = bits @ (1 << np.arange(bits.shape[1], dtype=np.int64))
    names = (half[:-_APART] << bits.shape[1]) | half[_APART:]
    level = bands.max(axis=1)[: len(names)]
    return np.where(level > np.quantile(level, 0.3), names, 0)


def _lags(names: NDArray[np.int64]) -> Iterator[int]:
    """How far apart moments of the same name are, but for neighbours."""
    places: defaultdict[int, list[int]] = defaultdict(list)
    for at, name in enumerate(names.tolist()):
        if name:
            places[name].append(at)
    for found in places.values():
        if 1 < len(found) <= _MOST_OF_A_NAME:
            for number, one in enumerate(found):
                for other in found[number + 1 :]:
                    if other - one >= LEAST_MS // HOP_MS:
                        yield other - one


def _alike(bands: NDArray[np.float32], lag: int) -> Iterator[tuple[int, int]]:
    """The stretches that sound the same so much later, and lively."""
    one, other = bands[lag:], bands[:-lag]
    level = np.maximum(one, other)
    heard = level > np.maximum(level.max(axis=1, keepdims=True) - _HEARD_DB, level.max() - _LOUD_DB)
    apart = np.where(heard, np.abs(one - other), 0).sum(axis=1) / np.maximum(1, heard.sum(axis=1))
    apart[heard.sum(axis=1) == 0] = _ALIKE_DB  # silence tells nothing either way
    smooth = np.convolve(apart, np.ones(15) / 15, "same")
    same = np.flatnonzero(smooth < _ALIKE_DB)
    for run in np.split(same, np.flatnonzero(np.diff(same) > 1) + 1):
        if len(run) >= LEAST_MS // HOP_MS and bands[run].std(axis=0).mean() > _LIVELY_DB:
            yield int(run[0]), int(run[-1]) + 1
