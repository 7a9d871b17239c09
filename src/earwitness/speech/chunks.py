"""Cut a stream of sound into chunks that a transcriber hears in one go, at the pauses, in bounded memory.

Of a call with a party on each channel every channel is cut by itself, all in one pass, and what one only hears as
the echo of another is left out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from earwitness.backends.protocols import LONGEST_CHUNK_MS, SAMPLE_RATE_HZ, Chunk, Samples, Voice, VoiceDetector
from earwitness.records.speech import ECHO, Drop
from earwitness.records.time import Span
from earwitness.speech.echo import HISTORY_MS, echoes

WINDOW_MS = 60_000
"""How much sound is looked at together."""

LONGEST_PAUSE_MS = 2_000
"""A longer pause ends a chunk: silence inside one invites invention."""

_PER_MS = SAMPLE_RATE_HZ // 1000


def chunks(
    blocks: Iterable[Samples], detect: VoiceDetector, *, left_out: Callable[[Drop], object] = lambda _: None
) -> Iterator[Chunk]:
    """Yield the chunks in which somebody speaks.

    `blocks` are consecutive samples at SAMPLE_RATE_HZ from the start of the recording: of shape (n,), or
    (n, channels) where each channel is one end of a call. The same sound gives the same chunks, however the blocks
    are cut. What lies between the chunks of a channel has no voice in it, or only an echo; an echo inside a chunk
    is silenced there. `left_out` is told of each echo when it is found. The chunks of a channel come in order, and
    those of different channels within two minutes of it.
    """
    held: Samples | None = None
    held_from_ms = 0
    cut_to_ms: list[int] = []
    for window, is_last in _windows(blocks):
        held = window if held is None else np.concatenate([held, window])
        cut_to_ms = cut_to_ms or [0] * held.shape[1]
        cuts = [_cut(held, channel, at - held_from_ms, detect, is_last) for channel, at in enumerate(cut_to_ms)]
        for cut in cuts:
            for echo in cut.echoes:
                left_out(_drop(echo.shift(held_from_ms), cut.channel))
        found = [_chunk(held, voices, cut, held_from_ms) for cut in cuts for voices in cut.groups]
        yield from sorted(found, key=lambda chunk: (chunk.span.start_ms, chunk.channel or 0))
        cut_to_ms = [held_from_ms + cut.to_ms for cut in cuts]
        history_ms = HISTORY_MS if len(cuts) > 1 else 0
        let_go_ms = max(0, min(cut_to_ms) - history_ms - held_from_ms)
        held = held[let_go_ms * _PER_MS :]
        held_from_ms += let_go_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """What was found in one channel of the sound that is held: groups of voices, and echoes, up to `to_ms`.

    Times count from the first sample that is held. `channel` counts from zero, None where it is the only one.
    """

    channel: int | None
    groups: list[list[Voice]]
    echoes: list[Span]
    to_ms: int


def _cut(held: Samples, channel: int, from_ms: int, detect: VoiceDetector, is_last: bool) -> _Cut:
    """Cut one channel from there on, as far as it can be cut before more is known."""
    own = np.ascontiguousarray(held[:, channel])
    voices = [replace(voice, span=voice.span.shift(from_ms)) for voice in detect(own[from_ms * _PER_MS :])]
    left_out = _echoes(held, channel, voices)
    held_ms = len(own) // _PER_MS
    groups = _groups(_without(voices, left_out))
    to_ms = max(from_ms, held_ms - LONGEST_PAUSE_MS)
    if not is_last and groups and groups[-1][-1].span.end_ms >= to_ms:
        to_ms = max(from_ms, groups.pop()[0].span.start_ms - LONGEST_PAUSE_MS)  # the next window may continue it
    for group in groups:
        to_ms = max(to_ms, group[-1].span.end_ms)
    if is_last:
        to_ms = held_ms
    for echo in left_out:
        if echo.contains(to_ms):
            to_ms = echo.start_ms
    return _Cut(
        channel=channel if held.shape[1] > 1 else None,
        groups=groups,
        echoes=[echo for echo in left_out if echo.end_ms <= to_ms],
        to_ms=to_ms,
    )


def _echoes(held: Samples, channel: int, voices: Sequence[Voice]) -> list[Span]:
    """The stretches of these voices of the channel that are only an echo of another one, in order."""
    found: list[Span] = []
    sounds = np.ascontiguousarray(held.T)
    for other in range(held.shape[1]):
        if other != channel:
            rest = [voice.span for voice in _without(voices, found)]
            found += echoes(sounds[channel], sounds[other], rest)
            found.sort()
    return found


def _without(voices: Iterable[Voice], spans: Sequence[Span]) -> list[Voice]:
    """What is left of the voices without these stretches of them, which are in order."""
    left: list[Voice] = []
    for voice in voices:
        at_ms = voice.span.start_ms
        for span in spans:
            if voice.span.overlap_ms(span):
                if at_ms < span.start_ms:
                    left.append(replace(voice, span=Span(at_ms, span.start_ms)))
                at_ms = span.end_ms
        if at_ms < voice.span.end_ms:
            left.append(replace(voice, span=Span(at_ms, voice.span.end_ms)))
    return left


def _windows(blocks: Iterable[Samples]) -> Iterator[tuple[Samples, bool]]:
    """The same samples, shape (n, channels), in windows of WINDOW_MS, and whether each is the last one."""
    size = WINDOW_MS * _PER_MS
    pending: list[Samples] = []
    length = 0
    for block in blocks:
        pending.append(block[:, None] if block.ndim == 1 else block)
        length += len(block)
        while length > size:
            joined = np.concatenate(pending)
            yield joined[:size], False
            pending, length = [joined[size:]], length - size
    yield (np.concatenate(pending) if pending else np.empty((0, 1), np.float32)), True


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


def _chunk(held: Samples, voices: Sequence[Voice], cut: _Cut, held_from_ms: int) -> Chunk:
    span = Span(voices[0].span.start_ms, voices[-1].span.end_ms)
    samples = held[span.start_ms * _PER_MS : span.end_ms * _PER_MS, cut.channel or 0].copy()
    for echo in cut.echoes:
        if span.overlap_ms(echo):
            samples[(echo.start_ms - span.start_ms) * _PER_MS : (echo.end_ms - span.start_ms) * _PER_MS] = 0
    return Chunk(
        span=span.shift(held_from_ms),
        samples=samples,
        voice=tuple(replace(voice, span=voice.span.shift(held_from_ms)) for voice in voices),
        channel=None if cut.channel is None else cut.channel + 1,
    )


def _drop(echo: Span, channel: int | None) -> Drop:
    return Drop(
        span=echo,
        reason=ECHO,
        why="Only the other party is heard here, faintly; it is left out of this channel.",
        channel=None if channel is None else channel + 1,
    )
