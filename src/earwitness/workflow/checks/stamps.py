"""The time stamps: each the reply that the ledger tells of, of the line that it tells of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from earwitness.errors import TimestampError
from earwitness.ledger.timestamp import Roots, read
from earwitness.records.custody import Digest
from earwitness.workflow.checks.item import Item, Outcome, spans
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
            item = _check(case, number, lines[number - 1], entries, entry.event.detail, roots)
            covered = max(covered, number if item.outcome != "fail" else 0)
            yield item
    if not covered:
        yield _item(
            "not checked", "That the lines were there at a time, only the clocks of those who wrote them say."
        )
    elif covered + 1 < len(lines):
        bare = spans([*range(covered + 1, len(lines) + 1)])
        yield _item("not checked", f"No time stamp covers the lines {bare} yet.")


def _check(case: Path, number: int, line: bytes, entries: Entries, told: Mapping[str, Any], roots: Roots) -> Item:
    try:
        reply = reply_path(case, number).read_bytes()
    except OSError as err:
        return _item(
            "fail", f"The time stamp of line {number} is missing or cannot be read: {err.strerror or err}."
        )
    if str(Digest.of(reply)) != told.get("reply"):
        return _item("fail", f"The time stamp of line {number} is not the file that came.")
    try:
        stamp = read(reply, line, roots=roots)
    except TimestampError as err:
        return _item("fail", f"The time stamp of line {number}: {err.message}")
    moment = f"{stamp.at:%Y-%m-%d %H:%M:%S} UTC"
    if number in entries and datetime.fromisoformat(entries[number].event.at) > stamp.at + _SLACK:
        return _item(
            "fail",
            f"Line {number} says that it is of {entries[number].event.at}, and was stamped before, {moment}.",
        )
    if stamp.is_trusted:
        return _item("pass", f"Lines 1-{number} were there at {moment}: so says one whom you trust.")
    text = (
        f"Lines 1-{number} were there at {moment}, says a time stamp; whether to believe it, --trust CA.pem tells."
    )
    return _item("not checked", text)


def _item(outcome: Outcome, text: str) -> Item:
    return Item(name=_NAME, outcome=outcome, text=text)
