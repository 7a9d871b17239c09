"""Entries of a glossary as rows and back."""

from __future__ import annotations

import json

from earwitness.archive import rows
from earwitness.records.glossary import Entry, Term


def entry_row(entry: Entry) -> rows.Row:
    """One row of `terms`."""
    return {
        "id": entry.id,
        "term": entry.term.term,
        "language": entry.term.language,
        "kind": entry.term.kind,
        "translation": entry.term.translation,
        "also": rows.to_json(entry.term.also),
        "forms": rows.to_json(entry.term.forms),
        "note": entry.term.note,
        "removed": int(entry.removed),
        "made_by": rows.agent_json(entry.made_by),
        "made_at": entry.made_at,
    }


def entry_from(row: rows.Row) -> Entry:
    """The entry of its row."""
    term = Term(
        term=row["term"],
        language=row["language"],
        kind=row["kind"],
        translation=row["translation"],
        also=tuple(json.loads(row["also"])),
        forms=tuple(json.loads(row["forms"])),
        note=row["note"],
    )
    return Entry(
        id=row["id"],
        term=term,
        made_by=rows.agent_from(row["made_by"]),
        made_at=row["made_at"],
        removed=bool(row["removed"]),
    )
