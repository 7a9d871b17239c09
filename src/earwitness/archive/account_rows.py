"""What people say of a recording, and who they are, as rows and back."""

from __future__ import annotations

from earwitness.archive import rows
from earwitness.records.attribution import Attribution
from earwitness.records.custody import Digest, Guest, Person
from earwitness.records.route import Link
from earwitness.records.source import Source


def attribution_row(attribution: Attribution) -> rows.Row:
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
        "made_by": rows.agent_json(attribution.made_by) if attribution.made_by else None,
        "made_at": attribution.made_at,
    }


def attribution_from(row: rows.Row) -> Attribution:
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
        made_by=rows.agent_from(row["made_by"]) if row["made_by"] is not None else None,
        made_at=row["made_at"],
    )


def link_row(link: Link) -> rows.Row:
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
        "made_by": rows.agent_json(link.made_by) if link.made_by else None,
        "made_at": link.made_at,
    }


def link_from(row: rows.Row) -> Link:
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
        made_by=rows.agent_from(row["made_by"]) if row["made_by"] is not None else None,
        made_at=row["made_at"],
    )


def source_row(source: Source) -> rows.Row:
    """One row of `sources`."""
    return {
        "id": source.id,
        "recording": str(source.recording),
        "digest": str(source.digest),
        "made_by": rows.agent_json(source.made_by),
        "made_at": source.made_at,
    }


def source_from(row: rows.Row) -> Source:
    """The source of its row."""
    return Source(
        id=row["id"],
        recording=Digest.parse(row["recording"]),
        digest=Digest.parse(row["digest"]),
        made_by=rows.agent_from(row["made_by"]),
        made_at=row["made_at"],
    )


def person_row(person: Person) -> rows.Row:
    """One row of `persons`."""
    return {"key": person.key, "name": person.name, "made_at": person.made_at}


def person_from(row: rows.Row) -> Person:
    """The person of its row."""
    return Person(key=row["key"], name=row["name"], made_at=row["made_at"])


def guest_row(guest: Guest) -> rows.Row:
    """One row of `guests`."""
    return {"digest": str(guest.digest), "host": guest.host, "name": guest.name, "made_at": guest.made_at}


def guest_from(row: rows.Row) -> Guest:
    """The guest of its row."""
    return Guest(digest=Digest.parse(row["digest"]), host=row["host"], name=row["name"], made_at=row["made_at"])
