"""What recordings tell of themselves, as rows and back."""

from __future__ import annotations

import json
from typing import Any

from earwitness.archive import rows
from earwitness.records.custody import Digest
from earwitness.records.look import Look, Reach, Saying, Signal
from earwitness.records.time import Span


def look_row(look: Look) -> rows.Row:
    """One row of `looks`."""
    return {
        "recording": str(look.recording),
        "sayings": rows.to_json(
            [{"where": one.where, "name": one.name, "text": one.text} for one in look.sayings]
        ),
        "signals": rows.to_json([_signal(one) for one in look.signals]),
        "reach": rows.to_json([{**_span(one.span), "top_hz": one.top_hz} for one in look.reach]),
        "levels": rows.to_json(look.levels),
        "made_by": rows.agent_json(look.made_by),
        "made_at": look.made_at,
    }


def look_from(row: rows.Row) -> Look:
    """The look of its row."""
    return Look(
        recording=Digest.parse(row["recording"]),
        sayings=tuple(Saying(**one) for one in json.loads(row["sayings"])),
        signals=tuple(
            Signal(
                kind=one["kind"],
                span=rows.span(one),
                text=one["text"],
                other=rows.span(one["other"]) if one["other"] else None,
            )
            for one in json.loads(row["signals"])
        ),
        reach=tuple(Reach(span=rows.span(one), top_hz=one["top_hz"]) for one in json.loads(row["reach"])),
        levels=tuple(json.loads(row["levels"])),
        made_by=rows.agent_from(row["made_by"]),
        made_at=row["made_at"],
    )


def _signal(one: Signal) -> dict[str, Any]:
    return {
        "kind": one.kind,
        **_span(one.span),
        "text": one.text,
        "other": _span(one.other) if one.other else None,
    }


def _span(span: Span) -> dict[str, int]:
    return {"start_ms": span.start_ms, "end_ms": span.end_ms}
