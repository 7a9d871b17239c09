"""How the route of a recording looks on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import click

from earwitness.records.attribution import HEDGES
from earwitness.records.route import Link
from earwitness.story.attribution import account, day_in_words


def paint_route(links: Sequence[Link]) -> None:
    """Print the links that stand, and what can be said from them."""
    paint_links(links)
    if links:
        click.echo()
    click.echo(account(links).text)


def paint_links(links: Sequence[Link]) -> None:
    """Print links one after another."""
    for link in links:
        where = f"on {link.channel}" if link.channel else ""
        when = day_in_words(link.day) if link.day else ""
        head = " ".join(filter(None, (link.id, link.kind, "by", link.by, where, when)))
        click.secho(f"{head}{f'  (after {link.after})' if link.after else ''}", bold=True)
        by = f", according to {link.according_to}" if link.according_to else ""
        click.echo(f"    {HEDGES[link.hedge]}{by}")
        for name, text in (("evidence", link.evidence), ("address", link.address), ("archived", link.archived)):
            if text:
                click.secho(f"    {name}: {text}", dim=True)
