"""When corrected words are said: what a recogniser hears of them, between the words that stay as they are."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from earwitness.records.speech import Utterance, Word
from earwitness.records.time import Span


def between_neighbours(
    utterance: Utterance, heard: Sequence[Word], untimed: Collection[int], *, inside: Span
) -> tuple[Span, ...] | None:
    """The times of all words of an utterance, those at the positions `untimed` as they were heard.

    The others keep theirs exactly, and no word reaches over one of those or out of `inside`, the sound that was
    listened to. None where what was heard is other words.
    """
    words = utterance.words
    if [word.text for word in heard] != [word.text for word in words]:
        return None
    found: list[Span] = []
    for at, word in enumerate(words):
        if at not in untimed:
            found.append(word.span)
            continue
        later = (words[after].span.start_ms for after in range(at + 1, len(words)) if after not in untimed)
        last_ms = next(later, inside.end_ms)
        first_ms = min(found[-1].end_ms if found else inside.start_ms, last_ms)
        start_ms, end_ms = (
            min(max(ms, first_ms), last_ms) for ms in (heard[at].span.start_ms, heard[at].span.end_ms)
        )
        found.append(Span(start_ms, end_ms))
    return tuple(found)
