"""`earwitness timestamp`: have an authority say when the case was there."""

from __future__ import annotations

from pathlib import Path

import click

from earwitness.cli.common import case_argument, warn
from earwitness.workflow.case import Case


@click.command()
@case_argument
@click.option("--tsa", metavar="URL", envvar="EARWITNESS_TSA", help="The authority to ask; or EARWITNESS_TSA.")
@click.option(
    "--trust",
    metavar="CA.pem",
    type=click.Path(path_type=Path),
    envvar="EARWITNESS_TSA_TRUST",
    help="Certificates of whom to believe; or EARWITNESS_TSA_TRUST.",
)
def command(case: Path, *, tsa: str | None, trust: Path | None) -> None:
    """Have a time-stamping authority (RFC 3161) sign that the ledger's last line was there, and so all before it.

    This uses the network, if an authority is named: it is sent a digest and a random number. Where it cannot be
    reached, the request waits in the case (timestamps/NUMBER.tsq), and this command sends it the next time; or
    takes in the reply that somebody put beside it (timestamps/NUMBER.tsr).
    """
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
