"""`earwitness timestamp`: have an authority say when the case was there."""

from __future__ import annotations

from pathlib import Path

import click

from earwitness.cli.common import warn
from earwitness.errors import UsageError
from earwitness.workflow import timestamp
from earwitness.workflow.case import Case


@click.command()
@click.argument("case", required=False, type=click.Path(path_type=Path))
@click.option("--tsa", metavar="URL", envvar="EARWITNESS_TSA", help="The authority to ask; or EARWITNESS_TSA.")
@click.option(
    "--trust",
    metavar="CA.pem",
    type=click.Path(path_type=Path),
    envvar="EARWITNESS_TSA_TRUST",
    help="Certificates of whom to believe; or EARWITNESS_TSA_TRUST.",
)
@click.option("--always", is_flag=True, help="Ask it from now on after every command that writes to a case.")
@click.option("--never", is_flag=True, help="Ask nobody by itself from now on.")
def command(case: Path | None, *, tsa: str | None, trust: Path | None, always: bool, never: bool) -> None:
    """Have a time-stamping authority (RFC 3161) sign that the ledger's last line was there, and so all before it.

    This uses the network, if an authority is named or was chosen with --always: it is sent a digest and a random
    number. Where it cannot be reached, the request waits in the case (timestamps/NUMBER.tsq), and this command
    sends it the next time; or takes in the reply that somebody put beside it (timestamps/NUMBER.tsr).
    """
    if always and (never or not tsa):
        raise UsageError("It is not said whom to ask.", advice="Name the authority: --always --tsa URL.")
    if always or never:
        timestamp.configure(None if never else tsa, trust=trust)
    if case is None:
        if not (always or never):
            raise UsageError("It is not said which case is to be stamped.", advice="Name it, or choose --always.")
        return
    if tsa is None and not never and (chosen := timestamp.configured()):
        tsa, trust = chosen[0], trust or chosen[1]
    stamped = Case(case).timestamp(tsa, trust=trust)
    for one in stamped:
        click.echo(f"Lines 1-{one.line} were there at {one.at}.")
        if not one.is_trusted:
            warn("Whether to believe who says so was not checked: name their certificate with --trust.")
    if not stamped:
        warn(
            "Nothing to stamp: the last line is."
            if tsa
            else "No authority was named: a request waits in the case."
        )
