"""`earwitness speakers`: list who speaks, and say who a voice is."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from earwitness.cli.common import case_argument, recording_argument, warn
from earwitness.cli.paint import paint_attributions, paint_speakers
from earwitness.errors import UsageError
from earwitness.formats.recording_json import attribution_to_json, speaker_to_json
from earwitness.records.attribution import HEDGES, newest
from earwitness.workflow.case import Case


@click.command()
@case_argument
@recording_argument
@click.option("--name", "names", multiple=True, metavar="LABEL=NAME", help='Say who a voice is, as S1="Soldier".')
@click.option("--role", help="What that person is in the matter, such as gunner.")
@click.option("--according-to", metavar="WHO", help="Who says so.")
@click.option(
    "--hedge",
    type=click.Choice(list(HEDGES)),
    help="How sure that is; claimed where --according-to says by whom, else unknown.",
)
@click.option("--evidence", help="What it rests on; confirmed needs it.")
@click.option("--history", is_flag=True, help="List all that was ever said of the speakers, oldest first.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON for each.")
def command(
    case: Path,
    recording: str | None,
    *,
    names: tuple[str, ...],
    history: bool,
    as_json: bool,
    **said: str | None,
) -> None:
    """List the voices that were told apart in a recording, and who each is said to be.

    With --name, say who one is: what was said before stays in the case, and the newest is shown. A label such as
    S1 belongs to one transcript: where a recording is heard anew, its voices are counted anew and named anew.

    RECORDING is its file name or the beginning of its digest; it may be left out where the case holds one.
    """
    opened = Case.open(case)
    if names:
        speaker, name = _parted(names)
        opened.name_speaker(speaker, name, recording, **said)
    elif given := [option for option, value in said.items() if value is not None]:
        raise UsageError(
            f"--{given[0].replace('_', '-')} says something of a name.", advice="Add --name LABEL=NAME."
        )
    if history:
        past = opened.attributions(recording)
        if as_json:
            _print(attribution_to_json(one) | {"transcript_id": one.transcript_id} for one in past)
        else:
            paint_attributions(past)
        return
    held = opened.speakers(recording)
    if as_json:
        _print(map(speaker_to_json, held))
    else:
        paint_speakers(held)
    _tell_of_earlier(opened, recording)


def _parted(names: tuple[str, ...]) -> tuple[str, str]:
    if len(names) > 1:
        raise UsageError("One speaker is named at a time.", advice="Run the command once for each.")
    speaker, equals, name = names[0].partition("=")
    if not equals:
        raise UsageError(f"--name {speaker} lacks the name.", advice=f'Write --name {speaker}="Name".')
    return speaker.strip(), name


def _tell_of_earlier(case: Case, recording: str | None) -> None:
    transcript = case.recording(recording).transcript
    earlier = [
        one for one in newest(case.attributions(recording)) if transcript and one.transcript_id != transcript.id
    ]
    if earlier:
        warn("\nNamed for an earlier transcript, and not carried over, since each counts its voices anew:")
        for one in earlier:
            warn(f"  {one.speaker} of {one.transcript_id}: {one.name} ({HEDGES[one.hedge]})")


def _print(lines: Iterable[dict[str, Any]]) -> None:
    for line in lines:
        click.echo(json.dumps(line, ensure_ascii=False))
