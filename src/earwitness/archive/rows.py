"""Records as rows and back; a row is a dict of the columns' names. No database here."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from earwitness.errors import RecordError
from earwitness.formats.quote_json import quote_bytes, quote_digest, quote_from_json
from earwitness.records.attribution import Attribution
from earwitness.records.custody import Agent, Digest, Person
from earwitness.records.fetch import Fetch
from earwitness.records.quote import Quote, Withdrawal
from earwitness.records.recording import Gap, Recording, Sound
from earwitness.records.route import Link
from earwitness.records.source import Source
from earwitness.records.speech import Doubt, Drop, Transcript, Turn, Utterance, Word
from earwitness.records.time import Span

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivative:
    """A stored file that was made from a recording; `kind` is what it is for, such as "page sound"."""

    recording: Digest
    kind: str
    digest: Digest
    made_by: Agent
    made_at: str


def to_json(value: Any) -> str:
    """The value as JSON text; RecordError for what JSON lacks, NaN and infinity included."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as err:
        raise RecordError(f"This cannot be kept as JSON: {err}.") from err


@contextlib.contextmanager
def reading_rows() -> Iterator[None]:
    """Turn what a row that makes no sense raises into RecordError: only damage or another program wrote it."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as err:
        raise RecordError(
            "The case's database holds a row that does not make sense.",
            advice="Restore case.sqlite from a copy of the case; originals and ledger.jsonl do not depend on it.",
        ) from err


def recording_row(recording: Recording) -> Row:
    """One row of `recordings`."""
    return {
        "digest": str(recording.digest),
        "name": recording.name,
        "size_bytes": recording.size_bytes,
        "container": recording.container,
        "codec": recording.sound.codec,
        "sample_rate_hz": recording.sound.sample_rate_hz,
        "channels": recording.sound.channels,
        "duration_ms": recording.duration_ms,
        "gaps": to_json(
            [
                {"start_ms": gap.span.start_ms, "end_ms": gap.span.end_ms, "reason": gap.reason}
                for gap in recording.gaps
            ]
        ),
        "acquired_at": recording.acquired_at,
    }


def recording_from(row: Row) -> Recording:
    """The recording of its row."""
    return Recording(
        digest=Digest.parse(row["digest"]),
        name=row["name"],
        size_bytes=row["size_bytes"],
        container=row["container"],
        sound=Sound(codec=row["codec"], sample_rate_hz=row["sample_rate_hz"], channels=row["channels"]),
        duration_ms=row["duration_ms"],
        gaps=tuple(
            Gap(span=Span(gap["start_ms"], gap["end_ms"]), reason=gap["reason"]) for gap in json.loads(row["gaps"])
        ),
        acquired_at=row["acquired_at"],
    )


def transcript_row(transcript: Transcript) -> Row:
    """One row of `transcripts`, without the pipeline, which no record carries."""
    return {
        "id": transcript.id,
        "recording": str(transcript.recording),
        "language": transcript.language,
        "made_by": agent_json(transcript.made_by),
        "made_at": transcript.made_at,
        "diarized_by": agent_json(transcript.diarized_by) if transcript.diarized_by else None,
    }


def utterance_rows(transcript: Transcript) -> Iterator[Row]:
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
            "words": to_json(
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
            "doubts": doubts_json(utterance.doubts),
        }


def turn_rows(transcript: Transcript) -> Iterator[Row]:
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


def drop_rows(transcript: Transcript) -> Iterator[Row]:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Listened:
    """The newest transcript of a recording without its words; `corrections` is how many people made to it."""

    recording: Digest
    transcript_id: str
    corrections: int
    language: str | None
    made_by: Agent


def listened_from(row: Row) -> Listened:
    """The newest transcript of its row."""
    return Listened(
        recording=Digest.parse(row["recording"]),
        transcript_id=row["id"],
        corrections=row["corrections"],
        language=row["language"],
        made_by=agent_from(row["made_by"]),
    )


def transcript_from(
    row: Row, *, utterances: Iterable[Row], turns: Iterable[Row], drops: Iterable[Row]
) -> Transcript:
    """The transcript of its row and the rows of what it holds, which come in order."""
    return Transcript(
        id=row["id"],
        recording=Digest.parse(row["recording"]),
        language=row["language"],
        utterances=tuple(_utterance(each) for each in utterances),
        made_by=agent_from(row["made_by"]),
        made_at=row["made_at"],
        turns=tuple(Turn(span=_span(each), speaker=each["speaker"], channel=each["channel"]) for each in turns),
        diarized_by=agent_from(row["diarized_by"]) if row["diarized_by"] is not None else None,
        drops=tuple(
            Drop(
                span=_span(each),
                reason=each["reason"],
                why=each["why"],
                text=each["text"],
                channel=each["channel"],
            )
            for each in drops
        ),
    )


def attribution_row(attribution: Attribution) -> Row:
    """One row of `attributions`."""
    return {
        "id": attribution.id,
        "transcript_id": attribution.transcript_id,
        "speaker": attribution.speaker,
        "name": attribution.name,
        "role": attribution.role,
        "according_to": attribution.according_to,
        "hedge": attribution.hedge,
        "evidence": attribution.evidence,
        "made_by": agent_json(attribution.made_by) if attribution.made_by else None,
        "made_at": attribution.made_at,
    }


def attribution_from(row: Row) -> Attribution:
    """The attribution of its row."""
    return Attribution(
        id=row["id"],
        transcript_id=row["transcript_id"],
        speaker=row["speaker"],
        name=row["name"],
        role=row["role"],
        according_to=row["according_to"],
        hedge=row["hedge"],
        evidence=row["evidence"],
        made_by=agent_from(row["made_by"]) if row["made_by"] is not None else None,
        made_at=row["made_at"],
    )


def link_row(link: Link) -> Row:
    """One row of `links`."""
    return {
        "id": link.id,
        "recording": str(link.recording),
        "kind": link.kind,
        "by": link.by,
        "channel": link.channel,
        "day": link.day,
        "address": link.address,
        "after": link.after,
        "hedge": link.hedge,
        "according_to": link.according_to,
        "evidence": link.evidence,
        "archived": link.archived,
        "made_by": agent_json(link.made_by) if link.made_by else None,
        "made_at": link.made_at,
    }


def link_from(row: Row) -> Link:
    """The link of its row."""
    return Link(
        id=row["id"],
        recording=Digest.parse(row["recording"]),
        kind=row["kind"],
        by=row["by"],
        channel=row["channel"],
        day=row["day"],
        address=row["address"],
        after=row["after"],
        hedge=row["hedge"],
        according_to=row["according_to"],
        evidence=row["evidence"],
        archived=row["archived"],
        made_by=agent_from(row["made_by"]) if row["made_by"] is not None else None,
        made_at=row["made_at"],
    )


def source_row(source: Source) -> Row:
    """One row of `sources`."""
    return {
        "id": source.id,
        "recording": str(source.recording),
        "digest": str(source.digest),
        "made_by": agent_json(source.made_by),
        "made_at": source.made_at,
    }


def source_from(row: Row) -> Source:
    """The source of its row."""
    return Source(
        id=row["id"],
        recording=Digest.parse(row["recording"]),
        digest=Digest.parse(row["digest"]),
        made_by=agent_from(row["made_by"]),
        made_at=row["made_at"],
    )


def fetch_row(fetch: Fetch) -> Row:
    """One row of `fetches`."""
    return {
        "recording": str(fetch.recording),
        "address": fetch.address,
        "title": fetch.title,
        "uploader": fetch.uploader,
        "dated": fetch.dated,
        "host": fetch.host,
        "certificate": fetch.certificate,
        "issuer": fetch.issuer,
        "warc": str(fetch.warc),
        "info": str(fetch.info),
        "log": str(fetch.log),
        "made_by": agent_json(fetch.made_by),
        "fetched_at": fetch.fetched_at,
    }


def fetch_from(row: Row) -> Fetch:
    """The fetching of its row."""
    return Fetch(
        recording=Digest.parse(row["recording"]),
        address=row["address"],
        title=row["title"],
        uploader=row["uploader"],
        dated=row["dated"],
        host=row["host"],
        certificate=row["certificate"],
        issuer=row["issuer"],
        warc=Digest.parse(row["warc"]),
        info=Digest.parse(row["info"]),
        log=Digest.parse(row["log"]),
        made_by=agent_from(row["made_by"]),
        fetched_at=row["fetched_at"],
    )


def person_row(person: Person) -> Row:
    """One row of `persons`."""
    return {"key": person.key, "name": person.name, "made_at": person.made_at}


def person_from(row: Row) -> Person:
    """The person of its row."""
    return Person(key=row["key"], name=row["name"], made_at=row["made_at"])


def quote_row(quote: Quote) -> Row:
    """One row of `quotes`."""
    return {
        "id": quote.id,
        "digest": str(quote_digest(quote)),
        "recording": str(quote.recording),
        "transcript_id": quote.transcript_id,
        "translation_id": quote.translation_id,
        "start_ms": quote.span.start_ms,
        "end_ms": quote.span.end_ms,
        "quote": quote_bytes(quote).decode(),
        "made_at": quote.made_at,
    }


def quote_from(row: Row) -> Quote:
    """The quote of its row; RecordError where it is not the one that the row's digest is of."""
    quote = quote_from_json(json.loads(row["quote"]))
    if row != {"number": row["number"], **quote_row(quote)}:
        raise RecordError(f"The case's database holds a quote {row['id']!r} that was changed.")
    return quote


def withdrawal_row(withdrawal: Withdrawal) -> Row:
    """One row of `withdrawals`."""
    return {"quote_id": withdrawal.quote_id, "reason": withdrawal.reason, "made_at": withdrawal.made_at}


def withdrawal_from(row: Row) -> Withdrawal:
    """The withdrawal of its row."""
    return Withdrawal(quote_id=row["quote_id"], reason=row["reason"], made_at=row["made_at"])


def derivative_row(derivative: Derivative) -> Row:
    """One row of `derivatives`."""
    return {
        "recording": str(derivative.recording),
        "kind": derivative.kind,
        "digest": str(derivative.digest),
        "made_by": agent_json(derivative.made_by),
        "made_at": derivative.made_at,
    }


def derivative_from(row: Row) -> Derivative:
    """The derivative of its row."""
    return Derivative(
        recording=Digest.parse(row["recording"]),
        kind=row["kind"],
        digest=Digest.parse(row["digest"]),
        made_by=agent_from(row["made_by"]),
        made_at=row["made_at"],
    )


def agent_json(agent: Agent) -> str:
    """An agent as one column, with the fields that it has in the ledger."""
    digest = None if agent.digest is None else str(agent.digest)
    return to_json({"kind": agent.kind, "name": agent.name, "version": agent.version, "digest": digest})


def agent_from(text: str) -> Agent:
    """The agent of its column."""
    held = json.loads(text)
    digest = None if held["digest"] is None else Digest.parse(held["digest"])
    return Agent(kind=held["kind"], name=held["name"], version=held["version"], digest=digest)


def _utterance(row: Row) -> Utterance:
    return Utterance(
        id=row["id"],
        span=_span(row),
        speaker=row["speaker"],
        channel=row["channel"],
        language=row["language"],
        text=row["text"],
        words=tuple(
            Word(text=word["text"], span=Span(word["start_ms"], word["end_ms"]), confidence=word["confidence"])
            for word in json.loads(row["words"])
        ),
        doubts=doubts_from(row["doubts"]),
    )


def _span(row: Row) -> Span:
    return Span(row["start_ms"], row["end_ms"])


def doubts_json(doubts: Iterable[Doubt]) -> str:
    """Doubts as one column."""
    return to_json([{"reason": doubt.reason, "text": doubt.text, "words": doubt.words} for doubt in doubts])


def doubts_from(text: str) -> tuple[Doubt, ...]:
    """The doubts of their column."""
    return tuple(
        Doubt(reason=doubt["reason"], text=doubt["text"], words=tuple(doubt["words"]))
        for doubt in json.loads(text)
    )
