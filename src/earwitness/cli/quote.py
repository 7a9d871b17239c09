"""`earwitness quote`: quote a passage."""

from __future__ import annotations

from pathlib import Path

import click

from earwitness.cli.common import case_argument, recording_argument
from earwitness.cli.paint_quotes import paint_quotes
from earwitness.cli.times import Moment, Stretch
from earwitness.errors import UsageError
from earwitness.records.time import Span
from earwitness.workflow.case import Case


@click.command()
@case_argument
@recording_argument
@click.option(
    "--from", "begins", multiple=True, required=True, type=Moment(), help="Where it begins: 83.4 or 1:23.4."
)
@click.option("--to", "ends", multiple=True, required=True, type=Moment(), help="Where it ends.")
@click.option("--omit", multiple=True, type=Stretch(), help="Sound that is left out, as 14.0-15.2.")
@click.option(
    "--english",
    multiple=True,
    metavar="TEXT",
    help="The English that is kept, as it is to be printed; needed where part of an utterance is quoted.",
)
@click.option("--speaker", metavar="LABEL", help="Whose words are quoted, where several speak.")
@click.option(
    "--gloss", multiple=True, metavar="WORD=TEXT", help="[TEXT] in the place of a word; WORD+TEXT puts it after."
)
@click.option("--mask", multiple=True, metavar="WORD", help="Show f*ck; WORD=initial: f***, WORD=inside: f**k.")
@click.option("--emphasis", multiple=True, metavar="WORDS", help="Words that you stress, not the speaker.")
@click.option("--out-of-order", is_flag=True, help="The passages stand in another order than they were said in.")
@click.option("--as-spoken", is_flag=True, help="Mask no obscene word but those that --mask names.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
def command(  # noqa: PLR0913  (one for each option)
    case: Path,
    recording: str | None,
    *,
    begins: tuple[int, ...],
    ends: tuple[int, ...],
    omit: tuple[Span, ...],
    english: tuple[str, ...],
    speaker: str | None,
    gloss: tuple[str, ...],
    mask: tuple[str, ...],
    emphasis: tuple[str, ...],
    out_of_order: bool,
    as_spoken: bool,
    as_json: bool,
) -> None:
    """Quote a passage: the words whose middle lies between --from and --to, and their English.

    The quote stays bound to the sound, to the words as they are now, and to each change that is made to them.
    Several --from and --to, in pairs, make one quote of several passages. What cannot be marked is refused.

    RECORDING is its file name or the beginning of its digest; it may be left out where the case holds one.
    """
    if len(begins) != len(ends):
        raise UsageError(f"There are {len(begins)} --from and {len(ends)} --to.", advice="Give them in pairs.")
    for begin, end in zip(begins, ends, strict=True):
        if begin > end:
            raise UsageError("The quote would end before it begins.", advice="Let --to be later than --from.")
    opened = Case.open(case)
    made = opened.quote(
        *map(Span, begins, ends),
        named=recording,
        omit=omit,
        english=english,
        speaker=speaker,
        gloss=gloss,
        mask=mask,
        emphasis=emphasis,
        out_of_order=out_of_order,
        as_spoken=as_spoken,
    )
    if as_json:
        click.echo(opened.export_quotes(made.id, format="json"), nl=False)
    else:
        paint_quotes([made])
