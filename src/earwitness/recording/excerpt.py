"""Cut stretches out of a recording in one pass, each as a chunk to be heard by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from earwitness.backends.protocols import LONGEST_CHUNK_MS, SAMPLE_RATE_HZ, Chunk, Samples, Voice
from earwitness.records.time import Span

EDGE_MS = 150
"""What is cut out beside each stretch: words begin and end a little beyond where they are said to."""

_PER_MS = SAMPLE_RATE_HZ // 1000


def excerpts(blocks: Iterable[Samples], places: Sequence[tuple[Span, int | None]]) -> Iterator[Chunk]:
    """A chunk for each (span, channel), which come in order of their starts; channels count from one.

    `blocks` are consecutive samples at SAMPLE_RATE_HZ from the start of the recording, of shape (n,) or
    (n, channels). What is longer than a chunk may be is cut off; what lies beyond the end is silence.
    """
    sound = iter(blocks)
    held, held_from_ms = np.zeros(0, np.float32), 0
    for span, channel in places:
        wide = Span(max(0, span.start_ms - EDGE_MS), span.end_ms + EDGE_MS)
        wide = Span(wide.start_ms, min(wide.end_ms, wide.start_ms + LONGEST_CHUNK_MS))
        while held_from_ms + len(held) // _PER_MS < wide.end_ms and (block := next(sound, None)) is not None:
            held = np.concatenate([held, block]) if len(held) else block
            gone = min(max(0, wide.start_ms - held_from_ms) * _PER_MS, len(held) // _PER_MS * _PER_MS)
            held, held_from_ms = held[gone:], held_from_ms + gone // _PER_MS
        first = (wide.start_ms - held_from_ms) * _PER_MS
        samples = held[max(0, first) : max(0, first) + wide.duration_ms * _PER_MS]
        if samples.ndim > 1:
            samples = samples[:, channel - 1] if channel else samples.mean(axis=1)
        samples = np.pad(samples.astype(np.float32), (0, wide.duration_ms * _PER_MS - len(samples)))
        yield Chunk(span=wide, samples=samples, voice=(Voice(span=wide, probability=1.0),), channel=channel)
