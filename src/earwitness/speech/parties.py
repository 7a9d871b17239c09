"""Who speaks when in a call with a party on each channel: whoever is heard on theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from earwitness.records.speech import Turn
from earwitness.records.time import Span
from earwitness.speech.again import CLEAR_VOICE
from earwitness.speech.drop import is_invented
from earwitness.speech.heard import Heard

SHORTEST_GAP_MS = 200
"""A turn ends at a pause of that length."""


def parties(heard: Iterable[Heard]) -> list[Turn]:
    """The turns of a call, in order of their start; a channel's label (S1, S2) is in the order of first speech.

    A turn holds the words of its channel and what surely is a voice there, even where no word was made of it.
    """
    spans: dict[int, list[Span]] = {}
    for one in heard:
        if one.channel is not None and not is_invented(one):
            spans.setdefault(one.channel, []).extend(_spoken(one))
    joined = sorted((span, channel) for channel, of in spans.items() for span in _joined(of))
    labels: dict[int, str] = {}
    return [
        Turn(span=span, speaker=labels.setdefault(channel, f"S{len(labels) + 1}"), channel=channel)
        for span, channel in joined
    ]


def _spoken(heard: Heard) -> Iterator[Span]:
    words = [word.span for word in heard.passage.words]
    yield from words
    for voice in heard.voice:
        if voice.probability >= CLEAR_VOICE or any(word.overlap_ms(voice.span) for word in words):
            yield voice.span


def _joined(spans: Sequence[Span]) -> list[Span]:
    """The spans in order, put together where less than a gap is between them; those of no length are left out."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if span.duration_ms):
        if joined and span.start_ms - joined[-1].end_ms < SHORTEST_GAP_MS:
            joined[-1] = Span(joined[-1].start_ms, max(joined[-1].end_ms, span.end_ms))
        else:
            joined.append(span)
    return joined
