"""Put a tone or silence in the place of words: samples are replaced, so that nothing of them is left beneath."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

import numpy as np

from earwitness.recording.mixing import Samples
from earwitness.records.time import Span

Cover = Literal["tone", "silence"]

COVERS: Mapping[Cover, str] = MappingProxyType({"tone": "a tone", "silence": "silence"})
"""What is heard in the place of a word."""

TONE_HZ = 1_000
_LOUD = 0.1  # always the same: were it the word's, the tone would tell how it was spoken
_FADE_S = 0.004


def covered(blocks: Iterable[Samples], spans: Sequence[Span], *, rate_hz: int, cover: Cover) -> Iterator[Samples]:
    """The blocks with each span replaced in all channels, to the millisecond.

    `blocks` are consecutive samples at `rate_hz` from the start of the recording, of shape (n,) or (n, channels).
    """
    places = list(_places(spans, rate_hz))
    at = 0
    for block in blocks:
        inside = [(first, stop) for first, stop in places if first < at + len(block) and stop > at]
        if inside:
            block = block.copy()  # noqa: PLW2901  (the decoder's own block stays as it is)
        for first, stop in inside:
            begin, end = max(first, at), min(stop, at + len(block))
            put = np.zeros(end - begin) if cover == "silence" else _tone(begin, end, first, stop, rate_hz)
            block[begin - at : end - at] = put if block.ndim == 1 else put[:, None]
        yield block
        at += len(block)


def _places(spans: Sequence[Span], rate_hz: int) -> Iterator[tuple[int, int]]:
    """The samples of the spans; those that touch are one."""
    first = stop = 0
    for span in sorted(spans):
        begin, end = span.start_ms * rate_hz // 1000, -(-span.end_ms * rate_hz // 1000)
        if begin > stop:
            if stop > first:
                yield first, stop
            first = begin
        elif stop == first:
            first = begin
        stop = max(stop, end)
    if stop > first:
        yield first, stop


def _tone(begin: int, end: int, first: int, stop: int, rate_hz: int) -> Samples:
    """The samples from `begin` to `end` of a tone that lasts from `first` to `stop`."""
    at = np.arange(begin, end)
    edge = np.minimum(at - first, stop - 1 - at) / max(1, round(_FADE_S * rate_hz))
    tone = np.sin((at - first) * 2 * np.pi * min(TONE_HZ, rate_hz / 4) / rate_hz)
    return (_LOUD * np.clip(edge, 0, 1) * tone).astype(np.float32)
