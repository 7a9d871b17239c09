"""Hear the original alone, without English, from samples: what the measurements of words need, and no case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np

from earwitness.backends import models
from earwitness.backends.ctranslate2_whisper import WhisperTranscriber
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Samples, Transcriber
from earwitness.backends.silero_vad import SileroVoiceDetector
from earwitness.recording.decode import Decoding
from earwitness.records.speech import Utterance
from earwitness.speech.assemble import assemble
from earwitness.speech.chunks import chunks
from earwitness.speech.heard import Heard
from earwitness.speech.language import shares
from earwitness.speech.listen import listen
from earwitness.workflow.hearing import listened

PER_MS = SAMPLE_RATE_HZ // 1000
"""Samples of a millisecond of what is listened to."""


class Original(WhisperTranscriber):
    """Whisper, asked for no English."""

    translates = False


def whisper() -> Original:
    """The model that the engine carries."""
    return Original(models.find(models.EMBEDDED))


def samples(sound: Path) -> Samples:
    """All of a file, mono."""
    return np.concatenate(list(Decoding(sound)))


def hear(
    transcriber: Transcriber,
    blocks: Iterable[Samples],
    *,
    language: str | None = None,
    change: Callable[[Chunk], Chunk] = lambda chunk: chunk,
) -> tuple[Utterance, ...]:
    """The utterances of a sound; `change` is done to each chunk before it is heard."""
    remaining = map(change, chunks(blocks, SileroVoiceDetector()))
    heard: list[Heard] = []
    for batch, listening in listened(remaining, transcriber):
        heard += listen(transcriber, batch, listening, language=language, before=shares(heard))
    return assemble(heard, turns=None, gaps=()).utterances


def text(utterances: Iterable[Utterance]) -> str:
    """All that was heard, as one text."""
    return " ".join(one.text for one in utterances)
