"""The main job: hear a recording, in its own language and in English, and keep what was heard.

It can be stopped at any moment and run again. A batch of chunks that was heard is kept at once and is not heard
again; since the chunks are cut in the same way each time, the result is the one that it would have been.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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
from earwitness.workflow.progress import Report, counted, silent

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
    if language and language not in transcriber.languages:
        raise UsageError(
            f"The model {transcriber.info.agent.name} knows no language {language!r}.",
            advice=f"It knows: {', '.join(sorted(transcriber.languages))}.",
        )
    pipeline = _pipeline(transcriber, language)
    pipeline_id = str(Digest.of(canonical(pipeline)))
    transcript = case.database.transcript(recording.digest, pipeline_id=pipeline_id)
    if transcript is None:
        heard = list(_heard(case, recording, transcriber, language, pipeline_id, report))
        transcript = _keep(case, recording, transcriber, heard, pipeline_id, pipeline)
    return RecordingView(
        recording=recording,
        transcript=transcript,
        translation=case.database.translation(transcript.id, ENGLISH),
    )


def _pipeline(transcriber: Transcriber, language: str | None) -> dict[str, Any]:
    """What decides the result: the same of it gives the same transcript."""
    agent = transcriber.info.agent
    return {
        "program": PROGRAM.version,
        "model": agent.name,
        "engine": agent.version,
        "weights": str(agent.digest) if agent.digest else None,
        "language": language,
        "batch": BATCH,
    }


def _heard(
    case: CaseFolder,
    recording: Recording,
    transcriber: Transcriber,
    language: str | None,
    pipeline_id: str,
    report: Report,
) -> Iterator[Heard]:
    """All that is heard, batch by batch; each is kept before the next begins, and none is heard twice."""
    finished = case.database.batches(recording.digest, pipeline_id)
    sound = Decoding(case.store.path(recording.digest))
    for number, batch in enumerate(_batches(chunks(sound, SileroVoiceDetector()))):
        if number in finished:
            heard = load(finished[number])
        else:
            heard = listen(transcriber, batch, language=language)
            case.database.save_batch(recording.digest, pipeline_id, number, dump(heard))
        language = heard[0].language  # what the first batch is in, the whole recording is taken to be in
        report("Listening", batch[-1].span.end_ms / recording.duration_ms)
        yield from heard


def _batches(all_chunks: Iterable[Chunk]) -> Iterator[Sequence[Chunk]]:
    remaining = iter(all_chunks)
    while batch := tuple(islice(remaining, BATCH)):
        yield batch


def _keep(
    case: CaseFolder,
    recording: Recording,
    transcriber: Transcriber,
    heard: Sequence[Heard],
    pipeline_id: str,
    pipeline: dict[str, Any],
) -> Transcript:
    stretches = assemble(heard, gaps=recording.gaps)
    utterances = tuple(utterance for stretch in stretches for utterance in stretch.utterances)
    maker, made_at = transcriber.info.agent, now()
    transcript = Transcript(
        id=Digest.of(f"{recording.digest} {pipeline_id}".encode()).short,
        recording=recording.digest,
        language=_main_language(heard) if utterances else None,
        utterances=utterances,
        made_by=maker,
        made_at=made_at,
    )
    lines = tuple(line for stretch in stretches for line in _lines(stretch))
    with case.database.writing(chain.line) as change:
        change.add_transcript(transcript, pipeline_id=pipeline_id, pipeline=pipeline)
        if lines:
            change.add_translation(
                Translation(
                    id=f"{transcript.id}-{ENGLISH}",
                    transcript_id=transcript.id,
                    language=ENGLISH,
                    lines=lines,
                    made_by=maker,
                    made_at=made_at,
                )
            )
        change.record_event(
            verb="process",
            agent=PROGRAM,
            recording=recording.digest,
            detail={"transcript": transcript.id, "utterances": len(utterances), "pipeline": pipeline},
        )
    return transcript


def _main_language(heard: Sequence[Heard]) -> str:
    return Counter(chunk.language for chunk in heard).most_common(1)[0][0]


def _lines(stretch: Stretch) -> Iterator[Line]:
    if stretch.english is None:
        return
    texts = attach(stretch.english, stretch.utterances)
    for utterance, text in zip(stretch.utterances, texts, strict=True):
        yield Line(utterance_id=utterance.id, text=text, doubts=doubts(utterance.text, text))
