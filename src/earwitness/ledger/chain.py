"""One event, one line: canonical JSON, signed, that names the SHA-256 of the line before, its newline included.

So `sed -n 3p ledger.jsonl | sha256sum` prints what line 4 calls `previous`, and nobody needs earwitness for it.
The signature is a member of the line: of the bytes that the line would be without that member and its newline.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from earwitness.errors import LedgerError, RecordError
from earwitness.ledger.keys import is_signed
from earwitness.records.canonical import canonical
from earwitness.records.custody import Agent, CustodyEvent, Digest

VERSION = 2
"""Of a line that is written. Version 1 had no `rows` and no signature; it is read as what it is."""


class Signer(Protocol):
    """Whoever can sign: ledger.keys.Key."""

    public: str

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature of these bytes."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line that was read: `signer` and `signature` are None where nobody signed, `signed` is what was."""

    version: int
    event: CustodyEvent
    previous: Digest | None
    signer: str | None = None
    signature: bytes | None = None
    signed: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with one line (counted from 1) of a ledger."""

    line: int
    text: str


def line(event: CustodyEvent, previous: Digest | None, *, signer: Signer | None = None) -> bytes:
    """The bytes of an event's line, newline included; `previous` is None for the first only.

    Raises RecordError for a detail that canonical JSON cannot carry, such as a fraction.
    """
    members = _members(event, previous, VERSION) | {"signer": signer.public if signer else None}
    signature = base64.b64encode(signer.sign(canonical(members))).decode("ascii") if signer else None
    return canonical(members | {"signature": signature}) + b"\n"


def line_digest(data: bytes) -> Digest:
    """What the next line calls `previous`: the digest of the whole line with its newline."""
    return Digest.of(data)


def parse(data: bytes) -> tuple[CustodyEvent, Digest | None]:
    """Read a line back: the event and the digest of the line before; errors as with `read`."""
    entry = read(data)
    return entry.event, entry.previous


def read(data: bytes) -> Entry:
    """Read a line back, with whose signature it carries; whether that is a good one, `is_signed` says.

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
        entry, whole = _entry(held)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, RecordError) as err:
        raise LedgerError("It is no line of a ledger.") from err
    if whole + b"\n" != data:
        raise LedgerError("It is not in canonical form (RFC 8785) with exactly the fields of a ledger line.")
    return entry


def check(lines: Iterable[bytes]) -> list[Problem]:
    """What is wrong with the order of these lines, which come as a file opened for bytes gives them.

    What was changed in the last line, or cut off at the end, no chain can tell: its signature tells the former, a
    comparison with the database both.

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


def is_signed_well(entry: Entry) -> bool | None:
    """Whether the signature is that of the signer; None where nobody signed."""
    if entry.signer is None or entry.signature is None:
        return None
    return is_signed(entry.signed, entry.signature, entry.signer)


def _members(event: CustodyEvent, previous: Digest | None, version: int) -> dict[str, Any]:
    agent = event.agent
    members = {
        "version": version,
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
    return members if version == 1 else members | {"rows": _text(event.rows)}


def _broken(number: int) -> str:
    if number == 1:
        return "It is not the first line that was written: lines before it are missing."
    return f"It was not written after this line {number - 1}, which was changed, replaced or moved."


def _entry(held: dict[str, Any]) -> tuple[Entry, bytes]:
    """The entry, and the canonical bytes of the whole line."""
    version, event, previous = held["version"], _event(held), _digest(held["previous"])
    if type(version) is not int or version < 1:
        raise TypeError
    members = _members(event, previous, version)
    if version == 1:
        signed = canonical(members)
        return Entry(version=1, event=event, previous=previous, signed=signed), signed
    signer, signature = held["signer"], held["signature"]
    if (signer is None) != (signature is None):
        raise TypeError
    if signer is not None:
        _decoded(signer)
    members["signer"] = signer
    entry = Entry(
        version=version,
        event=event,
        previous=previous,
        signer=signer,
        signature=None if signature is None else _decoded(signature),
        signed=canonical(members),
    )
    return entry, canonical(members | {"signature": signature})


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
        rows=None if held["version"] == 1 else _digest(held["rows"]),
    )


def _decoded(text: str) -> bytes:
    """What base64 stands for; ValueError where the same could be written otherwise."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode("ascii") != text:
        raise ValueError("base64 with bits that nobody reads")
    return data


def _text(digest: Digest | None) -> str | None:
    return None if digest is None else str(digest)


def _digest(text: str | None) -> Digest | None:
    return None if text is None else Digest.parse(text)
