"""`earwitness add`: take a recording in, and no more."""

from __future__ import annotations

import re
import sys
from functools import partial
from pathlib import Path

import click

from earwitness.backends.fetch import Limits
from earwitness.cli.common import interruptible, progress, warn
from earwitness.errors import FetchError, MediaError
from earwitness.recording.probe import probe
from earwitness.records.fetch import Fetch
from earwitness.records.source import Words
from earwitness.records.text import shown
from earwitness.records.time import clock
from earwitness.workflow.case import Case
from earwitness.workflow.fetch import Wanted, check_address, fetcher, is_web_address
from earwitness.workflow.person import acting
from earwitness.workflow.route import Told
from earwitness.workflow.saying import optional
from earwitness.workflow.source import checked

_TO_BE_ASKED = "-"


class Size(click.ParamType[int]):
    """So many bytes: 1000000, 500M, 2G."""

    name = "size"

    def convert(self, value: str | int, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of bytes."""
        found = re.fullmatch(r"([0-9]{1,15})([kMGT]?)", str(value))
        if not found or not int(found[1]):
            self.fail(f"{value!r} is no size. Write 500M or 2G.", param, ctx)
        return int(found[1]) << {"": 0, "k": 10, "M": 20, "G": 30, "T": 40}[found[2]]


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
@click.option("--item", type=click.IntRange(min=1), help="Which of several recordings at an address.")
@click.option(
    "--limit",
    type=Size(),
    default="2G",
    show_default=True,
    help="The most that is fetched from an address: bytes, or as 500M.",
)
@click.option("--allow-local", is_flag=True, help="Fetch from this machine and from private networks too.")
def command(  # noqa: PLR0913  (each option says one thing, and is seldom given)
    recordings: tuple[str, ...],
    *,
    case_path: Path,
    origin: str | None,
    note: str | None,
    publisher: str | None,
    item: int | None,
    limit: int,
    allow_local: bool,
) -> None:
    """Take recordings into a case without hearing them; `earwitness process` hears them later.

    RECORDINGS are files, or addresses on the web, which are fetched: the sound as it is served, its page, and all
    that went over the line.

    What --from and --note say is kept apart from all else in the case. It is told by `custody --sources` alone,
    and by no page, export, log or line of the ledger.
    """
    words = checked(Words(origin=_asked(origin), note=note))
    publisher = optional(publisher, "The name of the publisher")
    refused = 0
    for recording in recordings:
        is_address = is_web_address(recording)
        try:
            if is_address:
                fetcher()
                wanted = Wanted(
                    address=recording, item=item, allow_local=allow_local, limits=Limits(size_bytes=limit)
                )
                check_address(wanted)
            else:
                probe(Path(recording))  # no case is made for what is no recording
            acting()  # a passphrase is asked for before a bar is drawn
            case = Case.open_or_create(case_path)
            with progress() as bars:
                if is_address:
                    taken, kept = interruptible(partial(case.fetch, wanted, words=words, report=bars.report))
                else:
                    taken, kept = (
                        interruptible(partial(case.add, recording, words=words, report=bars.report)),
                        None,
                    )
        except (MediaError, FetchError) as err:
            if len(recordings) == 1:
                raise
            warn(str(err))
            refused += 1
        else:
            if publisher is not None:
                case.tell_route(_link(publisher, kept), taken.digest.hex)
            click.echo(f"{shown(taken.name)}  {clock(taken.duration_ms)}  {taken.digest}")
    if refused:
        raise MediaError(f"{refused} of {len(recordings)} were not taken in; the others are in the case.")


def _link(publisher: str, kept: Fetch | None) -> Told:
    if kept is None:
        return Told(kind="published", by=publisher)
    return Told(kind="published", by=publisher, address=kept.address, day=kept.dated, archived=str(kept.warc))


def _asked(origin: str | None) -> str | None:
    """What was typed at the question, where the option asks for it: a command line stays in a shell's history."""
    if origin != _TO_BE_ASKED:
        return origin
    if sys.stdin.isatty():
        typed: str = click.prompt("From whom did it come", hide_input=True, err=True)
        return typed
    return sys.stdin.readline()
