"""The ledger: its chain, its file, its signatures, its times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from earwitness.archive.folder import DATABASE, LEDGER
from earwitness.archive.inspection import Inspection, inspecting
from earwitness.errors import LedgerError
from earwitness.ledger import chain
from earwitness.ledger.keys import person
from earwitness.records.text import shown
from earwitness.workflow.checks.item import Item, spans
from earwitness.workflow.checks.item import lines as counted

Entries = Mapping[int, chain.Entry]

_CLOCK_SLACK = timedelta(seconds=1)
"""How far a clock that is kept in step may jump back."""


def check_chain(lines: list[tuple[int, bytes]]) -> Generator[Item, None, Entries]:
    """The chain; gives the entries that can be read, by their numbers."""
    problems = chain.check(data for _, data in lines)
    for problem in problems:
        yield Item(name="ledger", outcome="fail", text=f"Line {problem.line}: {problem.text}")
    entries = {}
    for at, (number, data) in enumerate(lines, start=1):
        if number != at:
            yield Item(name="ledger", outcome="fail", text=f"Line {at} lies in the database as number {number}.")
        try:
            entries[at] = chain.read(data)
        except LedgerError:
            continue
    if not lines:
        yield Item(name="ledger", outcome="fail", text="It has no line, not even of the making of the case.")
    elif not problems:
        head = chain.line_digest(lines[-1][1])
        yield Item(
            name="ledger", outcome="pass", text=f"{counted(len(lines))}, each after the one before; head {head}."
        )
    return entries


def check_file(path: Path, seen: Inspection) -> Iterator[Item]:
    """The file beside the database, which has each line first."""
    name = LEDGER
    lines, outbox = [data for _, data in seen.lines()], seen.outbox()
    due = [data for number, data in enumerate(lines, start=1) if number not in outbox]
    if outbox and outbox != set(range(len(due) + 1, len(lines) + 1)):
        yield Item(name=name, outcome="fail", text="Its outbox in the database does not hold the last lines.")
    try:
        held = (path / LEDGER).read_bytes()
    except FileNotFoundError:
        held = b""
    except OSError as err:
        yield Item(name=name, outcome="fail", text=f"It could not be read: {err.strerror or err}.")
        return
    if len(held) > sum(map(len, lines)):  # somebody may have written since
        with inspecting(path / DATABASE) as later:
            lines = [data for _, data in later.lines()]
    at = 0
    for number, data in enumerate(lines, start=1):
        found = held[at : at + len(data)]
        if found != data and not (data.startswith(found) and number > len(due)):
            what = "is cut off" if data.startswith(found) else "is not the one that the database holds"
            missing = "is missing" if not found else what
            yield Item(name=name, outcome="fail", text=f"Line {number} {missing}.")
            return
        at += len(found)
    if at < len(held):
        yield Item(name=name, outcome="fail", text=f"After line {len(lines)} it holds what the database does not.")
    elif at < sum(map(len, lines)):
        text = "A program was killed before its last lines reached it; the next command that writes adds them."
        yield Item(name=name, outcome="not checked", text=text)
    else:
        yield Item(
            name=name, outcome="pass", text=f"It holds the {counted(len(lines))} of the database, byte for byte."
        )


def check_signatures(entries: Entries, names: Mapping[str, str]) -> Iterator[Item]:
    """Who signed which lines."""
    name = "signatures"
    unsigned, good = [], Counter[str]()
    for number, entry in entries.items():
        is_good = chain.is_signed_well(entry)
        if is_good is None or entry.signer is None:
            if good:
                text = f"Line {number} is not signed, and lines before it are."
                yield Item(name=name, outcome="fail", text=text)
            else:
                unsigned.append(number)
        elif is_good:
            good[entry.signer] += 1
        else:
            yield Item(name=name, outcome="fail", text=f"Line {number} is not as the key that it names signed it.")
    for key, count in good.items():
        called = f", who is called {shown(names[key])} here" if key in names else ""
        text = f"{counted(count)} signed by the key {person(key).name}{called}."
        yield Item(name=name, outcome="pass", text=text)
    if unsigned:
        text = f"{counted(len(unsigned))} without a signature: {spans(unsigned)}."
        yield Item(name=name, outcome="not checked", text=text)


def check_clock(entries: Entries) -> Iterator[Item]:
    """Whether time went on from line to line."""
    name, latest, before, is_good = "clock", None, 0, True
    for number, entry in entries.items():
        try:
            at = datetime.fromisoformat(entry.event.at)
            back = latest - at if latest else timedelta()
        except (ValueError, TypeError):
            is_good = False
            yield Item(name=name, outcome="fail", text=f"Line {number} has no time: {shown(entry.event.at)}.")
            continue
        if back > _CLOCK_SLACK:
            is_good = False
            text = f"Line {number} is of {entry.event.at}, before line {before}: a clock was set back in between."
            yield Item(name=name, outcome="fail", text=text)
        if latest is None or at > latest:
            latest, before = at, number
    if is_good and latest:
        yield Item(name=name, outcome="pass", text="The times of the lines never go back.")
