"""`earwitness glossary`: what words are in English throughout the case."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from earwitness.cli.common import case_argument, warn
from earwitness.cli.paint_glossary import paint_glossary
from earwitness.errors import UsageError
from earwitness.formats.glossary_fields import typed_term
from earwitness.records.glossary import Entry, Term
from earwitness.workflow.case import Case


@click.command()
@case_argument
@click.option("--add", metavar="TERM=ENGLISH", help="Put a term in, in the place of what it was before.")
@click.option("--note", metavar="TEXT", help="What it is, for readers: a Russian army jeep.")
@click.option(
    "--form", "forms", multiple=True, metavar="WORDS", help="Another way to say it; forms of a word are known."
)
@click.option("--also", multiple=True, metavar="ENGLISH", help="Another translation that is as right.")
@click.option("--name", is_flag=True, help="It is a name: it has one English form, and no page tells its note.")
@click.option("--language", metavar="TAG", help="The term's language; else told from its letters, ru or uk.")
@click.option("--remove", metavar="TERM", help="Take a term out; what was there stays in the case.")
@click.option(
    "--import",
    "source",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Put in the terms of a .csv or .tbx file.",
)
@click.option("--encoding", help="What a .csv file is in, if not UTF-8, such as cp1251.")
@click.option(
    "--export", "target", type=click.Path(path_type=Path), metavar="FILE", help="Write it to a .csv or .tbx file."
)
@click.option("--history", is_flag=True, help="List all that was ever put in or taken out, oldest first.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON for each.")
def command(  # noqa: PLR0913  (one for each option)
    case: Path,
    *,
    add: str | None,
    remove: str | None,
    source: Path | None,
    encoding: str | None,
    target: Path | None,
    history: bool,
    as_json: bool,
    **said: Any,
) -> None:
    """List the glossary of a case: terms and names, their English, and who put them in.

    Translators that can be told are told. A line whose English has none of a term's translations is doubted, notes
    stand on the page, and quotes are offered them as glosses.
    """
    opened = Case.open(case)
    if add is None and any(said.values()):
        raise UsageError(
            "--note, --form, --also, --name and --language say something of a term.", advice="Add --add."
        )
    if encoding and not source:
        raise UsageError("--encoding says what a file is in.", advice="Add --import FILE.")
    if add is not None:
        warn(f"{_counted(opened.add_terms([_term(add, **said)]))} put in.")
    if source:
        warn(f"{_counted(opened.import_glossary(source, encoding=encoding))} put in.")
    if remove is not None:
        warn(f"{_counted(opened.remove_term(remove))} taken out.")
    if target:
        opened.export_glossary(target)
    if any(one is not None for one in (add, source, remove, target)):
        return
    entries = opened.glossary(history=history)
    if as_json:
        for entry in entries:
            click.echo(json.dumps(_to_json(entry), ensure_ascii=False))
    elif entries:
        paint_glossary(entries, opened.authors())
    else:
        warn('The glossary is empty. `earwitness glossary CASE --add "бобик=bobik"` puts a term in.')


def _term(typed: str, *, name: bool, **said: Any) -> Term:
    term, equals, english = typed.partition("=")
    if not equals:
        raise UsageError(f"--add {typed} lacks the English.", advice='Write it as --add "бобик=bobik".')
    return typed_term("--add", term=term, translation=english, kind="name" if name else "term", **said)


def _counted(entries: Sequence[Entry]) -> str:
    return "1 term was" if len(entries) == 1 else f"{len(entries)} terms were"


def _to_json(entry: Entry) -> dict[str, Any]:
    term = entry.term
    return {
        "id": entry.id,
        "term": term.term,
        "language": term.language,
        "kind": term.kind,
        "translation": term.translation,
        "also": term.also,
        "forms": term.forms,
        "note": term.note,
        "removed": entry.removed,
        "added_by": str(entry.made_by.digest),
        "added_at": entry.made_at,
    }
