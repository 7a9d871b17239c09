"""`earwitness process`: the main job."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from functools import partial
from pathlib import Path

import click

from earwitness.backends.registry import transcriber
from earwitness.cli.common import interruptible, progress, warn
from earwitness.cli.paint import paint
from earwitness.errors import MediaError
from earwitness.recording.probe import probe
from earwitness.workflow.case import Case

_FIRST = 6


@click.command()
@click.argument("recordings", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--case",
    "case_path",
    required=True,
    type=click.Path(path_type=Path),
    help="The case's folder; it is made if it is not there.",
)
@click.option("--language", help="The language that is spoken, such as ru; found by itself if it is not given.")
@click.option(
    "--model",
    default="base",
    show_default=True,
    help="The model that hears: a name that `earwitness models` lists, or a folder.",
)
def command(recordings: tuple[Path, ...], case_path: Path, language: str | None, model: str) -> None:
    """Take recordings into a case, hear them, and translate them into English.

    It may be stopped at any moment: the same command goes on where it was, and does nothing twice.
    """
    hears = transcriber(model)
    refused = 0
    for recording in recordings:
        try:
            probe(recording)  # no case is made for what is no recording
            case = Case.open_or_create(case_path)
            with progress() as report:
                work = partial(case.process, recording, language=language, model=hears, report=report)
                seen = interruptible(work)
        except MediaError as err:
            if len(recordings) == 1:
                raise
            warn(str(err))
            refused += 1
        else:
            paint(seen, most=_FIRST if len(recordings) == 1 else 0)
    if refused:
        raise MediaError(f"{refused} of {len(recordings)} files were no recordings; the others are in the case.")
    warn(_next(case_path))


def _next(case_path: Path) -> str:
    called = "earwitness" if shutil.which("earwitness") else os.path.relpath(sys.argv[0])
    program, named = shlex.quote(called), shlex.quote(str(case_path))
    return (
        "\nNext:\n"
        f"  {program} show {named}\n"
        f"  {program} export {named} --format srt --language both -o call.srt\n"
        f"  {program} publish {named} -o page"
    )
