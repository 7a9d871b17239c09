"""What may turn the sense round comes before what blurs it, with its reason."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path

from earwitness.records.speech import Doubt
from earwitness.records.view import RecordingView, UtteranceView
from earwitness.review.triage import triage

GOLDEN: RecordingView = runpy.run_path(str(Path(__file__).parents[1] / "data/golden/make.py"))["VIEW"]


def doubting(*doubts: tuple[Doubt, ...]) -> RecordingView:
    assert GOLDEN.transcript
    held = zip(GOLDEN.transcript.utterances, doubts, strict=False)
    return replace(
        GOLDEN,
        transcript=replace(GOLDEN.transcript, utterances=tuple(replace(one, doubts=of) for one, of in held)),
        translation=None,
        candidates=(),
        decisions=(),
    )


def utterances(*doubts: tuple[Doubt, ...]) -> tuple[UtteranceView, ...]:
    return doubting(*doubts).utterances


def test_the_most_doubtful_comes_first_with_the_reason_that_weighs_most() -> None:
    unsure, loop = Doubt(reason="unsure", text="Unsure.", words=(0,)), Doubt(reason="repeats", text="A loop?")
    found = triage(utterances((unsure,), (unsure, loop)))
    assert [(one.reason, one.text) for one in found] == [("repeats", "A loop?"), ("unsure", "Unsure.")]


def test_what_nobody_doubts_is_not_in_the_queue_and_equal_ones_keep_their_order() -> None:
    unsure = Doubt(reason="unsure", text="Unsure.")
    assert triage(utterances((), ())) == ()
    first, second = triage(utterances((unsure,), (unsure,)))
    assert (first.utterance_id, second.utterance_id) == tuple(one.id for one in utterances((unsure,), (unsure,)))
