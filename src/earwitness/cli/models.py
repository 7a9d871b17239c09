"""`earwitness models`: what hears."""

from __future__ import annotations

import click

from earwitness.backends import models
from earwitness.cli.common import warn


@click.command()
@click.option("--fetch", metavar="NAME", help="Download a model by name from huggingface.co.")
def command(fetch: str | None) -> None:
    """List the models that are here and those that can be fetched by name.

    This is the only command that uses the network, and only with --fetch. Wherever a model is asked for, the
    path of any folder with a CTranslate2 Whisper model does as well as a name.
    """
    if fetch:
        warn(f"Fetching {fetch} from huggingface.co …")
        folder = models.fetch(fetch)
        click.echo(f"{folder.path}  {folder.digest}")
        return
    for known in models.known():
        click.echo(f"{known.name:<16} {'here' if known.path else 'not here':<10} {known.origin}")
    warn("\nA desk should use large-v3-turbo to hear; it cannot translate. `base` is what fits into a package.")
