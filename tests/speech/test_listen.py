"""A batch is heard once, and parted where the language changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from earwitness.backends.fake import FakeListening, FakeTranscriber
from earwitness.backends.protocols import Chunk, Voice
from earwitness.records.time import Span
from earwitness.speech.listen import listen

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


def test_a_call_that_switches_is_heard_in_each_language_and_only_what_is_not_english_is_translated() -> None:
    transcriber = SwitchingTranscriber()
    heard = listen(transcriber, [CHUNK])
    assert [(one.language, one.span) for one in heard] == [
        ("ru", Span(0, 4_200)),
        ("en", Span(4_200, 8_600)),
        ("ru", Span(8_600, 12_800)),
    ]
    assert [one.english is None for one in heard] == [False, True, False]
    assert transcriber.listened == [1, 3]


def test_a_language_given_by_hand_parts_nothing() -> None:
    transcriber = SwitchingTranscriber()
    assert [one.language for one in listen(transcriber, [CHUNK], language="uk")] == ["uk"]
    assert transcriber.listened == [1]


def test_a_call_in_one_language_is_listened_to_once() -> None:
    transcriber = SwitchingTranscriber()
    only = replace(CHUNK, span=VOICES[0], samples=CHUNK.samples[:64_000], voice=CHUNK.voice[:1])
    assert len(listen(transcriber, [only])) == 1
    assert transcriber.listened == [1]
