"""`earwitness excerpt`: cut a quote out as a clip."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from earwitness.cli.common import (
    case_argument,
    certificate_option,
    cover_option,
    interruptible,
    mask_option,
    progress,
    signing,
    stamp_option,
    unsigned_option,
    warn,
)
from earwitness.story.disclose import DISCLOSURES
from earwitness.workflow.case import Case
from earwitness.workflow.exhibit import READINGS, VOICES
from earwitness.workflow.narration import NARRATORS
from earwitness.workflow.person import acting


@click.command()
@case_argument
@click.argument("quote", metavar="QUOTE")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder for clips; this one is in QUOTE.",
)
@click.option(
    "--make",
    metavar="KIND[,KIND…]",
    default="",
    help="What to make: wav, mp3, m4a, video, srt, vtt, card; all of them if it is not given.",
)
@mask_option
@cover_option
@click.option(
    "--speakers",
    type=click.Choice(list(DISCLOSURES)),
    default="labels",
    show_default=True,
    help="What it tells of who speaks, as a page does.",
)
@click.option(
    "--voice",
    type=click.Choice(list(VOICES)),
    default="heard",
    show_default=True,
    help="The speaker's, none, or a machine's, which reads the quote in English or as it was said.",
)
@click.option(
    "--narrator",
    type=click.Choice(list(NARRATORS)),
    default="espeak",
    show_default=True,
    help="Whose voice reads: eSpeak NG's, or Festival's where it is Russian.",
)
@click.option("--digest", is_flag=True, help="Tell the digest of the original, which knows a marked copy.")
@certificate_option
@stamp_option
@unsigned_option
def command(case: Path, quote: str, *, output: Path, make: str, **said: Any) -> None:
    """Cut a quote out as a clip: its sound, films with both languages in the picture, subtitles, a card.

    QUOTE is its id, such as q1. What the quote leaves out is not heard, nor what is masked, nor what has a gloss
    in its place. A clip that earwitness made there before is replaced as a whole.

    No voice is disguised: a voice that was only shifted can be shifted back. --voice out leaves it away, --voice
    read-english and read-original put a machine's in its place, which reads what is printed.
    """
    opened = Case.open(case)
    acting()  # a passphrase is asked for before a bar is drawn
    said["kinds"] = tuple(filter(None, (one.strip() for one in make.split(","))))
    said["narrator"] = NARRATORS[said["narrator"]]() if said["voice"] in READINGS else None
    signed_by = signing(said.pop("certificate"), tsa=said.pop("tsa"), unsigned=said.pop("no_credentials"))
    with progress() as bars:
        made = interruptible(
            partial(opened.excerpt, quote, output, signed_by=signed_by, report=bars.report, **said)
        )
    for note in made.notes:
        warn(note)
    for name in made.files:
        click.echo(made.folder / name)
