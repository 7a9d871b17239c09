"""`earwitness quotes`: what is quoted in a case."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from earwitness.cli.common import case_argument, warn
from earwitness.cli.paint_quotes import paint_quotes
from earwitness.errors import UsageError
from earwitness.formats.registry import QUOTE_FORMATS
from earwitness.quotes.masking import MASKINGS
from earwitness.quotes.style import STYLES
from earwitness.workflow.case import Case

_FOUND = 1


@click.command()
@case_argument
@click.argument("ids", nargs=-1)
@click.option("--check", is_flag=True, help="List those to look at again; exit code 1 if there are any.")
@click.option("--withdraw", metavar="ID", help="Take a quote back; it stays in the case.")
@click.option("--because", metavar="REASON", help="Why it is taken back.")
@click.option("--style", type=click.Choice(list(STYLES)), help="How quotes of this case look from now on.")
@click.option(
    "--mask", type=click.Choice(list(MASKINGS)), default="house", help="Masked words: in full, f*ck, [expletive]."
)
@click.option(
    "--four-eyes/--no-four-eyes",
    default=None,
    help="Quotes of this case wait until a second person signed off what they quote.",
)
@click.option("--format", "format_name", type=click.Choice(list(QUOTE_FORMATS)), help="Export, a line each.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="The file to export to.")
def command(  # noqa: PLR0913  (one for each option)
    case: Path,
    ids: tuple[str, ...],
    *,
    check: bool,
    withdraw: str | None,
    because: str | None,
    style: str | None,
    mask: str,
    four_eyes: bool | None,
    format_name: str | None,
    output: Path | None,
) -> None:
    """List the quotes of a case, or those named by IDS, each with its marks and what to notice.

    A quote whose words, times, speaker or English were changed since says so and asks to be looked at again.
    """
    if because is not None and withdraw is None:
        raise UsageError("--because says why a quote is taken back.", advice="Add --withdraw ID.")
    if output and not format_name:
        raise UsageError("It is not said in which format the file is to be written.", advice="Add --format.")
    opened = Case.open(case)
    if style:
        opened.set_house_style(style)
    if four_eyes is not None:
        opened.require_four_eyes(required=four_eyes)
    if withdraw is not None:
        opened.withdraw_quote(withdraw, reason=because)
    if format_name:
        text = opened.export_quotes(*ids, format=format_name, mask=mask, to=output)
        if output is None:
            click.echo(text, nl=False)
        return
    seen = opened.quotes(*ids, mask=mask)
    if check:
        seen = [one for one in seen if one.look_again and not one.withdrawal]
    if not seen and not check:
        warn("Nothing is quoted yet. `earwitness quote CASE --from TIME --to TIME` quotes a passage.")
    paint_quotes(seen)
    if check and seen:
        sys.exit(_FOUND)
