"""How a recording and its speakers look on a terminal."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from textwrap import shorten

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from earwitness.records.attribution import HEDGES, Attribution
from earwitness.records.review import Reviewed
from earwitness.records.text import shown
from earwitness.records.time import clock
from earwitness.records.view import RecordingView, SpeakerView, UtteranceView
from earwitness.workflow.custody import Step
from earwitness.workflow.source import Told

_FIRST_WORDS = 60


def paint(seen: RecordingView, *, most: int | None = None) -> None:
    """Print the recording: what it is, then its utterances (the first `most` of them), then what is doubted."""
    console = _console()
    _heading(console, seen)
    utterances = seen.utterances
    for utterance in utterances[:most]:
        _utterance(console, utterance, main=seen.transcript.language if seen.transcript else None)
    if most and len(utterances) > most:
        console.print(f"[dim]… and {_utterances(len(utterances) - most)} more.[/]")
    _drops(console, seen)
    _doubts(console, seen)


def paint_speakers(speakers: Sequence[SpeakerView]) -> None:
    """Print the voices of a recording: who each is said to be, how much it speaks, and its first words."""
    console = _console()
    all_ms = sum(speaker.talk_ms for speaker in speakers) or 1
    for speaker in speakers:
        facts = [f"{clock(speaker.talk_ms)} of talk ({100 * speaker.talk_ms / all_ms:.0f}%)"]
        facts.append(_utterances(speaker.utterances))
        if speaker.channel:
            facts.append(f"channel {speaker.channel}")
        rows = _grid()
        rows.add_row(speaker.label, _name(speaker.attribution))
        if speaker.attribution:
            rows.add_row("", _basis(speaker.attribution))
        rows.add_row("", ", ".join(facts))
        if speaker.first_words:
            rows.add_row(
                "", Text(f"“{shorten(speaker.first_words, _FIRST_WORDS, placeholder=' …')}”", style="italic")
            )
        console.print(rows)


def paint_attributions(history: Sequence[Attribution]) -> None:
    """Print who speakers were said to be, one after another."""
    console = _console()
    for one in history:
        rows = _grid()
        rows.add_row(one.speaker, _name(one))
        rows.add_row("", _basis(one))
        rows.add_row("", Text(f"said {one.made_at}, of transcript {one.transcript_id}", style="dim"))
        console.print(rows)


def paint_custody(steps: Sequence[Step]) -> None:
    """Print what was done to a recording, oldest first."""
    console = _console()
    for step in steps:
        rows = _grid()
        rows.add_row(str(step.line), Text(step.text))
        by = ", ".join(filter(None, [step.by, step.program and f"with {step.program}"]))
        rows.add_row("", Text(f"{step.at}  {step.verb}, {by}", style="dim"))
        console.print(rows)


def paint_sources(told: Sequence[Told]) -> None:
    """Print from whom a recording came, oldest first."""
    console = _console()
    if not told:
        console.print("Nobody has said from whom it came.")
    for one in told:
        said = ("not in this copy of the case",) if one.words is None else (one.words.origin, one.words.note)
        rows = _grid()
        for text in filter(None, said):
            rows.add_row(one.source.id, Text(text))
        rows.add_row("", Text(f"{one.source.made_at}, {one.source.made_by.name}", style="dim"))
        console.print(rows)


def _name(of: Attribution | None) -> Text:
    if of is None:
        return Text("nobody has said who this is", style="dim")
    return Text(", ".join(filter(None, [of.name, of.role])), style="bold")


def _basis(of: Attribution) -> Text:
    by = f", according to {of.according_to}" if of.according_to else ""
    on = f"; evidence: {of.evidence}" if of.evidence else ""
    return Text(f"{HEDGES[of.hedge]}{by}{on}")


def _grid() -> Table:
    rows = Table.grid(padding=(0, 2))
    rows.add_column(justify="right", min_width=7, style="cyan")
    rows.add_column(overflow="fold")
    return rows


def _console() -> Console:
    """Lines are broken for a terminal; a file or another program gets each one whole."""
    return Console(highlight=False) if sys.stdout.isatty() else Console(highlight=False, width=1_000_000)


def _heading(console: Console, seen: RecordingView) -> None:
    recording, transcript = seen.recording, seen.transcript
    console.print(
        f"[bold]{escape(shown(recording.name))}[/]  {clock(recording.duration_ms)}  [dim]{recording.digest}[/]"
    )
    if transcript:
        said = f"in {transcript.language}" if transcript.language else "nothing was said"
        console.print(
            f"{said}, {_utterances(len(transcript.utterances))}, heard by {transcript.made_by.name}, by machine"
        )
    for gap in recording.gaps:
        lost = f"{gap.span.duration_ms / 1000:.1f} s of sound are {gap.reason} at {clock(gap.span.start_ms)}"
        console.print(f"[yellow]{lost}[/]")
    console.print()


def _utterances(count: int) -> str:
    return "1 utterance" if count == 1 else f"{count} utterances"


def _utterance(console: Console, seen: UtteranceView, *, main: str | None) -> None:
    unsure = {at for doubt in seen.doubts for at in doubt.words}
    text = Text()
    for at, (before, word) in enumerate(seen.utterance.pieces()):
        text.append(before).append(word.text, style="underline yellow" if at in unsure else "")
    rows = _grid()
    language = seen.utterance.language
    head = Text(f"({language}) " if language != main else "", style="dim") + (
        f"{seen.voice}: " if seen.voice else ""
    )
    rows.add_row(clock(seen.span.start_ms), head + text)
    if seen.line:
        rows.add_row("", Text(seen.line.text or "(no translation)", style="italic"))
    if seen.review:
        rows.add_row("", Text(_reviewed(seen.review), style="green"))
    for candidate in seen.candidates if len(seen.candidates) > 1 else ():
        chosen = seen.decision is not None and seen.decision.candidate_id == candidate.id
        by = "chosen by a person, " if chosen and seen.decision and seen.decision.made_by.kind == "person" else ""
        said = f"{candidate.number} {candidate.estimate:.2f} {candidate.text} ({by}{candidate.made_by.name})"
        rows.add_row("→" if chosen else "", Text(said, style="" if chosen else "dim"))
    for term in dict.fromkeys(mention.term for mention in seen.mentions):
        explained = f"{term.term}: {term.translation}" + (f", {term.note}" if term.note else "")
        rows.add_row("", Text(explained, style="dim"))
    for doubt in seen.doubts:
        about = f" ({' '.join(seen.words[at].text for at in doubt.words)})" if doubt.words else ""
        rows.add_row("", Text(f"? {doubt.text}{about}", style="yellow"))
    for doubt in seen.line.doubts if seen.line else ():
        rows.add_row("", Text(f"? English: {doubt.text}", style="yellow"))
    console.print(rows)


def _reviewed(review: Reviewed) -> str:
    by = [
        f"{done} by {agent.name}"
        for done, agent in (
            ("corrected", review.shaped_by),
            ("accepted", review.accepted_by),
            ("signed off", review.signed_by),
        )
        if agent
    ]
    return "✓ " + ", ".join(by)


def _drops(console: Console, seen: RecordingView) -> None:
    drops = seen.transcript.drops if seen.transcript else ()
    echoes = sum(drop.is_echo for drop in drops)
    if drops:
        console.print("\n[bold]What is left out[/]")
    if echoes:
        places = "1 place" if echoes == 1 else f"{echoes} places"
        console.print(f"  In {places} a channel only echoes the other party.")
    for drop in drops:
        if drop.is_echo:
            continue
        until = clock(drop.span.end_ms)
        quoted = f" “{escape(drop.text)}”" if drop.text else ""
        console.print(f"  {clock(drop.span.start_ms)}–{until}  {escape(drop.why)}[dim]{quoted}[/]", soft_wrap=True)


def _doubts(console: Console, seen: RecordingView) -> None:
    counted = Counter(
        doubt.text
        for utterance in seen.utterances
        for doubt in (*utterance.doubts, *(utterance.line.doubts if utterance.line else ()))
    )
    if counted:
        console.print("\n[bold]What it doubts[/]")
        for text, times in counted.most_common():
            console.print(f"  {times:>4}  {text}")
