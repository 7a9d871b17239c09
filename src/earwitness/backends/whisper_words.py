"""What Whisper calls words, joined into what readers call words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from earwitness.records.speech import Word
from earwitness.records.time import Span


def words_of(
    text: str, timings: Sequence[Mapping[str, Any]], span: Span, *, spaced: bool
) -> tuple[str, tuple[Word, ...]]:
    """Join what the tokenizer calls words into what readers call words.

    Punctuation goes to the word that it stands at, and lends it neither time nor confidence: a full stop would
    stretch its word over the pause that follows.
    """
    groups: list[list[Mapping[str, Any]]] = []
    for timing in timings:
        piece = str(timing["word"])
        if not piece.strip():
            continue
        starts_word = piece[0].isspace() if spaced else _is_spoken(piece)
        if starts_word or not groups:
            groups.append([])
        groups[-1].append(timing)
    return text.strip(), tuple(_word(group, span) for group in groups)


def _word(pieces: Sequence[Mapping[str, Any]], span: Span) -> Word:
    spoken = [piece for piece in pieces if _is_spoken(str(piece["word"]))] or pieces
    start_ms, end_ms = (
        min(span.start_ms + round(float(seconds) * 1000), span.end_ms)
        for seconds in (spoken[0]["start"], spoken[-1]["end"])
    )
    return Word(
        text="".join(str(piece["word"]) for piece in pieces).strip(),
        span=Span(start_ms, max(start_ms, end_ms)),
        confidence=round(float(np.mean([piece["probability"] for piece in spoken])), 3),
    )


def _is_spoken(piece: str) -> bool:
    return any(character.isalnum() for character in piece)
