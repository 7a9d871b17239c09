"""What an event tells of: the digest of each row that it adds, so that a row that is changed later no longer fits.

A row's digest is the SHA-256 of a salt and the canonical JSON of its columns that are not NULL, so that a column
which a later version adds changes none. The salt lies in the table `bound` beside the digest: without the database
nobody can try names against what the ledger tells. An event's line has the digest of its entries there, a line of
text for each.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from earwitness.records.custody import Digest

LEDGER_TABLES = frozenset({"events", "bound", "outbox"})
"""What is not bound: the lines themselves, and what binds the rest to them."""

BATCHES = "batches"
"""Work in progress, that may go again: what stays of it is bound when the work is finished."""


@dataclass(frozen=True, slots=True, order=True)
class Bound:
    """One row as an event found it: an entry of the table `bound`."""

    table: str
    row_id: int
    salt: str
    digest: str


@dataclass(frozen=True, slots=True)
class Held:
    """A row as it is: its id, and the JSON that is hashed."""

    table: str
    row_id: int
    text: bytes

    def bind(self) -> Bound:
        """What an event that tells of it keeps."""
        salt = secrets.token_hex(16)
        return Bound(self.table, self.row_id, salt, self._digest(salt))

    def fits(self, bound: Bound) -> bool:
        """Whether it is what it was when it was bound."""
        return self._digest(bound.salt) == bound.digest

    def _digest(self, salt: str) -> str:
        return f"sha256:{hashlib.sha256(salt.encode('utf-8', 'surrogateescape') + self.text).hexdigest()}"


def rows_digest(entries: Iterable[Bound]) -> Digest | None:
    """What an event's line calls `rows`; None where it tells of none."""
    text = "".join(f"{one.digest} {one.table} {one.row_id}\n" for one in sorted(entries))
    return Digest.of(text.encode("utf-8", "surrogateescape")) if text else None


def tables(connection: sqlite3.Connection) -> list[str]:
    """The tables whose rows events tell of."""
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    )
    return [row["name"] for row in found if row["name"] not in LEDGER_TABLES]


def rows_of(
    connection: sqlite3.Connection, table: str, *, where: str = "", values: Iterable[Any] = ()
) -> Iterator[Held]:
    """The rows of a table as they are now."""
    quoted = table.replace('"', '""')
    found = connection.execute(f'SELECT rowid AS "its id", * FROM "{quoted}" {where}', tuple(values))
    for row in found:
        yield Held(table, row.pop("its id"), _canonical(row))


def _canonical(row: dict[str, Any]) -> bytes:
    """RFC 8785, for columns of text and whole numbers; whatever else somebody put there becomes text."""
    held = {name: _plain(value) for name, value in row.items() if value is not None}
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode("utf-8", "surrogateescape")


def _plain(value: Any) -> Any:
    match value:
        case float():
            return repr(value)
        case bytes():
            return value.hex()
        case _:
            return value
