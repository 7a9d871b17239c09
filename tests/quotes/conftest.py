"""The golden call: two voices, one long utterance with a claim that its end explains."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from earwitness.quotes.make import Asked, make
from earwitness.quotes.select import passages
from earwitness.records.quote import Quote
from earwitness.records.time import Span
from earwitness.records.view import RecordingView

GOLDEN: RecordingView = runpy.run_path(str(Path(__file__).parents[1] / "data/golden/make.py"))["VIEW"]


@pytest.fixture
def view() -> RecordingView:
    return GOLDEN


@pytest.fixture
def made() -> Callable[..., Quote]:
    """Make a quote of the golden call, or of another view; spans are in seconds."""

    def make_quote(*spans: tuple[float, float], view: RecordingView = GOLDEN, **asked: Any) -> Quote:
        held = [Span(round(1000 * a), round(1000 * b)) for a, b in spans]
        omit = [Span(round(1000 * a), round(1000 * b)) for a, b in asked.pop("omit", ())]
        wanted = passages(held, omit, asked.pop("english", ()))
        tie = asked.pop("tie", None)
        return make(
            view, Asked(passages=wanted, **asked), tie=tie, id="q1", salt="00", made_at="2026-01-02T03:04:05Z"
        )

    return make_quote
