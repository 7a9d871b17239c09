"""What people get: files and folders at a place that they name, which lies in no case.

A file that comes to lie in a case spoils it: at best `verify` finds what does not belong there, at worst it was
the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from earwitness.archive.atomic import disk_errors, whole_folder, write_file
from earwitness.archive.folder import CaseFolder
from earwitness.errors import CaseError, UsageError
from earwitness.records.text import shown

INDEX = "index.html"
_SIGN = 'name="generator" content="earwitness'


def is_page(path: Path) -> bool:
    """Whether the file is there and is a page that earwitness wrote."""
    with disk_errors(path):
        return path.is_file() and _SIGN in path.read_text("utf-8", "replace")


def require_outside(path: Path) -> None:
    """Raise UsageError for a place in a case."""
    if case := CaseFolder.around(path):
        raise UsageError(
            f"{shown(path)} lies in the case {shown(case.name)}, into which nothing is written but by earwitness.",
            advice="Name a place outside it.",
        )


def write_result(path: Path, data: bytes) -> None:
    """Write a file, whole or not at all; an older one is replaced. UsageError in a case, CaseError on the disk."""
    require_outside(path)
    write_file(path, data)


@contextmanager
def replacing(
    folder: Path, *, what: str = "page", is_own: Callable[[Path], bool] = lambda folder: is_page(folder / INDEX)
) -> Iterator[Path]:
    """A fresh folder to fill, which takes the place of `folder` when it is complete.

    What takes its place is `what`, and an older one of those, as `is_own` knows it, gives way.
    """
    require_outside(folder)
    if folder.exists() and not _may_replace(folder, is_own):
        raise CaseError(
            f"{shown(folder)} is not empty and holds no {what} of earwitness.",
            advice="Choose another folder with -o.",
        )
    with disk_errors(folder), whole_folder(folder) as fresh:
        yield fresh


def _may_replace(folder: Path, is_own: Callable[[Path], bool]) -> bool:
    if not folder.is_dir():
        return False
    with disk_errors(folder):
        return not any(folder.iterdir()) or is_own(folder)
