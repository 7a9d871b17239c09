"""The one place that opens SQLite: databases old, newer, damaged, locked, read-only, each with a sentence."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from earwitness.archive.atomic import disk_is_full
from earwitness.errors import CaseError, CaseLockedError, EarwitnessError, NewerCaseError, RecordError
from earwitness.records.text import shown

APPLICATION_ID = 0x45617277  # "Earw": what `file` and SQLite's own tools know a case by

_WAIT_SECONDS = 10  # for a reader that has just crashed, or a backup program that holds the file


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """The numbered steps that make a database what this version expects: (number, SQL), in order."""
    folder = files("earwitness.archive").joinpath("migrations")
    named = sorted(
        (entry.name, entry.read_text("utf-8")) for entry in folder.iterdir() if entry.name.endswith(".sql")
    )
    return tuple((int(name[:4]), sql) for name, sql in named)


def create(path: Path) -> sqlite3.Connection:
    """A new database, with a plain rollback journal: committed means in this one file, so it can be renamed."""
    with sqlite_errors(path):
        connection = _opened(path, "rwc")
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _upgrade(connection, 0)
        except BaseException:
            connection.close()
            raise
        return connection


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open a case's database, upgrading an older one if it may be written.

    Raises CaseError for what is no such database or cannot be read, NewerCaseError for one of a later version.
    """
    with sqlite_errors(path):
        connection = _opened(path, "rw") if write else _opened_to_read(path)
        try:
            version = _version(connection, path)
            if write:
                connection.execute("PRAGMA journal_mode = WAL")
                _upgrade(connection, version)
            elif version < migrations()[-1][0]:
                raise CaseError(
                    f"The case of {shown(path)} was written by an earlier earwitness.",
                    advice="Any command that writes to it, such as `earwitness process`, brings it up to date.",
                )
            else:
                connection.execute("PRAGMA query_only = ON")
        except BaseException:
            connection.close()
            raise
        return connection


@contextlib.contextmanager
def sqlite_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite raises over the database at `path` into a sentence."""
    try:
        yield
    except (UnicodeEncodeError, OverflowError) as err:
        raise RecordError(f"This cannot be kept in a database: {err}.") from err
    except UnicodeDecodeError as err:  # SQLite's own message quotes a damaged name
        message, advice = _DAMAGED
        raise CaseError(message.format(path=shown(path), err="a name in it is no text"), advice=advice) from err
    except sqlite3.ProgrammingError:
        raise  # a mistake in this program
    except sqlite3.Error as err:
        raise _explained(err, path) from err


def _opened(path: Path, mode: str, *pragmas: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_WAIT_SECONDS, isolation_level=None
    )
    try:
        connection.row_factory = lambda cursor, row: {
            column[0]: value for column, value in zip(cursor.description, row, strict=True)
        }
        trusting = "trusted_schema = OFF"  # a case may come from a stranger
        for pragma in (*pragmas, trusting, "foreign_keys = ON", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_schema")  # only now SQLite reads the file
    except BaseException:
        connection.close()
        raise
    return connection


def _opened_to_read(path: Path) -> sqlite3.Connection:
    # A reader that may, opens for writing: only so can the last one to leave take -wal and -shm away.
    may_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    try:
        return _opened(path, "rw" if may_write else "ro")
    except sqlite3.OperationalError as err:
        if err.sqlite_errorcode & 0xFF not in {
            sqlite3.SQLITE_CANTOPEN,
            sqlite3.SQLITE_IOERR,
            sqlite3.SQLITE_READONLY,
        }:
            raise
    # On a read-only medium and on a full disk SQLite cannot make its -shm file. There is none, so nobody is
    # writing, and it can be done without: alone, without locks, from the file and from the -wal if one was left.
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return _opened(path, "ro&vfs=unix-none", "locking_mode = EXCLUSIVE")
    return _opened(path, "ro&immutable=1")


def _version(connection: sqlite3.Connection, path: Path) -> int:
    application, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[name] for name in ("application_id", "user_version")
    )
    if application != APPLICATION_ID:
        raise CaseError(f"{shown(path)} is not the database of an earwitness case.")
    latest = migrations()[-1][0]
    if version > latest:
        raise NewerCaseError(
            f"A later earwitness wrote {shown(path)}: it is of version {version}, and this earwitness knows "
            f"versions up to {latest}.",
            advice="Update earwitness: pip install --upgrade earwitness.",
        )
    return int(version)


def _upgrade(connection: sqlite3.Connection, version: int) -> None:
    for number, sql in migrations():
        if number > version:
            try:
                connection.executescript(f"BEGIN IMMEDIATE;\n{sql};\nPRAGMA user_version = {number};\nCOMMIT;")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise


_RESTORE = "Restore it from a copy of the case; originals and ledger.jsonl do not depend on it."
_DAMAGED = ("{path} is damaged: {err}.", _RESTORE)
_SENTENCES = {
    sqlite3.SQLITE_READONLY: ("{path} cannot be written.", "Copy the case to a folder that you may write to."),
    sqlite3.SQLITE_CANTOPEN: ("{path} could not be opened.", "Check the permissions of its folder."),
    sqlite3.SQLITE_PERM: ("{path} could not be opened.", "Check the permissions of its folder."),
    sqlite3.SQLITE_IOERR: (
        "{path} could not be read or written: {err}.",
        "Check that its disk is there, has room and has no errors, then run the same command again.",
    ),
    sqlite3.SQLITE_NOTADB: ("{path} is no SQLite database, or its head is damaged.", _RESTORE),
}


def _explained(err: sqlite3.Error, path: Path) -> EarwitnessError:
    exact = getattr(err, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    code = exact & 0xFF  # the rest says where in SQLite
    if code == sqlite3.SQLITE_FULL or exact == sqlite3.SQLITE_IOERR_SHMSIZE:
        return disk_is_full(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return CaseLockedError(
            f"Another program is using {shown(path)}.",
            advice="Close it there and run the same command again.",
            code="busy",
        )
    if code == sqlite3.SQLITE_CONSTRAINT:
        return RecordError(f"The case already holds this, or lacks what it refers to: {err}.")
    message, advice = _SENTENCES.get(code, _DAMAGED)
    return CaseError(message.format(path=shown(path), err=err), advice=advice, code="disk", error=str(err))
