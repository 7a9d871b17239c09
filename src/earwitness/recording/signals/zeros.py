"""Silence of nothing but zeros, in the midst of sound: no microphone gives it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from earwitness.recording.signals.spectrum import Samples
from earwitness.records.look import Signal
from earwitness.records.time import Span

_LEAST_MS = 30


def zeros(blocks: Iterable[Samples], rate_hz: int, *, gaps: Iterable[Span] = ()) -> list[Signal]:
    """Each stretch of zeros between sounds; those at the edges, and what the file lacks anyway, do not count.

    >>> sound = np.concatenate([np.ones(800), np.zeros(800), np.ones(800)]).astype(np.float32)
    >>> [signal.span for signal in zeros([sound], 8000)]
    [Span(start_ms=100, end_ms=200)]
    """
    least, known, found = rate_hz * _LEAST_MS // 1000, list(gaps), []
    at, ended, heard = 0, 0, False
    for block in blocks:
        for first, last in _runs(block):
            if heard and at + first - ended >= least:
                found.append(Span(round(ended * 1000 / rate_hz), round((at + first) * 1000 / rate_hz)))
            heard, ended = True, at + last + 1
        at += len(block)
    return [
        Signal(kind="zeros", span=span, text=f"For {span.duration_ms} ms every sample is zero.")
        for span in found
        if not any(gap.start_ms <= span.start_ms + 5 and span.end_ms - 5 <= gap.end_ms for gap in known)
    ]


def _runs(block: Samples) -> list[tuple[int, int]]:
    """The first and last sample of each run that sounds."""
    sounding = np.flatnonzero(block)
    if not len(sounding):
        return []
    breaks = np.flatnonzero(np.diff(sounding) > 1)
    firsts, lasts = np.append(sounding[0], sounding[breaks + 1]), np.append(sounding[breaks], sounding[-1])
    return list(zip(firsts.tolist(), lasts.tolist(), strict=True))
