"""A quote as JSON: whole numbers and text only, so that its canonical bytes have one digest everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from types import NoneType
from typing import Any

from earwitness.errors import RecordError
from earwitness.formats.reading_json import Object, get, one_of, read_object, read_span, span_object
from earwitness.records.canonical import canonical
from earwitness.records.custody import Digest
from earwitness.records.mark import (
    MASK_RULES,
    SIDES,
    Case,
    Emphasis,
    Gloss,
    Join,
    Mark,
    Mask,
    Omission,
    Order,
    Stop,
)
from earwitness.records.quote import Piece, Quote, QuoteView
from earwitness.records.speech import Word

_RANGES: Mapping[str, type[Omission | Emphasis]] = {one.kind: one for one in (Omission, Emphasis)}
_WORDS: Mapping[str, type[Case | Stop]] = {one.kind: one for one in (Case, Stop)}


def quote_to_json(quote: Quote) -> Object:
    """The object; what is not known is null, never absent."""
    return {
        "id": quote.id,
        "recording": str(quote.recording),
        "transcript_id": quote.transcript_id,
        "translation_id": quote.translation_id,
        **span_object(quote.span),
        "pieces": [_piece(piece) for piece in quote.pieces],
        "marks": [_mark(mark) for mark in quote.marks],
        "salt": quote.salt,
        "made_at": quote.made_at,
    }


def quote_view_to_json(view: QuoteView) -> Object:
    """A quote as it is shown now: the object of `quote_to_json`, how it is published, what is to be noticed."""
    return {
        **quote_to_json(view.quote),
        "digest": str(view.digest),
        "style": view.style,
        "source": view.source,
        "english": view.english,
        "notices": [{"reason": one.reason, "text": one.text, "again": one.again} for one in view.notices],
        "withdrawn_at": view.withdrawal.made_at if view.withdrawal else None,
        "withdrawn_because": view.withdrawal.reason if view.withdrawal else None,
    }


def quote_bytes(quote: Quote) -> bytes:
    """The bytes that a quote's digest is of; RecordError for text that is not Unicode."""
    return canonical(quote_to_json(quote))


def quote_digest(quote: Quote) -> Digest:
    """What names the quote outside its case."""
    return Digest.of(quote_bytes(quote))


def quote_from_json(data: Any) -> Quote:
    """What `quote_to_json` was given, whatever else the object holds; RecordError for anything else."""
    root = read_object(data)
    quote = Quote(
        id=get(root, "id", str),
        recording=Digest.parse(get(root, "recording", str)),
        transcript_id=get(root, "transcript_id", str),
        translation_id=get(root, "translation_id", str, NoneType),
        pieces=tuple(map(_read_piece, map(read_object, get(root, "pieces", list)))),
        marks=tuple(map(_read_mark, map(read_object, get(root, "marks", list)))),
        salt=get(root, "salt", str),
        made_at=get(root, "made_at", str),
    )
    if read_span(root) != quote.span:
        raise RecordError("The span of a quote is not that of its words.")
    return quote


def _piece(piece: Piece) -> Object:
    return {
        "utterance_id": piece.utterance_id,
        "first": piece.first,
        "text": piece.text,
        "words": [{"text": word.text, **span_object(word.span)} for word in piece.words],
        "language": piece.language,
        "speaker": piece.speaker,
        "reported": piece.reported,
        "line": piece.line,
        "line_first": piece.line_first,
        "line_stop": piece.line_stop,
    }


def _mark(mark: Mark) -> Object:
    match mark:
        case Omission() | Emphasis():
            return {"kind": mark.kind, "side": mark.side, "first": mark.first, "stop": mark.stop}
        case Gloss():
            where = {"kind": mark.kind, "side": mark.side, "first": mark.first, "stop": mark.stop}
            return {**where, "text": mark.text, "source": mark.source}
        case Mask():
            return {"kind": mark.kind, "side": mark.side, "at": mark.at, "rule": mark.rule}
        case Case() | Stop():
            return {"kind": mark.kind, "side": mark.side, "at": mark.at}
        case Join():
            return {"kind": mark.kind, "piece": mark.piece}
        case Order():
            return {"kind": mark.kind}


def _read_piece(data: Object) -> Piece:
    return Piece(
        utterance_id=get(data, "utterance_id", str),
        first=get(data, "first", int),
        text=get(data, "text", str),
        words=tuple(
            Word(text=get(word, "text", str), span=read_span(word))
            for word in map(read_object, get(data, "words", list))
        ),
        language=get(data, "language", str),
        speaker=get(data, "speaker", str, NoneType),
        reported=get(data, "reported", int),
        line=get(data, "line", str, NoneType),
        line_first=get(data, "line_first", int),
        line_stop=get(data, "line_stop", int),
    )


def _read_mark(data: Object) -> Mark:
    kind = get(data, "kind", str)
    if kind == Order.kind:
        return Order()
    if kind == Join.kind:
        return Join(piece=get(data, "piece", int))
    side = one_of(data, "side", *SIDES)
    if kind in _WORDS:
        return _WORDS[kind](side=side, at=get(data, "at", int))
    if kind == Mask.kind:
        return Mask(side=side, at=get(data, "at", int), rule=one_of(data, "rule", *MASK_RULES))
    first, stop = get(data, "first", int), get(data, "stop", int)
    if kind in _RANGES:
        return _RANGES[kind](side=side, first=first, stop=stop)
    if kind == Gloss.kind:
        source = get(data, "source", str, NoneType)
        return Gloss(side=side, first=first, stop=stop, text=get(data, "text", str), source=source)
    raise RecordError(f"There is no mark {kind!r}.")
