"""Corrections as rows and back."""

from __future__ import annotations

import json

from earwitness.archive import rows
from earwitness.formats.review_json import change_from_json, change_to_json
from earwitness.records.review import Correction


def correction_row(correction: Correction) -> rows.Row:
    """One row of `corrections`."""
    return {
        "transcript_id": correction.transcript_id,
        "position": correction.number,
        "change": rows.to_json(change_to_json(correction.change)),
        "made_by": rows.agent_json(correction.made_by),
        "made_at": correction.made_at,
        "sent_as": correction.sent_as,
    }


def correction_from(row: rows.Row) -> Correction:
    """The correction of its row."""
    return Correction(
        transcript_id=row["transcript_id"],
        number=row["position"],
        change=change_from_json(json.loads(row["change"])),
        made_by=rows.agent_from(row["made_by"]),
        made_at=row["made_at"],
        sent_as=row["sent_as"],
    )
