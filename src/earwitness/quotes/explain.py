"""Offer what the glossary explains as a gloss: an editor may take it, and nothing is added by itself."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from earwitness.errors import UsageError
from earwitness.quotes.typed import check_gloss
from earwitness.quotes.words import parts
from earwitness.records.glossary import Term
from earwitness.records.mark import Gloss
from earwitness.records.quote import Notice, Piece, Quote
from earwitness.records.text import one_line
from earwitness.records.view import UtteranceView
from earwitness.translation.mentions import place

EXPLAINED = "glossary"
"""The reason of its notices."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the glossary says of a term; and the gloss WORD+TEXT with that behind it, None where it can be none."""

    told: Notice
    gloss: str | None


def explained(quote: Quote, piece: Piece, utterance: UtteranceView | None) -> Iterator[Notice]:
    """A notice for each offer, with how to take it on the command line."""
    for one in offers(quote, piece, utterance):
        adding = f" To add that: --gloss {shlex.quote(one.gloss)}" if one.gloss else ""
        yield replace(one.told, text=one.told.text + adding)


def offers(quote: Quote, piece: Piece, utterance: UtteranceView | None) -> Iterator[Offer]:
    """An offer for each term in a piece that the glossary explains and the quote does not yet.

    `utterance` is the piece's, as it is shown now; None where it is gone.
    """
    glosses = {mark.text for mark in quote.marks if isinstance(mark, Gloss)}
    for term, first, stop in _quoted(piece, utterance):
        if term.note is None or term.note in glosses:
            continue
        english = next(filter(None, (place(text, piece.english) for text in term.english)), None)
        words = (
            [piece.english[at] for at in english] if english else [word.text for word in piece.words[first:stop]]
        )
        told = f"The glossary explains “{term.term}”: {one_line(term.note).rstrip('.')}."
        about = {"term": term.term, "note": one_line(term.note)}
        yield Offer(Notice(reason=EXPLAINED, text=told, about=about), _gloss(words, term.note))


def _quoted(piece: Piece, utterance: UtteranceView | None) -> Iterator[tuple[Term, int, int]]:
    """The terms that are quoted whole, each once, with their places among the words of the piece."""
    seen: set[Term] = set()
    for mention in utterance.mentions if utterance else ():
        first, stop = mention.first - piece.first, mention.stop - piece.first
        if first >= 0 and stop <= len(piece.words) and mention.term not in seen:
            seen.add(mention.term)
            yield mention.term, first, stop


def _gloss(words: Sequence[str], note: str) -> str | None:
    """A note behind these words, where it can be a gloss."""
    said = " ".join(parts(word).core for word in words)
    try:
        check_gloss(note)
    except UsageError:
        return None
    return None if set(said) & set("=+|#") else f"{said}+{note}"
