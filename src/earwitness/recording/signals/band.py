"""How high the sound reaches: a telephone's band in a file of 48 kHz tells what it came through before."""

from __future__ import annotations

import numpy as np

from earwitness.recording.signals.signal import Signal
from earwitness.recording.signals.spectrum import Spectrum
from earwitness.records.time import Span

_BELOW_PEAK_DB = 60.0
_STEP_HZ = 100
_WAYS = (
    (5_000, "a telephone"),  # whose 4 kHz a resampler lets fade out
    (10_000, "a call over the internet or a codec for speech"),
    (17_000, "a lossy codec"),
)


def top_hz(seen: Spectrum) -> int:
    """The highest frequency, in hundreds, that is less than 60 dB below the strongest."""
    lines = 10 * np.log10(seen.mean + 1e-15)
    per = max(1, round(_STEP_HZ / (seen.rate_hz / 2 / max(1, len(lines) - 1))))
    steps = [float(lines[at : at + per].mean()) for at in range(0, len(lines), per)]
    over = [at for at, level in enumerate(steps) if level > max(steps) - _BELOW_PEAK_DB]
    return min(seen.rate_hz // 2, (over[-1] + 1) * _STEP_HZ) if over else 0


def band(seen: Spectrum, duration_ms: int) -> list[Signal]:
    """A signal where the sound reaches no higher than three quarters of what the file could hold."""
    top = top_hz(seen)
    if not top or top > 0.75 * seen.rate_hz / 2:
        return []
    way = next((name for most, name in _WAYS if top <= most), "a filter")
    text = (
        f"The sound reaches {top / 1000:.1f} kHz, and the file could hold {seen.rate_hz / 2000:.1f}: it may have "
        f"come through {way}, or there was nothing higher."
    )
    return [Signal(kind="band", span=Span(0, duration_ms), text=text)]
