"""Cut stretches out of a recording and put them together: at the original's rate, in its own channels."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from earwitness.recording.cover import Cover, covered
from earwitness.recording.decode import Decoding
from earwitness.recording.mixing import Samples
from earwitness.recording.probe import probe
from earwitness.records.time import Span

_LOOK_MS = 5  # how far from an edge a zero crossing is looked for
_FADE_MS = 8


def cut(  # noqa: PLR0913  (each says one thing)
    source: Path,
    stretches: Sequence[Span],
    *,
    break_ms: int,
    hidden: Sequence[Span] = (),
    cover: Cover = "tone",
    name: str | None = None,
) -> tuple[Samples, int]:
    """The stretches, with silence between them, as samples of shape (n, channels), and their rate.

    A moment of a stretch is where it was, to the sample. Each begins and ends at a zero crossing within 5 ms of
    its edges, with a fade of 8 ms; `cover` stands for the `hidden` spans. One channel stays one, two stay
    apart, more are mixed to two. Raises MediaError for a source that cannot be read.
    """
    sound = probe(source, name=name).sound
    rate_hz, channels = sound.sample_rate_hz, min(2, sound.channels)
    places = [(at.start_ms * rate_hz // 1000, at.end_ms * rate_hz // 1000) for at in stretches]
    parts = [np.zeros((stop - first, channels), np.float32) for first, stop in places]
    decoding = Decoding(source, sample_rate_hz=rate_hz, channels=channels, name=name)
    last, at = max(stop for _, stop in places), 0
    for block in covered(decoding, hidden, rate_hz=rate_hz, cover=cover):
        for (first, stop), part in zip(places, parts, strict=True):
            begin, end = max(first, at), min(stop, at + len(block))
            if begin < end:
                part[begin - first : end - first] = block.reshape(-1, channels)[begin - at : end - at]
        at += len(block)
        if at >= last:
            break
    pause = np.zeros((break_ms * rate_hz // 1000, channels), np.float32)
    joined = [one for part in parts for one in (pause, _edged(part, rate_hz))][1:]
    return np.concatenate(joined), rate_hz


def _edged(part: Samples, rate_hz: int) -> Samples:
    """The part with silence up to a zero crossing at both ends, and faded there."""
    for piece in (part, part[::-1]):
        first = _crossing(piece[: _LOOK_MS * rate_hz // 1000].mean(axis=1))
        piece[:first] = 0
        fade = piece[first : first + _FADE_MS * rate_hz // 1000]
        fade *= np.sin(np.linspace(0, np.pi / 2, len(fade), dtype=np.float32))[:, None] ** 2
    return part


def _crossing(samples: Samples) -> int:
    """The first sample after which the sign changes; the first of all where it never does."""
    found = np.flatnonzero(np.diff(np.signbit(samples)))
    return int(found[0]) + 1 if len(found) else 0
