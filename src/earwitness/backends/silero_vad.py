"""Where somebody speaks, after Silero VAD (MIT), whose weights faster-whisper carries."""

from __future__ import annotations

from collections.abc import Sequence

from earwitness.backends.protocols import LONGEST_CHUNK_MS, SAMPLE_RATE_HZ, Samples
from earwitness.records.time import Span

SHORTEST_PAUSE_MS = 300
EDGE_MS = 150
"""Kept on either side of a voice: Silero opens a little late on soft first consonants."""


class SileroVoiceDetector:
    """Finds the stretches with a voice: a few milliseconds of work for a second of sound."""

    def __call__(self, samples: Samples) -> Sequence[Span]:
        """The stretches with a voice, as protocols.VoiceDetector says."""
        from faster_whisper.vad import VadOptions, get_speech_timestamps  # noqa: PLC0415  (onnxruntime is slow to load)

        options = VadOptions(
            min_silence_duration_ms=SHORTEST_PAUSE_MS,
            speech_pad_ms=EDGE_MS,
            max_speech_duration_s=LONGEST_CHUNK_MS / 1000,
        )
        found = get_speech_timestamps(samples, options, sampling_rate=SAMPLE_RATE_HZ)
        return [Span(_ms(stretch["start"]), _ms(min(stretch["end"], len(samples)))) for stretch in found]


def _ms(sample: int) -> int:
    return sample * 1000 // SAMPLE_RATE_HZ
