"""A batch is heard once, in both languages, and parted where the language changes; no loop is what it stays at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from earwitness.backends.fake import FakeListening, FakeTranscriber
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Passage, Voice
from earwitness.records.speech import Word
from earwitness.records.time import Span
from earwitness.speech.heard import Heard
from earwitness.speech.listen import listen
from earwitness.testing import chunk

RU, EN = {"ru": 0.9, "en": 0.1}, {"ru": 0.1, "en": 0.9}
VOICES = (Span(0, 4_000), Span(4_400, 8_400), Span(8_800, 12_800))
CHUNK = Chunk(
    span=Span(0, 12_800),
    samples=np.zeros(12_800 * 16, np.float32),
    voice=tuple(Voice(span=span, probability=0.9) for span in VOICES),
)


class SwitchingListening(FakeListening):
    """Hears the second of VOICES as English."""

    def languages_of_voices(self) -> Sequence[Sequence[Mapping[str, float]]]:
        return [[EN if voice.span == VOICES[1] else RU for voice in chunk.voice] for chunk in self.chunks]


class SwitchingTranscriber(FakeTranscriber):
    """Says how often it was asked to listen."""

    def __init__(self) -> None:
        self.listened: list[int] = []

    def listen(self, chunks: Sequence[Chunk]) -> SwitchingListening:
        self.listened.append(len(chunks))
        return SwitchingListening(chunks)


def hear(transcriber: FakeTranscriber, chunks: Sequence[Chunk], language: str | None = None) -> list[Heard]:
    return listen(transcriber, chunks, transcriber.listen(chunks), language=language)


def test_a_call_that_switches_is_heard_in_each_language_and_only_what_is_not_english_is_translated() -> None:
    transcriber = SwitchingTranscriber()
    heard = hear(transcriber, [CHUNK])
    assert [(one.language, one.span) for one in heard] == [
        ("ru", Span(0, 4_200)),
        ("en", Span(4_200, 8_600)),
        ("ru", Span(8_600, 12_800)),
    ]
    assert [one.english is None for one in heard] == [False, True, False]
    assert transcriber.listened == [1, 3]


def test_a_language_given_by_hand_parts_nothing() -> None:
    transcriber = SwitchingTranscriber()
    assert [one.language for one in hear(transcriber, [CHUNK], "uk")] == ["uk"]
    assert transcriber.listened == [1]


def test_a_call_in_one_language_is_listened_to_once() -> None:
    transcriber = SwitchingTranscriber()
    only = replace(CHUNK, span=VOICES[0], samples=CHUNK.samples[:64_000], voice=CHUNK.voice[:1])
    assert len(hear(transcriber, [only])) == 1
    assert transcriber.listened == [1]


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
    first, second = hear(hears, chunks, "ru")
    assert hears.asked == [(("ru", "ru"), True), (("ru", None), False)]
    assert (first.english_again, second.english_again) == (True, False)
    assert first.english is not None
    assert first.english.text.startswith("no, the battery")


def test_english_that_repeats_what_the_speaker_repeats_stays(chunks: list[Chunk]) -> None:
    hears = LoopingTranscriber(original="а потом " * 6)
    first, _ = hear(hears, chunks[:1] * 2, "ru")
    assert (first.english, first.english_again) == (passage(LOOP), False)
