"""`earwitness unseal`: open a sealed case."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from earwitness.cli.common import warn_of
from earwitness.workflow.case import Case

_FOUND = 1


@click.command()
@click.argument("sealed", type=click.Path(path_type=Path))
@click.option(
    "--case", required=True, type=click.Path(path_type=Path), help="The folder to make; it must not be there yet."
)
@click.option(
    "--identity",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="A private key of age or SSH; your own, by which you sign, if it is not given.",
)
def command(sealed: Path, *, case: Path, identity: Path | None) -> None:
    """Open a SEALED case that `earwitness seal` wrote, into a folder that anybody who has this disk can read."""
    received = Case.unseal(sealed, case, identity=identity)
    click.echo(received.path)
    if warn_of(received.items):
        sys.exit(_FOUND)
