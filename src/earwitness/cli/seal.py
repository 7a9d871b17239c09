"""`earwitness seal`: encrypt a case to named keys."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from earwitness.cli.common import case_argument, interruptible, progress, warn, warn_of
from earwitness.workflow.case import Case
from earwitness.workflow.person import acting
from earwitness.workflow.seal import remove

_FOUND = 1


@click.command()
@case_argument
@click.option("--to", "keys", metavar="KEY", multiple=True, help="Who can open it; may be given several times.")
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The file to write.")
@click.option("--remove", "removes", is_flag=True, help="Remove the case's folder when it is sealed.")
def command(case: Path, *, keys: tuple[str, ...], output: Path, removes: bool) -> None:
    """Encrypt a whole case, sources too, to one file (age) that only the holders of these keys can open.

    A KEY is a public one: age1…, ssh-ed25519 …, or the one that `earwitness key` shows. Name your own too, or you
    cannot open it again. The folder stays as it is, for anybody who has this disk to read, unless you --remove it;
    and what was removed, somebody may still find there.
    """
    opened = Case.open(case)
    acting()  # a passphrase is asked for before a bar is drawn
    with progress() as shown:
        sealed = interruptible(partial(opened.seal, output, *keys, report=shown.report))
    click.echo(sealed.path)
    found = warn_of(sealed.items)
    if removes:
        remove(case)
        warn(
            "The folder was removed. Disks keep what was removed until it is overwritten, and so do copies of it."
        )
    else:
        warn("The folder is still there, not encrypted. --remove takes it away.")
    if found:
        sys.exit(_FOUND)
