"""`earwitness import`: take in a case that somebody handed on."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from earwitness.cli.common import warn_of
from earwitness.workflow.case import Case

_FOUND = 1


@click.command()
@click.argument("bag", type=click.Path(path_type=Path))
@click.option(
    "--case", required=True, type=click.Path(path_type=Path), help="The folder to make; it must not be there yet."
)
@click.option("--receipt", is_flag=True, help="Sign a line of its ledger which says that you received it.")
def command(bag: Path, case: Path, *, receipt: bool) -> None:
    """Take in a case that was handed on in a BAG, which `earwitness export --to` wrote: byte for byte.

    BAG is that ZIP file, or a TAR file or a folder that an archive made of it. A bag that is not what its lists
    say is refused, and nothing of it is kept. What `verify` finds in a case that came well is told, and the exit
    code is then 1. Whatever you do to it is signed by your key from then on.
    """
    received = Case.receive(bag, case, receipt=receipt)
    click.echo(received.path)
    if warn_of(received.items):
        sys.exit(_FOUND)
