"""`earwitness names`: what names are said, and how they might be written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from earwitness.cli.common import case_argument, recording_argument, warn
from earwitness.translation.names import Suggestion
from earwitness.translation.transliterate import SCHEMES
from earwitness.workflow import glossary
from earwitness.workflow.case import Case


@click.command()
@case_argument
@recording_argument
@click.option("--scheme", type=click.Choice(list(SCHEMES)), help="How names of this case are written from now on.")
@click.option("--add", multiple=True, metavar="NAME", help="Put this one into the glossary, as it is suggested.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Write those with English to a .csv or .tbx file."
)
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON for each.")
def command(  # noqa: PLR0913  (one for each option)
    case: Path,
    recording: str | None,
    *,
    scheme: str | None,
    add: tuple[str, ...],
    output: Path | None,
    as_json: bool,
) -> None:
    """List names, ranks and units that are said and the glossary lacks, with the English that they might have.

    Nothing is put into the glossary by itself: --add takes one as it is suggested; a file that -o writes can be
    corrected and imported (`earwitness glossary CASE --import FILE`). A machine finds names, and errs.

    RECORDING is its file name or the beginning of its digest; it may be left out where the case holds one.
    """
    opened = Case.open(case)
    if scheme:
        opened.set_name_scheme(scheme)
    if add:
        entries = opened.add_suggested(add, recording)
        warn(f"{len(entries)} put in.")
        return
    found = opened.suggested_names(recording)
    if output:
        glossary.save([one.term for one in found if one.term], output)
    elif as_json:
        for one in found:
            click.echo(json.dumps(asdict(one), ensure_ascii=False))
    else:
        _paint(found)
    if not found:
        warn("No name, rank or unit was found that the glossary lacks.")


def _paint(found: Sequence[Suggestion]) -> None:
    for one in found:
        click.secho(f"{one.said} = {one.english or '?'}", bold=True, nl=False)
        places = ", ".join(one.utterance_ids[:8]) + (" …" if len(one.utterance_ids) > 8 else "")
        click.echo(f"  ({one.kind}; {one.language})")
        click.secho(f"    {', '.join(one.heard)} in {places}", dim=True)
