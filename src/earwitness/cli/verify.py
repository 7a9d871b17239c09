"""`earwitness verify`: is this case what it was?"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from earwitness.cli.common import case_argument
from earwitness.workflow.case import Case


@click.command()
@case_argument
@click.option(
    "--against",
    metavar="COPY",
    type=click.Path(path_type=Path),
    help="Compare it with another copy of the case: has either gone on by itself?",
)
@click.option(
    "--trust",
    metavar="CA.pem",
    type=click.Path(path_type=Path),
    envvar="EARWITNESS_TSA_TRUST",
    help="Certificates of those whose time stamps to believe; or EARWITNESS_TSA_TRUST.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON for each thing that was looked at.")
def command(case: Path, *, against: Path | None, trust: Path | None, as_json: bool) -> None:
    """Check every byte, row, line, signature and time stamp of a case. Nothing is changed.

    Each thing is pass, fail or not checked, with a sentence. The exit code is 1 if anything failed.
    """
    failed = False
    for item in Case(case).verify(against=against, trust=trust):
        failed |= item.outcome == "fail"
        if as_json:
            click.echo(
                json.dumps({"name": item.name, "outcome": item.outcome, "text": item.text}, ensure_ascii=False)
            )
        else:
            click.echo(
                f"{item.outcome.upper() if item.outcome == 'fail' else item.outcome:<13}{item.name:<14}{item.text}"
            )
    sys.exit(1 if failed else 0)
