"""Cut a stream of sound into chunks that a transcriber hears in one go, at the pauses, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from earwitness.backends.protocols import LONGEST_CHUNK_MS, SAMPLE_RATE_HZ, Chunk, Samples, Voice, VoiceDetector
from earwitness.records.time import Span

WINDOW_MS = 60_000
"""How much sound is looked at together."""

LONGEST_PAUSE_MS = 2_000
"""A longer pause ends a chunk: silence inside one invites invention."""

_PER_MS = SAMPLE_RATE_HZ // 1000


def chunks(blocks: Iterable[Samples], detect: VoiceDetector) -> Iterator[Chunk]:
    """Yield the chunks in which somebody speaks, in order.

    `blocks` are consecutive samples of shape (n,), mono at SAMPLE_RATE_HZ, from the start of the recording. The
    same sound gives the same chunks, however the blocks are cut. What lies between chunks has no voice in it.
    """
    held = np.empty(0, dtype=np.float32)
    held_from_ms = 0
    for window, is_last in _windows(blocks):
        held = np.concatenate([held, window])
        held_ms = len(held) // _PER_MS
        groups = _groups(detect(held))
        keep_from_ms = max(0, held_ms - LONGEST_PAUSE_MS)
        if not is_last and groups and groups[-1][-1].span.end_ms >= keep_from_ms:
            keep_from_ms = max(
                0, groups.pop()[0].span.start_ms - LONGEST_PAUSE_MS
            )  # the next window may continue it
        for voice in groups:
            yield _chunk(held, voice, held_from_ms)
            keep_from_ms = max(keep_from_ms, voice[-1].span.end_ms)
        held = held[keep_from_ms * _PER_MS :]
        held_from_ms += keep_from_ms


def _windows(blocks: Iterable[Samples]) -> Iterator[tuple[Samples, bool]]:
    """The same samples in windows of WINDOW_MS, and whether each is the last one."""
    size = WINDOW_MS * _PER_MS
    pending: list[Samples] = []
    length = 0
    for block in blocks:
        pending.append(block)
        length += len(block)
        while length > size:
            joined = np.concatenate(pending)
            yield joined[:size], False
            pending, length = [joined[size:]], length - size
    yield (np.concatenate(pending) if pending else np.empty(0, dtype=np.float32)), True


def _groups(voices: Sequence[Voice]) -> list[list[Voice]]:
    """Put stretches of voice together while they fit into one chunk and no long pause parts them."""
    groups: list[list[Voice]] = []
    for voice in voices:
        if (
            groups
            and voice.span.end_ms - groups[-1][0].span.start_ms <= LONGEST_CHUNK_MS
            and voice.span.start_ms - groups[-1][-1].span.end_ms <= LONGEST_PAUSE_MS
        ):
            groups[-1].append(voice)
        else:
            groups.append([voice])
    return groups


def _chunk(held: Samples, voices: Sequence[Voice], held_from_ms: int) -> Chunk:
    start_ms, end_ms = voices[0].span.start_ms, voices[-1].span.end_ms
    return Chunk(
        span=Span(start_ms, end_ms).shift(held_from_ms),
        samples=held[start_ms * _PER_MS : end_ms * _PER_MS],
        voice=tuple(replace(voice, span=voice.span.shift(held_from_ms)) for voice in voices),
    )
