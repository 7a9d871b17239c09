"""From words and marks to what is published: the one place in which marks become text."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from earwitness.quotes import words as word_parts
from earwitness.quotes.reported import Speech, depth_before, reported
from earwitness.quotes.style import DEFAULT, EXPLETIVE, Pair, Style, quotation_marks
from earwitness.quotes.words import STOPS, Shown, parts
from earwitness.records.mark import (
    Case,
    Emphasis,
    Gloss,
    Mask,
    Omission,
    Side,
    Stop,
    kept,
)
from earwitness.records.quote import Piece, Quote, words_of
from earwitness.records.speech import pieces

STRESS = "_"
"""Stands around words that the editor stresses, as in plain text it often does."""

ENGLISH = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """How marks are written: `omission` is given the number of words, `gloss` the words that it replaces."""

    omission: Callable[[int], str]
    gloss: Callable[[Sequence[str], str], str]
    style: Style
    quotation_marks: Sequence[Pair]


class Part(NamedTuple):
    """What is shown of one side's words from `first` up to and without `stop`, after the white space `before`.

    It is of no words where a gloss is added.
    """

    first: int
    stop: int
    before: str
    text: str


@dataclass(frozen=True, slots=True)
class _Cell:
    before: str
    word: str


@dataclass(slots=True)
class _Element:
    """What is shown of the cells from `first` up to and without `stop`; of none, if they are the same."""

    first: int
    stop: int
    before: str
    text: str
    lead: str = ""
    trail: str = ""
    opened: str = ""
    closed: str = ""
    stops: bool = True
    is_said: bool = True

    def __str__(self) -> str:
        trail = self.trail if self.stops else "".join(one for one in self.trail if one not in STOPS)
        return f"{self.before}{self.opened}{self.lead}{self.text}{trail}{self.closed}"


def published(quote: Quote, side: Side, style: Style = DEFAULT, *, quoted: bool = True) -> str:
    """What is published of one side, exactly, in a house style; empty where nothing is translated.

    `quoted` puts it in quotation marks, those of speech that is reported inside alternating with them; a block
    quotation goes without. Marks of reported speech stand around what is shown of it, wherever it was cut.
    """
    signs = _signs(quote, side, style, quoted=quoted)
    texts = [text for text in passage_texts(quote, side, signs) if text]
    if not quoted:
        return f" {style.ellipsis.join(('[', ']'))} ".join(texts)
    marks = quotation_marks(style, _language(quote, side))[0]
    return f" {style.ellipsis} ".join(text.join(marks) for text in texts)


def _language(quote: Quote, side: Side) -> str:
    return quote.pieces[0].language if side == "source" else ENGLISH


def _signs(quote: Quote, side: Side, style: Style, *, quoted: bool) -> Signs:
    marks = quotation_marks(style, _language(quote, side))
    shown = [word for word, is_shown in zip(quote.words(side), kept_words(quote, side), strict=True) if is_shown]
    pauses = any("…" in word or ".." in word for word in shown)
    brackets = ("[", "]") if any("(" in word or ")" in word for word in shown) else style.brackets
    bracketed = style.ellipsis.join(("[", "]"))
    return Signs(
        omission=lambda _: bracketed if pauses else style.ellipsis,  # its own pauses are not taken for an omission
        gloss=lambda _, text: text.join(brackets),
        style=style,
        quotation_marks=(marks[1], marks[0]) if quoted else marks,
    )


def kept_words(quote: Quote, side: Side) -> list[bool]:
    """Which words of a side are shown."""
    return kept(len(quote.words(side)), quote.marks, side)


def passage_texts(quote: Quote, side: Side, signs: Signs) -> Iterator[str]:
    """The text of each passage on one side, with these signs."""
    return ("".join(map(str, elements)).strip() for elements, _ in _passages(quote, side, signs))


def shown_parts(quote: Quote, side: Side, style: Style = DEFAULT) -> Iterator[list[Part]]:
    """What `published(…, quoted=False)` shows of each passage, part by part."""
    for elements, base in _passages(quote, side, _signs(quote, side, style, quoted=False)):
        yield [
            Part(base + one.first, base + one.stop, one.before, str(one)[len(one.before) :]) for one in elements
        ]


def _passages(quote: Quote, side: Side, signs: Signs) -> Iterator[tuple[list[_Element], int]]:
    """What is shown of each passage, and the position of its first word."""
    ends = accumulate(sum(len(words_of(piece, side)) for piece in passage) for passage in quote.passages)
    base = 0
    for passage, end in zip(quote.passages, ends, strict=True):
        cells = [cell for piece in passage for cell in _cells(piece, side)]
        elements = list(_elements(quote, side, cells, base, signs))
        first = 0
        for piece in passage:
            stop = first + len(words_of(piece, side))
            depth = piece.reported if side == "source" else depth_before(piece.line_words, piece.line_first)
            for speech in reported([cell.word for cell in cells[first:stop]], depth):
                _put_marks(elements, speech, first, signs.quotation_marks[speech.depth % 2])
            first = stop
        yield elements, base
        base = end


def _cells(piece: Piece, side: Side) -> Iterator[_Cell]:
    if side == "english":
        yield from (_Cell(" ", word) for word in piece.english)
        return
    for position, (before, word) in enumerate(pieces(piece.text, piece.words)):
        yield _Cell(" " if position == 0 else before, word.text)


def _elements(quote: Quote, side: Side, cells: Sequence[_Cell], base: int, signs: Signs) -> Iterator[_Element]:
    """The cells as they are shown, `base` the position of the first, without marks of speech that is not whole."""
    end = base + len(cells)
    left_out = {mark.first: mark.stop for mark in quote.of(side) if isinstance(mark, Omission)}
    glosses = [mark for mark in quote.of(side) if isinstance(mark, Gloss)]
    if signs.style.mask == "left out":
        left_out |= {mark.at: mark.at + 1 for mark in quote.of(side) if isinstance(mark, Mask)}
    at, after_sign = base, False
    while True:
        for gloss in glosses:
            if gloss.first == gloss.stop == at and (at > base or base == 0):
                yield _Element(at - base, at - base, " ", signs.gloss((), gloss.text), is_said=False)
                after_sign = True
        if at >= end:
            return
        cell = cells[at - base]
        before = " " if after_sign else cell.before
        replaced = next((one for one in glosses if one.first == at < one.stop), None)
        after_sign = at in left_out or replaced is not None
        if at in left_out:
            first = at
            while at in left_out:
                at = left_out[at]
            yield _Element(first - base, first - base, " ", signs.omission(at - first), is_said=False)
        elif replaced:
            run = [one.word for one in cells[at - base : replaced.stop - base]]
            text = signs.gloss(run, replaced.text)
            at = replaced.stop
            lead, trail = parts(run[0]).lead, parts(run[-1]).trail
            yield _Element(replaced.first - base, at - base, before, text, lead, trail)
        else:
            how = _how(quote, side, at, signs.style)
            lead, core, trail = parts(cell.word)
            text = word_parts.show(core, Shown(mask=how.mask, case=how.case), sign=signs.style.mask) or core
            if signs.style.mask == "expletive" and how.mask:
                text = signs.gloss((), EXPLETIVE)
            stressed = _stressed(quote, side, at, text, set(left_out))
            yield _Element(at - base, at - base + 1, before, stressed, lead, trail, stops=not how.stop)
            at += 1


def _how(quote: Quote, side: Side, at: int, style: Style) -> Shown:
    marks = [mark for mark in quote.of(side) if isinstance(mark, Mask | Case | Stop) and mark.at == at]
    rule = next((mark.rule for mark in marks if isinstance(mark, Mask)), None)
    return Shown(
        mask=rule if style.mask not in ("in full", "left out") else None,
        case=any(isinstance(mark, Case) for mark in marks),
        stop=any(isinstance(mark, Stop) for mark in marks),
    )


def _stressed(quote: Quote, side: Side, at: int, text: str, left_out: Collection[int]) -> str:
    for mark in quote.of(side):
        if isinstance(mark, Emphasis) and mark.first <= at < mark.stop:
            shown = [one for one in range(mark.first, mark.stop) if one not in left_out]
            return (STRESS if at == shown[0] else "") + text + (STRESS if at == shown[-1] else "")
    return text


def _put_marks(elements: Sequence[_Element], speech: Speech, base: int, marks: Pair) -> None:
    """Put quotation marks around what is shown of reported speech: its own where they are shown, else new ones."""
    first, last = base + speech.first, base + speech.last
    inside = [one for one in elements if one.is_said and one.first <= last and first < one.stop]
    if not inside:
        return
    begin, end = inside[0], inside[-1]
    if speech.opened_at is not None and begin.first == first:
        begin.lead = _put(begin.lead, speech.opened_at, marks[0])
    else:
        begin.opened += marks[0]
    if speech.closed_at is not None and end.stop == last + 1:
        end.trail = _put(end.trail, speech.closed_at, marks[1])
    else:
        end.closed = marks[1] + end.closed


def _put(text: str, at: int, sign: str) -> str:
    return text[:at] + sign + text[at + 1 :]
