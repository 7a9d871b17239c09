"""A background that changes at once: what is heard between words has another colour or loudness from here on.

It is so where two recordings were joined, and where somebody turned a switch, a door was shut, or a telephone
began to send less while nobody speaks.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from earwitness.recording.signals.spectrum import HOP_MS, Spectrum
from earwitness.records.look import Signal
from earwitness.records.time import Span, clock

_HALF = 3_000 // HOP_MS
_QUIET = 0.05
_CHANGE_DB = 10.0
_STEADY_DB = 3.0
_STEP = 100 // HOP_MS


def floor(seen: Spectrum) -> list[Signal]:
    """Each moment at which the background, steady for six seconds before and after, differs in most bands."""
    bands = seen.bands_db
    starts = range(0, len(bands) - _HALF + 1, _STEP)
    quiet = np.array([np.quantile(bands[at : at + _HALF], _QUIET, axis=0) for at in starts])
    half = _HALF // _STEP
    found: list[tuple[float, int]] = []
    for at in range(2 * half, len(quiet) - half):
        early, before, after, late = (quiet[place] for place in (at - 2 * half, at - half, at, at + half))
        change = _differ(before, after)
        if change > _CHANGE_DB and _differ(early, before) < _STEADY_DB and _differ(after, late) < _STEADY_DB:
            found.append((change, at * _STEP))
    signals = []
    while found:
        change, at = max(found)
        found = [one for one in found if abs(one[1] - at) > 2 * _HALF]
        moment = at * HOP_MS
        text = f"At about {clock(moment)} the background changes by {change:.0f} dB."
        signals.append(Signal(kind="floor", span=Span(moment, moment), text=text))
    return sorted(signals, key=lambda one: one.span.start_ms)


def _differ(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float(np.median(np.abs(one - other)))
