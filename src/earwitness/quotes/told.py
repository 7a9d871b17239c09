"""What was done to a quote, for its editors: each mark in a sentence, with what it leaves out, masks or replaces.

What its readers are told is another thing: reader.py.
"""

from __future__ import annotations

from earwitness.quotes.words import is_spoken
from earwitness.records.mark import (
    MASK_RULES,
    Case,
    Emphasis,
    Gloss,
    Join,
    Mark,
    Mask,
    Omission,
    Order,
    Stop,
    place,
)
from earwitness.records.quote import Quote
from earwitness.records.text import one_line
from earwitness.records.time import clock


def told(quote: Quote, mark: Mark) -> str:  # noqa: PLR0911  (one for each kind)
    """What one mark of a quote does, with the words that it is about."""
    of = about(quote, mark)
    match mark:
        case Omission():
            skips = f"skips {of['seconds']:.1f} s, " if mark.side == "source" else "leaves out "
            return f"… {skips}{of['count']} {'word' if of['count'] == 1 else 'words'}: {of['words']}"
        case Gloss():
            instead = f" in the place of “{of['words']}”" if of["words"] else ""
            source = f" ({one_line(mark.source)})" if mark.source else ""
            return f"[{mark.text}] is the editor's{instead}{source}"
        case Mask():
            return f"“{of['words']}” is masked: without {MASK_RULES[mark.rule]}"
        case Case():
            return f"“{of['words']}” has its first letter in the other case"
        case Stop():
            return f"“{of['words']}” has lost what stands after it"
        case Emphasis():
            return f"“{of['words']}” is stressed by the editor"
        case Join():
            return f"joins what is said until {of['until']} to what is said from {of['from']}"
        case Order():
            return "The passages stand in another order than they were said in."


def about(quote: Quote, mark: Mark) -> dict[str, str | float]:
    """What stands in that sentence, for who says it in another language."""
    if isinstance(mark, Order):
        return {}
    if isinstance(mark, Join):
        before, after = quote.pieces[mark.piece - 1].span, quote.pieces[mark.piece].span
        return {"until": clock(before.end_ms, decimals=1), "from": clock(after.start_ms, decimals=1)}
    first, stop = place(mark)[1:3]
    held = quote.words(mark.side)[first:stop]
    words = one_line(" ".join(held))
    match mark:
        case Omission():
            skipped_s = quote.skipped_ms(mark) / 1000 if mark.side == "source" else 0
            return {
                "side": mark.side,
                "seconds": round(skipped_s, 1),
                "count": sum(map(is_spoken, held)),
                "words": words,
            }
        case Gloss():
            return {"how": "instead" if held else "behind", "text": mark.text, "words": words}
        case Mask():
            return {"rule": mark.rule, "words": words}
        case _:
            return {"words": words}
