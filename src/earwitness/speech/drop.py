"""What a transcript leaves out, and says so: text where nobody speaks, and speech of which nothing could be made.

Codes: `no-voice` (text that the recogniser itself hardly believes, in sound that it takes for something else than
speech and in which the voice detector is not sure of a voice either), `unheard` (somebody surely speaks, and the
recogniser wrote nothing, asked twice), `echo` (a channel holds only the other party, faintly: speech/chunks.py).

All three signs have to agree before text is left out: a voice on a bad line gives one or two of them. Whatever the
voice detector says, which takes some music for a voice, text is left out in which the recogniser has no belief at
all, and a loop and nothing else in what it takes for no speech.
"""

from __future__ import annotations

from collections.abc import Iterator

from earwitness.backends.protocols import Passage
from earwitness.records.speech import Drop
from earwitness.speech.again import CLEAR_VOICE, LEAST_VOICED_MS
from earwitness.speech.heard import Heard
from earwitness.speech.repeats import repeated

NO_SPEECH = 0.4
"""Whisper's probability of no speech, from which there may be none."""

HARDLY_BELIEVED = -0.8
"""The mean log probability of a text's tokens, below which the recogniser hardly believes it."""

MAYBE_NO_SPEECH, NOT_BELIEVED = 0.3, -2.0
"""The same two for text that is left out whatever the voice detector says."""

SURE_VOICE = 0.7
"""The voice detector's probability of its surest moment, from which somebody does speak."""


def is_invented(heard: Heard) -> bool:
    """Whether what was heard is text where nobody speaks."""
    passage = heard.passage
    if passage.no_speech is None or passage.log_probability is None:
        return False
    if not passage.words:
        return False
    if passage.no_speech >= MAYBE_NO_SPEECH and passage.log_probability <= NOT_BELIEVED:
        return True
    if passage.no_speech < NO_SPEECH:
        return False
    hardly_believed = passage.log_probability <= HARDLY_BELIEVED
    faint = max((voice.probability for voice in heard.voice), default=0.0) < SURE_VOICE
    return (hardly_believed and faint) or _is_one_loop(passage)


def _is_one_loop(passage: Passage) -> bool:
    """Whether one phrase over and over is all that was written: a decoder believes its loops."""
    return len(repeated(word.text for word in passage.words)) == len(passage.words)


def drops(heard: Heard) -> Iterator[Drop]:
    """What of this is left out."""
    if is_invented(heard):
        yield Drop(
            span=heard.span,
            reason="no-voice",
            why="Nobody seems to speak here; what the recogniser wrote is left out.",
            text=heard.passage.text,
            channel=heard.channel,
        )
        return
    silent = (heard.span,) if not heard.passage.words and _voiced_ms(heard) >= LEAST_VOICED_MS else heard.unheard
    for span in silent:
        yield Drop(
            span=span,
            reason="unheard",
            why="Somebody seems to speak here; the recogniser made nothing of it.",
            channel=heard.channel,
        )


def _voiced_ms(heard: Heard) -> int:
    return sum(voice.span.duration_ms for voice in heard.voice if voice.probability >= CLEAR_VOICE)
