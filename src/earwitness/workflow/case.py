"""A case as a Python program sees it: open it, process a recording, read what was heard."""

from __future__ import annotations

import os
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.backends import registry
from earwitness.backends.protocols import Transcriber
from earwitness.ledger import chain
from earwitness.records.recording import Recording
from earwitness.records.view import RecordingView
from earwitness.workflow import export, publish, show
from earwitness.workflow.acquire import acquire
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.process import process
from earwitness.workflow.progress import Report, silent

PathLike = str | os.PathLike[str]


class Case:
    """A folder with recordings, what was heard in them, and the history of both.

    It holds nothing open: each method opens the folder, does its work and closes it again, so that other
    processes come to their turn. All methods raise EarwitnessError and nothing else on bad input.

    >>> import tempfile, pathlib
    >>> case = Case.create(pathlib.Path(tempfile.mkdtemp()) / "mycase")
    >>> case.recordings()
    []
    """

    def __init__(self, path: Path) -> None:
        """Use `open` or `create`."""
        self.path = path

    @classmethod
    def create(cls, path: PathLike) -> Case:
        """Make a new case in a folder that is not there yet, or is empty."""
        with CaseFolder.create(Path(path), agent=PROGRAM, line=chain.line):
            return cls(Path(path))

    @classmethod
    def open(cls, path: PathLike) -> Case:
        """Open the case in this folder; CaseError if there is none."""
        with CaseFolder.open(Path(path)):
            return cls(Path(path))

    @classmethod
    def open_or_create(cls, path: PathLike) -> Case:
        """Open the case in this folder, or make it."""
        return cls.open(path) if CaseFolder.is_case(Path(path)) else cls.create(path)

    def process(
        self,
        recording: PathLike,
        *,
        language: str | None = None,
        model: str | Transcriber = "base",
        report: Report = silent,
    ) -> RecordingView:
        """Take a recording in, hear it, and translate it into English; what is done already is not done again.

        `language` is the one that is spoken (BCP 47), None to find out. `model` is a name or a path that
        `earwitness models` explains, or a loaded transcriber. `report` is told how far it is.
        """
        path = Path(recording)
        with CaseFolder.open(self.path, write=True) as case:
            taken = acquire(case, path, report=report)
            transcriber = registry.transcriber(model) if isinstance(model, str) else model
            return process(case, taken, transcriber, language=language, report=report)

    def recordings(self) -> list[Recording]:
        """All recordings of the case, in the order in which they came."""
        with CaseFolder.open(self.path) as case:
            return case.database.recordings()

    def recording(self, named: str | None = None) -> RecordingView:
        """What was heard in a recording: named by its file or the beginning of its digest, or the only one.

        Raises UsageError where that is none or several, or where it was not processed to the end.
        """
        with CaseFolder.open(self.path) as case:
            return show.processed(case, named)

    def export(
        self,
        named: str | None = None,
        *,
        format: str,  # noqa: A002  (the word that everybody uses for it)
        language: str = "both",
        to: PathLike | None = None,
    ) -> str:
        """A recording as SRT, WebVTT, text or JSON; written to a file, whole or not at all, where one is named."""
        return export.export(self.recording(named), format=format, language=language, to=Path(to) if to else None)

    def publish(
        self,
        folder: PathLike,
        named: str | None = None,
        *,
        title: str | None = None,
        origin: str | None = None,
        report: Report = silent,
    ) -> Path:
        """Write a recording's page, with its sound, into a folder; gives the path of its index.

        `origin` is a sentence on where the recording came from, for the page's readers.
        """
        with CaseFolder.open(self.path, write=True) as case:
            seen = show.processed(case, named)
            said = publish.Said(title=title, origin=origin)
            return publish.publish(case, seen, Path(folder), said, report=report)
