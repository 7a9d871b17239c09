"""What has changed since a quote was made: its copies compared with what is shown now, however that came about.

Codes: `words` (they were corrected), `times` (they moved), `speaker` (they are another's), `translation` (the line
says something else), `gone` (the utterance is not there any more), `heard-anew` (another transcript is shown).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from earwitness.records.quote import Notice, Piece, Quote
from earwitness.records.speech import Word
from earwitness.records.text import one_line
from earwitness.records.time import Span, clock, hull
from earwitness.records.view import RecordingView, UtteranceView


def changes(quote: Quote, view: RecordingView) -> tuple[Notice, ...]:
    """All that differs between what the quote was made from and what is shown of its recording now."""
    if view.transcript is None or view.transcript.id != quote.transcript_id:
        return (_heard_anew(quote, view),)
    held = {utterance.id: utterance for utterance in view.utterances}
    return tuple(notice for piece in quote.pieces for notice in _of_piece(piece, held.get(piece.utterance_id)))


def where_it_stands(quote: Quote, view: RecordingView) -> Quote:
    """The quote with the positions that its words have in their utterances now, where they are still there."""
    held = {utterance.id: utterance.words for utterance in view.utterances}
    at = [_found(piece, held.get(piece.utterance_id, ())) for piece in quote.pieces]
    if all(now in (None, piece.first) for now, piece in zip(at, quote.pieces, strict=True)):
        return quote
    pieces = zip(quote.pieces, at, strict=True)
    return replace(quote, pieces=tuple(one if now is None else replace(one, first=now) for one, now in pieces))


def _of_piece(piece: Piece, utterance: UtteranceView | None) -> Iterator[Notice]:
    if utterance is None:
        said = _said(piece.words)
        yield _again(
            "gone",
            f"The utterance {piece.utterance_id} is not there any more: {said}",
            what="utterance",
            said=said,
        )
        return
    at = _found(piece, utterance.words)
    now = [] if at is None else utterance.words[at : at + len(piece.words)]
    if at is None:
        there = [word for word in utterance.words if _is_in(word, piece.span)] or list(utterance.words)
        was, is_now = _said(piece.words), _said(there)
        yield _again("words", f"“{was}” was corrected: it is now “{is_now}”.", was=was, now=is_now)
    elif [word.span for word in now] != [word.span for word in piece.words]:
        was, is_now = (_when(hull(word.span for word in words)) for words in (piece.words, now))
        said = _said(piece.words)
        yield _again("times", f"“{said}” was at {was} and is now at {is_now}.", said=said, was=was, now=is_now)
    if utterance.speaker != piece.speaker:
        said, (was, is_now) = (
            _said(piece.words),
            (label or "nobody" for label in (piece.speaker, utterance.speaker)),
        )
        about = {"said": said, "was": piece.speaker or "?", "now": utterance.speaker or "?"}
        yield _again("speaker", f"“{said}” was said by {was}, and is now by {is_now}.", **about)
    if utterance.translation != piece.line:
        was, is_now = (
            f"“{one_line(line)}”" if line else "nothing" for line in (piece.line, utterance.translation)
        )
        about = {"was": one_line(piece.line or "–"), "now": one_line(utterance.translation or "–")}
        yield _again("translation", f"The English of {piece.utterance_id} was {was} and is now {is_now}.", **about)


def _found(piece: Piece, words: Sequence[Word]) -> int | None:
    """Where the piece's words stand among those of its utterance, at the nearest time; None if nowhere."""
    length, texts = len(piece.words), [word.text for word in piece.words]
    start_ms = piece.words[0].span.start_ms
    same = [
        at for at in range(len(words) - length + 1) if [word.text for word in words[at : at + length]] == texts
    ]
    return min(same, key=lambda at: abs(words[at].span.start_ms - start_ms), default=None)


def _heard_anew(quote: Quote, view: RecordingView) -> Notice:
    if view.transcript is None:
        return _again("gone", "Its recording has no transcript any more.", what="transcript", said="")
    there = [
        word
        for passage in quote.passages
        for utterance in view.utterances
        for word in utterance.words
        if _is_in(word, hull(piece.span for piece in passage))
    ]
    if [word.text for word in there] == list(quote.words("source")):
        return _again(
            "heard-anew",
            f"The recording was heard anew ({view.transcript.id}), and its words are the same.",
            words="same",
            now="",
        )
    now = _said(there)
    return _again(
        "heard-anew",
        f"The recording was heard anew ({view.transcript.id}): it is now “{now}”.",
        words="other",
        now=now,
    )


def _is_in(word: Word, span: Span) -> bool:
    return span.start_ms <= (word.span.start_ms + word.span.end_ms) // 2 < max(span.end_ms, span.start_ms + 1)


def _again(reason: str, text: str, **about: str) -> Notice:
    return Notice(reason=reason, text=text, again=True, about=about)


def _when(span: Span) -> str:
    return f"{clock(span.start_ms, decimals=1)}–{clock(span.end_ms, decimals=1)}"


def _said(words: Sequence[Word]) -> str:
    return one_line(" ".join(word.text for word in words))
