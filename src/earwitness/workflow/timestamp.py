"""Have an authority say when the ledger was there: its last line, and with it all that it follows.

A request is written into the case before it is sent, so that one that could not be sent waits there. Somebody may
carry it to another computer and put the reply beside it. Only a digest and a random number leave this one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from earwitness.archive.atomic import disk_errors, write_file
from earwitness.archive.folder import CaseFolder
from earwitness.errors import EarwitnessError, TimestampError, UsageError
from earwitness.ledger import authority, chain
from earwitness.ledger.timestamp import Roots, read, read_roots, request
from earwitness.records.custody import Digest
from earwitness.records.text import shown
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.person import key_path, writing, written

STAMPS = "timestamps"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """A line of the ledger that an authority says was there at `at` (RFC 3339 in UTC)."""

    line: int
    at: str
    is_trusted: bool


def timestamp(case: CaseFolder, url: str | None, *, trust: Path | None = None) -> list[Stamped]:
    """Take in replies that were put into the case, then have the last line stamped, unless it is.

    Without a `url`, a request is left in the case. `trust` is a PEM file of whom to believe. Raises TimestampError
    where the authority cannot be asked (the request stays) or does not answer as it should.
    """
    roots = read_trust(trust)
    with disk_errors(case.path):
        (case.path / STAMPS).mkdir(exist_ok=True)
    lines = list(case.database.event_lines())
    waiting = {int(path.stem): path for path in (case.path / STAMPS).glob("*.tsq") if path.stem.isdecimal()}
    stamped = []
    for number, query in sorted(waiting.items()):
        if number <= len(lines) and (carried := reply_path(case.path, number)).exists():
            answer = _Answer(line=number, query=query.read_bytes(), reply=carried.read_bytes())
            stamped.append(_keep(case, lines[number - 1], answer, roots))
    if stamped or _is_stamped(lines):
        return stamped
    last = len(lines)
    query = reply_path(case.path, last).with_suffix(".tsq")
    if not query.exists():
        write_file(query, request(lines[-1]))
    for number, path in waiting.items():
        if number != last:
            path.unlink()  # the last line's will say as much, and more
    if url is None:
        return []
    try:
        reply = authority.ask(url, query.read_bytes())
    except TimestampError as err:
        raise TimestampError(
            err.message,
            advice=f"The request waits in the case: run the same command again, or send {shown(query)} yourself.",
        ) from err
    answer = _Answer(line=last, query=query.read_bytes(), reply=reply)
    return [_keep(case, lines[-1], answer, roots)]


def configure(url: str | None, *, trust: Path | None = None) -> None:
    """Choose the authority that the command line asks after each change of a case, for good; with None, nobody.

    Raises UsageError for what is no address of one, and for certificates that cannot be read.
    """
    if url is None:
        _choice_path().unlink(missing_ok=True)
        return
    authority.host(url)
    read_trust(trust)
    with disk_errors(_choice_path()):
        _choice_path().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    chosen = {"url": url, "trust": str(trust.absolute()) if trust else None}
    write_file(_choice_path(), json.dumps(chosen).encode())


def configured() -> tuple[str, Path | None] | None:
    """The authority that was chosen, and the certificates of whom to believe; None where nobody was."""
    try:
        held = json.loads(_choice_path().read_text("utf-8"))
        return str(held["url"]), Path(held["trust"]) if held["trust"] else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as err:
        raise TimestampError(
            f"{shown(_choice_path())} does not say whom to ask for time stamps.",
            advice="Choose anew: `earwitness timestamp --always --tsa URL`, or --never.",
        ) from err


def stamp_written() -> list[str]:
    """Have the authority that was chosen stamp the cases that this process wrote to.

    What did not succeed is told in sentences and is no error: the request waits in the case.
    """
    told = []
    for path in sorted(written):
        try:
            if chosen := configured():
                with CaseFolder.open(path, write=True) as case:
                    timestamp(case, chosen[0], trust=chosen[1])
        except EarwitnessError as err:
            told.append(f"No time stamp yet: {err.message} It is asked for again the next time.")
    return told


def _choice_path() -> Path:
    return key_path().with_name("timestamps.json")


def reply_path(case: Path, line: int) -> Path:
    """Where the time stamp of a line lies, or would."""
    return case / STAMPS / f"{line:06}.tsr"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What was asked about a line, and what came back."""

    line: int
    query: bytes
    reply: bytes


def _keep(case: CaseFolder, line: bytes, answer: _Answer, roots: Roots) -> Stamped:
    stamp = read(answer.reply, line, asked=answer.query, roots=roots)
    at = stamp.at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
    kept = reply_path(case.path, answer.line)
    write_file(kept, answer.reply)
    with writing(case) as change:
        detail = {"line": answer.line, "at": at, "reply": str(Digest.of(answer.reply))}
        change.record_event(verb="timestamp", agent=PROGRAM, detail=detail)
    kept.with_suffix(".tsq").unlink()
    return Stamped(line=answer.line, at=at, is_trusted=bool(stamp.is_trusted))


def _is_stamped(lines: list[bytes]) -> bool:
    """Whether nothing but its time stamp was added since a line was stamped."""
    event, _ = chain.parse(lines[-1])
    return event.verb == "timestamp" and event.detail.get("line") == len(lines) - 1


def read_trust(trust: Path | None) -> Roots:
    """The certificates of whom somebody trusts; UsageError where the file cannot be read."""
    try:
        return read_roots(trust.read_bytes()) if trust else ()
    except OSError as err:
        raise UsageError(f"The file {shown(trust)} could not be read: {err.strerror or err}.") from err
