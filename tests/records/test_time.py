"""A span of time is one that there can be."""

from __future__ import annotations

import pytest

from earwitness.errors import RecordError
from earwitness.records.time import Span


@pytest.mark.parametrize(("start_ms", "end_ms"), [(-1, 5), (-5, -1), (5, 4), (1, 0)])
def test_a_span_that_begins_before_the_recording_or_after_its_own_end_is_refused(
    start_ms: int, end_ms: int
) -> None:
    with pytest.raises(RecordError, match=f"No such span of time: {start_ms} ms to {end_ms} ms"):
        Span(start_ms, end_ms)


def test_a_span_without_length_is_one() -> None:
    assert Span(0, 0).duration_ms == Span(7, 7).duration_ms == 0
