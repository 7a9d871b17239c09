"""A transcript of four utterances by two people, and corrections of it by one or another person."""

from __future__ import annotations

from earwitness.records.custody import Agent, Digest
from earwitness.records.review import Change, Correction
from earwitness.records.speech import Doubt, Transcript, Turn, Utterance, Word
from earwitness.records.time import Span

ANNA, IVAN = (Agent(kind="person", name=name, digest=Digest.of(name.encode())) for name in ("anna", "ivan"))
MODEL = Agent(kind="model", name="whisper-base")
SAID = (
    ("S1", "Алло, ты меня слышишь?"),
    ("S2", "Слышу. Мы отказались идти."),
    ("S2", "Понял."),
    ("S1", "Да, да."),
)


def utterance(number: int, text: str, *, speaker: str = "S1", start_ms: int = 0) -> Utterance:
    words = tuple(
        Word(text=one, span=Span(start_ms + 400 * at, start_ms + 400 * at + 350), confidence=0.5)
        for at, one in enumerate(text.split())
    )
    return Utterance(
        id=f"u{number}",
        span=Span(start_ms, words[-1].span.end_ms),
        language="ru",
        text=text,
        words=words,
        speaker=speaker,
        doubts=(Doubt(reason="unsure", text="The recogniser was unsure of these words.", words=(0,)),),
    )


def transcript() -> Transcript:
    utterances = tuple(
        utterance(number, text, speaker=speaker, start_ms=3_000 * number)
        for number, (speaker, text) in enumerate(SAID)
    )
    return Transcript(
        id="t1",
        recording=Digest.of(b"sound"),
        language="ru",
        utterances=utterances,
        made_by=MODEL,
        made_at="2026-01-02T03:04:05Z",
        turns=tuple(Turn(span=one.span, speaker=one.speaker or "") for one in utterances),
        diarized_by=MODEL,
    )


def made(*changes: Change | tuple[Change, Agent]) -> list[Correction]:
    """These changes, one after another, by Anna where it is not said by whom."""
    return [
        Correction(
            number=number,
            transcript_id="t1",
            change=change[0] if isinstance(change, tuple) else change,
            made_by=change[1] if isinstance(change, tuple) else ANNA,
            made_at=f"2026-01-02T04:00:{number:02}.000Z",
        )
        for number, change in enumerate(changes, 1)
    ]
