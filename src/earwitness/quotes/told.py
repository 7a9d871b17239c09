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
)
from earwitness.records.quote import Quote
from earwitness.records.text import one_line
from earwitness.records.time import clock


def told(quote: Quote, mark: Mark) -> str:  # noqa: PLR0911  (one for each kind)
    """What one mark of a quote does, with the words that it is about."""
    words = quote.words(mark.side) if not isinstance(mark, Join | Order) else ()
    match mark:
        case Omission():
            out = words[mark.first : mark.stop]
            skips = f"skips {quote.skipped_ms(mark) / 1000:.1f} s, " if mark.side == "source" else "leaves out "
            count = sum(map(is_spoken, out))
            return f"… {skips}{count} {'word' if count == 1 else 'words'}: {one_line(' '.join(out))}"
        case Gloss():
            replaced = one_line(" ".join(words[mark.first : mark.stop]))
            of = f" in the place of “{replaced}”" if replaced else ""
            source = f" ({one_line(mark.source)})" if mark.source else ""
            return f"[{mark.text}] is the editor's{of}{source}"
        case Mask():
            return f"“{one_line(words[mark.at])}” is masked: without {MASK_RULES[mark.rule]}"
        case Case():
            return f"“{one_line(words[mark.at])}” has its first letter in the other case"
        case Stop():
            return f"“{one_line(words[mark.at])}” has lost what stands after it"
        case Emphasis():
            return f"“{one_line(' '.join(words[mark.first : mark.stop]))}” is stressed by the editor"
        case Join():
            before, after = quote.pieces[mark.piece - 1].span, quote.pieces[mark.piece].span
            return f"joins what is said until {clock(before.end_ms, decimals=1)} to what is said from " + clock(
                after.start_ms, decimals=1
            )
        case Order():
            return "The passages stand in another order than they were said in."
