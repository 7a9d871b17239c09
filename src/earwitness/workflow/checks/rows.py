"""The rows of the database: those of which the events told, as they were then, no more and no fewer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator

from earwitness.archive.binding import BATCHES, Bound, rows_digest
from earwitness.archive.inspection import Inspection
from earwitness.workflow.checks.item import Item
from earwitness.workflow.checks.lines import Entries

Place = tuple[str, int]
"""A table and the id of a row in it."""


def check_rows(seen: Inspection, entries: Entries) -> Iterator[Item]:
    """Recompute what each event says of rows, from the rows."""
    told: dict[Place, Bound] = {}
    yield from _check_bound(seen, entries, told)
    predates = not any(entry.version > 1 for entry in entries.values())
    good, unknown = 0, Counter[str]()
    for held in seen.rows():
        bound = told.pop((held.table, held.row_id), None)
        if bound is None and predates:
            unknown[held.table] += 1
        elif bound is None:
            yield _fail(f"Row {held.row_id} of {held.table} was added, and no line tells of it.")
        elif not held.fits(bound):
            yield _fail(f"Row {held.row_id} of {held.table} was changed.")
        else:
            good += 1
    good += yield from _check_batches(seen, told)
    for table, row_id in sorted(told):
        yield _fail(f"Row {row_id} of {table} is gone.")
    if unknown:
        listed = ", ".join(f"{many} of {table}" for table, many in sorted(unknown.items()))
        yield _unsure(f"Rows that were there before lines told of rows: {listed}.")
    if good:
        yield Item(name="rows", outcome="pass", text=f"{good} rows are as they were when a line told of them.")


def _check_bound(seen: Inspection, entries: Entries, told: dict[Place, Bound]) -> Iterator[Item]:
    """Whether the table `bound` is what the lines say of it; fills `told` with it."""
    bound = seen.bound()
    for number in sorted(entries.keys() | bound.keys()):
        kept = bound.get(number, [])
        told |= {(one.table, one.row_id): one for one in kept}
        if number not in entries or rows_digest(kept) != entries[number].event.rows:
            yield _fail(f"What the database lists as told of by line {number} (table bound) is something else.")


def _check_batches(seen: Inspection, told: dict[Place, Bound]) -> Generator[Item, None, int]:
    """What is kept of works: nobody tells of a stretch before its work is finished. Gives how many are good."""
    good, finished, others = 0, set(), Counter[tuple[str, str]]()
    for work, held in seen.batches():
        bound = told.pop((BATCHES, held.row_id), None)
        if bound is None:
            others[work] += 1
            continue
        finished.add(work)
        if held.fits(bound):
            good += 1
        else:
            yield _fail(f"Row {held.row_id} of {BATCHES} was changed.")
    for work, many in others.items():
        if work in finished:
            yield _fail(f"{_rows(many)} of {BATCHES} added to a work that was finished.")
        else:
            yield _unsure(f"{_rows(many)} of {BATCHES} of a work that no line tells of as finished.")
    return good


def _rows(many: int) -> str:
    return "1 row" if many == 1 else f"{many} rows"


def _fail(text: str) -> Item:
    return Item(name="rows", outcome="fail", text=text)


def _unsure(text: str) -> Item:
    return Item(name="rows", outcome="not checked", text=text)
