"""Opening a case, and what it holds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Self

from earwitness.archive.folder import CaseFolder
from earwitness.records.recording import Recording
from earwitness.records.view import RecordingView
from earwitness.workflow import (
    show,
)
from earwitness.workflow.acquire import acquired
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.person import acting

PathLike = str | os.PathLike[str]


class Opened:
    """The folder of a case."""

    def __init__(self, path: Path) -> None:
        """Use `open` or `create`."""
        self.path = path

    @classmethod
    def create(cls, path: PathLike) -> Self:
        """Make a new case in a folder that is not there yet, or is empty."""
        with CaseFolder.create(Path(path), agent=PROGRAM, line=acting().line):
            return cls(Path(path))

    @classmethod
    def open(cls, path: PathLike) -> Self:
        """Open the case in this folder; CaseError if there is none.

        What it holds is read by the methods: those that write bring a case of an earlier version up to date.
        """
        CaseFolder.require(Path(path))
        return cls(Path(path))

    @classmethod
    def open_or_create(cls, path: PathLike) -> Self:
        """Open the case in this folder, or make it."""
        return cls.open(path) if CaseFolder.is_case(Path(path)) else cls.create(path)

    def holds(self, named: PathLike) -> bool:
        """Whether this is no file, and names a recording that the case has."""
        with CaseFolder.open(self.path) as case:
            return acquired(case, Path(named)) is not None

    def recordings(self) -> list[Recording]:
        """All recordings of the case, in the order in which they came."""
        with CaseFolder.open(self.path) as case:
            return case.database.recordings()

    def recording(self, named: str | None = None, *, state: int | None = None) -> RecordingView:
        """What was heard in a recording: named by its file or the beginning of its digest, or the only one.

        It is as people corrected it; with a `state`, as it was after that many corrections, with 0 as the machine
        heard it. Raises UsageError where that is none or several, or where it was not processed to the end.
        """
        with CaseFolder.open(self.path) as case:
            return show.processed(case, named, state=state)
