"""`earwitness publish`: make a page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from earwitness.cli.common import case_argument, interruptible, progress, recording_argument
from earwitness.workflow.case import Case


@click.command()
@case_argument
@recording_argument
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder to write.")
@click.option("--title", help="The page's title; the recording's length if it is not given.")
@click.option("--origin", help="A sentence that tells readers where the recording came from.")
def command(case: Path, recording: str | None, *, output: Path, title: str | None, origin: str | None) -> None:
    """Make a page of a recording: a folder that opens from disk and from any web host.

    It carries the sound, both languages word by word, the doubts and the digest, and asks nothing of any other
    host. It does not carry the name of the recording's file. RECORDING is that name or the beginning of its
    digest; it may be left out where the case holds one.
    """
    with progress() as report:
        work = partial(Case.open(case).publish, output, recording, title=title, origin=origin, report=report)
        index = interruptible(work)
    click.echo(index)
