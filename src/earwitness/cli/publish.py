"""`earwitness publish`: make the page of a recording, or that of a story."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from earwitness.cli.common import (
    certificate_option,
    cover_option,
    interruptible,
    mask_option,
    progress,
    recording_argument,
    signing,
    stamp_option,
    unsigned_option,
    warn,
)
from earwitness.errors import UsageError
from earwitness.ledger.certificate import Certificate
from earwitness.records.verdict import VERDICTS
from earwitness.story.disclose import DISCLOSURES
from earwitness.workflow.case import Case
from earwitness.workflow.person import acting

_OF_A_RECORDING = ("recording", "title", "origin", "speakers", "route", "digest", "candidates", "mask", "cover")


@click.command()
@click.argument("what", metavar="CASE|STORY", type=click.Path(path_type=Path))
@recording_argument
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="The folder to write.")
@click.option("--case", type=click.Path(path_type=Path), help="The case whose quotes a story names.")
@click.option("--single", is_flag=True, help="Of a story: one file (-o) that holds all, sound included.")
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
@mask_option
@cover_option
@certificate_option
@stamp_option
@unsigned_option
@click.pass_context
def command(
    context: click.Context, /, *, what: Path, output: Path, case: Path | None, single: bool, **said: Any
) -> None:
    """Make a page of a recording, or of a story with its quotes: it opens from disk and from any web host.

    A recording's page carries the sound, both languages word by word and the doubts, and asks nothing of any other
    host. It does not carry the name of the recording's file or its digest, nor who the speakers are said to be or
    by which route it came, unless they are asked for. RECORDING is the file's name or the beginning of its digest;
    it may be left out where the case holds one.

    STORY is a Markdown file in which {{ quote q1 }} stands for a quote of the --case; its head says the rest.
    """
    by = partial(signing, said.pop("certificate"), tsa=said.pop("tsa"), unsigned=said.pop("no_credentials"))
    given = [name for name in _OF_A_RECORDING if context.get_parameter_source(name) is not ParameterSource.DEFAULT]
    given = [name for name in given if said[name] is not None]
    if case is None:
        if single or what.suffix.lower() in (".md", ".markdown"):
            raise UsageError("It is not said which case the story quotes.", advice="Name it: --case CASE.")
        recording = partial(Case.open(what).publish, output, said.pop("recording"), **said)
        click.echo(_done(recording, by))
        return
    if given:
        option = "RECORDING" if given[0] == "recording" else f"--{given[0]}"
        raise UsageError(
            f"{option} is for the page of a recording.",
            advice="What the page of a story tells is said in its head.",
        )
    told = _done(partial(Case.open(case).publish_story, what, output, single=single), by)
    if told.changed:
        warn(f"The page tells that something was corrected under {', '.join(told.changed)} since.")
    for one in told.found:
        warn(f"The page tells of the article's quote {one.number} that it {VERDICTS[one.verdict]}.")
    click.echo(told.path)


def _done(work: Any, by: Callable[[], Certificate | None]) -> Any:
    acting()  # a passphrase is asked for before a bar is drawn
    signed_by = by()
    with progress() as shown:
        return interruptible(partial(work, signed_by=signed_by, report=shown.report))
