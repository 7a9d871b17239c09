"""What of a recording a story carries: each quote whole, and no moment twice."""

from __future__ import annotations

from earwitness.records.time import Span
from earwitness.story.stretches import stretches


def test_a_quote_inside_another_does_not_shorten_what_is_carried() -> None:
    inside = [Span(1_000, 9_000), Span(3_000, 4_000)]
    assert stretches(inside, context_ms=500, duration_ms=20_000) == [Span(500, 9_500)]


def test_stretches_that_touch_are_one() -> None:
    touching = [Span(1_000, 2_000), Span(3_000, 4_000)]
    assert stretches(touching, context_ms=500, duration_ms=20_000) == [Span(500, 4_500)]
