"""The main job: hear a recording, in its own language and in English, tell its speakers apart, and keep all of it.

It can be stopped at any moment and run again. A batch that was heard is kept at once and is not heard again; since
the sound is cut in the same way each time, the result is the one that it would have been. What was heard stays in
the case, so that telling speakers apart later, or into another number of them, does not hear the words again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.backends.protocols import Chunk, Diarizer, Transcriber
from earwitness.backends.silero_vad import SileroVoiceDetector
from earwitness.errors import UsageError
from earwitness.ledger import chain
from earwitness.recording.decode import Decoding
from earwitness.records.canonical import canonical
from earwitness.records.custody import Digest
from earwitness.records.recording import Recording
from earwitness.records.speech import Transcript, Turn
from earwitness.records.translation import Line, Translation
from earwitness.records.view import RecordingView
from earwitness.speech.assemble import Assembled, Stretch, assemble
from earwitness.speech.chunks import chunks
from earwitness.speech.diarize import check_speakers, tell_apart
from earwitness.speech.heard import Heard
from earwitness.speech.language import most, shares
from earwitness.speech.listen import ENGLISH, listen
from earwitness.speech.observe import Observation, observe
from earwitness.translation.attach import attach
from earwitness.translation.doubt import doubts
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.checkpoint import dump, dump_observation, load, load_observation
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.show import view

BATCH = 16
"""Chunks that are heard together: four units of Whisper's for each language, and no more than a stop can cost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody says of a recording before it is heard, None where it is to be found out.

    `language` is the one that is spoken (BCP 47), `speakers` how many people speak.
    """

    language: str | None = None
    speakers: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Models:
    """Who hears the words, and who tells the speakers apart (None: nobody does)."""

    transcriber: Transcriber
    diarizer: Diarizer | None


def process(
    case: CaseFolder,
    recording: Recording,
    models: Models,
    *,
    asked: Asked = Asked(),
    report: Report = silent,
) -> RecordingView:
    """Hear a recording of the case (opened for writing), unless it was heard by the same models so before.

    Raises UsageError for a language that the transcriber does not know, and for a number of speakers that there
    cannot be.
    """
    transcriber, diarizer = models.transcriber, models.diarizer
    language = (asked.language or "").lower() or None
    if language and language not in transcriber.languages:
        raise UsageError(
            f"The model {transcriber.info.agent.name} knows no language {language!r}.",
            advice=f"It knows: {', '.join(sorted(transcriber.languages))}.",
        )
    check_speakers(asked.speakers)
    hearing = _Hearing(case=case, recording=recording, transcriber=transcriber, language=language)
    telling = (
        _Telling(case=case, recording=recording, diarizer=diarizer, speakers=asked.speakers) if diarizer else None
    )
    job = _Job(case=case, recording=recording, hearing=hearing, telling=telling)
    if case.database.transcript(recording.digest, pipeline_id=job.pipeline_id) is None:
        heard = list(hearing.heard(report))
        job.keep(heard, telling.turns(report) if telling else None)
    return view(case, recording, pipeline_id=job.pipeline_id)


@dataclass(frozen=True, kw_only=True)
class _Hearing:
    """One recording to be heard by one transcriber, told or not told the language."""

    case: CaseFolder
    recording: Recording
    transcriber: Transcriber
    language: str | None

    @cached_property
    def pipeline(self) -> dict[str, Any]:
        """What decides what is heard: the same of it gives the same."""
        agent = self.transcriber.info.agent
        return {
            "program": PROGRAM.version,
            "model": agent.name,
            "engine": agent.version,
            "weights": str(agent.digest) if agent.digest else None,
            "language": self.language,
            "batch": BATCH,
        }

    def heard(self, report: Report) -> Iterator[Heard]:
        """All that is heard, batch by batch; each is kept before the next begins, and none is heard twice."""
        database, digest, work = self.case.database, self.recording.digest, _named(self.pipeline)
        finished = database.batches(digest, work)
        sound = Decoding(self.case.store.path(digest), name=self.recording.name)
        languages: dict[str, float] = {}
        for number, batch in enumerate(_batches(chunks(sound, SileroVoiceDetector()))):
            if number in finished:
                heard = load(finished[number])
            else:
                heard = listen(self.transcriber, batch, language=self.language, before=languages)
                database.save_batch(digest, work, number, dump(heard))
            for language, much in shares(heard).items():
                languages[language] = languages.get(language, 0.0) + much
            report("Listening", batch[-1].span.end_ms / self.recording.duration_ms)
            yield from heard


@dataclass(frozen=True, kw_only=True)
class _Telling:
    """One recording whose speakers are to be told apart, told or not told how many there are."""

    case: CaseFolder
    recording: Recording
    diarizer: Diarizer
    speakers: int | None

    @cached_property
    def observing(self) -> dict[str, Any]:
        """What decides what is heard of the voices, before they are told apart."""
        agent = self.diarizer.info.agent
        return {
            "program": PROGRAM.version,
            "model": agent.name,
            "engine": agent.version,
            "weights": str(agent.digest) if agent.digest else None,
        }

    @property
    def pipeline(self) -> dict[str, Any]:
        """What decides the turns."""
        return {**self.observing, "speakers": self.speakers}

    @property
    def work(self) -> str:
        """What the finished stretches of it are called; they are let go when the transcript is kept."""
        return _named(self.observing)

    def turns(self, report: Report) -> list[Turn]:
        """Who speaks when; no stretch is listened to twice."""
        return tell_apart(self._observed(report), self.diarizer.grid, speakers=self.speakers)

    def _observed(self, report: Report) -> Iterator[Observation]:
        database, digest = self.case.database, self.recording.digest
        known = {number: load_observation(one) for number, one in database.batches(digest, self.work).items()}
        sound = Decoding(self.case.store.path(digest), name=self.recording.name)
        for number, seen in enumerate(observe(sound, self.diarizer, known=known)):
            if number not in known:
                database.save_batch(digest, self.work, number, dump_observation(seen))
            report("Telling speakers apart", seen.end_ms / self.recording.duration_ms)
            yield seen


@dataclass(frozen=True, kw_only=True)
class _Job:
    """What was heard and who said it, to become a transcript and its English."""

    case: CaseFolder
    recording: Recording
    hearing: _Hearing
    telling: _Telling | None

    @cached_property
    def pipeline(self) -> dict[str, Any]:
        """What decides the transcript."""
        return {**self.hearing.pipeline, "diarizer": self.telling.pipeline if self.telling else None}

    @cached_property
    def pipeline_id(self) -> str:
        return _named(self.pipeline)

    def keep(self, heard: Sequence[Heard], turns: Sequence[Turn] | None) -> None:
        """Make a transcript and a translation, and keep both in one step."""
        made = assemble(heard, turns=turns, gaps=self.recording.gaps)
        transcript = self._transcript(made, turns or ())
        translation = Translation(
            id=f"{transcript.id}-{ENGLISH}",
            transcript_id=transcript.id,
            language=ENGLISH,
            lines=tuple(line for stretch in made.stretches for line in _lines(stretch)),
            made_by=transcript.made_by,
            made_at=transcript.made_at,
        )
        with self.case.database.writing(chain.line) as change:
            change.add_transcript(transcript, pipeline_id=self.pipeline_id, pipeline=self.pipeline)
            if translation.lines:
                change.add_translation(translation)
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
                    "pipeline": self.pipeline,
                },
            )

    def _transcript(self, made: Assembled, turns: Sequence[Turn]) -> Transcript:
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
            turns=tuple(turns),
            diarized_by=self.telling.diarizer.info.agent if self.telling else None,
            drops=made.drops,
        )


def _named(pipeline: dict[str, Any]) -> str:
    return str(Digest.of(canonical(pipeline)))


def _batches(all_chunks: Iterable[Chunk]) -> Iterator[Sequence[Chunk]]:
    remaining = iter(all_chunks)
    while batch := tuple(islice(remaining, BATCH)):
        yield batch


def _lines(stretch: Stretch) -> Iterator[Line]:
    if stretch.english is None:
        return
    texts = attach(stretch.english, stretch.utterances)
    for utterance, text in zip(stretch.utterances, texts, strict=True):
        yield Line(utterance_id=utterance.id, text=text, doubts=doubts(utterance.text, text, utterance.language))
