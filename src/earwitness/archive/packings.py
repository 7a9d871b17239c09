"""The ways in which a bag comes: in a ZIP file, in a TAR file, as a folder. What each claims is told, and no more.

Nothing is unpacked here and nothing is believed: a file's name, size and kind are what somebody wrote down.
"""

from __future__ import annotations

import gzip
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, BinaryIO

from earwitness.errors import BagError
from earwitness.records.text import shown

_MOST_AT_ONCE = 16 << 20
"""More than any head of a TAR file has: one that claims to be larger would be read into memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is said to lie in a bag by this name, with `/` at the end for a folder; `mode` has no kind in it."""

    name: str
    size_bytes: int
    mode: int
    is_plain: bool
    open: Callable[[], IO[bytes]]

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder and no file."""
        return self.name.endswith("/")


def zipped(packed: zipfile.ZipFile) -> Iterator[Entry]:
    """What a ZIP file holds."""
    for one in packed.infolist():
        mode = one.external_attr >> 16
        if one.flag_bits & 1:
            raise BagError(f"Its file {shown(one.orig_filename)} is encrypted.")
        yield Entry(
            name=one.orig_filename,
            size_bytes=one.file_size,
            mode=stat.S_IMODE(mode),
            is_plain=stat.S_IFMT(mode) in {0, stat.S_IFREG, stat.S_IFDIR},
            open=partial(packed.open, one),
        )


def is_tar(file: BinaryIO) -> bool:
    """Whether an open file is a TAR file, squeezed by gzip or not; it is read from its start again afterwards."""
    try:
        return _plain(file).read(512)[257:262] == b"ustar"
    except (OSError, EOFError, zlib.error):
        return False
    finally:
        file.seek(0)


def tarred(file: BinaryIO) -> Iterator[Entry]:
    """What a TAR file holds, each as soon as its head was read."""
    packed = tarfile.open(fileobj=_Sparing(_plain(file)), mode="r:")  # type: ignore[call-overload]  # noqa: SIM115
    while (one := packed.next()) is not None:
        packed.members = []  # it would keep all of them
        name = one.name.removeprefix("./")
        if one.size < 0:
            raise BagError(f"Its file {shown(name)} is smaller than nothing.")
        if one.isdir() and name in {"", "."}:
            continue
        yield Entry(
            name=f"{name}/" if one.isdir() else name,
            size_bytes=one.size,
            mode=stat.S_IMODE(one.mode),
            is_plain=one.isdir() or (one.type in {tarfile.REGTYPE, tarfile.AREGTYPE} and not one.issparse()),
            open=partial(packed.extractfile, one),
        )


def laid_out(folder: Path) -> Iterator[Entry]:
    """What lies in a folder, under the name `bag/`; links are not followed."""
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as found:
            for one in sorted(found, key=lambda each: each.name):
                told = one.stat(follow_symlinks=False)
                is_folder = stat.S_ISDIR(told.st_mode)
                if is_folder:
                    waiting.append(Path(one.path))
                name = Path(one.path).relative_to(folder).as_posix()
                yield Entry(
                    name=f"bag/{name}/" if is_folder else f"bag/{name}",
                    size_bytes=told.st_size,
                    mode=stat.S_IMODE(told.st_mode),
                    is_plain=is_folder or stat.S_ISREG(told.st_mode),
                    open=partial(_opened, one.path),
                )


def _opened(path: str) -> IO[bytes]:
    """A file as it was seen: whoever put a link or a pipe in its place meanwhile is not followed."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")


def _plain(file: BinaryIO) -> BinaryIO:
    squeezed = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    return gzip.GzipFile(fileobj=file) if squeezed else file  # type: ignore[return-value]


class _Sparing:
    """A file of which nobody reads much at once."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int) -> bytes:
        """The next bytes; BagError where somebody wants more at once than a TAR file has reason to."""
        if not 0 <= size <= _MOST_AT_ONCE:
            raise BagError("It has a head that is too large to be one.")
        return self._file.read(size)
