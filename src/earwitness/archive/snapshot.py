"""The database of a case as it is at one moment, row for row, in a fresh file.

A copy of the file itself would carry what SQLite has let go of and not yet overwritten.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from earwitness.archive.atomic import disk_errors
from earwitness.archive.connection import create, sqlite_errors


def snapshot(source: Path, target: Path) -> None:
    """Write the database at `source`, of this version, to a file that is not there; the ids of rows stay.

    Raises CaseError where it cannot be read or written.
    """
    with disk_errors(target), contextlib.closing(create(target)) as made, sqlite_errors(source):
        made.execute("ATTACH ? AS source", (f"{source.absolute().as_uri()}?mode=ro",))
        made.execute("PRAGMA foreign_keys = OFF")  # what refers to nothing is copied too, for `verify` to find
        made.execute("BEGIN")
        for table in _names(made, "SELECT name FROM main.sqlite_schema WHERE type = 'table'"):
            columns = ", ".join(["rowid", *_names(made, f"SELECT name FROM pragma_table_info('{table}')")])
            made.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM source.{table}")
        made.execute("COMMIT")


def _names(made: sqlite3.Connection, sql: str) -> list[str]:
    return [row["name"] for row in made.execute(sql)]
