"""`earwitness inspect`: what a recording itself tells of how it came to be."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from earwitness.cli.common import case_argument, recording_argument
from earwitness.workflow.case import Case
from earwitness.workflow.inspect import Inspected

_MOST = 12


@click.command()
@case_argument
@recording_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write it as a picture (SVG) to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def command(case: Path, recording: str | None, *, output: Path | None, as_json: bool) -> None:
    """Tell what a file says of itself, and what is noticed in its sound: signals, never a verdict.

    RECORDING is its file name or the beginning of its digest; it may be left out where the case holds one.
    """
    found = Case.open(case).inspect(recording, to=output)
    if as_json:
        held: dict[str, object] = {"recording": str(found.recording.digest)}
        held |= {part: [_plain(one) for one in getattr(found, part)] for part in ("fetches", "sayings", "signals")}
        click.echo(json.dumps(held, ensure_ascii=False, default=str))
    else:
        _paint(found)


def _plain(one: object) -> dict[str, object]:
    return {name: value for name, value in asdict(one).items() if value is not None}  # type: ignore[call-overload]


def _paint(found: Inspected) -> None:
    for fetch in found.fetches:
        click.secho(f"Fetched from {fetch.address}", bold=True)
        for name, text in (("title", fetch.title), ("uploader", fetch.uploader), ("dated", fetch.dated)):
            if text:
                click.echo(f"    {name}: {text}")
        peer = f", certificate {fetch.certificate} by {fetch.issuer}" if fetch.certificate else ", not encrypted"
        click.echo(f"    on {fetch.fetched_at} from {fetch.host}{peer}")
    click.secho("The file says of itself", bold=True)
    for saying in found.sayings:
        click.echo(f"    {saying.where}: {saying.name} {saying.text}")
    click.secho("In its sound is noticed", bold=True)
    for signal in found.signals[:_MOST]:
        click.echo(f"    {signal.text}")
    if len(found.signals) > _MOST:
        click.echo(f"    … and {len(found.signals) - _MOST} more; --json lists them.")
    if not found.signals:
        click.echo("    nothing of what is looked for.")
    click.echo(
        "Each has innocent causes, and more may be there than is noticed. Whether it is genuine is not told."
    )
