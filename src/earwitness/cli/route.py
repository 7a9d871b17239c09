"""`earwitness route`: by which way a recording came, and who says so."""

from __future__ import annotations

import json
from pathlib import Path

import click

from earwitness.cli.common import case_argument, recording_argument
from earwitness.cli.paint_route import paint_links, paint_route
from earwitness.errors import UsageError
from earwitness.formats.route_json import link_to_json
from earwitness.records.attribution import HEDGES
from earwitness.records.route import LINK_KINDS, standing_links
from earwitness.workflow.case import Case
from earwitness.workflow.route import Told


@click.command()
@case_argument
@recording_argument
@click.option("--recorded-by", metavar="WHO", help="Who made the recording.")
@click.option("--published-by", metavar="WHO", help="Who made it public, such as an agency.")
@click.option("--translated-by", metavar="WHO", help="Whose translation others rest on.")
@click.option("--reported-by", metavar="WHO", help="Who reported it from somebody else.")
@click.option("--channel", help="Where, such as Telegram.")
@click.option("--day", help="When: 2026, 2026-03 or 2026-03-05.")
@click.option("--address", metavar="URL", help="Where it stands on the web.")
@click.option("--after", metavar="ID", help="The link that it builds on, or `recording`; the newest by default.")
@click.option("--again", metavar="ID", help="Say this link anew; what was said of it before stays below it.")
@click.option("--according-to", metavar="WHO", help="Who says that this is so.")
@click.option(
    "--hedge",
    type=click.Choice(list(HEDGES)),
    help="How sure that is; claimed where --according-to says by whom, else unknown.",
)
@click.option("--evidence", help="What it rests on; confirmed needs it.")
@click.option("--archived", metavar="URL|DIGEST", help="A kept copy of what stands at the address.")
@click.option("--history", is_flag=True, help="List all that was ever said, oldest first.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON for each link.")
def command(
    case: Path, recording: str | None, *, history: bool, as_json: bool, again: str | None, **said: str | None
) -> None:
    """Show by which route a recording came, and say who recorded, published, translated or reported it.

    From this the page tells who says so, in words that are never stronger than the weakest link.

    RECORDING is its file name or the beginning of its digest; it may be left out where the case holds one.
    """
    opened = Case.open(case)
    by = {kind: who for kind in LINK_KINDS if (who := said.pop(f"{kind}_by")) is not None}
    if len(by) > 1:
        raise UsageError("One link is said at a time.", advice="Run the command once for each.")
    for kind, who in by.items():
        opened.tell_route(Told(kind=kind, by=who, again=again, **said), recording)
    given = [option for option, value in {"again": again, **said}.items() if value is not None]
    if given and not by:
        raise UsageError(
            f"--{given[0].replace('_', '-')} says something of a link.",
            advice="Say of which: --recorded-by, --published-by, --translated-by or --reported-by.",
        )
    told = opened.route(recording)
    links = told if history else standing_links(told)
    if as_json:
        for link in links:
            click.echo(json.dumps(link_to_json(link), ensure_ascii=False))
    elif history:
        paint_links(links)
    else:
        paint_route(links)
