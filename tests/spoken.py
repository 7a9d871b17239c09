"""A call with real sound in which each word is a noise of its own, found again wherever it is heard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import media
from clip import likeness
from earwitness.archive.folder import CaseFolder
from earwitness.records.custody import Agent, Digest
from earwitness.records.speech import Transcript, Turn, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Line, Translation
from earwitness.workflow.acquire import acquire
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.case import Case
from earwitness.workflow.person import writing

__all__ = ["case", "case_of", "likeness", "noise", "sound", "sound_of", "spans"]

RATE_HZ = 22_050
WORD_MS, STEP_MS, START_MS = 300, 400, 1_000
SAID = [
    ("S1", "Нам, блядь, приказали идти через реку.", "They fucking ordered us across the river."),
    ("S2", "Петров отказался, и мы отказались.", "Petrov refused, and we refused."),
]


def spans() -> list[tuple[str, Span]]:
    """Each word with its time, in order."""
    words = [word for _, text, _ in SAID for word in text.split()]
    return [
        (word, Span(START_MS + STEP_MS * at, START_MS + STEP_MS * at + WORD_MS)) for at, word in enumerate(words)
    ]


def noise(at: int, rate_hz: int = RATE_HZ, lasts_ms: int = WORD_MS) -> NDArray[np.float32]:
    """What the word at this position sounds like: noise below 3 kHz, with soft edges."""
    seeded = np.random.default_rng(at)
    count = lasts_ms * rate_hz // 1000
    spectrum = np.fft.rfft(seeded.standard_normal(count))
    spectrum[3_000 * lasts_ms // 1000 :] = 0
    sound = np.fft.irfft(spectrum, count) * np.minimum(1, np.hanning(count) * 8)
    return (0.3 * sound / np.abs(sound).max()).astype(np.float32)


def sound(rate_hz: int = RATE_HZ) -> NDArray[np.float32]:
    """The whole call."""
    timed = [span for _, span in spans()]
    return sound_of(timed, timed[-1].end_ms + 1_000, rate_hz=rate_hz)


def sound_of(
    timed: Sequence[Span], length_ms: int, *, rate_hz: int = RATE_HZ, first: int = 0
) -> NDArray[np.float32]:
    """A sound with a noise at each of these times, the first of them `noise(first)`."""
    held = np.random.default_rng(99).standard_normal(length_ms * rate_hz // 1000) * 0.001
    for at, span in enumerate(timed, first):
        begin, word = span.start_ms * rate_hz // 1000, noise(at, rate_hz, span.duration_ms)
        held[begin : begin + len(word)] += word
    return held.astype(np.float32)


def case(folder: Path) -> Case:
    """The case, heard and translated as if by models."""
    path = media.write_wav(folder / "secret-name.wav", sound(), rate_hz=RATE_HZ)
    timed = iter(spans())
    said = [(speaker, "ru", [next(timed) for _ in text.split()], english) for speaker, text, english in SAID]
    return case_of(folder, path, said)


def case_of(
    folder: Path, path: Path, said: Sequence[tuple[str | None, str, Sequence[tuple[str, Span]], str | None]]
) -> Case:
    """A case in which this is said in a file: by whom, in which language, words with their times, in English."""
    made = Case.create(folder / "case")
    with CaseFolder.open(made.path, write=True) as opened:
        recording = acquire(opened, path)
        model = Agent(kind="model", name="whisper-base", digest=Digest.of(b"weights"))
        at = "2026-01-02T03:04:06Z"
        utterances = [
            Utterance(
                id=f"u{number}",
                span=Span(timed[0][1].start_ms, timed[-1][1].end_ms),
                language=language,
                text=" ".join(word for word, _ in timed),
                words=tuple(Word(text=word, span=span) for word, span in timed),
                speaker=speaker,
            )
            for number, (speaker, language, timed, _) in enumerate(said, 1)
        ]
        transcript = Transcript(
            id="t1",
            recording=recording.digest,
            language=said[0][1],
            utterances=tuple(utterances),
            made_by=model,
            made_at=at,
            turns=tuple(Turn(span=one.span, speaker=one.speaker) for one in utterances if one.speaker),
            diarized_by=model if said[0][0] else None,
        )
        lines = tuple(
            Line(utterance_id=f"u{number}", text=text) for number, (_, _, _, text) in enumerate(said, 1) if text
        )
        translation = Translation(
            id="e1", transcript_id="t1", language="en", lines=lines, made_by=model, made_at=at
        )
        with writing(opened) as change:
            change.add_transcript(transcript, pipeline_id="t1", pipeline={})
            if lines:
                change.add_translation(translation)
            change.record_event(verb="process", agent=PROGRAM, recording=recording.digest)
    return made
