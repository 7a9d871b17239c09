"""Listen once to a batch of chunks, and ask for everything that is wanted of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from earwitness.backends.protocols import Chunk, Passage, Transcriber, Voice
from earwitness.records.time import Span

ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one chunk said: in its own language, and in English where that is another and was to be had.

    `voice` are the stretches in which somebody may be speaking, as the chunk had them; `language_probability` is
    how probable the language is for this chunk alone, from 0 to 1.
    """

    span: Span
    voice: tuple[Voice, ...]
    language: str
    language_probability: float
    passage: Passage
    english: Passage | None


def listen(transcriber: Transcriber, chunks: Sequence[Chunk], *, language: str | None) -> list[Heard]:
    """Hear these chunks, all in one language: the given one (BCP 47), or the one they most probably are in."""
    listening = transcriber.listen(chunks)
    probable = listening.languages()
    language = language or most_probable(probable, chunks)
    passages = listening.transcribe(language)
    wants_english = transcriber.translates and language != ENGLISH
    english: Sequence[Passage | None] = listening.translate(language) if wants_english else [None] * len(chunks)
    return [
        Heard(
            span=chunk.span,
            voice=chunk.voice,
            language=language,
            language_probability=ranked.get(language, 0.0),
            passage=passage,
            english=translated,
        )
        for chunk, ranked, passage, translated in zip(chunks, probable, passages, english, strict=True)
    ]


def most_probable(probable: Sequence[Mapping[str, float]], chunks: Sequence[Chunk]) -> str:
    """The language that the chunks together most probably are in, each counting by its length."""
    weight: dict[str, float] = {}
    for chunk, ranked in zip(chunks, probable, strict=True):
        for language, probability in ranked.items():
            weight[language] = weight.get(language, 0.0) + probability * chunk.span.duration_ms
    return max(weight, key=lambda language: (weight[language], language))
