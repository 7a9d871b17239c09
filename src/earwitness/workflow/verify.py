"""Check a case: every byte, every row, every line, every signature. Three outcomes: pass, fail, not checked.

It only reads. What it cannot tell it says, and takes for neither good nor bad.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from earwitness.archive.folder import DATABASE, LEDGER, LOCK, README, CaseFolder
from earwitness.archive.inspection import Inspection, inspecting
from earwitness.archive.store import DERIVED, ORIGINALS, SCRATCH
from earwitness.errors import CaseError, NewerCaseError, RecordError
from earwitness.records.text import shown
from earwitness.workflow.checks.copies import check_copies
from earwitness.workflow.checks.files import Files
from earwitness.workflow.checks.item import Item
from earwitness.workflow.checks.lines import check_chain, check_clock, check_file, check_signatures
from earwitness.workflow.checks.rows import check_rows
from earwitness.workflow.checks.stamps import check_stamps
from earwitness.workflow.timestamp import STAMPS, read_trust


def verify(path: Path, *, against: Path | None = None, trust: Path | None = None) -> Iterator[Item]:
    """Look at everything that a case holds, and at how it differs from another copy of it where one is named.

    `trust` is a PEM file of the certificates of those whose time stamps are believed.
    Raises CaseError where there is no case, NewerCaseError for one that a later earwitness wrote.
    """
    CaseFolder.require(path)
    roots = read_trust(trust)
    try:
        with inspecting(path / DATABASE) as seen:
            yield from _database(seen)
            entries = yield from check_chain(seen.lines())
            yield from check_file(path, seen)
            yield from check_signatures(entries, seen.names())
            yield from check_clock(entries)
            lines = [data for _, data in seen.lines()]
            yield from check_stamps(path, lines, entries, roots)
            yield from check_rows(seen, entries)
            files = Files(path)
            yield from files.check(ORIGINALS, seen.originals(), "the bytes that came")
            yield from files.check(DERIVED, seen.derivatives(), "the bytes that were made")
    except NewerCaseError:
        raise
    except (CaseError, RecordError) as err:
        yield Item(name="database", outcome="fail", text=f"{err.message} What depends on it was not looked at.")
    yield from _folder(path)
    if against:
        yield from check_copies(path, against)


def _database(seen: Inspection) -> Iterator[Item]:
    flaws = list(seen.flaws())
    for flaw in flaws:
        yield Item(name="database", outcome="fail", text=flaw)
    if not flaws:
        yield Item(name="database", outcome="pass", text="It is whole, and its tables are those of this version.")


def _folder(path: Path) -> Iterator[Item]:
    known = {
        DATABASE,
        f"{DATABASE}-wal",
        f"{DATABASE}-shm",
        LEDGER,
        LOCK,
        README,
        ORIGINALS,
        DERIVED,
        SCRATCH,
        STAMPS,
    }
    for entry in sorted(path.iterdir()):
        if entry.name not in known:
            text = f"{shown(entry.name)} is no part of a case."
            yield Item(name="folder", outcome="not checked", text=text)
