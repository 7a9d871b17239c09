"""From the words of a listening to utterances: what a person corrects, a translator translates, a reader reads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from earwitness.records.speech import Word, pieces
from earwitness.records.time import Span

LONGEST_PAUSE_MS = 800
"""A pause of this length ends an utterance even in mid-sentence."""

LONGEST_UTTERANCE_MS = 15_000

_SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "؟", "।")
_CLOSING = "\"'»”’)]"


def ends_sentence(word: str) -> bool:
    """Whether a sentence ends with this word.

    >>> ends_sentence("нет."), ends_sentence("«нет!»"), ends_sentence("нет,")
    (True, True, False)
    """
    return word.rstrip(_CLOSING).endswith(_SENTENCE_ENDS)


def ends_clause(word: str) -> bool:
    """Whether a clause, or a sentence, ends with this word."""
    return ends_sentence(word) or word.rstrip(_CLOSING).endswith((",", ";", ":", "—", "–", "、", "，", "،"))


def split(text: str, words: Sequence[Word]) -> Iterable[tuple[str, tuple[Word, ...]]]:
    """Split a passage at the ends of sentences and at long pauses; and what is still too long, in between.

    Yields the text and the words of each utterance in order.
    """
    before = [gap for gap, _ in pieces(text, words)]
    first = 0
    for position, word in enumerate(words):
        is_last = position == len(words) - 1
        if (
            is_last
            or ends_sentence(word.text)
            or words[position + 1].span.start_ms - word.span.end_ms >= LONGEST_PAUSE_MS
        ):
            yield from _shortened(before, words, first, position + 1)
            first = position + 1


def settle(words: Iterable[Word], voice: Sequence[Span]) -> tuple[Word, ...]:
    """Move the edges of words out of silence: a word is not said where no voice is.

    A word that reaches over a silence keeps the side in which more of it lies; one wholly in silence stays where
    it is, for doubt.py to find. Times stay in order.
    """
    settled: list[Word] = []
    reached_ms = 0
    for word in words:
        span = word.span
        best = max(voice, key=span.overlap_ms, default=None)
        if best and span.overlap_ms(best):
            span = Span(max(span.start_ms, best.start_ms), min(span.end_ms, best.end_ms))
        start_ms = max(span.start_ms, reached_ms)
        span = Span(start_ms, max(start_ms, span.end_ms))
        reached_ms = span.end_ms
        settled.append(Word(text=word.text, span=span, confidence=word.confidence))
    return tuple(settled)


def _shortened(
    before: Sequence[str], words: Sequence[Word], first: int, end: int
) -> Iterable[tuple[str, tuple[Word, ...]]]:
    if words[end - 1].span.end_ms - words[first].span.start_ms > LONGEST_UTTERANCE_MS and end - first > 1:
        cut = max(range(first + 1, end), key=lambda at: _worth(words, first, at, end))
        yield from _shortened(before, words, first, cut)
        yield from _shortened(before, words, cut, end)
        return
    inside = tuple(words[first:end])
    text = "".join(gap + word.text for gap, word in zip(before[first:end], inside, strict=True))
    yield text.strip(), inside


def _worth(words: Sequence[Word], first: int, at: int, end: int) -> float:
    """How good a place the start of word `at` is to cut: a pause, after a clause, near the middle."""
    pause_ms = words[at].span.start_ms - words[at - 1].span.end_ms
    off_centre = abs((at - first) / (end - first) - 0.5)
    return pause_ms / 400 + ends_clause(words[at - 1].text) - 2 * off_centre
