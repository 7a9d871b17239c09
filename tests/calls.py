"""A call in a case, heard and told apart as if by models: for tests of what stands above them."""

from __future__ import annotations

import wave
from collections.abc import Mapping
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.records.custody import Agent, Digest
from earwitness.records.speech import Drop, Transcript, Turn, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Line, Translation
from earwitness.workflow.acquire import acquire
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.case import Case
from earwitness.workflow.person import writing

SAID = [("S1", "Алло, ты меня слышишь?"), ("S2", "Слышу."), ("S2", "Мы отказались идти."), ("S1", "Береги себя.")]
EACH_MS = 2_000


def call(path: Path) -> Case:
    """A case with one recording, which nobody has heard."""
    sound = path.with_suffix(".wav")
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, 8_000, 0, "NONE", ""))
        file.writeframes(bytes(2 * 8 * EACH_MS * (len(SAID) + 1)))
    case = Case.create(path)
    with CaseFolder.open(path, write=True) as folder:
        acquire(folder, sound)
    return case


def hear(
    case: Case,
    transcript_id: str,
    *,
    speakers: bool = True,
    silent: bool = False,
    others: Mapping[int, tuple[str, str]] = {},
) -> Transcript:
    """Add a transcript: of four utterances by two people, whom nobody has told apart unless `speakers`.

    `others` are in another language: their numbers, from 1, with the language and what is said.
    """
    (recording,) = case.recordings()
    spans = [Span(EACH_MS * at, EACH_MS * at + 1_600) for at in range(len(SAID))]
    said = [] if silent else list(zip(spans, SAID, strict=True))
    transcript = Transcript(
        id=transcript_id,
        recording=recording.digest,
        language="ru",
        utterances=tuple(
            _utterance(number, span, *others.get(number, ("ru", text)), label if speakers else None)
            for number, (span, (label, text)) in enumerate(said, 1)
        ),
        made_by=Agent(kind="model", name="whisper-base", digest=Digest.of(b"weights")),
        made_at="2026-01-02T03:04:06Z",
        turns=tuple(Turn(span=span, speaker=label) for span, (label, _) in said if speakers),
        diarized_by=Agent(kind="model", name="fake-speakers", version="1") if speakers else None,
        drops=(Drop(span=Span(9_000, 9_500), reason="no-voice", why="Nobody speaks here.", text="Субтитры."),),
    )
    with CaseFolder.open(case.path, write=True) as folder, writing(folder) as change:
        change.add_transcript(transcript, pipeline_id=transcript_id, pipeline={})
        change.record_event(verb="process", agent=PROGRAM, recording=recording.digest)
    return transcript


ENGLISH = ["Hello, can you hear me?", "I hear you.", "We refused to go.", "Take care of yourself."]


def translate(case: Case, transcript_id: str, translation_id: str, lines: list[str] = ENGLISH) -> Translation:
    """Add a translation of the four utterances."""
    translation = Translation(
        id=translation_id,
        transcript_id=transcript_id,
        language="en",
        lines=tuple(Line(utterance_id=f"u{number}", text=text) for number, text in enumerate(lines, 1)),
        made_by=Agent(kind="model", name="whisper-base", digest=Digest.of(b"weights")),
        made_at="2026-01-02T03:04:07Z",
    )
    with CaseFolder.open(case.path, write=True) as folder, writing(folder) as change:
        change.add_translation(translation)
        change.record_event(verb="translate", agent=PROGRAM)
    return translation


def _utterance(number: int, span: Span, language: str, text: str, speaker: str | None) -> Utterance:
    words, each_ms = text.split(), span.duration_ms // len(text.split())
    return Utterance(
        id=f"u{number}",
        span=span,
        language=language,
        text=text,
        words=tuple(
            Word(text=word, span=Span(0, each_ms).shift(span.start_ms + at * each_ms))
            for at, word in enumerate(words)
        ),
        speaker=speaker,
    )
