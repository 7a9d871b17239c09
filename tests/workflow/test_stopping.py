"""Stopped at any chunk or stretch of voices, with the real models: the same result, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from earwitness.backends.protocols import (
    Chunk,
    Diarizer,
    Grid,
    Info,
    Listening,
    Mask,
    Probabilities,
    Samples,
    Transcriber,
    Voiceprints,
)
from earwitness.backends.registry import STANDARD_DIARIZER, diarizer, transcriber
from earwitness.records.view import RecordingView
from earwitness.workflow import hearing
from earwitness.workflow.case import Case

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"
Steps = list[str]

pytestmark = pytest.mark.model


class Power:
    """Counts the steps of both models, and goes out before one of them."""

    def __init__(self, out_before: int | None = None) -> None:
        self.steps: Steps = []
        self.out_before = out_before

    def use(self, step: str) -> None:
        if len(self.steps) == self.out_before:
            raise KeyboardInterrupt
        self.steps.append(step)


class Hears:
    """The real transcriber, while there is power."""

    def __init__(self, real: Transcriber, power: Power) -> None:
        self.real, self.power = real, power

    @property
    def info(self) -> Info:
        return self.real.info

    @property
    def languages(self) -> frozenset[str]:
        return self.real.languages

    @property
    def translates(self) -> bool:
        return self.real.translates

    def listen(self, chunks: Sequence[Chunk]) -> Listening:
        self.power.use(f"words from {chunks[0].span.start_ms}")
        return self.real.listen(chunks)


class Tells:
    """The real diarizer, while there is power."""

    def __init__(self, real: Diarizer, power: Power) -> None:
        self.real, self.power = real, power

    @property
    def info(self) -> Info:
        return self.real.info

    @property
    def grid(self) -> Grid:
        return self.real.grid

    def segment(self, windows: Samples) -> Probabilities:
        self.power.use(f"voices {abs(windows).sum():.3f}")
        return self.real.segment(windows)

    def embed(self, window: Samples, frames: Mask) -> Voiceprints:
        return self.real.embed(window, frames)


def process(case: Case, models: tuple[Transcriber, Diarizer], power: Power) -> RecordingView:
    hears, tells = models
    return case.process(SAMPLE_CALL, model=Hears(hears, power), diarizer=Tells(tells, power))


def undated(seen: RecordingView) -> object:
    assert seen.transcript
    assert seen.translation
    return (
        replace(seen.recording, acquired_at="then"),
        replace(seen.transcript, made_at="then"),
        replace(seen.translation, made_at="then"),
    )


def test_wherever_it_is_stopped_the_result_is_the_same_and_nothing_is_done_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "BATCH", 1)
    models = transcriber("base"), diarizer(STANDARD_DIARIZER)
    unstopped = Power()
    whole = process(Case.create(tmp_path / "whole"), models, unstopped)
    assert whole.speakers
    words = sum(step.startswith("words") for step in unstopped.steps)
    assert (words >= 3, len(unstopped.steps) - words >= 2) == (True, True)
    case, steps = Case.create(tmp_path / "case"), Steps()
    for stop in range(1, len(unstopped.steps)):
        power = Power(out_before=1)
        with pytest.raises(KeyboardInterrupt):
            process(case, models, power)
        steps += power.steps
        assert len(steps) == stop
    last = Power()
    assert undated(process(case, models, last)) == undated(whole)
    assert sorted(steps + last.steps) == sorted(unstopped.steps)
