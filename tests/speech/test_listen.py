"""One listening gives both languages; a loop in the English is not what it stays at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from earwitness.backends.fake import FakeListening, FakeTranscriber
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Passage
from earwitness.records.speech import Word
from earwitness.records.time import Span
from earwitness.speech.listen import listen
from earwitness.testing import chunk

LOOP = "and then " * 6


def passage(text: str) -> Passage:
    return Passage(
        text=text.strip(),
        words=tuple(Word(text=word, span=Span(at, at + 1)) for at, word in enumerate(text.split())),
    )


@dataclass(frozen=True)
class Looping(FakeListening):
    """Goes round in a loop in English, in the first chunk, unless it must not."""

    asked: list[tuple[Sequence[str | None], bool]] = field(default_factory=list)
    original: str | None = None

    def transcribe(self, languages: Sequence[str]) -> Sequence[Passage]:
        said = super().transcribe(languages)
        return said if self.original is None else [passage(self.original), *said[1:]]

    def translate(self, languages: Sequence[str | None], *, loops: bool = True) -> Sequence[Passage | None]:
        self.asked.append((tuple(languages), loops))
        said = list(super().translate(languages))
        return [passage(LOOP), *said[1:]] if loops else said


class LoopingTranscriber(FakeTranscriber):
    def __init__(self, original: str | None = None) -> None:
        self.original = original
        self.asked: list[tuple[Sequence[str | None], bool]] = []

    def listen(self, chunks: Sequence[Chunk]) -> FakeListening:
        return Looping(chunks, self.asked, self.original)


@pytest.fixture
def chunks() -> list[Chunk]:
    sound = chunk(np.zeros(4 * SAMPLE_RATE_HZ))
    return [sound, replace(sound, span=sound.span.shift(10_000))]


def test_english_that_goes_round_in_a_loop_is_asked_for_again_without_one(chunks: list[Chunk]) -> None:
    hears = LoopingTranscriber()
    first, second = listen(hears, chunks, language="ru")
    assert hears.asked == [(("ru", "ru"), True), (("ru", None), False)]
    assert (first.english_again, second.english_again) == (True, False)
    assert first.english is not None
    assert first.english.text.startswith("no, the battery")


def test_english_that_repeats_what_the_speaker_repeats_stays(chunks: list[Chunk]) -> None:
    hears = LoopingTranscriber(original="а потом " * 6)
    first, _ = listen(hears, chunks[:1] * 2, language="ru")
    assert (first.english, first.english_again) == (passage(LOOP), False)
