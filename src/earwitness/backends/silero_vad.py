"""Where somebody speaks, after Silero VAD (MIT), whose weights faster-whisper carries.

A word that is not heard is lost without a trace, and Silero gives telephone speech through a codec less than the
usual 0.5. So whatever may be a voice is listened to, and how sure that is goes along, for doubt.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from earwitness.backends.protocols import LONGEST_CHUNK_MS, SAMPLE_RATE_HZ, Samples, Voice
from earwitness.records.time import Span

BEGINS_AT, ENDS_BELOW = 0.15, 0.10
"""The probabilities at which a stretch with a voice begins, and below which it ends."""

SHORTEST_PAUSE_MS = 300
EDGE_MS = 150
"""Kept on either side of a voice: Silero opens a little late on soft first consonants."""

_FRAME_SAMPLES = 512
_FRAME_MS = _FRAME_SAMPLES * 1000 // SAMPLE_RATE_HZ
_LONGEST_FRAMES = (LONGEST_CHUNK_MS - 2 * EDGE_MS) // _FRAME_MS

_STEP_FRAMES = 500  # 16 s: sound of many lengths leaves the memory in pieces, 80 MB for an hour

Frames = tuple[int, int]


class SileroVoiceDetector:
    """Finds the stretches with a voice: a few milliseconds of work for a second of sound."""

    def __call__(self, samples: Samples) -> Sequence[Voice]:
        """The stretches with a voice, as protocols.VoiceDetector says."""
        from faster_whisper.vad import get_vad_model  # noqa: PLC0415  (onnxruntime is slow to load)

        if not len(samples):
            return []
        padded = np.pad(samples, (0, -len(samples) % (_STEP_FRAMES * _FRAME_SAMPLES)))
        probable = np.ravel(get_vad_model()(padded))[: -(-len(samples) // _FRAME_SAMPLES)]
        stretches = [part for stretch in _stretches(probable) for part in _shortened(stretch, probable)]
        length_ms = len(samples) * 1000 // SAMPLE_RATE_HZ
        found: list[Voice] = []
        for number, (first, end) in enumerate(stretches):
            before_ms = stretches[number - 1][1] * _FRAME_MS if number else 0
            after_ms = stretches[number + 1][0] * _FRAME_MS if number + 1 < len(stretches) else length_ms
            start_ms = max(first * _FRAME_MS - EDGE_MS, (before_ms + first * _FRAME_MS) // 2)
            end_ms = min(end * _FRAME_MS + EDGE_MS, (end * _FRAME_MS + after_ms + 1) // 2, length_ms)
            if start_ms < end_ms:
                found.append(Voice(span=Span(start_ms, end_ms), probability=float(probable[first:end].max())))
        return found


def _stretches(probable: npt.NDArray[np.float32]) -> Iterator[Frames]:
    """The runs of frames with a voice, first and one past the last, with the pauses too short to count."""
    first: int | None = None
    last = 0
    for frame, probability in enumerate(probable):
        if probability >= (BEGINS_AT if first is None else ENDS_BELOW):
            first, last = frame if first is None else first, frame
        elif first is not None and (frame - last) * _FRAME_MS >= SHORTEST_PAUSE_MS:
            yield first, last + 1
            first = None
    if first is not None:
        yield first, last + 1


def _shortened(stretch: Frames, probable: npt.NDArray[np.float32]) -> Iterator[Frames]:
    """Cut what is longer than a chunk may be where a voice is least probable, in the later half of it."""
    first, end = stretch
    while end - first > _LONGEST_FRAMES:
        later = first + _LONGEST_FRAMES // 2
        cut = later + int(np.argmin(probable[later : first + _LONGEST_FRAMES]))
        yield first, cut
        first = cut
    yield first, end
