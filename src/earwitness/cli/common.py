"""What several verbs share: their arguments, what they show while they work, how they warn."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.text import Text

from earwitness.errors import NotInstalledError, UsageError
from earwitness.ledger import authority
from earwitness.ledger.certificate import Certificate
from earwitness.quotes.masking import MASKINGS
from earwitness.recording.cover import COVERS
from earwitness.records.time import Span, clock
from earwitness.workflow import person
from earwitness.workflow.checks.item import Item
from earwitness.workflow.credentials import desk_certificate

Result = TypeVar("Result")

case_argument = click.argument("case", type=click.Path(path_type=Path))
recording_argument = click.argument("recording", required=False)
mask_option = click.option(
    "--mask",
    type=click.Choice(list(MASKINGS)),
    default="house",
    show_default=True,
    help="Obscene words: as the house style has it, in full, f*ck or f---, [expletive].",
)
cover_option = click.option(
    "--cover",
    type=click.Choice(list(COVERS)),
    default="tone",
    show_default=True,
    help="What is heard where a word is masked.",
)
certificate_option = click.option(
    "--certificate",
    metavar="PEM",
    type=click.Path(path_type=Path),
    envvar="EARWITNESS_CERTIFICATE",
    help="An organisation's certificate to sign by, with its key; or EARWITNESS_CERTIFICATE.",
)
stamp_option = click.option(
    "--tsa",
    metavar="URL",
    help="An authority to sign when each file was signed (RFC 3161); asked over the network.",
)
unsigned_option = click.option(
    "--no-credentials", is_flag=True, help="Sign nothing: no content credentials (C2PA)."
)


class Shown:
    """On standard error, where that is a terminal: a bar for each thing that is being done, and what was heard."""

    def __init__(self, drawn: Progress) -> None:
        self._drawn = drawn
        self._bars: dict[str, TaskID] = {}

    def report(self, doing: str, done: float) -> None:
        """Move the bar of what is being done."""
        if doing not in self._bars:
            self._bars[doing] = self._drawn.add_task(doing, total=1.0)
        self._drawn.update(self._bars[doing], completed=done)

    def aloud(self, span: Span, words: str, english: str | None) -> None:
        """Print what was heard above the bars."""
        if not self._drawn.disable:
            self._drawn.console.print(Text(f"{clock(span.start_ms):>7}  {words}", style="dim"))
            if english:
                self._drawn.console.print(Text(f"{'':>7}  {english}", style="dim italic"))


@contextmanager
def progress() -> Iterator[Shown]:
    """Show how far something is, while it is done."""
    columns = (
        TextColumn("{task.description:<24}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as drawn:
        yield Shown(drawn)


def interruptible(work: Callable[[], Result]) -> Result:
    """Do the work in a thread, so that Ctrl-C is heard while a model computes."""
    outcome: list[Result] = []
    failure: list[BaseException] = []

    def run() -> None:
        try:
            outcome.append(work())
        except BaseException as err:  # noqa: BLE001  (raised again where somebody waits for it)
            failure.append(err)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(0.2)
    if failure:
        raise failure[0]
    return outcome[0]


def passphrase(question: str, *, twice: bool = False) -> str | None:
    """What somebody types at a terminal, unseen; None where there is no terminal."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    typed: str = click.prompt(
        question, default="", hide_input=True, show_default=False, confirmation_prompt=twice, err=True
    )
    return typed


def warn(sentence: str) -> None:
    """Tell a person something, on standard error."""
    click.echo(sentence, err=True)


def signing(certificate: Path | None, *, tsa: str | None, unsigned: bool) -> Certificate | None:
    """Who signs what is published, and whom they ask for a time stamp.

    Without the extra nobody does, which is said, unless somebody was named.
    """
    if tsa is not None:
        authority.host(tsa)
    if unsigned:
        if tsa is not None:
            raise UsageError("--tsa is for content credentials.", advice="Leave --no-credentials or --tsa out.")
        return None
    try:
        return replace(desk_certificate(certificate), authority=tsa)
    except NotInstalledError as err:
        if certificate or tsa:
            raise
        warn(f"What is published carries no content credentials. {err}")
        return None


def warn_of(items: Iterable[Item]) -> bool:
    """Tell what `verify` found; whether it found anything."""
    found = [item for item in items if item.outcome == "fail"]
    for item in found:
        warn(f"FAIL {item.name}: {item.text}")
    return bool(found)


person.talk.tell, person.talk.ask = warn, passphrase
