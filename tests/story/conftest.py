"""Small recordings that fit together, to be laid out as pages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from earwitness.records.attribution import Attribution
from earwitness.records.custody import Agent, Digest
from earwitness.records.recording import Gap, Recording, Sound
from earwitness.records.speech import Doubt, Drop, Transcript, Turn, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Line, Translation
from earwitness.records.view import RecordingView
from earwitness.story.page import PageFacts

MODEL = Agent(kind="model", name="whisper-base", version="1", digest=Digest.of(b"weights"))
VOICES = Agent(kind="model", name="fake-speakers", version="1", digest=Digest.of(b"voices"))
AT = "2026-03-05T09:41:07Z"


class Make:
    """Records with whatever a test cares about, and something plain for the rest."""

    def utterance(  # noqa: PLR0913  each test names the one or two it is about
        self,
        text: str = "Мы отказались идти.",
        *,
        at_ms: int = 0,
        number: int = 0,
        language: str = "ru",
        speaker: str | None = None,
        doubts: Sequence[Doubt] = (),
    ) -> Utterance:
        """One utterance whose words take 200 ms each, with 50 ms between them."""
        words = tuple(
            Word(text=word, span=Span(at_ms + 250 * i, at_ms + 250 * i + 200))
            for i, word in enumerate(text.split())
        )
        return Utterance(
            id=f"u{number}",
            span=Span(at_ms, at_ms + 250 * max(1, len(words)) - 50),
            language=language,
            text=text,
            words=words,
            speaker=speaker,
            doubts=tuple(doubts),
        )

    def recording(self, *, gaps: Sequence[Gap] = (), name: str = "call.m4a") -> Recording:
        return Recording(
            digest=Digest.of(b"sound"),
            name=name,
            size_bytes=7_654_321,
            container="mov,mp4,m4a",
            sound=Sound(codec="aac", sample_rate_hz=16_000, channels=1),
            duration_ms=60_000,
            gaps=tuple(gaps),
            acquired_at=AT,
        )

    def view(  # noqa: PLR0913
        self,
        *utterances: Utterance,
        lines: Sequence[Line] | None = (),
        language: str | None = "ru",
        into: str = "en",
        made_by: Agent = MODEL,
        recording: Recording | None = None,
        gaps: Sequence[Gap] = (),
        drops: Sequence[Drop] = (),
        named: Sequence[Attribution] = (),
    ) -> RecordingView:
        """A recording with these utterances; `lines=None` leaves it without a translation."""
        held = recording or self.recording(gaps=gaps)
        turns = tuple(Turn(span=one.span, speaker=one.speaker) for one in utterances if one.speaker)
        transcript = Transcript(
            id="t",
            recording=held.digest,
            language=language,
            utterances=utterances,
            made_by=made_by,
            made_at=AT,
            turns=turns,
            diarized_by=VOICES if turns else None,
            drops=tuple(drops),
        )
        translation = Translation(
            id="e", transcript_id="t", language=into, lines=tuple(lines or ()), made_by=made_by, made_at=AT
        )
        return RecordingView(
            recording=held,
            transcript=transcript,
            translation=None if lines is None else translation,
            attributions=tuple(named),
        )

    def named(self, speaker: str = "S1", **more: Any) -> Attribution:
        """Everything is known of somebody."""
        said = {
            "name": "Ivan Petrov",
            "role": "gunner",
            "according_to": "his mother",
            "hedge": "claimed",
            "evidence": "a letter to us",
        }
        return Attribution(id="t-a1", transcript_id="t", speaker=speaker, made_at=AT, **(said | more))

    def facts(self, **more: Any) -> PageFacts:
        said = {"title": "A call", "origin": None, "published_on": date(2026, 4, 1), "version": "0.1.0"}
        return PageFacts(**(said | more))


@pytest.fixture(scope="session")
def make() -> Make:
    return Make()
