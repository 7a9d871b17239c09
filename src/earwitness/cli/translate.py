"""`earwitness translate`: add translations to those that are there, and choose among them."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import click

from earwitness.cli.common import case_argument, interruptible, progress, recording_argument, warn
from earwitness.errors import UsageError
from earwitness.workflow.case import Case
from earwitness.workflow.person import acting


@click.command()
@case_argument
@recording_argument
@click.option(
    "--with",
    "using",
    default="speech",
    show_default=True,
    metavar="NAME[,NAME…]",
    help="Who translates: speech[:MODEL], text:FOLDER, server:URL[#MODEL], completion:URL[#MODEL].",
)
@click.option("--allow-remote", is_flag=True, help="Let a server be another machine: what was said goes there.")
@click.option(
    "--choose",
    "choices",
    multiple=True,
    metavar="UTTERANCE=CANDIDATE",
    help="Choose one that is there, as u3=c2, instead of adding any; may be given several times.",
)
def command(
    case: Path,
    recording: str | None,
    *,
    using: str,
    allow_remote: bool,
    choices: tuple[str, ...],
) -> None:
    """Add translations to those that are there, estimate how good each is, and choose.

    Nothing is replaced: each is a candidate with its maker, `show` lists them, and the best by the estimate is
    what is shown and published. With --choose a person chooses, and no machine does so above that again.

    It may be stopped at any moment: the same command goes on where it was. RECORDING is its file name or the
    beginning of its digest; it may be left out where the case holds one.
    """
    opened = Case.open(case)
    if choices:
        opened.choose([_parted(choice) for choice in choices], recording)
        warn(f"{len(choices)} chosen.")
        return
    names = [name.strip() for name in using.split(",") if name.strip()]
    if not names:
        raise UsageError("It is not said who translates.", advice="Write it as --with speech.")
    acting()  # a passphrase is asked for before a bar is drawn
    with progress() as shown:
        work = partial(opened.translate, recording, using=names, allow_remote=allow_remote, report=shown.report)
        done = interruptible(work)
    low = sum(any(doubt.reason == "low" for doubt in one.line.doubts) for one in done.view.utterances if one.line)
    warn(f"{done.added} candidates are new. {low} of {len(done.view.utterances)} lines are estimated low.")
    for (translator, why), times in Counter((one.translator, one.why) for one in done.refused).items():
        of = ", ".join(one.utterance_id for one in done.refused if (one.translator, one.why) == (translator, why))
        warn(f"{translator}: {times} answers were not taken, since {why} ({of}).")


def _parted(choice: str) -> tuple[str, str]:
    utterance, equals, candidate = choice.partition("=")
    if not equals:
        raise UsageError(f"--choose {choice} lacks the candidate.", advice="Write it as --choose u3=c2.")
    return utterance.strip(), candidate.strip()
