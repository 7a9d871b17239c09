"""How what came of checking an article looks on a terminal."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from earwitness.records.custody import Digest
from earwitness.records.text import one_line, shown
from earwitness.records.time import clock
from earwitness.records.verdict import UNSETTLED, VERDICTS, Check, Checked, Place
from earwitness.story.wording import counted

STYLES = {
    "verbatim": "green",
    "edited": "green",
    "paraphrase": "cyan",
    "differs": "yellow",
    "stitched": "yellow",
    "out of order": "yellow",
    "two speakers": "yellow",
    "another speaker": "yellow",
    "not found": "red",
    "cannot tell": "magenta",
}


_MOST_CLAIMS = 40


def paint_check(check: Check, names: Mapping[Digest, str]) -> None:
    """Print each quote with its verdict, where it is said and what to look at; then the claims; then a summary.

    `names` are those of the case's recordings.
    """
    console = Console(file=sys.stdout, highlight=False, soft_wrap=not sys.stdout.isatty())
    for note in check.notes:
        console.print(Text(f"! {one_line(note.text)}", style="yellow"))
    for number, one in enumerate(check.quotes, 1):
        _quote(console, number, one)
    if check.claims:
        console.print(Text("\nSaid outside quotation marks, and not compared:", style="dim"))
        for claim in check.claims[:_MOST_CLAIMS]:
            console.print(Text(f"  {one_line(claim.text)}  ({one_line(claim.cited)})", style="dim"))
        if (more := len(check.claims) - _MOST_CLAIMS) > 0:
            console.print(Text(f"  … and {more} more; --json has them all.", style="dim"))
    _summary(console, check, names)


def _quote(console: Console, number: int, one: Checked) -> None:
    rows = Table.grid(padding=(0, 2))
    rows.add_column(justify="right", min_width=3, no_wrap=True)
    rows.add_column(overflow="fold")
    style = STYLES[one.verdict]
    said = ", ".join(filter(None, [one.quotation.speaker, one.quotation.hedge]))
    title = Text.assemble(
        (one.verdict, f"bold {style}"),
        (f"  {one.probability:.2f}", "dim"),
        (f"  {one_line(said)}" if said else "", ""),
    )
    rows.add_row(str(number), title)
    rows.add_row("", Text(f"“{one_line(one.quotation.text)}”"))
    for place in one.places:
        rows.add_row("", _place(place, unsettled=one.verdict in UNSETTLED))
    for mark in one.marks:
        rows.add_row("", Text(f"{one_line(mark.text)}  {one_line(mark.says)}", style="dim"))
        for hidden in filter(None, (mark.original, mark.translation)):
            rows.add_row("", Text(f"   {one_line(hidden)}", style="dim italic"))
    for finding in one.findings:
        rows.add_row("", Text(f"! {one_line(finding.text)}", style="yellow"))
    console.print(rows)


def _place(place: Place, *, unsettled: bool) -> Text:
    who = f"  {place.voice}" if place.voice else ""
    where = f"{place.recording.short} {clock(place.span.start_ms)}–{clock(place.span.end_ms)}{who}"
    least = "least unlike: " if unsettled else ""
    ours = f"\n{one_line(place.translation)}" if place.translation else ""
    return Text.assemble((f"{least}{where}\n", "dim"), (one_line(place.original), "italic"), (ours, "italic"))


def _quoted(check: Check) -> dict[Digest, list[int]]:
    """Which quotes each recording has, by their numbers."""
    found: dict[Digest, list[int]] = {}
    for number, one in enumerate(check.quotes, 1):
        if one.verdict not in UNSETTLED:
            for recording in dict.fromkeys(place.recording for place in one.places):
                found.setdefault(recording, []).append(number)
    return found


def _summary(console: Console, check: Check, names: Mapping[Digest, str]) -> None:
    compared = check.compared
    counts = Counter(one.verdict for one in check.quotes)
    told = ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict])
    models = ", ".join(dict.fromkeys(model.name for model in compared.models))
    console.print(
        Text(f"\n{counted(len(check.quotes), 'quote')}: {told}." if check.quotes else "No speech is quoted in it.")
    )
    if compared.recordings > 1:
        for recording, numbers in _quoted(check).items():
            called = f"{recording.short} ({shown(names[recording])})"
            console.print(Text(f"From {called}: {', '.join(map(str, numbers))}."))
    doubted = f"{compared.doubted} of {compared.utterances} utterances read closely are doubted"
    recordings = counted(compared.recordings, "recording")
    about = f"{clock(compared.duration_ms)}; {', '.join(compared.languages)}"
    console.print(
        Text(
            f"Compared with {recordings} ({about}) by {models}; {doubted}. "
            "Not found in these recordings does not say that it is false.",
            style="dim",
        )
    )
