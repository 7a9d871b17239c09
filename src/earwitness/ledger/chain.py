"""One event, one line: canonical JSON that names the SHA-256 of the line before, its newline included.

So `sed -n 3p ledger.jsonl | sha256sum` prints what line 4 calls `previous`, and nobody needs earwitness for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from earwitness.errors import LedgerError, RecordError
from earwitness.records.canonical import canonical
from earwitness.records.custody import Agent, CustodyEvent, Digest

VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with one line (counted from 1) of a ledger."""

    line: int
    text: str


def line(event: CustodyEvent, previous: Digest | None) -> bytes:
    """The bytes of an event's line, newline included; `previous` is None for the first only.

    Raises RecordError for a detail that canonical JSON cannot carry, such as a fraction.
    """
    agent = event.agent
    return (
        canonical(
            {
                "version": VERSION,
                "number": event.number,
                "at": event.at,
                "verb": event.verb,
                "agent": {
                    "kind": agent.kind,
                    "name": agent.name,
                    "version": agent.version,
                    "digest": _text(agent.digest),
                },
                "recording": _text(event.recording),
                "detail": dict(event.detail),
                "previous": _text(previous),
            }
        )
        + b"\n"
    )


def line_digest(data: bytes) -> Digest:
    """What the next line calls `previous`: the digest of the whole line with its newline."""
    return Digest.of(data)


def parse(data: bytes) -> tuple[CustodyEvent, Digest | None]:
    """Read a line back: the event and the digest of the line before.

    Raises LedgerError for a line of a later version, and for any bytes that `line` would not have written.
    """
    try:
        held = json.loads(data)
        version = held["version"]
    except (ValueError, KeyError, TypeError, RecursionError) as err:
        raise LedgerError("It is no line of a ledger.") from err
    if isinstance(version, int) and version > VERSION:
        raise LedgerError(
            f"It is of version {version}, and this earwitness reads up to version {VERSION}.",
            advice="Update earwitness: pip install --upgrade earwitness.",
        )
    try:
        event, previous = _event(held), _digest(held["previous"])
        faithful = line(event, previous) == data
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, RecordError) as err:
        raise LedgerError("It is no line of a ledger.") from err
    if not faithful:
        raise LedgerError("It is not in canonical form (RFC 8785) with exactly the fields of a ledger line.")
    return event, previous


def check(lines: Iterable[bytes]) -> list[Problem]:
    """What is wrong with these lines, which come as a file opened for bytes gives them; empty if nothing is.

    What was changed in the last line, or cut off at the end, no chain can tell: compare those with the database.

    >>> check([b"{}"])
    [Problem(line=1, text='It is no line of a ledger.')]
    """
    problems = []
    before: Digest | None = None
    for number, data in enumerate(lines, start=1):
        try:
            event, previous = parse(data)
        except LedgerError as err:
            problems.append(Problem(line=number, text=str(err)))
        else:
            if event.number != number:
                problems.append(Problem(line=number, text=f"It calls itself number {event.number}."))
            if previous != before:
                problems.append(Problem(line=number, text=_broken(number)))
        before = line_digest(data)
    return problems


def _broken(number: int) -> str:
    if number == 1:
        return "It is not the first line that was written: lines before it are missing."
    return f"It was not written after this line {number - 1}, which was changed, replaced or moved."


def _event(held: dict[str, Any]) -> CustodyEvent:
    agent = held["agent"]
    if type(held["number"]) is not int or not isinstance(held["detail"], dict):
        raise TypeError
    if not all(isinstance(text, str) for text in (held["at"], held["verb"], agent["kind"], agent["name"])):
        raise TypeError
    return CustodyEvent(
        number=held["number"],
        at=held["at"],
        verb=held["verb"],
        agent=Agent(
            kind=agent["kind"], name=agent["name"], version=agent["version"], digest=_digest(agent["digest"])
        ),
        recording=_digest(held["recording"]),
        detail=held["detail"],
    )


def _text(digest: Digest | None) -> str | None:
    return None if digest is None else str(digest)


def _digest(text: str | None) -> Digest | None:
    return None if text is None else Digest.parse(text)
