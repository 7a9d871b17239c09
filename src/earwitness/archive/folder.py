"""A case is a folder: it can be zipped, moved and opened elsewhere, and its files can be understood without us."""

from __future__ import annotations

import contextlib
import os
import shlex
import uuid
from pathlib import Path
from types import TracebackType
from typing import Self

import filelock

from earwitness.archive import connection
from earwitness.archive.atomic import disk_errors, sync_folder
from earwitness.archive.database import Database
from earwitness.archive.store import DERIVED, ORIGINALS, SCRATCH, Store
from earwitness.archive.transaction import LineBuilder, transaction
from earwitness.errors import CaseError, CaseLockedError
from earwitness.records.custody import Agent
from earwitness.records.text import shown

DATABASE, LEDGER, README, LOCK = "case.sqlite", "ledger.jsonl", "README.txt", ".lock"

_README = """\
This folder is an earwitness case. Copy or move it as a whole, and only while no earwitness is writing to it.
originals/ has the recordings, unchanged, named by SHA-256; derived/ files made from them; case.sqlite the rest.
ledger.jsonl says what was done, each line with the SHA-256 of the line before it: earwitness, docs/case-format.md.
sources/, if there is one, tells from whom the recordings came: leave it out where that is nobody's business.
"""


class CaseFolder:
    """An open case: `database` for facts, `store` for files. A context manager; close it.

    One process at a time opens a case for writing; any number read, also meanwhile and from read-only media.
    """

    def __init__(self, path: Path, *, write: bool, lock: filelock.BaseFileLock | None = None) -> None:
        """Use `open` or `create`."""
        self.path = path
        self._lock = lock
        self.store = Store(path, writable=write)
        self.database = Database(path / DATABASE, self.ledger_path, write=write)

    @property
    def id(self) -> str:
        """The random id that the case got when it was made; copies of a case share it."""
        return self.database.about("case")

    @property
    def ledger_path(self) -> Path:
        """The ledger for strangers to read; Database.event_lines is never behind it."""
        return self.path / LEDGER

    @classmethod
    def is_case(cls, path: Path) -> bool:
        """Whether there is a case at `path` to open; False for one whose making was interrupted."""
        with contextlib.suppress(OSError):
            return (path / DATABASE).is_file()
        return False

    @classmethod
    def around(cls, path: Path) -> Path | None:
        """The case in which a place lies, also where nothing is there yet; None for one outside."""
        place = Path(os.path.realpath(path))  # also of links that go round in a circle
        return next((one for one in (place, *place.parents) if cls.is_case(one)), None)

    @classmethod
    def require(cls, path: Path) -> None:
        """Raise CaseError, with what to do, where there is no case to open."""
        _require_case(path, cls.is_case(path))

    @classmethod
    def create(cls, path: Path, *, agent: Agent, line: LineBuilder) -> Self:
        """Make a new case in a folder that is not there or is empty, and open it for writing.

        `agent` and `line` (ledger.chain.line) are for its first event, "create". A folder where this was killed
        half-way counts as empty. Raises CaseError if something else is there.
        """
        with disk_errors(path):
            if cls.is_case(path):
                raise CaseError(f"{shown(path)} is a case already.")
            if around := cls.around(path):
                raise CaseError(
                    f"{shown(path)} lies in the case {shown(around.name)}.", advice="Name a folder outside it."
                )
            if path.exists() and not (path.is_dir() and _is_unused(path)):
                raise CaseError(
                    f"{shown(path)} is no earwitness case and is not empty.",
                    advice="Give the name of a case, or of a folder that is not there yet.",
                )
            path.mkdir(parents=True, exist_ok=True)
        with contextlib.ExitStack() as undo:
            lock = _locked(path)
            undo.callback(lock.release)
            if cls.is_case(path):  # another process was quicker
                raise CaseError(f"{shown(path)} is a case already.")
            _lay_out(path)
            with disk_errors(path):
                (path / README).write_text(_README, encoding="utf-8")
            _make_database(path, agent, line)
            case = cls(path, write=True, lock=lock)
            undo.pop_all()
            return case

    @classmethod
    def open(cls, path: Path, *, write: bool = False) -> Self:
        """Open the case in a folder.

        Opening for writing completes the ledger file and sweeps up what a killed process left. Raises CaseError
        if there is no case or it cannot be read (or written), CaseLockedError if another process writes to it,
        NewerCaseError if a later earwitness made it, LedgerError if the ledger file was edited.
        """
        cls.require(path)
        if not write:
            return cls(path, write=False)
        if not (os.access(path, os.W_OK) and os.access(path / DATABASE, os.W_OK)):
            raise CaseError(
                f"The case {shown(path)} cannot be written.",
                advice="Copy it to a folder that you may write to, or give yourself the permission.",
                code="read-only",
            )
        with contextlib.ExitStack() as undo:
            lock = _locked(path)
            undo.callback(lock.release)
            case = cls(path, write=True, lock=lock)
            undo.callback(case.database.close)
            _lay_out(path)
            case.store.sweep()
            undo.pop_all()
            return case

    def close(self) -> None:
        """Close the database, then let the next writer in."""
        try:
            self.database.close()
        finally:
            if self._lock:
                self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _require_case(path: Path, is_case: bool) -> None:
    if is_case:
        return
    if not os.path.lexists(path):
        raise CaseError(
            f"There is no case {shown(path)}.",
            advice=f"`earwitness process RECORDING --case {shlex.quote(str(path))}` makes one."
            if str(path).isprintable()
            else None,
            code="no-case",
        )
    if path.is_dir() and not os.access(path, os.R_OK | os.X_OK):
        raise CaseError(f"{shown(path)} cannot be read.", advice="Ask its owner for the permission.")
    raise CaseError(f"{shown(path)} is no earwitness case: it holds no {DATABASE}.")


def _is_unused(path: Path) -> bool:
    entries = {entry.name for entry in path.iterdir()}
    stored = (file for area in (ORIGINALS, DERIVED) for file in (path / area).glob("*"))
    return entries <= {LOCK, README, ORIGINALS, DERIVED, SCRATCH} and not any(stored)


def _lay_out(path: Path) -> None:
    with disk_errors(path):
        for name in (ORIGINALS, DERIVED, SCRATCH):
            (path / name).mkdir(exist_ok=True)


def _make_database(path: Path, agent: Agent, line: LineBuilder) -> None:
    """The file appears under its own name only when it is whole: it is what makes the folder a case."""
    unfinished = path / SCRATCH / DATABASE
    with disk_errors(path), connection.sqlite_errors(unfinished):
        Store(path, writable=True).sweep()
        with (
            contextlib.closing(connection.create(unfinished)) as made,
            transaction(made, line) as change,
        ):
            case_id = str(uuid.uuid4())
            change.set_about("case", case_id)
            change.record_event(verb="create", agent=agent, detail={"case": case_id})
        unfinished.rename(path / DATABASE)
        sync_folder(path)


def _locked(path: Path) -> filelock.BaseFileLock:
    lock = filelock.FileLock(path / LOCK, timeout=0, thread_local=False)
    with disk_errors(path):
        try:
            lock.acquire()
        except filelock.Timeout as err:
            raise CaseLockedError(
                f"Another process{_holder(path / LOCK)} is writing to the case {shown(path)}.",
                advice="Wait until it is done, or stop it.",
                code="busy",
            ) from err
        try:
            with (path / LOCK).open("r+b") as file:  # to empty it first would wait for the disk
                file.write(f"{os.getpid()}\n".encode())
                file.truncate()
        except OSError:
            lock.release()
            raise
    return lock


def _holder(path: Path) -> str:
    with contextlib.suppress(OSError, ValueError):
        return f" (process id {int(path.read_text(encoding='ascii'))})"
    return ""
