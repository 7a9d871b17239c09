"""Writing that is whole or not there at all, and that says in a sentence why it could not be done."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from earwitness.errors import CaseError
from earwitness.records.text import shown

_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn any OSError of a write at or under `path` into a CaseError that says what to do."""
    try:
        yield
    except OSError as err:
        raise _explained(err, path) from err


def write_file(path: Path, data: bytes) -> None:
    """Write a file that is there whole or, after a kill or an error, not at all; an older one is replaced.

    What is no plain file (a terminal, a pipe) is written to and not replaced. Raises CaseError.
    """
    with disk_errors(path):
        path = path.resolve()  # a link keeps pointing where it points
        if path.exists() and not path.is_file():
            path.write_bytes(data)
            return
    with whole_file(path) as file:
        file.write(data)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that gets its name, and replaces an older one, at the end; after an error there is none.

    Raises CaseError where it cannot be written.
    """
    with disk_errors(path):
        path = path.resolve()
        part = path.with_name(f".{secrets.token_hex(8)}.part")
        try:
            with part.open("x+b") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)


@contextlib.contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to fill that gets its name, in the place of an older one, at the end; after an error there is none.

    Raises CaseError where it cannot be made; what goes wrong while it is filled is the caller's.
    """
    # Fixed names: what a kill leaves behind, the next run clears away.
    fresh, outdated = (path.with_name(f".{path.name}.{state}") for state in ("new", "old"))
    parents = [parent for parent in path.parents if not parent.exists()]
    try:
        with disk_errors(path):
            shutil.rmtree(fresh, ignore_errors=True)
            shutil.rmtree(outdated, ignore_errors=True)
            fresh.mkdir(parents=True)
        yield fresh
        with disk_errors(path):
            if path.exists():
                path.rename(outdated)
            fresh.rename(path)
            sync_folder(path.parent)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.rmtree(outdated, ignore_errors=True)
        for parent in parents:  # made for a folder that did not come to be, they are empty
            with contextlib.suppress(OSError):
                parent.rmdir()


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable: a file's own fsync does not promise that its name survives."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def disk_is_full(path: Path) -> CaseError:
    """The error for a full disk, for whoever learns of it by another way than OSError."""
    return CaseError(
        f"The disk is full: {shown(path)} could not be written.",
        advice="Free some space and run the same command again; what was finished is kept.",
        code="disk-full",
    )


def _explained(err: OSError, path: Path) -> CaseError:
    if err.errno == errno.ENOSPC:
        return disk_is_full(path)
    if err.errno == errno.EDQUOT:
        return CaseError(
            f"The disk quota is used up: {shown(path)} could not be written.",
            advice="Free some space and run the same command again; what was finished is kept.",
            code="disk-full",
        )
    if err.errno == errno.EFBIG:
        return CaseError(
            f"A file in {shown(path)} would become larger than this disk or this account allows.",
            advice="Use another disk, or raise the limit (ulimit -f), and run the same command again.",
        )
    if err.errno in _READ_ONLY:
        return CaseError(
            f"{shown(path)} cannot be written: {os.strerror(err.errno or 0).lower()}.",
            advice="Use a folder that you may write to, or change its permissions.",
            code="read-only",
        )
    said = err.strerror or str(err)
    return CaseError(f"{shown(path)} could not be written: {said}.", code="disk", error=said)
