"""What the stopwatch of the benches counts, and what not."""

from __future__ import annotations

import time

import pytest

from stages import Stages

STEP_S = 0.02


def sleepy() -> str:
    time.sleep(STEP_S)
    return "done"


def test_what_is_timed_gives_what_it_gave_and_all_its_calls_count() -> None:
    stages = Stages()
    timed = stages.timed("sleep", sleepy)
    assert [timed(), timed()] == ["done", "done"]
    assert stages.seconds["sleep"] >= 2 * STEP_S


def test_what_fails_counts_as_well() -> None:
    stages = Stages()

    def fails() -> None:
        sleepy()
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        stages.timed("sleep", fails)()
    assert stages.seconds["sleep"] >= STEP_S


def test_making_items_is_timed_and_using_them_is_not() -> None:
    stages = Stages()
    for _ in stages.each("count", range(3)):
        sleepy()
    assert stages.seconds["count"] < STEP_S


def test_a_stage_may_depend_on_what_is_asked() -> None:
    stages = Stages()
    timed = stages.timed(lambda word, **_: f"say {word}", lambda word, *, loud: word)
    timed("one", loud=True)
    timed("two", loud=False)
    assert list(stages.seconds) == ["say one", "say two"]


def test_a_method_is_timed_in_objects_that_were_there_before() -> None:
    class Model:
        def double(self, number: int) -> int:
            return 2 * number

    stages, model = Stages(), Model()
    stages.replace(Model, "double", "double")
    assert model.double(21) == 42
    assert "double" in stages.seconds
