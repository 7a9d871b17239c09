"""Which language each chunk is in: the one that most of the recording is in, unless it surely is another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from earwitness.backends.protocols import Chunk
from earwitness.speech.heard import Heard

SURE, SHORTEST_SURE_MS = 0.8, 2_000
"""A chunk is in another language than most of the recording only if the model gives that language so much, and
heard a voice for so long: it takes two words of any language for Welsh or Bengali."""

Ranked = Mapping[str, float]
"""How probable each language is, 0 to 1."""

Shares = Mapping[str, float]
"""How much of some sound is in each language, in milliseconds."""


def main_language(probable: Sequence[Ranked], chunks: Sequence[Chunk], *, before: Shares) -> str:
    """The language that most of these chunks and of what was heard before them is in."""
    weights = dict(before)
    for chunk, ranked in zip(chunks, probable, strict=True):
        for language, probability in ranked.items():
            weights[language] = weights.get(language, 0.0) + probability * _voiced_ms(chunk)
    return most(weights)


def of_chunk(ranked: Ranked, chunk: Chunk, *, main: str) -> str:
    """The language of one chunk: the main one, unless it surely is another."""
    likeliest = most(ranked)
    return likeliest if ranked[likeliest] >= SURE and _voiced_ms(chunk) >= SHORTEST_SURE_MS else main


def shares(heard: Iterable[Heard]) -> dict[str, float]:
    """How much was heard in each language."""
    found: dict[str, float] = {}
    for one in heard:
        found[one.language] = found.get(one.language, 0.0) + one.span.duration_ms * one.language_probability
    return found


def most(weights: Mapping[str, float]) -> str:
    """The language with the greatest weight; of several, the last in the alphabet."""
    return max(weights, key=lambda language: (weights[language], language))


def _voiced_ms(chunk: Chunk) -> int:
    return sum(voice.span.duration_ms for voice in chunk.voice)
