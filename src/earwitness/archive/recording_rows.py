"""Recordings, what was made of them and how they were fetched, as rows and back."""

from __future__ import annotations

import json
from dataclasses import dataclass

from earwitness.archive import rows
from earwitness.records.custody import Agent, Digest
from earwitness.records.fetch import Fetch
from earwitness.records.recording import Gap, Recording, Sound
from earwitness.records.time import Span


def recording_row(recording: Recording) -> rows.Row:
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
        "gaps": rows.to_json(
            [
                {"start_ms": gap.span.start_ms, "end_ms": gap.span.end_ms, "reason": gap.reason}
                for gap in recording.gaps
            ]
        ),
        "acquired_at": recording.acquired_at,
    }


def recording_from(row: rows.Row) -> Recording:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivative:
    """A stored file that was made from a recording; `kind` is what it is for, such as "page sound"."""

    recording: Digest
    kind: str
    digest: Digest
    made_by: Agent
    made_at: str


def derivative_row(derivative: Derivative) -> rows.Row:
    """One row of `derivatives`."""
    return {
        "recording": str(derivative.recording),
        "kind": derivative.kind,
        "digest": str(derivative.digest),
        "made_by": rows.agent_json(derivative.made_by),
        "made_at": derivative.made_at,
    }


def derivative_from(row: rows.Row) -> Derivative:
    """The derivative of its row."""
    return Derivative(
        recording=Digest.parse(row["recording"]),
        kind=row["kind"],
        digest=Digest.parse(row["digest"]),
        made_by=rows.agent_from(row["made_by"]),
        made_at=row["made_at"],
    )


def fetch_row(fetch: Fetch) -> rows.Row:
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
        "made_by": rows.agent_json(fetch.made_by),
        "fetched_at": fetch.fetched_at,
    }


def fetch_from(row: rows.Row) -> Fetch:
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
        made_by=rows.agent_from(row["made_by"]),
        fetched_at=row["fetched_at"],
    )
