"""`earwitness add`: take a recording in, and no more."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from earwitness.cli.common import interruptible, progress, warn
from earwitness.errors import MediaError
from earwitness.recording.probe import probe
from earwitness.records.source import Words
from earwitness.records.text import shown
from earwitness.records.time import clock
from earwitness.workflow.case import Case
from earwitness.workflow.person import acting
from earwitness.workflow.route import Told
from earwitness.workflow.saying import optional
from earwitness.workflow.source import checked

_TO_BE_ASKED = "-"


@click.command()
@click.argument("recordings", nargs=-1, required=True)
@click.option(
    "--case",
    "case_path",
    required=True,
    type=click.Path(path_type=Path),
    help="The case's folder; it is made if it is not there.",
)
@click.option(
    "--from", "origin", metavar="WHO", help="From whom it came and how; `-` asks for it, unseen by others."
)
@click.option("--note", help="What else is to be known of that.")
@click.option("--publisher", metavar="WHO", help="Who made it public: the first link of its route.")
def command(
    recordings: tuple[str, ...], *, case_path: Path, origin: str | None, note: str | None, publisher: str | None
) -> None:
    """Take recordings into a case without hearing them; `earwitness process` hears them later.

    What --from and --note say is kept apart from all else in the case. It is told by `custody --sources` alone,
    and by no page, export, log or line of the ledger.
    """
    words = checked(Words(origin=_asked(origin), note=note))
    publisher = optional(publisher, "The name of the publisher")
    refused = 0
    for recording in recordings:
        try:
            probe(Path(recording))  # no case is made for what is no recording
            acting()  # a passphrase is asked for before a bar is drawn
            case = Case.open_or_create(case_path)
            with progress() as bars:
                taken = interruptible(partial(case.add, recording, words=words, report=bars.report))
        except MediaError as err:
            if len(recordings) == 1:
                raise
            warn(str(err))
            refused += 1
        else:
            if publisher is not None:
                case.tell_route(Told(kind="published", by=publisher), taken.digest.hex)
            click.echo(f"{shown(taken.name)}  {clock(taken.duration_ms)}  {taken.digest}")
    if refused:
        raise MediaError(f"{refused} of {len(recordings)} files were no recordings; the others are in the case.")


def _asked(origin: str | None) -> str | None:
    """What was typed at the question, where the option asks for it: a command line stays in a shell's history."""
    if origin != _TO_BE_ASKED:
        return origin
    if sys.stdin.isatty():
        typed: str = click.prompt("From whom did it come", hide_input=True, err=True)
        return typed
    return sys.stdin.readline()
