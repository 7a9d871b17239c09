"""How quotes look on a terminal: what is published, what was done to it, what to notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import click

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
from earwitness.records.quote import Quote, QuoteView
from earwitness.records.text import one_line
from earwitness.records.time import clock


def paint_quotes(views: Sequence[QuoteView]) -> None:
    """Print quotes one after another."""
    for number, view in enumerate(views):
        if number:
            click.echo()
        _head(view)
        for text in filter(None, (view.source, view.english)):
            click.echo(f"    {text}")
        for mark in view.quote.marks:
            colour = "red" if isinstance(mark, Order) else None
            for line in _explained(view.quote, mark):
                click.secho(f"    {line}", fg=colour, dim=colour is None)
        for notice in view.notices:
            sign = "!!" if notice.again else " !"
            click.secho(f" {sign} {notice.text}", fg="red" if notice.again else "yellow")
        if view.look_again and not view.withdrawal:
            click.secho("    Look at it again.", fg="red")


def _head(view: QuoteView) -> None:
    span = view.quote.span
    when = f"{clock(span.start_ms, decimals=1)}–{clock(span.end_ms, decimals=1)}"
    facts = [view.id, when, view.voice or "nobody knows who", f"recording {view.quote.recording.short}"]
    click.secho("  ".join([*facts, f"quote {view.digest}"]), bold=True)
    if view.withdrawal:
        why = f": {view.withdrawal.reason}" if view.withdrawal.reason else ""
        click.secho(f"    withdrawn {view.withdrawal.made_at}{why}", fg="red")


def _explained(quote: Quote, mark: Mark) -> Iterator[str]:
    words = quote.words(mark.side) if not isinstance(mark, Join | Order) else ()
    match mark:
        case Omission():
            out = words[mark.first : mark.stop]
            skips = f"skips {quote.skipped_ms(mark) / 1000:.1f} s, " if mark.side == "source" else "leaves out "
            count = sum(map(is_spoken, out))
            yield f"… {skips}{count} {'word' if count == 1 else 'words'}: {one_line(' '.join(out))}"
        case Gloss():
            replaced = one_line(" ".join(words[mark.first : mark.stop]))
            of = f" in the place of “{replaced}”" if replaced else ""
            source = f" ({one_line(mark.source)})" if mark.source else ""
            yield f"[{mark.text}] is the editor's{of}{source}"
        case Mask():
            yield f"“{one_line(words[mark.at])}” is masked: without {MASK_RULES[mark.rule]}"
        case Case():
            yield f"“{one_line(words[mark.at])}” has its first letter in the other case"
        case Stop():
            yield f"“{one_line(words[mark.at])}” has lost what stands after it"
        case Emphasis():
            yield f"“{one_line(' '.join(words[mark.first : mark.stop]))}” is stressed by the editor"
        case Join():
            before, after = quote.pieces[mark.piece - 1].span, quote.pieces[mark.piece].span
            yield f"joins what is said until {clock(before.end_ms, decimals=1)} to what is said from " + clock(
                after.start_ms, decimals=1
            )
        case Order():
            yield "The passages stand in another order than they were said in."
