"""`earwitness models`: what hears, and what translates."""

from __future__ import annotations

import click

from earwitness.backends import models, text_translator
from earwitness.cli.common import warn


@click.command()
@click.argument("model", required=False)
@click.option(
    "--fetch",
    metavar="NAME",
    help="Download a model by name from huggingface.co; OWNER/NAME is one that translates.",
)
def command(model: str | None, fetch: str | None) -> None:
    """List the models that are here and those that can be fetched by name.

    With MODEL, a name or the path of any folder with a CTranslate2 Whisper model, check that one and print where
    it is and the digest of its weights. The network is used with --fetch alone.
    """
    if fetch is not None:
        warn(f"Fetching {fetch} from huggingface.co …")
        if text_translator.is_name(fetch):
            click.echo(f"text:{fetch}  {text_translator.fetch(fetch)}")
        else:
            _print(models.fetch(fetch))
        return
    if model is not None:
        _print(models.find(model))
        return
    for known in models.known():
        click.echo(f"{known.name:<16} {'here' if known.path else 'not here':<10} {known.origin}")
    warn("\nA desk should use large-v3-turbo to hear; it cannot translate. `base` is what fits into a package.")


def _print(folder: models.ModelFolder) -> None:
    click.echo(f"{folder.name}  {folder.path}  {folder.digest}")
