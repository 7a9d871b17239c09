"""Keeps ledger.jsonl in step with the database, which has each line first.

An event is committed with the facts that it is about, and reaches the file afterwards. So after a kill the file
may lag behind, even by half a line: it is a prefix of what the database holds, and is completed. Any other file
has been changed by somebody, and is left as it is.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from earwitness.archive.atomic import disk_errors, sync_folder
from earwitness.errors import LedgerError
from earwitness.records.text import shown


class LedgerFile:
    """The writer's hold on ledger.jsonl."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()

    def complete(self, lines: Iterable[bytes], last: bytes) -> None:
        """Append what the file lacks of these lines, all that the database holds; `last` is the last of them.

        Neither is read again where this process saw the file to be complete with that line, which has the digest
        of those before it, and it is as it was. Raises LedgerError, naming the line, if the file is not the
        beginning of them; CaseError if it cannot be written.
        """
        with disk_errors(self._path):
            is_new = not self._path.exists()
            if not is_new and _known.get(self._path) == (last, _looks(self._path.stat())):
                return
            with self._path.open("a+b") as file:
                file.seek(0)
                missing = self._missing(file.read(), lines)
                self._append(file.fileno(), missing, last)
            if is_new:
                sync_folder(self._path.parent)

    def append(self, lines: Sequence[bytes]) -> None:
        """Append lines that have just been committed to a file that is complete."""
        if lines:
            with disk_errors(self._path), self._path.open("ab") as file:
                self._append(file.fileno(), b"".join(lines), lines[-1])

    def _append(self, descriptor: int, data: bytes, last: bytes) -> None:
        _known.pop(self._path, None)
        while data:
            data = data[os.write(descriptor, data) :]
        os.fsync(descriptor)
        moment = time.time_ns()
        os.utime(descriptor, ns=(moment, moment))
        _known[self._path] = (last, _looks(os.fstat(descriptor)))

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
            code="ledger",
            number=number,
        )


_Looks = tuple[int, int, int, int]

_known: dict[Path, tuple[bytes, _Looks]] = {}
"""The files that this process saw to be complete: the last line, and what the file looked like."""


def _looks(seen: os.stat_result) -> _Looks:
    """What is another as soon as anybody writes to the file.

    A file system gives a write the time of its own clock, which ticks some hundred times a second. The file's time
    was set between two ticks, so that a write right afterwards makes it another, too.
    """
    return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns
