"""`earwitness publish`: make a page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from earwitness.cli.common import case_argument, interruptible, progress, recording_argument
from earwitness.story.disclose import DISCLOSURES
from earwitness.workflow.case import Case
from earwitness.workflow.person import acting


@click.command()
@case_argument
@recording_argument
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder to write.")
@click.option("--title", help="The page's title; the recording's length if it is not given.")
@click.option("--origin", help="A sentence that tells readers where the recording came from.")
@click.option(
    "--speakers",
    type=click.Choice(list(DISCLOSURES)),
    default="labels",
    show_default=True,
    help="What the page tells of who speaks: labels alone; or roles, names, who says so, each with those before.",
)
@click.option("--route", is_flag=True, help="Tell by which route it came, as `earwitness route` has it.")
@click.option("--digest", is_flag=True, help="Tell the digest of the original, which knows a marked copy.")
@click.option("--candidates", is_flag=True, help="List all translations that were proposed, with their estimates.")
def command(  # noqa: PLR0913  (one for each option)
    case: Path,
    recording: str | None,
    *,
    output: Path,
    speakers: str,
    route: bool,
    digest: bool,
    candidates: bool,
    **said: str | None,
) -> None:
    """Make a page of a recording: a folder that opens from disk and from any web host.

    It carries the sound, both languages word by word and the doubts, and asks nothing of any other host. It does
    not carry the name of the recording's file or its digest, nor who the speakers are said to be or by which route
    it came, unless they are asked for. RECORDING is the file's name or the beginning of its digest; it may be left
    out where the case holds one.
    """
    opened = Case.open(case)
    acting()  # a passphrase is asked for before a bar is drawn
    with progress() as shown:
        publish = partial(opened.publish, speakers=speakers, route=route, digest=digest, candidates=candidates)
        index = interruptible(partial(publish, output, recording, **said, report=shown.report))
    click.echo(index)
