"""What several verbs share: their arguments, their progress bar, how they paint text."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from earwitness.workflow import person
from earwitness.workflow.progress import Report

Result = TypeVar("Result")

case_argument = click.argument("case", type=click.Path(path_type=Path))
recording_argument = click.argument("recording", required=False)


@contextmanager
def progress() -> Iterator[Report]:
    """A bar on standard error for each thing that is being done, where that is a terminal."""
    bars: dict[str, TaskID] = {}
    columns = (
        TextColumn("{task.description:<24}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), disable=not sys.stderr.isatty()) as drawn:

        def report(doing: str, done: float) -> None:
            if doing not in bars:
                bars[doing] = drawn.add_task(doing, total=1.0)
            drawn.update(bars[doing], completed=done)

        yield report


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


person.talk.tell, person.talk.ask = warn, passphrase
