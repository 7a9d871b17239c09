"""What a person sees of a recording: its layers, laid over one another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from earwitness.errors import RecordError
from earwitness.records.recording import Recording
from earwitness.records.speech import Doubt, Transcript, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Line, Translation


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceView:
    """One utterance beside its translation, None where it has none."""

    utterance: Utterance
    line: Line | None

    @property
    def id(self) -> str:
        """The utterance's id."""
        return self.utterance.id

    @property
    def span(self) -> Span:
        """When it was said."""
        return self.utterance.span

    @property
    def text(self) -> str:
        """What was said, in the original language."""
        return self.utterance.text

    @property
    def words(self) -> tuple[Word, ...]:
        """The words with their times."""
        return self.utterance.words

    @property
    def speaker(self) -> str | None:
        """The speaker's label."""
        return self.utterance.speaker

    @property
    def translation(self) -> str | None:
        """The translation's text, None where there is no translation."""
        return self.line.text if self.line else None

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What not to trust of what was heard."""
        return self.utterance.doubts


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingView:
    """A recording with the transcript and the translation that are shown of it.

    Both are None before it was processed; `translation` is None too where the speech already is in the language
    that was asked for.
    """

    recording: Recording
    transcript: Transcript | None
    translation: Translation | None

    @property
    def utterances(self) -> tuple[UtteranceView, ...]:
        """The utterances in order, each with its line."""
        if self.transcript is None:
            return ()
        lines = {line.utterance_id: line for line in self.translation.lines} if self.translation else {}
        return tuple(
            UtteranceView(utterance=utterance, line=lines.get(utterance.id))
            for utterance in self.transcript.utterances
        )

    def languages(self) -> Iterator[str]:
        """The languages it can be read in, the original first."""
        if self.transcript and self.transcript.language:
            yield self.transcript.language
        if self.translation:
            yield self.translation.language

    def __post_init__(self) -> None:
        if self.translation and (not self.transcript or self.translation.transcript_id != self.transcript.id):
            raise RecordError("A translation was laid over a transcript that it does not translate.")
