"""What a person sees of a recording: its layers, laid over one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from earwitness.errors import RecordError
from earwitness.records.attribution import Attribution
from earwitness.records.glossary import Mention
from earwitness.records.recording import Recording
from earwitness.records.review import Remark, Reviewed
from earwitness.records.speech import Doubt, Transcript, Turn, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Candidate, Decision, Line, Translation, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceView:
    """One utterance beside its translation and who its speaker is said to be, each None where there is none.

    `candidates` are all translations that were proposed for it, `decision` the choice that holds among them.
    `review` says how far people came with it, None where nobody touched it.
    `mentions` are the terms of the glossary among its words. `reworded_at` is when a person last gave it other
    words or took that back, None where nobody did.
    """

    utterance: Utterance
    line: Line | None
    attribution: Attribution | None = None
    candidates: tuple[Candidate, ...] = ()
    decision: Decision | None = None
    review: Reviewed | None = None
    mentions: tuple[Mention, ...] = ()
    reworded_at: str | None = None

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
    def voice(self) -> str | None:
        """What the speaker is called beside what they say, the label in it; None where there is none."""
        return self.attribution.called if self.attribution else self.speaker

    @property
    def translation(self) -> str | None:
        """The translation's text, None where there is no translation."""
        return self.line.text if self.line else None

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What not to trust of what was heard."""
        return self.utterance.doubts


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    """One voice of a recording: its label, who it is said to be (None: nobody says), and how much it speaks.

    `talk_ms` is the length of its turns, overlaps with others included. `channel` is None where it has none of its
    own. `first_words` are those of its first utterance, empty where it has none.
    """

    label: str
    attribution: Attribution | None
    channel: int | None
    talk_ms: int
    utterances: int
    first_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingView:
    """A recording with the transcript and the translation that are shown of it.

    Both are None before it was processed; `translation` is None too where the speech already is in the language
    that was asked for. `attributions` are the newest of each speaker of that transcript. `candidates` are all
    that was proposed as translations into that language, `decisions` the choices among them that hold.
    `corrections` is how many were made of the transcript, all of which are laid over it; `reviewed` says how far
    people came with the utterances that they touched, `remarks` are their comments.
    `mentions` are the terms of the glossary that are said in each utterance, `reworded` when a person last gave it
    other words, by its id.
    """

    recording: Recording
    transcript: Transcript | None
    translation: Translation | None
    attributions: tuple[Attribution, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    decisions: tuple[Decision, ...] = ()
    corrections: int = 0
    reviewed: tuple[Reviewed, ...] = ()
    remarks: tuple[Remark, ...] = ()
    mentions: Mapping[str, tuple[Mention, ...]] = field(default_factory=dict)
    reworded: Mapping[str, str] = field(default_factory=dict)
    _laid: list[tuple[UtteranceView, ...]] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def utterances(self) -> tuple[UtteranceView, ...]:
        """The utterances in order, each with its line; laid over one another when they are first asked for."""
        if not self._laid:
            self._laid.append(self._lay())
        return self._laid[0]

    def _lay(self) -> tuple[UtteranceView, ...]:
        if self.transcript is None:
            return ()
        lines = {line.utterance_id: line for line in self.translation.lines} if self.translation else {}
        named = {one.speaker: one for one in self.attributions}
        proposed: dict[str, list[Candidate]] = {}
        for candidate in self.candidates:
            proposed.setdefault(candidate.utterance_id, []).append(candidate)
        decided = standing(self.decisions, self.candidates)
        reviewed = {one.utterance_id: one for one in self.reviewed}
        return tuple(
            UtteranceView(
                utterance=utterance,
                line=lines.get(utterance.id),
                attribution=named.get(utterance.speaker) if utterance.speaker else None,
                candidates=tuple(proposed.get(utterance.id, ())),
                decision=decided.get(utterance.id),
                review=reviewed.get(utterance.id),
                mentions=self.mentions.get(utterance.id, ()),
                reworded_at=self.reworded.get(utterance.id),
            )
            for utterance in self.transcript.utterances
        )

    @property
    def speakers(self) -> tuple[SpeakerView, ...]:
        """The voices that were told apart, in the order in which they are first heard."""
        if self.transcript is None:
            return ()
        talk: dict[str, list[Turn | Utterance]] = {}
        said: dict[str, list[Utterance]] = {}
        for turn in self.transcript.turns:
            talk.setdefault(turn.speaker, []).append(turn)
        for utterance in self.transcript.utterances:
            if utterance.speaker:
                said.setdefault(utterance.speaker, []).append(utterance)
        for label in said.keys() - talk.keys():  # whoever made them kept no turns
            talk[label] = list(said[label])
        named = {one.speaker: one for one in self.attributions}
        return tuple(
            SpeakerView(
                label=label,
                attribution=named.get(label),
                channel=channels.pop() if len(channels := {one.channel for one in heard}) == 1 else None,
                talk_ms=sum(one.span.duration_ms for one in heard),
                utterances=len(said.get(label, [])),
                first_words=next((utterance.text for utterance in said.get(label, [])), ""),
            )
            for label, heard in sorted(talk.items(), key=lambda item: (item[1][0].span, item[0]))
        )

    def languages(self) -> Iterator[str]:
        """The languages it can be read in, the original first."""
        if self.transcript and self.transcript.language:
            yield self.transcript.language
        if self.translation:
            yield self.translation.language

    def __post_init__(self) -> None:
        shown = self.transcript.id if self.transcript else None
        if self.translation and self.translation.transcript_id != shown:
            raise RecordError("A translation was laid over a transcript that it does not translate.")
        if any(one.transcript_id != shown for one in self.candidates):
            raise RecordError("A translation was proposed for a transcript that is not this one.")
        known = {one.id for one in self.candidates}
        if any(one.candidate_id not in known for one in self.decisions):
            raise RecordError("A choice was made of a translation that nobody proposed.")
        if any(one.transcript_id != shown for one in self.attributions):
            raise RecordError("A name was laid over a transcript for which it was not given.")
        if len({one.speaker for one in self.attributions}) < len(self.attributions):
            raise RecordError("A speaker was given several names at once.")
