"""A transcriber that is quick and always says the same: a public double for tests of what stands above it.

It hears one word for each half second of the chunk, in Russian, and knows the English for each. Nothing chooses
it by itself: it has to be asked for by name (`--model fake:`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from earwitness.backends.protocols import Chunk, Info, Passage
from earwitness.records.custody import Agent
from earwitness.records.speech import Word
from earwitness.records.time import Span

_WORDS = (
    ("нет,", "no,"),
    ("батарея", "the battery"),
    ("не", "did not"),
    ("пошла.", "go."),
    ("они", "they"),
    ("ждут", "are waiting"),
    ("у", "at"),
    ("моста.", "the bridge."),
)  # more than the longest phrase that counts as a loop
_WORD_MS = 500


@dataclass(frozen=True, slots=True)
class FakeListening:
    """What the fake heard."""

    chunks: Sequence[Chunk]

    def languages(self) -> Sequence[Mapping[str, float]]:
        """Russian, nearly certainly."""
        return [{"ru": 0.98, "uk": 0.02} for _ in self.chunks]

    def languages_of_voices(self) -> Sequence[Sequence[Mapping[str, float]]]:
        """The same of each stretch."""
        return [[ranked] * len(chunk.voice) for chunk, ranked in zip(self.chunks, self.languages(), strict=True)]

    def transcribe(self, languages: Sequence[str]) -> Sequence[Passage]:
        """A word for each half second."""
        return [_passage(chunk, 0) for chunk in self.chunks]

    def translate(self, languages: Sequence[str | None], *, loops: bool = True) -> Sequence[Passage | None]:
        """The English for each of them; it never loops."""
        return [
            _passage(chunk, 1) if language else None
            for chunk, language in zip(self.chunks, languages, strict=True)
        ]

    def align(self, texts: Sequence[str], languages: Sequence[str]) -> Sequence[Sequence[Word]]:
        """As if each word took the same time."""
        return [_evenly(text.split(), chunk.span) for text, chunk in zip(texts, self.chunks, strict=True)]


class FakeTranscriber:
    """Says the same of every sound."""

    info = Info(agent=Agent(kind="model", name="fake", version="1"), licence="Apache-2.0", needs_network=False)
    languages = frozenset({"ru", "uk", "en"})
    translates = True

    def listen(self, chunks: Sequence[Chunk]) -> FakeListening:
        """Listen without listening."""
        return FakeListening(chunks)


def load_transcriber(model: str) -> FakeTranscriber:
    """The entry point; there is one fake, so the model's name is of no account."""
    return FakeTranscriber()


def _passage(chunk: Chunk, column: int) -> Passage:
    words = tuple(
        Word(text=text, span=Span(start_ms, min(start_ms + _WORD_MS, chunk.span.end_ms)), confidence=0.9)
        for position, start_ms in enumerate(range(chunk.span.start_ms, chunk.span.end_ms, _WORD_MS))
        for text in _WORDS[position % len(_WORDS)][column].split()
    )
    return Passage(text=" ".join(word.text for word in words), words=words)


def _evenly(texts: Sequence[str], span: Span) -> tuple[Word, ...]:
    each_ms = span.duration_ms // max(len(texts), 1)
    return tuple(
        Word(text=text, span=Span(0, each_ms).shift(span.start_ms + at * each_ms)) for at, text in enumerate(texts)
    )
