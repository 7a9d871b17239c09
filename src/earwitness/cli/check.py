"""`earwitness check`: is that what the tape says?"""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click

from earwitness.backends.fetch import anywhere, is_public
from earwitness.check.judge import LIMIT_MS
from earwitness.cli.common import interruptible, progress, warn
from earwitness.cli.paint_check import paint_check
from earwitness.errors import UsageError
from earwitness.formats.check_json import check_to_json
from earwitness.records.text import one_line
from earwitness.workflow import reading
from earwitness.workflow.case import Case
from earwitness.workflow.reading import LARGEST
from earwitness.workflow.results import INDEX

_FOUND = 1
_FEW, _SHOWN = 5, 30
"""Of how many marks without their other half it is shown where they are, and by how many characters."""


@click.command()
@click.argument("article")
@click.option(
    "--case", "case_path", type=click.Path(path_type=Path), help="The case whose recordings are searched."
)
@click.option(
    "--tape",
    "tapes",
    type=click.Path(path_type=Path),
    multiple=True,
    help="A recording to be heard for this alone, in a case that is thrown away.",
)
@click.option(
    "--limit",
    "limit_s",
    type=click.FloatRange(0, 3600),
    default=LIMIT_MS / 1000,
    show_default=True,
    help="Seconds of sound that an ellipsis may hide before the quote is called stitched.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="A folder for the report: a page with the sound in it, JSON, linked data, DOCX.",
)
@click.option("--allow-local", is_flag=True, help="Fetch from this machine and from private networks too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: docs/schema/check.schema.json.")
def command(  # noqa: PLR0913  (one for each option)
    article: str,
    *,
    case_path: Path | None,
    tapes: tuple[Path, ...],
    limit_s: float,
    output: Path | None,
    allow_local: bool,
    as_json: bool,
) -> None:
    """Look on the tape for what ARTICLE (a file, an address, or - for standard input) quotes.

    Exit code 0: each quote was found and there is nothing to look at; 1: there is. A quote that was not found in
    these recordings is not thereby false.
    """
    if bool(case_path) == bool(tapes):
        raise UsageError(
            "It is not said what to compare with.", advice="Name a case (--case) or a recording (--tape)."
        )
    with nullcontext(str(case_path)) if case_path else tempfile.TemporaryDirectory(prefix="earwitness-") as folder:
        case = Case.open(case_path) if case_path else Case.create(Path(folder) / "case")
        with progress() as shown:
            data = sys.stdin.buffer.read(LARGEST + 1) if article == "-" else None
            read = interruptible(
                partial(reading.read, article, data, allowed=anywhere if allow_local else is_public)
            )
            for tape in tapes:
                warn(f"{tape} is heard …")
                interruptible(partial(case.process, tape, report=shown.report, aloud=shown.aloud))
            limit_ms = round(limit_s * 1000)
            looked = partial(case.check, read, limit_ms=limit_ms, to=output, report=shown.report)
            checked = interruptible(looked)
        if as_json:
            click.echo(json.dumps(check_to_json(checked), ensure_ascii=False))
        else:
            paint_check(checked, {one.digest: one.name for one in case.recordings()})
    if alone := checked.reading.unclosed:
        text = checked.reading.article.text
        where = "; ".join(f"{text[at : at + _SHOWN]} …" for at in alone[:_FEW])
        warn(
            f"Quotation marks without their other half: {len(alone)}. What they may have opened was not looked "
            f"for: {one_line(where)}"
        )
    if output:
        warn(f"The report: {output / INDEX}")
    if checked.has_findings:
        sys.exit(_FOUND)
