"""A chunk is in the recording's language unless it surely is in another."""

from __future__ import annotations

import numpy as np
import pytest

from earwitness.backends.protocols import Chunk, Voice
from earwitness.records.time import Span
from earwitness.speech.language import SHORTEST_SURE_MS, SURE, main_language, of_chunk, parted, spoken


def chunk(length_ms: int) -> Chunk:
    span = Span(0, length_ms)
    return Chunk(span=span, samples=np.zeros(1, np.float32), voice=(Voice(span=span, probability=0.9),))


def talk(*lengths_ms: int, pause_ms: int = 400) -> Chunk:
    """A chunk with stretches of voice of these lengths, whose samples are their own millisecond."""
    voices, at_ms = [], 0
    for length_ms in lengths_ms:
        voices.append(Voice(span=Span(at_ms, at_ms + length_ms), probability=0.9))
        at_ms += length_ms + pause_ms
    span = Span(0, voices[-1].span.end_ms)
    return Chunk(span=span, samples=np.repeat(np.arange(span.end_ms, dtype=np.float32), 16), voice=tuple(voices))


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


RU, EN, NEITHER = {"ru": 0.95, "en": 0.01}, {"en": 0.9, "cy": 0.1}, {"cy": 0.6, "en": 0.2, "ru": 0.2}


def test_a_chunk_is_parted_where_its_voices_change_their_language() -> None:
    whole = talk(3_000, 2_000, 2_000, 3_000)
    parts = list(parted(whole, [RU, EN, EN, RU], spoken={"ru", "en"}, first="ru"))
    assert [(part.span, language) for part, language in parts] == [
        (Span(0, 3_200), "ru"),
        (Span(3_200, 8_000), "en"),
        (Span(8_000, whole.span.end_ms), "ru"),
    ]
    assert [int(part.samples[0]) for part, _ in parts] == [0, 3_200, 8_000], "each part has its own sound"
    assert tuple(voice for part, _ in parts for voice in part.voice) == whole.voice, "no voice is lost"


def test_a_voice_in_a_language_that_nobody_surely_speaks_stays_with_what_was_said_before_it() -> None:
    parts = list(parted(talk(3_000, 2_000), [EN, NEITHER], spoken={"ru", "en"}, first="ru"))
    assert [language for _, language in parts] == ["en"]


@pytest.mark.parametrize(
    ("ranked", "length_ms", "languages"),
    [(EN, 3_000, {"ru", "en"}), (NEITHER, 3_000, {"ru"}), (EN, SHORTEST_SURE_MS - 1, {"ru"})],
    ids=["sure", "not sure", "too short to tell"],
)
def test_a_language_is_spoken_in_a_recording_only_where_a_voice_surely_speaks_it(
    ranked: dict[str, float], length_ms: int, languages: set[str]
) -> None:
    assert spoken([[RU, ranked]], [talk(5_000, length_ms)], main="ru", before={}) == languages


def test_what_was_heard_before_keeps_its_language() -> None:
    assert spoken([[RU]], [talk(5_000)], main="ru", before={"en": 4_000.0, "cy": 500.0}) == {"ru", "en"}
