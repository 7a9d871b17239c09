"""A case as a Python program sees it: open it, process a recording, read what was heard."""

from __future__ import annotations

from earwitness.workflow.case.hearing import INSTALLED, Hearing
from earwitness.workflow.case.keeping import Keeping
from earwitness.workflow.case.opened import PathLike
from earwitness.workflow.case.publishing import Publishing
from earwitness.workflow.case.quoting import Quoting
from earwitness.workflow.case.reviewing import Reviewing

__all__ = ["INSTALLED", "Case", "PathLike"]


class Case(Hearing, Reviewing, Quoting, Publishing, Keeping):
    """A folder with recordings, what was heard in them, and the history of both.

    It holds nothing open: each method opens the folder, does its work and closes it again, so that other
    processes come to their turn. All methods raise EarwitnessError and nothing else on bad input.

    >>> import tempfile, pathlib
    >>> case = Case.create(pathlib.Path(tempfile.mkdtemp()) / "mycase")
    >>> case.recordings()
    []
    """
