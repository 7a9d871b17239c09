"""What stands in a transcript right before and after a quote: words that may qualify it, and its context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from earwitness.quotes.changes import where_it_stands
from earwitness.records.mark import Side
from earwitness.records.quote import Piece, Quote
from earwitness.records.view import RecordingView, UtteranceView

READ_ON_WORDS = 3
READ_ON_MS = 5_000
"""How many words before and after a quote are read, and how long the pause to them may be."""

CONTEXT_CHARACTERS = 32


class Beside(NamedTuple):
    """A word beside a quote, and when a person last gave its utterance other words, None where nobody did."""

    text: str
    since: str | None


def around(quote: Quote, view: RecordingView, side: Side) -> Iterator[tuple[list[Beside], list[Beside]]]:
    """What the same voice says right before and right after each passage, in one language."""
    for passage in quote.passages:
        begin, end = passage[0], passage[-1]
        same = [one for one in view.utterances if one.speaker == begin.speaker]
        at = {one.id: number for number, one in enumerate(same)}
        if begin.utterance_id not in at or end.utterance_id not in at:
            continue  # it was corrected away: changes.py says so
        first, last = at[begin.utterance_id], at[end.utterance_id]
        earlier = [one for one in same[:first] if begin.span.start_ms - one.span.end_ms <= READ_ON_MS]
        later = [one for one in same[last + 1 :] if one.span.start_ms - end.span.end_ms <= READ_ON_MS]
        before, after = _edges(passage, same[first], same[last], side)
        before, after = [*_said(earlier, side), *before], [*after, *_said(later, side)]
        yield before[-READ_ON_WORDS:], after[:READ_ON_WORDS]


def contexts(quote: Quote, view: RecordingView) -> tuple[tuple[str, str], ...]:
    """What stands before and after each piece in the whole transcript, some characters of it."""
    quote = where_it_stands(quote, view)
    texts = [one.text for one in view.utterances]
    at = {one.id: number for number, one in enumerate(view.utterances)}
    found = []
    for piece in quote.pieces:
        number = at.get(piece.utterance_id)
        if number is None:
            found.append(("", ""))
            continue
        held = list(view.utterances[number].utterance.pieces())
        text = "".join(before + word.text for before, word in held[: piece.first])
        text += held[piece.first][0] if piece.first < len(held) else ""
        before = " ".join([*texts[:number], text])
        after = " ".join([texts[number][len(text) + len(piece.text) :], *texts[number + 1 :]])
        found.append((before[-CONTEXT_CHARACTERS:], after[:CONTEXT_CHARACTERS]))
    return tuple(found)


def _said(utterances: Sequence[UtteranceView], side: Side) -> list[Beside]:
    return [word for one in utterances for word in _words(one, side)]


def _words(utterance: UtteranceView, side: Side) -> list[Beside]:
    if side == "english":
        return [Beside(text, None) for text in (utterance.translation or "").split()]
    return [Beside(word.text, utterance.reworded_at) for word in utterance.words]


def _edges(
    passage: Sequence[Piece], first: UtteranceView, last: UtteranceView, side: Side
) -> tuple[list[Beside], list[Beside]]:
    """What stands in a passage's own utterances before and after what is quoted of them."""
    if side == "english":
        line = [
            (Beside(word, None), piece.line_first <= at < piece.line_stop)
            for piece in passage
            for at, word in enumerate(piece.line_words)
        ]
        before = list(takewhile(lambda one: not one[1], line))
        after = list(takewhile(lambda one: not one[1], reversed(line)))
        return [word for word, _ in before], [word for word, _ in reversed(after)]
    begin, end = passage[0], passage[-1]
    return _words(first, side)[: begin.first], _words(last, side)[end.first + len(end.words) :]
