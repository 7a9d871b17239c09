"""What was done to a quote, for its readers: each mark in a sentence, and never a word that is not shown.

What the editor left out, masked or replaced stays in the case: it may be what nobody should read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from earwitness.quotes.style import DEFAULT, EXPLETIVE, Style
from earwitness.quotes.words import is_spoken
from earwitness.records.mark import (
    Case,
    Emphasis,
    Gloss,
    Join,
    Mark,
    Mask,
    Omission,
    Order,
    Stop,
    kept,
)
from earwitness.records.quote import Quote
from earwitness.records.text import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change in words; `grave` where it may change what is understood."""

    text: str
    grave: bool = False


def edits(quote: Quote, style: Style = DEFAULT, *, sources: bool = False) -> list[Edit]:
    """Each mark of a quote for its readers, as the style prints it; `sources` tells where a gloss is from."""
    return [edit for mark in quote.marks for edit in _told(quote, mark, style, sources=sources)]


def _told(quote: Quote, mark: Mark, style: Style, *, sources: bool) -> Iterator[Edit]:
    match mark:
        case Omission():
            count = sum(map(is_spoken, quote.words(mark.side)[mark.first : mark.stop]))
            words = f"{count} {'word' if count == 1 else 'words'}"
            if mark.side == "source":
                yield Edit(
                    text=f"… leaves out {words} of what is said, {quote.skipped_ms(mark) / 1000:.1f} seconds."
                )
            else:
                yield Edit(text=f"… leaves out {words} of the translation.")
        case Gloss():
            place = ", in the place of what is said" if mark.first < mark.stop else ""
            source = f" ({one_line(mark.source)})" if mark.source and sources else ""
            yield Edit(text=f"[{mark.text}] is the editor’s{place}{source}. It is not spoken.")
        case Mask():
            yield from _masked(style, _side(mark.side))
        case Case():
            yield Edit(text=f"In {_side(mark.side)}, one first letter was made large or small.")
        case Stop():
            yield Edit(text=f"In {_side(mark.side)}, a comma or stop was left away where the quote breaks off.")
        case Emphasis():
            shown = kept(len(quote.words(mark.side)), quote.marks, mark.side)
            at = range(mark.first, mark.stop)
            masked = {one.at for one in quote.of(mark.side) if isinstance(one, Mask)}
            words = " ".join(quote.words(mark.side)[one] for one in at if shown[one] and one not in masked)
            yield Edit(
                text=f"The stress on “{one_line(words)}” is the editor’s." if words else "A stress is added."
            )
        case Join():
            before, after = quote.pieces[mark.piece - 1].span, quote.pieces[mark.piece].span
            apart_s = (after.start_ms - before.end_ms) / 1000
            if apart_s >= 0:
                yield Edit(text=f"Two passages stand together that are {apart_s:.1f} seconds apart.")
            else:
                yield Edit(text="Two passages stand together.")
        case Order():
            yield Edit(text="The passages stand in another order than they were said in.", grave=True)


def _masked(style: Style, side: str) -> Iterator[Edit]:
    match style.mask:
        case "in full":
            return
        case "left out":
            yield Edit(text=f"{style.ellipsis} stands for a word of {side} that is not printed.")
        case "expletive":
            yield Edit(text=f"{EXPLETIVE.join(style.brackets)} stands for a word of {side}.")
        case _:
            yield Edit(text=f"Of one word in {side} not all letters are shown.")


def _side(side: str) -> str:
    return "the original" if side == "source" else "the translation"
