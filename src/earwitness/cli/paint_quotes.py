"""How quotes look on a terminal: what is published, what was done to it, what to notice."""

from __future__ import annotations

from collections.abc import Sequence

import click

from earwitness.quotes.told import told
from earwitness.records.mark import Order
from earwitness.records.quote import QuoteView
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
            click.secho(f"    {told(view.quote, mark)}", fg=colour, dim=colour is None)
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
