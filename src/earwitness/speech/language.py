"""Which language each chunk is in: the one that most of the recording is in, unless it surely is another.

People who switch do so in mid-talk, with a pause that ends no chunk. So each stretch of voice is asked for its
language too, of those languages alone that surely are spoken in the recording: among fifty, a model takes two
words of one for another. A chunk is parted where that changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk
from earwitness.records.time import Span
from earwitness.speech.again import CLEAR_VOICE
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


def spoken(
    probable: Sequence[Sequence[Ranked]], chunks: Sequence[Chunk], *, main: str, before: Shares
) -> frozenset[str]:
    """The languages that surely are spoken: in one of these stretches of voice, or in what was heard before."""
    sure = {
        most(ranked)
        for chunk, of in zip(chunks, probable, strict=True)
        for voice, ranked in zip(chunk.voice, of, strict=True)
        if ranked[most(ranked)] >= SURE
        and voice.span.duration_ms >= SHORTEST_SURE_MS
        and voice.probability >= CLEAR_VOICE
    }
    return frozenset({main, *sure, *(one for one, heard_ms in before.items() if heard_ms >= SHORTEST_SURE_MS)})


def parted(
    chunk: Chunk, probable: Sequence[Ranked], *, spoken: Iterable[str], first: str
) -> Iterator[tuple[Chunk, str]]:
    """Part a chunk where its stretches of voice change between the languages that are spoken, each with its own.

    A stretch that is not surely in one of them is in that of the one before; `first` is for the beginning.
    """
    tongues: list[str] = []
    for ranked in probable:
        weights = {language: ranked.get(language, 0.0) for language in spoken}
        likeliest = most(weights)
        is_sure = weights[likeliest] > SURE * sum(weights.values())
        tongues.append(likeliest if is_sure else tongues[-1] if tongues else first)
    begun = 0
    for end, (tongue, following) in enumerate(zip(tongues, [*tongues[1:], None], strict=True), 1):
        if tongue != following:
            yield _part(chunk, begun, end), tongue
            begun = end


def shares(heard: Iterable[Heard]) -> dict[str, float]:
    """How much was heard in each language."""
    found: dict[str, float] = {}
    for one in heard:
        found[one.language] = found.get(one.language, 0.0) + one.span.duration_ms * one.language_probability
    return found


def most(weights: Mapping[str, float]) -> str:
    """The language with the greatest weight; of several, the last in the alphabet."""
    return max(weights, key=lambda language: (weights[language], language))


def _part(chunk: Chunk, first: int, end: int) -> Chunk:
    """These stretches of voice as a chunk, up to the middle of the pauses beside them."""
    voice = chunk.voice
    start_ms = (voice[first - 1].span.end_ms + voice[first].span.start_ms) // 2 if first else chunk.span.start_ms
    end_ms = (
        (voice[end - 1].span.end_ms + voice[end].span.start_ms) // 2 if end < len(voice) else chunk.span.end_ms
    )
    per_ms = SAMPLE_RATE_HZ // 1000
    samples = chunk.samples[(start_ms - chunk.span.start_ms) * per_ms : (end_ms - chunk.span.start_ms) * per_ms]
    return replace(chunk, span=Span(start_ms, end_ms), samples=samples, voice=voice[first:end])


def _voiced_ms(chunk: Chunk) -> int:
    return sum(voice.span.duration_ms for voice in chunk.voice)
