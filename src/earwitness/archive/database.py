"""A case's database: read by anybody at any time, written by one process, and followed by the ledger's file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from earwitness.archive import rows
from earwitness.archive.connection import connect, sqlite_errors
from earwitness.archive.outbox import LedgerFile
from earwitness.archive.queries import Queries
from earwitness.archive.transaction import LineBuilder, Transaction, transaction
from earwitness.errors import CaseError
from earwitness.records.custody import Digest
from earwitness.records.text import shown


class Database(Queries):
    """The facts of one case, and the one way to add to them."""

    def __init__(self, path: Path, ledger: Path, *, write: bool) -> None:
        super().__init__(path, connect(path, write=write))
        self._ledger = LedgerFile(ledger) if write else None
        if self._ledger:
            try:
                self._complete(self._ledger)
            except BaseException:
                self.close()
                raise

    def close(self) -> None:
        """Close; the last to leave takes SQLite's -wal and -shm files away."""
        with sqlite_errors(self._path):
            self._connection.close()

    def save_batch(self, recording: Digest, pipeline_id: str, number: int, payload: Any) -> None:
        """Keep one finished stretch (any JSON) at once, so that a kill loses no more than the one after it.

        The recording must have been added.
        """
        self._require_writer()
        text = rows.to_json(payload)
        with sqlite_errors(self._path):
            self._connection.execute(
                "INSERT OR REPLACE INTO batches VALUES (?, ?, ?, ?)", (str(recording), pipeline_id, number, text)
            )

    @contextlib.contextmanager
    def writing(self, line: LineBuilder) -> Iterator[Transaction]:
        """One change, all or nothing: facts and their events are committed together, then the ledger file follows.

        `line` makes the bytes of an event (ledger.chain.line).

            with case.database.writing(chain.line) as change:
                change.add_recording(recording)
                change.record_event(verb="acquire", agent=agent, recording=recording.digest)
        """
        ledger = self._require_writer()
        self._complete(ledger)
        with sqlite_errors(self._path), transaction(self._connection, line) as change:
            yield change
        ledger.append(change.lines)
        self._empty_outbox()

    def _complete(self, ledger: LedgerFile) -> None:
        found = self._all("SELECT line FROM events ORDER BY number DESC LIMIT 1")
        with rows.reading_rows():
            last = found[0]["line"].encode() if found else b""
        ledger.complete(self.event_lines(), last)
        if self._all("SELECT 1 FROM outbox LIMIT 1"):
            self._empty_outbox()

    def _empty_outbox(self) -> None:
        """Its lines are in the file: from now on, one that is not there was taken away.

        It does not wait for the disk: where a power cut undoes it, the file is compared once more.
        """
        with sqlite_errors(self._path):
            self._connection.execute("PRAGMA synchronous = NORMAL")
            try:
                self._connection.execute("DELETE FROM outbox")
            finally:
                self._connection.execute("PRAGMA synchronous = FULL")

    def _require_writer(self) -> LedgerFile:
        if self._ledger is None:
            raise CaseError(f"{shown(self._path)} was opened for reading only.")
        return self._ledger
