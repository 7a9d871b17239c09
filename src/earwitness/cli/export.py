"""`earwitness export`: write subtitles, text, JSON, or files for scoring; or hand the whole case on."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from earwitness.cli.common import case_argument, interruptible, progress, recording_argument, warn_of
from earwitness.errors import UsageError
from earwitness.formats.registry import FORMATS
from earwitness.quotes.masking import MASKINGS
from earwitness.workflow.case import Case
from earwitness.workflow.person import acting

_FOUND = 1


@click.command()
@case_argument
@recording_argument
@click.option("--format", "format_name", type=click.Choice(list(FORMATS)), help="The file's format.")
@click.option(
    "--language", default="both", show_default=True, help="A language that it is in, such as ru or en, or both."
)
@click.option(
    "--mask",
    type=click.Choice(list(MASKINGS)),
    help="Obscene words: as the house style has it (what people read, if nothing is said), in full (what programs "
    "read), f*ck or f---, [expletive].",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write; standard output if it is not given.",
)
@click.option("--to", metavar="BAG.zip", type=click.Path(path_type=Path), help="The bag to hand the case on in.")
@click.option("--with-sources", is_flag=True, help="Of a bag: let it tell from whom the recordings came.")
def command(  # noqa: PLR0913  (one for each option)
    case: Path,
    recording: str | None,
    *,
    format_name: str | None,
    language: str,
    mask: str | None,
    output: Path | None,
    to: Path | None,
    with_sources: bool,
) -> None:
    """Write what was heard as subtitles (SRT, WebVTT), as text, as JSON, or for scoring (RTTM, CTM).

    RECORDING is its file name or the beginning of its digest; it may be left out where the case holds one.

    With --to, hand the whole case on in a bag (BagIt, in a ZIP file): the originals, all that was made of them,
    the ledger, and a page that says how to check it. `earwitness import` takes it in.
    """
    opened = Case.open(case)
    if to:
        if format_name or recording or output:
            raise UsageError("--to hands the whole case on.", advice="Leave RECORDING, --format and -o out.")
        acting()  # a passphrase is asked for before a bar is drawn
        with progress() as shown:
            handed = interruptible(partial(opened.hand_over, to, sources=with_sources, report=shown.report))
        click.echo(handed.path)
        if warn_of(handed.items):
            sys.exit(_FOUND)
        return
    if not format_name:
        raise UsageError(
            "It is not said what to write.", advice="Add --format, or --to BAG.zip for the whole case."
        )
    text = opened.export(recording, format=format_name, language=language, mask=mask, to=output)
    if output is None:
        click.echo(text, nl=False)
