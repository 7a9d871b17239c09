"""The laws of quotes: marks applied to words are the published text, and nothing is lost there and back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quoted
from earwitness.archive import quote_rows
from earwitness.errors import UsageError
from earwitness.formats import webannotation
from earwitness.formats.quote_json import quote_digest, quote_from_json, quote_to_json
from earwitness.quotes import notation
from earwitness.quotes.render import kept_words, published
from earwitness.quotes.words import without_quotation_marks
from earwitness.records.mark import (
    SIDES,
    Gloss,
    Join,
    Mark,
    Order,
    Side,
    shifted,
)
from earwitness.records.quote import Quote, QuoteView, words_of


def by_passage(quote: Quote, side: Side) -> Iterator[tuple[list[str], list[Mark], int, int]]:
    """Of each passage: its line, its marks counted from its first word, from where to where it is quoted."""
    base = 0
    for number, passage in enumerate(quote.passages):
        words = [word for piece in passage for word in words_of(piece, side)]
        line = [
            word
            for piece in passage
            for word in (piece.line_words if side == "english" else words_of(piece, side))
        ]
        before = 0
        if side == "english":
            quoted_words = [
                piece.line_first <= at < piece.line_stop
                for piece in passage
                for at in range(len(piece.line_words))
            ]
            before = quoted_words.index(True) if True in quoted_words else 0
        end = base + len(words)
        marks = [
            shifted(mark, -base)
            for mark in quote.of(side)
            if base <= (mark.at if hasattr(mark, "at") else mark.first) < end
            or (isinstance(mark, Gloss) and mark.first == mark.stop == end)
        ]
        if number:
            marks = [mark for mark in marks if not (isinstance(mark, Gloss) and mark.first == mark.stop == 0)]
        yield line, marks, before, before + len(words)
        base = end


def not_spaced(quote: Quote) -> bool:
    """Whether its words are not parted by white space, so that only their positions part them."""
    return any(len(piece.text.split()) != len(piece.words) for piece in quote.pieces)


def unquoted(text: str) -> str:
    """The text without quotation marks, which stand where reported speech is cut."""
    return without_quotation_marks(text).translate(dict.fromkeys(map(ord, "‘’")))


def readable(marks: list[Mark]) -> list[Mark]:
    return [replace(mark, source=None) if isinstance(mark, Gloss) else mark for mark in marks]


@given(quoted.quotes())
def test_a_quote_that_is_written_and_read_again_has_the_same_words_and_marks(quote: Quote) -> None:
    for side in SIDES:
        for text, (line, marks, first, stop) in zip(
            notation.write(quote, side), by_passage(quote, side), strict=True
        ):
            if first == stop or not any(kept_words(quote, side)) or (side == "source" and not_spaced(quote)):
                continue
            read = notation.read(text, line, side=side)
            assert (read.first, read.stop, list(read.marks)) == (first, stop, readable(marks)), text


@given(quoted.quotes())
def test_the_published_text_is_what_is_written_without_what_was_left_out_and_replaced(quote: Quote) -> None:
    for side in SIDES:
        shown = [word for word, is_kept in zip(quote.words(side), kept_words(quote, side), strict=True) if is_kept]
        sign = "[…]" if any("…" in word or ".." in word for word in shown) else "…"
        expected = []
        for text in notation.write(quote, side):
            inside = re.sub(r"^\[…\d+\] | \[…\d+\]$", "", text)
            expected.append(re.sub(r"\[[^\]=]*=([^\]]*)\]", r"[\1]", re.sub(r"\[…\d+\]", sign, inside)))
        assert unquoted(published(quote, side, quoted=False)) == unquoted(" […] ".join(filter(None, expected)))


@given(quoted.quotes())
def test_without_marks_the_words_are_published_as_they_are_but_for_quotation_marks(quote: Quote) -> None:
    plain = replace(quote, marks=tuple(mark for mark in quote.marks if isinstance(mark, Join | Order)))
    for side in SIDES:
        text = published(plain, side, quoted=False).replace("[…]", "")
        words = "".join("".join(words_of(piece, side)) for piece in plain.pieces)
        assert unquoted("".join(text.split())) == unquoted(words)


@given(quoted.quotes())
def test_a_quote_comes_back_from_its_json_its_row_and_its_annotation(quote: Quote) -> None:
    assert quote_from_json(quote_to_json(quote)) == quote
    assert quote_rows.quote_from({"number": 1, **quote_rows.quote_row(quote)}) == quote
    view = QuoteView(
        quote=quote,
        digest=quote_digest(quote),
        style="default",
        source=published(quote, "source"),
        english=published(quote, "english") or None,
    )
    assert webannotation.parse(webannotation.write(view)) == quote


@given(quoted.quotes(), quoted.quotes())
def test_two_quotes_have_one_digest_only_if_they_are_the_same(one: Quote, other: Quote) -> None:
    assert (quote_digest(one) == quote_digest(other)) == (one == other)


@given(quoted.quotes(), st.data())
def test_a_word_that_was_exchanged_or_added_is_refused(quote: Quote, data: st.DataObject) -> None:
    for side in SIDES:
        for text, (line, _, first, stop) in zip(notation.write(quote, side), by_passage(quote, side), strict=True):
            outside = re.split(r"(\S*\[[^\]]*\]\S*)", text)  # words of glosses may be anything
            places = [at for at in range(0, len(outside), 2) if outside[at].strip()]
            if first == stop or not places:
                continue
            place = data.draw(st.sampled_from(places))
            words = outside[place].split()
            at = data.draw(st.integers(0, len(words) - 1))
            words[at : at + data.draw(st.integers(0, 1))] = ["changedword"]
            outside[place] = f" {' '.join(words)} "
            with pytest.raises(UsageError):
                notation.read("".join(outside), line, side=side)
