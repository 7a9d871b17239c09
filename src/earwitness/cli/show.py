"""`earwitness show`: read what was heard."""

from __future__ import annotations

from pathlib import Path

import click

from earwitness.cli.common import case_argument, recording_argument
from earwitness.cli.paint import paint
from earwitness.workflow.case import Case


@click.command()
@case_argument
@recording_argument
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print one JSON object, as docs/schema/recording.schema.json describes it.",
)
@click.option(
    "--state",
    type=click.IntRange(min=0),
    metavar="N",
    help="As it was after N corrections; 0: as the machine heard it.",
)
def command(case: Path, recording: str | None, *, as_json: bool, state: int | None) -> None:
    """Show the utterances of a recording as people corrected them: time, original, English, doubts.

    RECORDING is its file name or the beginning of its digest; it may be left out where the case holds one.
    """
    opened = Case.open(case)
    if as_json:
        click.echo(opened.export(recording, format="json", state=state), nl=False)
    else:
        paint(opened.recording(recording, state=state))
