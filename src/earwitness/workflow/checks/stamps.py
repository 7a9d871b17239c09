"""The time stamps: each the reply that the ledger tells of, of the line that it tells of."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from earwitness.errors import TimestampError
from earwitness.ledger.chain import Entry
from earwitness.ledger.timestamp import Roots, Stamp, read
from earwitness.records.custody import CustodyEvent, Digest
from earwitness.workflow.checks.item import Item, Outcome
from earwitness.workflow.checks.lines import Entries
from earwitness.workflow.timestamp import reply_path

_NAME = "time stamps"
_SLACK = timedelta(minutes=5)
"""How far the clocks of a computer and of an authority may lie apart."""


def check_stamps(case: Path, lines: Sequence[bytes], entries: Entries, roots: Roots) -> Iterator[Item]:
    """Each time stamp that a line tells of, then what none covers."""
    covered = 0
    for entry in entries.values():
        if entry.event.verb == "timestamp":
            number = entry.event.detail.get("line")
            if type(number) is not int or not 0 < number < entry.event.number <= len(lines):
                yield _item("fail", f"Line {entry.event.number} tells of a time stamp of no line before it.")
                continue
            try:
                stamp = _read(case, number, entry.event, lines, roots)
                _not_before(entries.get(number), stamp)
            except TimestampError as err:
                yield _item("fail", f"The time stamp of line {number}: {err.message}")
                continue
            covered = max(covered, number)
            yield _believed(number, stamp)
    if not covered:
        yield _item("not checked", "When the lines were written, only the clocks of those who wrote them say.")
    elif covered + 1 < len(lines):
        yield _item("not checked", f"No time stamp covers the lines {covered + 1}-{len(lines)} yet.")


def _read(case: Path, number: int, told: CustodyEvent, lines: Sequence[bytes], roots: Roots) -> Stamp:
    try:
        reply = reply_path(case, number).read_bytes()
    except OSError as err:
        raise TimestampError(f"The file is missing or cannot be read: {err.strerror or err}.") from err
    if str(Digest.of(reply)) != told.detail.get("reply"):
        raise TimestampError("It is not the file that came.")
    return read(reply, lines[number - 1], roots=roots)


def _not_before(entry: Entry | None, stamp: Stamp) -> None:
    with contextlib.suppress(ValueError, TypeError):
        if entry and datetime.fromisoformat(entry.event.at) > stamp.at + _SLACK:
            raise TimestampError(
                f"It is of {_moment(stamp)}, before the line, of {entry.event.at}: a clock was wrong."
            )


def _believed(number: int, stamp: Stamp) -> Item:
    text = f"Lines 1-{number} were there at {_moment(stamp)}"
    if stamp.is_trusted:
        return _item("pass", f"{text}: so says one whom you trust.")
    return _item("not checked", f"{text}, says a time stamp; whether to believe it, --trust CA.pem tells.")


def _moment(stamp: Stamp) -> str:
    return f"{stamp.at:%Y-%m-%d %H:%M:%S} UTC"


def _item(outcome: Outcome, text: str) -> Item:
    return Item(name=_NAME, outcome=outcome, text=text)
