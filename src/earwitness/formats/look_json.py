"""What a recording itself tells, as JSON for programs."""

from __future__ import annotations

from typing import Any

from earwitness.records.look import Look
from earwitness.records.time import Span


def look_json(look: Look) -> dict[str, Any]:
    """The look as one JSON object; the picture of the sound is left out."""
    return {
        "recording": str(look.recording),
        "sayings": [{"where": one.where, "name": one.name, "text": one.text} for one in look.sayings],
        "signals": [
            {"kind": one.kind, "span": _span(one.span), "text": one.text}
            | ({"other": _span(one.other)} if one.other else {})
            for one in look.signals
        ],
        "reach": [{"span": _span(one.span), "top_hz": one.top_hz} for one in look.reach],
        "made_by": f"{look.made_by.name} {look.made_by.version}",
        "made_at": look.made_at,
    }


def _span(span: Span) -> dict[str, int]:
    return {"start_ms": span.start_ms, "end_ms": span.end_ms}
