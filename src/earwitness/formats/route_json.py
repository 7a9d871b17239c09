"""One link of a recording's route as JSON."""

from __future__ import annotations

from earwitness.formats.reading_json import Object
from earwitness.records.route import Link


def link_to_json(link: Link) -> Object:
    """The object; what is not known is null, never absent. `made_by` is the digest of the key that signed."""
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
        "made_by": str(link.made_by.digest) if link.made_by and link.made_by.digest else None,
        "made_at": link.made_at,
    }
