"""`earwitness key`: by what this person signs."""

from __future__ import annotations

import click

from earwitness.cli.common import passphrase as ask
from earwitness.errors import UsageError
from earwitness.workflow import person


@click.command()
@click.option("--name", help="Be called this in cases from now on; an empty name takes it back.")
@click.option(
    "--passphrase", is_flag=True, help="Ask for a passphrase to keep the key under; an empty one for none."
)
def command(name: str | None, *, passphrase: bool) -> None:
    """Show the key by which you sign whatever you do to a case. It is made if there is none.

    It lies in your configuration folder, or where EARWITNESS_KEY says, and never in a case: keep a copy of it.
    The ledger shows its public half and nothing else of you. A name goes into the databases of the cases that you
    write to from then on, where it can be withheld. EARWITNESS_PASSPHRASE unlocks the key where nobody can be
    asked.
    """
    if passphrase:
        person.acting()
        if (typed := ask("New passphrase, empty for none", twice=True)) is None:
            raise UsageError("A passphrase is typed at a terminal, and there is none.")
        person.lock(typed)
    if name is not None:
        person.call_oneself(name)
    who = person.acting()
    for what, held in (
        ("key", who.agent.name),
        ("public", who.key.public),
        ("digest", who.agent.digest),
        ("name", who.name or "-"),
        ("file", who.path),
    ):
        click.echo(f"{what:<8}{held}")
