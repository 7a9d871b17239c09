"""How a glossary looks on a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from earwitness.records.custody import Agent
from earwitness.records.glossary import Entry


def paint_glossary(entries: Sequence[Entry], authors: Mapping[Agent, str]) -> None:
    """Print entries one after another: the term, its English, its note, and who put it in or took it out."""
    for entry in entries:
        term = entry.term
        click.secho(f"{term.term} = {' | '.join(term.english)}", bold=True, nl=False)
        click.echo(f"  ({', '.join([term.language, *(['name'] if term.kind == 'name' else [])])})")
        if term.forms:
            click.echo(f"    also said: {', '.join(term.forms)}")
        if term.note:
            click.echo(f"    {term.note}")
        name = authors.get(entry.made_by)
        by = f"{name} (key {entry.made_by.name})" if name else f"key {entry.made_by.name}"
        click.secho(f"    {'taken out' if entry.removed else 'put in'} {entry.made_at} by {by}", dim=True)
