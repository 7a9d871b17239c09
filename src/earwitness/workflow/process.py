"""The main job: hear a recording, in its own language and in English, tell its speakers apart, and keep all of it.

It can be stopped at any moment and run again. A batch that was heard is kept at once and is not heard again; since
the sound is cut in the same way each time, the result is the one that it would have been. What was heard stays in
the case, so that telling speakers apart later, or into another number of them, does not hear the words again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.backends.protocols import Diarizer, Embedder, Transcriber
from earwitness.errors import UsageError
from earwitness.recording.tracks import Channels, Tracks, check_channels, tracks
from earwitness.records.custody import Agent, Digest
from earwitness.records.recording import Recording
from earwitness.records.speech import Transcript, Turn
from earwitness.records.translation import Line, Translation
from earwitness.records.view import RecordingView
from earwitness.speech.assemble import Assembled, Stretch, assemble
from earwitness.speech.diarize import check_speakers
from earwitness.speech.heard import Heard
from earwitness.speech.language import most
from earwitness.speech.listen import ENGLISH
from earwitness.speech.parties import parties
from earwitness.translation.attach import attach
from earwitness.translation.doubt import doubts
from earwitness.translation.estimate import estimates
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.hearing import Hearing
from earwitness.workflow.person import writing
from earwitness.workflow.pipeline import backend, named
from earwitness.workflow.progress import NOBODY, Audience, Report
from earwitness.workflow.show import view
from earwitness.workflow.telling import Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody says of a recording before it is heard, None where it is to be found out.

    `language` is the one that is spoken (BCP 47), `speakers` how many people speak, `channels` whether each of two
    channels is one end of a call.
    """

    language: str | None = None
    speakers: int | None = None
    channels: Channels | None = None


Estimator = Callable[[], Embedder | None]


def nobody() -> None:
    """Estimate nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """Who hears the words, who tells voices in the same sound apart (None: nobody does), and who estimates the
    English, which is asked for when there is some.
    """

    transcriber: Transcriber
    diarizer: Diarizer | None
    estimator: Estimator = nobody


def process(
    case: CaseFolder,
    recording: Recording,
    models: Models,
    *,
    asked: Asked = Asked(),
    audience: Audience = NOBODY,
) -> RecordingView:
    """Hear a recording of the case (opened for writing), unless it was heard by the same models so before.

    Raises UsageError for a language that the transcriber does not know, for a number of speakers that there cannot
    be, and for channels that cannot be heard apart.
    """
    transcriber, diarizer = models.transcriber, models.diarizer
    language = (asked.language or "").lower() or None
    if language and language not in transcriber.languages:
        raise UsageError(
            f"The model {transcriber.info.agent.name} knows no language {language!r}.",
            advice=f"It knows: {', '.join(sorted(transcriber.languages))}.",
        )
    check_speakers(asked.speakers)
    check_channels(asked.channels, asked.speakers)
    job = _Job(
        case=case,
        recording=recording,
        hearing=Hearing(case=case, recording=recording, transcriber=transcriber, language=language),
        telling=Telling(case=case, recording=recording, diarizer=diarizer, speakers=asked.speakers)
        if diarizer
        else None,
        asked=asked,
        estimator=models.estimator,
    )
    if case.database.transcript(recording.digest, pipeline_id=job.pipeline_id) is None:
        job.run(audience)
    return view(case, recording, pipeline_id=job.pipeline_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Who speaks when, None where nobody told it, and who did."""

    turns: Sequence[Turn] | None
    by: Agent | None


@dataclass(frozen=True, kw_only=True)
class _Job:
    """A recording to be heard, and its speakers told apart, to become a transcript and its English."""

    case: CaseFolder
    recording: Recording
    hearing: Hearing
    telling: Telling | None
    asked: Asked
    estimator: Estimator

    @cached_property
    def pipeline(self) -> dict[str, Any]:
        """What decides the transcript."""
        return {
            **self.hearing.pipeline,
            "channels": self.asked.channels,
            "speakers": self.asked.speakers,
            "diarizer": self.telling.pipeline if self.telling else None,
        }

    @cached_property
    def pipeline_id(self) -> str:
        return named(self.pipeline)

    def run(self, audience: Audience) -> None:
        """Hear it, tell who speaks, and keep a transcript and a translation in one step."""
        path = self.case.store.path(self.recording.digest)
        sound = tracks(path, self.recording, asked=self.asked.channels, speakers=self.asked.speakers)
        heard, echoes = self.hearing.heard(sound, audience)
        told = self._told(heard, sound, audience.report)
        made = assemble(heard, turns=told.turns, gaps=self.recording.gaps, echoes=echoes)
        self._keep(made, told, sound, audience.report)

    def _told(self, heard: Sequence[Heard], sound: Tracks, report: Report) -> _Told:
        if sound.apart:
            return _Told(turns=parties(heard), by=PROGRAM)
        if self.telling:
            return _Told(turns=self.telling.turns(sound, report), by=self.telling.diarizer.info.agent)
        return _Told(turns=None, by=None)

    def _keep(self, made: Assembled, told: _Told, sound: Tracks, report: Report) -> None:
        transcript = self._transcript(made, told)
        compares = self.estimator() if any(stretch.english for stretch in made.stretches) else None
        translation = Translation(
            id=f"{transcript.id}-{ENGLISH}",
            transcript_id=transcript.id,
            language=ENGLISH,
            lines=tuple(_translated(made.stretches, compares, report)),
            made_by=transcript.made_by,
            made_at=transcript.made_at,
        )
        with writing(self.case) as change:
            change.add_transcript(transcript, pipeline_id=self.pipeline_id, pipeline=self.pipeline)
            if translation.lines:
                change.add_translation(translation)
            change.bind_batches(self.recording.digest, self.hearing.work(sound))
            if self.telling:
                change.drop_batches(self.recording.digest, self.telling.work)
            change.record_event(
                verb="process",
                agent=PROGRAM,
                recording=self.recording.digest,
                detail={
                    "transcript": transcript.id,
                    "utterances": len(transcript.utterances),
                    "speakers": len({turn.speaker for turn in transcript.turns}),
                    "drops": len(transcript.drops),
                    "channels": {**asdict(sound.found), "apart": sound.apart} if sound.found else None,
                    "pipeline": self.pipeline,
                    "estimated_by": backend(compares.info.agent) if compares else None,
                },
            )

    def _transcript(self, made: Assembled, told: _Told) -> Transcript:
        spoken: dict[str, float] = {}
        for utterance in made.utterances:
            spoken[utterance.language] = spoken.get(utterance.language, 0.0) + utterance.span.duration_ms
        return Transcript(
            id=Digest.of(f"{self.recording.digest} {self.pipeline_id}".encode()).short,
            recording=self.recording.digest,
            language=most(spoken) if spoken else None,
            utterances=made.utterances,
            made_by=self.hearing.transcriber.info.agent,
            made_at=now(),
            turns=tuple(told.turns or ()),
            diarized_by=told.by,
            drops=made.drops,
        )


def _translated(stretches: Sequence[Stretch], compares: Embedder | None, report: Report) -> Iterator[Line]:
    for number, stretch in enumerate(stretches, 1):
        yield from lines_of(stretch, compares)
        if compares:
            report("Estimating the English", number / len(stretches))


def lines_of(stretch: Stretch, compares: Embedder | None) -> Iterator[Line]:
    """The English of each utterance of a stretch, with its doubts; estimated where somebody compares."""
    if stretch.english is None:
        return
    texts = attach(stretch.english, stretch.utterances)
    for utterance, text in zip(stretch.utterances, texts, strict=True):
        if compares:
            both = utterance.text, utterance.language
            (estimate,) = estimates(*both, [text], compares, second_try=stretch.again)
            found = estimate.doubts
        else:
            found = doubts(utterance.text, text, utterance.language, second_try=stretch.again)
        yield Line(utterance_id=utterance.id, text=text, doubts=found)
