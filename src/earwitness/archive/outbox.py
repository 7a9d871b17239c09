"""Keeps ledger.jsonl in step with the database, which has each line first.

An event is committed with the facts that it is about, and reaches the file afterwards. So after a kill the file
may lag behind, even by half a line: it is a prefix of what the database holds, and is completed. Any other file
has been changed by somebody, and is left as it is.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from earwitness.archive.atomic import disk_errors, sync_folder
from earwitness.errors import LedgerError
from earwitness.records.text import shown


class LedgerFile:
    """The writer's hold on ledger.jsonl."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._size_bytes: int | None = None  # of a file known to be complete

    def complete(self, lines: Iterable[bytes]) -> None:
        """Append what the file lacks of these lines, all that the database holds.

        Raises LedgerError, naming the line, if the file is not the beginning of them; CaseError if it cannot be
        written.
        """
        with disk_errors(self._path):
            if self._size_bytes is not None and self._path.stat().st_size == self._size_bytes:
                return
            is_new = not self._path.exists()
            with self._path.open("a+b") as file:
                file.seek(0)
                missing = self._missing(file.read(), lines)
                self._append(file.fileno(), missing)
            if is_new:
                sync_folder(self._path.parent)

    def append(self, lines: Iterable[bytes]) -> None:
        """Append lines that have just been committed to a file that is complete."""
        with disk_errors(self._path), self._path.open("ab") as file:
            self._append(file.fileno(), b"".join(lines))

    def _append(self, descriptor: int, data: bytes) -> None:
        self._size_bytes = None
        while data:
            data = data[os.write(descriptor, data) :]
        os.fsync(descriptor)
        self._size_bytes = os.fstat(descriptor).st_size

    def _missing(self, held: bytes, lines: Iterable[bytes]) -> bytes:
        at, number, missing = 0, 0, []
        for number, line in enumerate(lines, start=1):
            found = held[at : at + len(line)]
            if found != line[: len(found)]:
                raise self._foreign(number)
            missing.append(line[len(found) :])
            at += len(found)
        if at < len(held):
            raise self._foreign(number + 1)
        return b"".join(missing)

    def _foreign(self, number: int) -> LedgerError:
        return LedgerError(
            f"Line {number} of {shown(self._path)} is not what earwitness wrote there.",
            advice="Find out who edited the file. Move it aside, and the next command that writes to the case "
            "lays it down again from the database, line for line.",
        )
