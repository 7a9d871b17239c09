"""The main job: hear a recording, in its own language and in English, and keep what was heard.

It can be stopped at any moment and run again. A batch of chunks that was heard is kept at once and is not heard
again; since the chunks are cut in the same way each time, the result is the one that it would have been.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.backends.protocols import Chunk, Transcriber
from earwitness.backends.silero_vad import SileroVoiceDetector
from earwitness.errors import UsageError
from earwitness.ledger import chain
from earwitness.recording.decode import Decoding
from earwitness.records.canonical import canonical
from earwitness.records.custody import Digest
from earwitness.records.recording import Recording
from earwitness.records.speech import Transcript
from earwitness.records.translation import Line, Translation
from earwitness.records.view import RecordingView
from earwitness.speech.assemble import Stretch, assemble
from earwitness.speech.chunks import chunks
from earwitness.speech.listen import ENGLISH, Heard, listen
from earwitness.translation.attach import attach
from earwitness.translation.doubt import doubts
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.checkpoint import dump, load
from earwitness.workflow.progress import Report, silent

BATCH = 8
"""Chunks that are heard together: what keeps two cores busy, and no more than a stop can cost."""


def process(
    case: CaseFolder,
    recording: Recording,
    transcriber: Transcriber,
    *,
    language: str | None = None,
    report: Report = silent,
) -> RecordingView:
    """Hear a recording of the case (opened for writing), unless this transcriber has heard it so before.

    `language` is the one that is spoken (BCP 47); None lets the transcriber find out. Raises UsageError for a
    language that it does not know.
    """
    language = (language or "").lower() or None
    if language and language not in transcriber.languages:
        raise UsageError(
            f"The model {transcriber.info.agent.name} knows no language {language!r}.",
            advice=f"It knows: {', '.join(sorted(transcriber.languages))}.",
        )
    job = _Job(case=case, recording=recording, transcriber=transcriber, language=language)
    transcript = case.database.transcript(recording.digest, pipeline_id=job.pipeline_id)
    if transcript is None:
        transcript = job.keep(list(job.hear(report)))
    return RecordingView(
        recording=recording,
        transcript=transcript,
        translation=case.database.translation(transcript.id, ENGLISH),
    )


@dataclass(frozen=True, kw_only=True)
class _Job:
    """One recording to be heard by one transcriber, told or not told the language."""

    case: CaseFolder
    recording: Recording
    transcriber: Transcriber
    language: str | None

    @cached_property
    def pipeline(self) -> dict[str, Any]:
        """What decides the result: the same of it gives the same transcript."""
        agent = self.transcriber.info.agent
        return {
            "program": PROGRAM.version,
            "model": agent.name,
            "engine": agent.version,
            "weights": str(agent.digest) if agent.digest else None,
            "language": self.language,
            "batch": BATCH,
        }

    @cached_property
    def pipeline_id(self) -> str:
        return str(Digest.of(canonical(self.pipeline)))

    def hear(self, report: Report) -> Iterator[Heard]:
        """All that is heard, batch by batch; each is kept before the next begins, and none is heard twice."""
        database, digest = self.case.database, self.recording.digest
        finished = database.batches(digest, self.pipeline_id)
        sound = Decoding(self.case.store.path(digest), name=self.recording.name)
        language = self.language
        for number, batch in enumerate(_batches(chunks(sound, SileroVoiceDetector()))):
            if number in finished:
                heard = load(finished[number])
            else:
                heard = listen(self.transcriber, batch, language=language)
                database.save_batch(digest, self.pipeline_id, number, dump(heard))
            language = heard[0].language  # what the first batch is in, the whole recording is taken to be in
            report("Listening", batch[-1].span.end_ms / self.recording.duration_ms)
            yield from heard

    def keep(self, heard: Sequence[Heard]) -> Transcript:
        """Make a transcript and a translation of what was heard, and keep both in one step."""
        stretches = assemble(heard, gaps=self.recording.gaps)
        utterances = tuple(utterance for stretch in stretches for utterance in stretch.utterances)
        maker, made_at = self.transcriber.info.agent, now()
        transcript = Transcript(
            id=Digest.of(f"{self.recording.digest} {self.pipeline_id}".encode()).short,
            recording=self.recording.digest,
            language=heard[0].language if utterances else None,
            utterances=utterances,
            made_by=maker,
            made_at=made_at,
        )
        translation = Translation(
            id=f"{transcript.id}-{ENGLISH}",
            transcript_id=transcript.id,
            language=ENGLISH,
            lines=tuple(line for stretch in stretches for line in _lines(stretch)),
            made_by=maker,
            made_at=made_at,
        )
        with self.case.database.writing(chain.line) as change:
            change.add_transcript(transcript, pipeline_id=self.pipeline_id, pipeline=self.pipeline)
            if translation.lines:
                change.add_translation(translation)
            change.record_event(
                verb="process",
                agent=PROGRAM,
                recording=self.recording.digest,
                detail={"transcript": transcript.id, "utterances": len(utterances), "pipeline": self.pipeline},
            )
        return transcript


def _batches(all_chunks: Iterable[Chunk]) -> Iterator[Sequence[Chunk]]:
    remaining = iter(all_chunks)
    while batch := tuple(islice(remaining, BATCH)):
        yield batch


def _lines(stretch: Stretch) -> Iterator[Line]:
    if stretch.english is None:
        return
    texts = attach(stretch.english, stretch.utterances)
    for utterance, text in zip(stretch.utterances, texts, strict=True):
        yield Line(utterance_id=utterance.id, text=text, doubts=doubts(utterance.text, text))
