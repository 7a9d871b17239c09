"""A case's database as it lies there, for whoever doubts it: nothing is believed, repaired or written.

Text that is no text is read all the same (as surrogates), so that one damaged row hides no other.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from earwitness.archive.binding import BATCHES, Bound, Held, rows_of, tables
from earwitness.archive.connection import connect, migrations, sqlite_errors


class Inspection:
    """One moment of a database: what others write meanwhile is not seen."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Use `inspecting`."""
        self._connection = connection
        self._path = path

    def flaws(self) -> Iterator[str]:
        """What SQLite itself finds wrong, and where the tables are not those that this version lays down."""
        for row in self._all("PRAGMA integrity_check"):
            if (said := row["integrity_check"]) != "ok":
                yield f"SQLite says: {said.strip()}."
        for row in self._all("PRAGMA foreign_key_check"):
            yield f"A row of {row['table']} ({row['rowid']}) refers to a row of {row['parent']} that is not there."
        with contextlib.closing(sqlite3.connect(":memory:")) as fresh:
            for _, sql in migrations():
                fresh.executescript(sql)
            wanted = {name: _squeezed(sql) for name, sql in fresh.execute(_SCHEMA)}
        found = {row["name"]: _squeezed(row["sql"]) for row in self._all(_SCHEMA)}
        for name in sorted(wanted.keys() | found.keys()):
            if name not in found:
                yield f"{name} is missing."
            elif name not in wanted:
                yield f"{name} is nothing that earwitness lays down."
            elif wanted[name] != found[name]:
                yield f"{name} is not as earwitness lays it down."

    def lines(self) -> list[tuple[int, bytes]]:
        """The ledger's lines with the numbers of their rows."""
        found = self._all("SELECT number, line FROM events ORDER BY number")
        return [(row["number"], _bytes(row["line"])) for row in found]

    def outbox(self) -> set[int]:
        """The lines that the file may lack, since a program was killed."""
        return {row["number"] for row in self._all("SELECT number FROM outbox")}

    def bound(self) -> dict[int, list[Bound]]:
        """The rows that each event tells of."""
        found: dict[int, list[Bound]] = {}
        for row in self._all("SELECT event, table_name, row_id, salt, digest FROM bound"):
            entry = Bound(row["table_name"], row["row_id"], row["salt"], row["digest"])
            found.setdefault(row["event"], []).append(entry)
        return found

    def rows(self) -> Iterator[Held]:
        """All rows that an event should tell of."""
        for table in tables(self._connection):
            if table != BATCHES:
                with sqlite_errors(self._path):
                    yield from rows_of(self._connection, table)

    def batches(self) -> Iterator[tuple[tuple[str, str], Held]]:
        """The finished stretches of works, each with its recording and its work."""
        works = {
            row["rowid"]: (row["recording"], row["pipeline_id"])
            for row in self._all("SELECT rowid, recording, pipeline_id FROM batches")
        }
        with sqlite_errors(self._path):
            for held in rows_of(self._connection, BATCHES):
                yield works[held.row_id], held

    def originals(self) -> list[str]:
        """The digests of the recordings."""
        return [row["digest"] for row in self._all("SELECT digest FROM recordings ORDER BY number")]

    def derivatives(self) -> list[str]:
        """The digests of the files that were made from them."""
        return [row["digest"] for row in self._all("SELECT DISTINCT digest FROM derivatives ORDER BY rowid")]

    def names(self) -> dict[str, str]:
        """What the holders of keys chose to be called, by public key."""
        return {row["key"]: row["name"] for row in self._all("SELECT key, name FROM persons ORDER BY number")}

    def _all(self, sql: str) -> list[dict[str, Any]]:
        with sqlite_errors(self._path):
            return self._connection.execute(sql).fetchall()


@contextlib.contextmanager
def inspecting(path: Path) -> Iterator[Inspection]:
    """Open the database at `path` to look at it; errors as with archive.connection.connect, while looking too."""
    with contextlib.closing(connect(path, write=False)) as connection:
        connection.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        with sqlite_errors(path):
            connection.execute("BEGIN")
            yield Inspection(connection, path)


_SCHEMA = "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%'"


def _squeezed(sql: str | None) -> str:
    return " ".join((sql or "").split())


def _bytes(text: Any) -> bytes:
    return str(text).encode("utf-8", "surrogateescape")
