"""Which English is likely meant by a part of a line."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from earwitness.errors import UsageError
from earwitness.quotes.make import Asked, make
from earwitness.quotes.select import passages
from earwitness.records.time import Span
from earwitness.records.view import RecordingView


def in_step(original: Sequence[str], english: Sequence[str]) -> list[tuple[int, ...]]:
    return [(at,) if at < len(original) else () for at in range(len(english))]


def nothing(_: Sequence[str], english: Sequence[str]) -> list[tuple[int, ...]]:
    return [()] * len(english)


def refused(view: RecordingView, to_ms: int, tie: object) -> str:
    utterance = next(one for one in view.utterances if len(one.words) > 2 and one.translation)
    first = utterance.words[0].span.start_ms
    asked = Asked(passages=passages([Span(first, to_ms)]))
    with pytest.raises(UsageError) as caught:
        make(view, asked, tie=tie, id="q1", salt="", made_at="2026-03-05T10:00:00Z")  # type: ignore[arg-type]
    return str(caught.value.advice)


def test_half_a_line_is_refused_with_the_english_that_is_tied_to_it(view: RecordingView) -> None:
    utterance = next(one for one in view.utterances if len(one.words) > 2 and one.translation)
    second = utterance.words[1].span
    advice = refused(view, second.end_ms, in_step)
    assert advice.endswith(f'--english "{" ".join((utterance.translation or "").split()[:2])}"')


def test_nothing_is_proposed_where_nothing_is_tied(view: RecordingView) -> None:
    utterance = next(one for one in view.utterances if len(one.words) > 2 and one.translation)
    assert "likely" not in refused(view, utterance.words[1].span.end_ms, nothing)
