"""`earwitness inspect`: what a recording itself tells of how it came to be."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from earwitness.cli.common import case_argument, recording_argument
from earwitness.formats.look_json import look_json
from earwitness.records.fetch import Fetch
from earwitness.workflow.case import Case
from earwitness.workflow.inspect import Inspected

_MOST = 12
_LOOKED = {
    True: "It was looked at on {at} by {by.name} {by.version}, and that is kept in the case.",
    False: "It was looked at just now, and nothing of that is kept in the case.",
}


@click.command()
@case_argument
@recording_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write it as a picture (SVG) to this file.")
@click.option("--anew", is_flag=True, help="Look at it now instead of telling what was kept; keeps nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(case: Path, recording: str | None, *, output: Path | None, anew: bool, as_json: bool) -> None:
    """Tell what a file says of itself, and what is noticed in its sound: signals, never a verdict.

    It is what was found when the recording came, and is kept in the case.

    RECORDING is its file name or the beginning of its digest; it may be left out where the case holds one.
    """
    found = Case.open(case).inspect(recording, to=output, anew=anew)
    if as_json:
        fetches = [_plain(one) for one in found.fetches]
        held = look_json(found.look) | {"is_kept": found.is_kept, "fetches": fetches}
        click.echo(json.dumps(held, ensure_ascii=False, default=str))
    else:
        _paint(found)


def _plain(one: Fetch) -> dict[str, object]:
    return {name: value for name, value in asdict(one).items() if value is not None}


def _paint(found: Inspected) -> None:
    for fetch in found.fetches:
        click.secho(f"Fetched from {fetch.address}", bold=True)
        for name, text in (("title", fetch.title), ("uploader", fetch.uploader), ("dated", fetch.dated)):
            if text:
                click.echo(f"    {name}: {text}")
        peer = f", certificate {fetch.certificate} by {fetch.issuer}" if fetch.certificate else ", not encrypted"
        click.echo(f"    on {fetch.fetched_at} from {fetch.host}{peer}")
    click.secho("The file says of itself", bold=True)
    for saying in found.look.sayings:
        click.echo(f"    {saying.where}: {saying.name} {saying.text}")
    click.secho("In its sound is noticed", bold=True)
    signals = found.look.signals
    for signal in signals[:_MOST]:
        click.echo(f"    {signal.text}")
    if len(signals) > _MOST:
        click.echo(f"    … and {len(signals) - _MOST} more; --json lists them.")
    if not signals:
        click.echo("    nothing of what is looked for.")
    click.echo(_LOOKED[found.is_kept].format(at=found.look.made_at, by=found.look.made_by))
    click.echo(
        "Each has innocent causes, and more may be there than is noticed. Whether it is genuine is not told."
    )
