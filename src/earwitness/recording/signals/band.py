"""How high the sound reaches: a telephone's band in a file of 48 kHz tells what it came through before.

Told of the whole, and of moments from which on it reaches another height: something was put in, or a line changed.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from earwitness.recording.signals.spectrum import STRETCH_MS, Spectrum
from earwitness.records.look import Reach, Signal
from earwitness.records.time import Span, clock

_BELOW_PEAK_DB = 60.0
_STEP_HZ = 100
_WAYS = (
    (5_000, "a telephone"),  # whose 4 kHz a resampler lets fade out
    (10_000, "a call over the internet or a codec for speech"),
    (17_000, "a lossy codec"),
)
_STEADY, _ALIKE, _CHANGE = 3, 1.25, 1.5
"""How many stretches before and after a change reach how nearly the same height, and how much it changes."""


def top_hz(power: NDArray[np.floating], rate_hz: int) -> int:
    """The highest frequency of a spectrum, in hundreds, that is less than 60 dB below the strongest."""
    lines = 10 * np.log10(power + 1e-15)
    per = max(1, round(_STEP_HZ / (rate_hz / 2 / max(1, len(lines) - 1))))
    steps = [float(lines[at : at + per].mean()) for at in range(0, len(lines), per)]
    over = [at for at, level in enumerate(steps) if level > max(steps) - _BELOW_PEAK_DB]
    return min(rate_hz // 2, (over[-1] + 1) * _STEP_HZ) if over else 0


def reach(seen: Spectrum, duration_ms: int) -> tuple[Reach, ...]:
    """How high the sound reaches, for each five seconds in which something is heard."""
    found = []
    for number, power in seen.stretches.items():
        start_ms = number * STRETCH_MS
        span = Span(start_ms, max(start_ms, min(duration_ms, start_ms + STRETCH_MS)))
        found.append(Reach(span=span, top_hz=top_hz(power, seen.rate_hz)))
    return tuple(found)


def band(seen: Spectrum, duration_ms: int) -> list[Signal]:
    """A signal where the sound reaches no higher than three quarters of what the file could hold."""
    top = top_hz(seen.mean, seen.rate_hz)
    if not top or top > 0.75 * seen.rate_hz / 2:
        return []
    way = next((name for most, name in _WAYS if top <= most), "a filter")
    text = (
        f"The sound reaches {top / 1000:.1f} kHz, and the file could hold {seen.rate_hz / 2000:.1f}: it may have "
        f"come through {way}, or there was nothing higher."
    )
    return [Signal(kind="band", span=Span(0, duration_ms), text=text)]


def changes(reached: tuple[Reach, ...]) -> list[Signal]:
    """A signal where the sound, for fifteen seconds before and after, reaches steadily another height."""
    tops = np.array([one.top_hz for one in reached], np.float64)
    found: list[tuple[float, int]] = []
    for at in range(_STEADY, len(tops) - _STEADY + 1):
        before, after = tops[at - _STEADY : at], tops[at : at + _STEADY]
        if min(before.min(), after.min()) > 0 and all(one.max() <= _ALIKE * one.min() for one in (before, after)):
            higher, lower = sorted((float(np.median(before)), float(np.median(after))), reverse=True)
            if higher >= _CHANGE * lower:
                found.append((higher / lower, at))
    firsts = [one for before, one in pairwise([(0.0, -9), *found]) if one[1] > before[1] + 1]
    return [_change(reached, at) for _, at in firsts]


def _change(reached: tuple[Reach, ...], at: int) -> Signal:
    before, after = reached[at - 1].top_hz / 1000, reached[at].top_hz / 1000
    moment = reached[at].span.start_ms
    text = f"From about {clock(moment)} on the sound reaches {after:.1f} kHz; before, it reaches {before:.1f}."
    return Signal(kind="band", span=Span(moment, moment), text=text)
