"""`earwitness export`: write subtitles, text, JSON, or files for scoring."""

from __future__ import annotations

from pathlib import Path

import click

from earwitness.cli.common import case_argument, recording_argument
from earwitness.formats.registry import FORMATS
from earwitness.workflow.case import Case


@click.command()
@case_argument
@recording_argument
@click.option(
    "--format", "format_name", required=True, type=click.Choice(list(FORMATS)), help="The file's format."
)
@click.option(
    "--language", default="both", show_default=True, help="A language that it is in, such as ru or en, or both."
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write; standard output if it is not given.",
)
def command(case: Path, recording: str | None, *, format_name: str, language: str, output: Path | None) -> None:
    """Write what was heard as subtitles (SRT, WebVTT), as text, as JSON, or for scoring (RTTM, CTM).

    RECORDING is its file name or the beginning of its digest; it may be left out where the case holds one.
    """
    text = Case.open(case).export(recording, format=format_name, language=language, to=output)
    if output is None:
        click.echo(text, nl=False)
