"""`earwitness credentials`: what a published file says of how it was made."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from earwitness.ledger.certificate import root_of
from earwitness.records.credentials import Credentials, State
from earwitness.workflow.credentials import desk_certificate, read_credentials

_FOUND = 1
_SAID: dict[State, str] = {
    "trusted": "Trusted: nothing was changed since it was signed, by somebody whom you trust.",
    "valid": "Valid, not trusted: nothing was changed since it was signed, by whomever: anybody can sign.",
    "invalid": "Invalid: it is not as it was signed, or was signed by a certificate that had no right to.",
    "none": "It carries no content credentials. Programs that convert or cut a file drop them without a word.",
}


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--trust",
    metavar="CA.pem",
    type=click.Path(path_type=Path),
    envvar="EARWITNESS_CREDENTIALS_TRUST",
    help="Certificates of whose signature to believe; or EARWITNESS_CREDENTIALS_TRUST.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(file: Path | None, *, trust: Path | None, as_json: bool) -> None:
    """Read the content credentials (C2PA) of a FILE: who signed it, what was done to the original, and whether it
    was changed since.

    Nothing is fetched. The exit code is 1 where it carries none, or is not as it was signed. Without FILE,
    print the certificate by which others (--trust) know what you signed from what anybody did.
    """
    if file is None:
        click.echo(root_of(desk_certificate()), nl=False)
        return
    found = read_credentials(file, trust=trust)
    if as_json:
        click.echo(json.dumps(asdict(found), ensure_ascii=False))
    else:
        _paint(found)
    if found.state in {"invalid", "none"}:
        sys.exit(_FOUND)


def _paint(found: Credentials) -> None:
    click.echo(_SAID[found.state])
    for problem in found.problems:
        click.echo(f"          {problem}")
    for what, held in (("signer", found.signer), ("program", found.program), ("original", found.original)):
        if held:
            click.echo(f"{what:<10}{held}")
    if found.stamped_at:
        whom = "whom you trust" if found.is_stamp_trusted else "whom --trust does not name"
        click.echo(f"{'stamped':<10}{found.stamped_at}, says an authority {whom}")
    for act in found.acts:
        click.echo(f"{'done':<10}{act}")
    if found.quote:
        click.echo(f"{'quote':<10}{json.dumps(found.quote, ensure_ascii=False)}")
