"""What was heard as rows and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from earwitness.archive import rows
from earwitness.records.custody import Agent, Digest
from earwitness.records.speech import Drop, Transcript, Turn, Utterance, Word
from earwitness.records.time import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """The newest transcript of a recording without its words; `corrections` is how many people made to it."""

    recording: Digest
    transcript_id: str
    corrections: int
    language: str | None
    made_by: Agent


def listened_from(row: rows.Row) -> Listened:
    """The newest transcript of its row."""
    return Listened(
        recording=Digest.parse(row["recording"]),
        transcript_id=row["id"],
        corrections=row["corrections"],
        language=row["language"],
        made_by=rows.agent_from(row["made_by"]),
    )


def transcript_row(transcript: Transcript) -> rows.Row:
    """One row of `transcripts`, without the pipeline, which no record carries."""
    return {
        "id": transcript.id,
        "recording": str(transcript.recording),
        "language": transcript.language,
        "made_by": rows.agent_json(transcript.made_by),
        "made_at": transcript.made_at,
        "diarized_by": rows.agent_json(transcript.diarized_by) if transcript.diarized_by else None,
    }


def transcript_from(
    row: rows.Row, *, utterances: Iterable[rows.Row], turns: Iterable[rows.Row], drops: Iterable[rows.Row]
) -> Transcript:
    """The transcript of its row and the rows of what it holds, which come in order."""
    return Transcript(
        id=row["id"],
        recording=Digest.parse(row["recording"]),
        language=row["language"],
        utterances=tuple(_utterance(each) for each in utterances),
        made_by=rows.agent_from(row["made_by"]),
        made_at=row["made_at"],
        turns=tuple(
            Turn(span=rows.span(each), speaker=each["speaker"], channel=each["channel"]) for each in turns
        ),
        diarized_by=rows.agent_from(row["diarized_by"]) if row["diarized_by"] is not None else None,
        drops=tuple(
            Drop(
                span=rows.span(each),
                reason=each["reason"],
                why=each["why"],
                text=each["text"],
                channel=each["channel"],
            )
            for each in drops
        ),
    )


def utterance_rows(transcript: Transcript) -> Iterator[rows.Row]:
    """The rows of `utterances`, in order."""
    for position, utterance in enumerate(transcript.utterances):
        yield {
            "transcript_id": transcript.id,
            "position": position,
            "id": utterance.id,
            "start_ms": utterance.span.start_ms,
            "end_ms": utterance.span.end_ms,
            "speaker": utterance.speaker,
            "channel": utterance.channel,
            "language": utterance.language,
            "text": utterance.text,
            "words": rows.to_json(
                [
                    {
                        "text": word.text,
                        "start_ms": word.span.start_ms,
                        "end_ms": word.span.end_ms,
                        "confidence": word.confidence,
                    }
                    for word in utterance.words
                ]
            ),
            "doubts": rows.doubts_json(utterance.doubts),
        }


def turn_rows(transcript: Transcript) -> Iterator[rows.Row]:
    """The rows of `turns`, in order."""
    for position, turn in enumerate(transcript.turns):
        yield {
            "transcript_id": transcript.id,
            "position": position,
            "start_ms": turn.span.start_ms,
            "end_ms": turn.span.end_ms,
            "speaker": turn.speaker,
            "channel": turn.channel,
        }


def drop_rows(transcript: Transcript) -> Iterator[rows.Row]:
    """The rows of `drops`, in order."""
    for position, drop in enumerate(transcript.drops):
        yield {
            "transcript_id": transcript.id,
            "position": position,
            "start_ms": drop.span.start_ms,
            "end_ms": drop.span.end_ms,
            "channel": drop.channel,
            "reason": drop.reason,
            "why": drop.why,
            "text": drop.text,
        }


def _utterance(row: rows.Row) -> Utterance:
    return Utterance(
        id=row["id"],
        span=rows.span(row),
        speaker=row["speaker"],
        channel=row["channel"],
        language=row["language"],
        text=row["text"],
        words=tuple(
            Word(text=word["text"], span=Span(word["start_ms"], word["end_ms"]), confidence=word["confidence"])
            for word in json.loads(row["words"])
        ),
        doubts=rows.doubts_from(row["doubts"]),
    )
