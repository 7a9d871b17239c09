"""A chunk is in the recording's language unless it surely is in another."""

from __future__ import annotations

import numpy as np
import pytest

from earwitness.backends.protocols import Chunk, Voice
from earwitness.records.time import Span
from earwitness.speech.language import SHORTEST_SURE_MS, SURE, main_language, of_chunk


def chunk(length_ms: int) -> Chunk:
    span = Span(0, length_ms)
    return Chunk(span=span, samples=np.zeros(1, np.float32), voice=(Voice(span=span, probability=0.9),))


def test_the_main_language_is_that_of_most_of_the_sound_heard_before_included() -> None:
    probable = [{"ru": 0.9, "en": 0.1}, {"en": 1.0}]
    chunks = [chunk(10_000), chunk(8_000)]
    assert main_language(probable, chunks, before={}) == "ru"
    assert main_language(probable, chunks, before={"en": 5_000}) == "en"


@pytest.mark.parametrize(
    ("probability", "length_ms", "language"),
    [(SURE, SHORTEST_SURE_MS, "en"), (SURE - 0.01, 20_000, "ru"), (1.0, SHORTEST_SURE_MS - 1, "ru")],
    ids=["surely another", "not sure", "too short to tell"],
)
def test_a_chunk_is_in_another_language_only_where_that_is_sure(
    probability: float, length_ms: int, language: str
) -> None:
    ranked = {"en": probability, "ru": 1 - probability}
    assert of_chunk(ranked, chunk(length_ms), main="ru") == language
