"""Check a case: every byte, every row, every line, every signature. Three outcomes: pass, fail, not checked.

It only reads. What it cannot tell it says, and takes for neither good nor bad.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

from earwitness.archive.folder import DATABASE, LEDGER, LOCK, README, CaseFolder
from earwitness.archive.inspection import Inspection, inspecting
from earwitness.archive.store import CACHE, DERIVED, ORIGINALS, SCRATCH, SOURCES
from earwitness.errors import CaseError, NewerCaseError, RecordError
from earwitness.records.text import shown
from earwitness.workflow.checks.copies import check_copies
from earwitness.workflow.checks.files import Files
from earwitness.workflow.checks.item import Item
from earwitness.workflow.checks.lines import Entries, check_chain, check_clock, check_file, check_signatures
from earwitness.workflow.checks.rows import check_rows
from earwitness.workflow.checks.stamps import check_stamps
from earwitness.workflow.fetch import FILES
from earwitness.workflow.timestamp import STAMPS, read_trust


def verify(path: Path, *, against: Path | None = None, trust: Path | None = None) -> Iterator[Item]:
    """Look at everything that a case holds, and at how it differs from another copy of it where one is named.

    `trust` is a PEM file of the certificates of those whose time stamps are believed.
    Raises CaseError where there is no case, NewerCaseError for one that a later earwitness wrote.
    """
    CaseFolder.require(path)
    roots, entries = read_trust(trust), None
    originals: list[str] = []
    derived: list[str] = []
    try:
        with inspecting(path / DATABASE) as seen:
            yield from _database(seen)
            numbered = seen.lines()
            entries = yield from check_chain(numbered)
            yield from check_file(path, seen)
            yield from check_signatures(entries, seen.names())
            yield from check_clock(entries)
            yield from check_stamps(path, [data for _, data in numbered], entries, roots)
            yield from check_rows(seen, entries)
            originals, derived = seen.originals(), seen.derivatives()
    except NewerCaseError:
        raise
    except (CaseError, RecordError) as err:
        yield Item(name="database", outcome="fail", text=f"{err.message} What depends on it was not looked at.")
    if entries is None:
        entries = yield from _ledger_alone(path)
    files = Files(path)
    yield from files.check(ORIGINALS, [*originals, *_told(entries, "acquire")], "the bytes that came")
    made = [*derived, *_told(entries, "derive"), *_fetched(entries)]
    yield from files.check(DERIVED, made, "the bytes that were made")
    yield from files.check(SOURCES, _told(entries, "source"), "what was said of sources", may_be_apart=True)
    yield from _folder(path)
    if against:
        yield from check_copies(path, against)


def _ledger_alone(path: Path) -> Generator[Item, None, Entries]:
    """The ledger by its file, where the database cannot be read."""
    try:
        lines = (path / LEDGER).read_bytes().splitlines(keepends=True)
    except OSError as err:
        yield Item(name=LEDGER, outcome="fail", text=f"It could not be read: {err.strerror or err}.")
        return {}
    entries = yield from check_chain(list(enumerate(lines, start=1)))
    yield from check_signatures(entries, {})
    yield from check_clock(entries)
    return entries


def _told(entries: Entries, verb: str) -> Iterator[str]:
    """The digests of the files that came or were made, as the ledger has them."""
    for entry in entries.values():
        if entry.event.verb == verb:
            yield str(entry.event.recording if verb == "acquire" else entry.event.detail.get("digest"))


def _fetched(entries: Entries) -> Iterator[str]:
    """The digests of the files that were kept where something was fetched."""
    for entry in entries.values():
        if entry.event.verb == "fetch":
            yield from (str(entry.event.detail.get(name)) for name in FILES)


def _database(seen: Inspection) -> Iterator[Item]:
    flaws = list(seen.flaws())
    for flaw in flaws:
        yield Item(name="database", outcome="fail", text=flaw)
    if not flaws:
        yield Item(name="database", outcome="pass", text="It is whole, and its tables are those of this version.")


def _folder(path: Path) -> Iterator[Item]:
    database = {DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"}
    known = database | {LEDGER, LOCK, README, ORIGINALS, DERIVED, SOURCES, SCRATCH, STAMPS, CACHE}
    for entry in sorted(path.iterdir()):
        if entry.name not in known:
            text = f"{shown(entry.name)} is no part of a case."
            yield Item(name="folder", outcome="not checked", text=text)
