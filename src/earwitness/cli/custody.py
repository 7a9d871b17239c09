"""`earwitness custody`: the history of a recording."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from earwitness.cli.common import case_argument, recording_argument
from earwitness.cli.paint import paint_custody, paint_sources
from earwitness.errors import UsageError
from earwitness.workflow.case import Case
from earwitness.workflow.checklist import STEPS, Missing


@click.command()
@case_argument
@recording_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write it as a picture (SVG) to this file.")
@click.option(
    "--sources", is_flag=True, help="Tell from whom it came instead; nothing else that is written ever tells it."
)
@click.option("--checklist", is_flag=True, help="Tell what is still missing instead; exit code 1 if anything is.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON for each line of the ledger.")
def command(  # noqa: PLR0913  (each option says one thing, and is seldom given)
    case: Path, recording: str | None, *, output: Path | None, sources: bool, checklist: bool, as_json: bool
) -> None:
    """Tell what was done to a recording, by whom and when, as the ledger has it; `verify` says if that is so.

    RECORDING is its file name or the beginning of its digest; it may be left out where the case holds one. The
    picture names the recording by its digest: it carries no file's name.
    """
    opened = Case.open(case)
    if (sources or checklist) and (output or as_json or (sources and checklist)):
        raise UsageError("--sources and --checklist each stand alone.", advice="Run the command once for each.")
    if sources:
        paint_sources(opened.sources(recording))
        return
    if checklist:
        sys.exit(_checklist(opened.checklist(recording)))
    steps = opened.custody(recording, to=output)
    if as_json:
        for step in steps:
            held = asdict(step) | {"key": str(step.key) if step.key else None}
            click.echo(json.dumps(held, ensure_ascii=False))
    elif output is None:
        paint_custody(steps)


def _checklist(missing: list[Missing]) -> int:
    for step in STEPS:
        lacks = [one for one in missing if one.step == step]
        click.secho(f"{step}{'' if lacks else ': nothing is missing that can be told'}", bold=True)
        for one in lacks:
            click.echo(f"    {one.text} ({one.command})")
    click.echo("What no program can tell is on the manual's page about the Berkeley Protocol.")
    return 1 if missing else 0
