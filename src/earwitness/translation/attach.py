"""Give each utterance the part of a passage's translation that says it."""

from __future__ import annotations

from collections.abc import Sequence

from earwitness.records.speech import Utterance, Word
from earwitness.speech.utterances import ends_clause, ends_sentence

_MID_SENTENCE = 1.0
_MID_CLAUSE = 2.5
_NOTHING_SAID = 2.0
"""What it costs, in seconds of displacement: to break a sentence or a clause, to leave an utterance empty."""


def attach(words: Sequence[Word], utterances: Sequence[Utterance]) -> list[str]:
    """Cut a translation's words, in order, into one text for each utterance; empty where none is left for it.

    A word belongs where the translator was listening when it wrote it; breaking a sentence costs. The cheapest
    cut is found exactly, by dynamic programming over words and utterances. Nothing is dropped or repeated: the
    texts joined are the translation.
    """
    if not utterances:
        return []
    cost = [[float("inf")] * (len(words) + 1) for _ in utterances]
    came_from = [[0] * (len(words) + 1) for _ in utterances]
    for row, utterance in enumerate(utterances):
        displaced = [_displacement_s(word, utterance) for word in words]
        for first in range(len(words) + 1):
            before = (
                (0.0 if first == 0 else float("inf")) if row == 0 else cost[row - 1][first] + _break(words, first)
            )
            total = before
            for end in range(first, len(words) + 1):
                total += displaced[end - 1] if end > first else _NOTHING_SAID
                if end == first + 1:
                    total -= _NOTHING_SAID
                if total < cost[row][end]:
                    cost[row][end], came_from[row][end] = total, first
    texts: list[str] = []
    end = len(words)
    for row in reversed(range(len(utterances))):
        first = came_from[row][end]
        texts.append(" ".join(word.text for word in words[first:end]))
        end = first
    return texts[::-1]


def _displacement_s(word: Word, utterance: Utterance) -> float:
    """How far the middle of the word lies outside the utterance."""
    middle_ms = (word.span.start_ms + word.span.end_ms) / 2
    return max(0.0, utterance.span.start_ms - middle_ms, middle_ms - utterance.span.end_ms) / 1000


def _break(words: Sequence[Word], at: int) -> float:
    """What it costs to cut before the word at this position."""
    if at in (0, len(words)) or ends_sentence(words[at - 1].text):
        return 0.0
    return _MID_SENTENCE if ends_clause(words[at - 1].text) else _MID_CLAUSE
