"""Files by the digest of their bytes: originals apart from what was made from them, each read-only."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from earwitness.archive.atomic import disk_errors, sync_folder
from earwitness.errors import CaseError, FixityError, MediaError
from earwitness.records.custody import Digest
from earwitness.records.text import shown

ORIGINALS, DERIVED, SOURCES, SCRATCH = "originals", "derived", "sources", "tmp"

CACHE = "cache"
"""What follows from the facts and takes time to compute; whoever deletes it loses nothing else."""

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What became of a file that was added; `was_new` is False where its bytes were there already."""

    digest: Digest
    size_bytes: int
    was_new: bool


class Store:
    """The stored files of one case: `originals/ab/abcd….m4a`, `derived/…`, and `tmp/` for what is unfinished.

    `sources/` is apart from the rest, and closed to others than its owner: nothing that is handed on has it.

    A name keeps the suffix that the file came with: people open a file by it, and decoders know some telephone
    codecs (G.722, G.726) by nothing else.
    """

    def __init__(self, case: Path, *, writable: bool) -> None:
        self._case = case
        self._writable = writable

    def add(self, source: Path) -> Stored:
        """Copy an original into the store, hashing on the way, at constant memory.

        Raises MediaError if the source cannot be read or changes meanwhile, CaseError if the store cannot be
        written, FixityError if the same original is there already and damaged. Nothing is left half-written.
        """
        return self._take(_read(source), ORIGINALS, source.suffix)

    def add_made(self, made: Path) -> Stored:
        """Copy a file that was made from an original (see `scratch`) into the store; errors as with `add`."""
        return self._take(_read(made), DERIVED, made.suffix)

    def add_bytes(self, data: bytes, *, suffix: str = "") -> Stored:
        """Store bytes that were made from an original; `suffix` as in ".vtt"."""
        return self._take([data], DERIVED, suffix)

    def add_source(self, data: bytes) -> Stored:
        """Store what was said of a source, apart from all else; errors as with `add`."""
        self._require_writer()
        with disk_errors(self._case):
            (self._case / SOURCES).mkdir(mode=0o700, exist_ok=True)
        return self._take([data], SOURCES, ".json")

    def source(self, digest: Digest) -> bytes | None:
        """What was said of a source, None where this copy of the case lacks it; FixityError if it was changed."""
        held = self._find(SOURCES, digest)
        if held is None:
            return None
        _check(held, digest)
        return held.read_bytes()

    @contextlib.contextmanager
    def scratch(self, *, suffix: str = "") -> Iterator[Path]:
        """The path of a file to make, on the store's own disk; it is removed at the end, or by `sweep`."""
        self._require_writer()
        path = self._case / SCRATCH / f"{secrets.token_hex(8)}{suffix}"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def workshop(self) -> Iterator[Path]:
        """An empty folder for files to make; it is removed with what is in it, at the end or by `sweep`."""
        self._require_writer()
        folder = self._case / SCRATCH / secrets.token_hex(8)
        with disk_errors(self._case):
            folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def path(self, digest: Digest) -> Path:
        """Where the file lies, an original before a derived one; FixityError if it is missing."""
        found = self._find(ORIGINALS, digest) or self._find(DERIVED, digest)
        if found is None:
            raise FixityError(
                f"The file {digest} is missing from the case {shown(self._case)}.",
                advice=f"Look for it in a copy of the case, under {ORIGINALS}/{digest.hex[:2]} or {DERIVED}/"
                f"{digest.hex[:2]}, and put it back.",
            )
        return found

    def check(self, digest: Digest) -> None:
        """Read the file again; FixityError if it is missing, unreadable or not the bytes that were stored."""
        _check(self.path(digest), digest)

    def sweep(self) -> None:
        """Remove what a killed process left unfinished; only the writer may, at its start."""
        self._require_writer()
        with disk_errors(self._case):
            for path in (self._case / SCRATCH).iterdir():
                if path.is_dir() and not path.is_symlink():
                    shutil.rmtree(path)
                else:
                    path.unlink()

    def _find(self, area: str, digest: Digest) -> Path | None:
        return min((self._case / area / digest.hex[:2]).glob(f"{digest.hex}*"), default=None)

    def _take(self, chunks: Iterable[bytes], area: str, suffix: str) -> Stored:
        with disk_errors(self._case), self.scratch() as part:
            hasher, size_bytes = hashlib.sha256(), 0
            with part.open("xb") as file:
                for chunk in chunks:
                    file.write(chunk)
                    hasher.update(chunk)
                    size_bytes += len(chunk)
                file.flush()
                os.fchmod(file.fileno(), 0o444)
                os.fsync(file.fileno())
            digest = Digest(hasher.hexdigest())
            held = self._find(area, digest)
            if held is not None:
                _check(held, digest)
                return Stored(digest=digest, size_bytes=size_bytes, was_new=False)
            folder = self._case / area / digest.hex[:2]
            folder.mkdir(exist_ok=True)
            part.rename(folder / f"{digest.hex}{_plain(suffix)}")
            sync_folder(folder)
            sync_folder(folder.parent)
            return Stored(digest=digest, size_bytes=size_bytes, was_new=True)

    def _require_writer(self) -> None:
        if not self._writable:
            raise CaseError(f"The case {shown(self._case)} was opened for reading only.")


def _plain(suffix: str) -> str:
    """The suffix if it is a usual one: a file's name may hold anything.

    >>> _plain(".M4A"), _plain(".sent by Ivan")
    ('.m4a', '')
    """
    return suffix.lower() if re.fullmatch(r"\.[A-Za-z0-9]{1,8}", suffix) else ""


def _read(source: Path) -> Iterator[bytes]:
    """The bytes of a plain file; MediaError if they cannot be read or are not the same file's at the end."""
    try:
        if not stat.S_ISREG(source.stat().st_mode):  # before opening: a pipe would wait forever
            raise MediaError(f"{shown(source)} is no file.")
        with source.open("rb", buffering=0) as file:
            before, size_bytes = os.fstat(file.fileno()), 0
            while size_bytes <= before.st_size and (chunk := file.read(_CHUNK)):  # it may grow faster than we read
                size_bytes += len(chunk)
                yield chunk
    except FileNotFoundError as err:
        raise MediaError(f"There is no file {shown(source)}.") from err
    except OSError as err:
        raise MediaError(f"{shown(source)} could not be read: {err.strerror or err}.") from err
    if size_bytes != before.st_size or _identity(source) != (before.st_ino, before.st_size, before.st_mtime_ns):
        raise MediaError(
            f"{shown(source)} changed while it was read.",
            advice="Wait until it is completely copied or recorded, then run the same command again.",
        )


def _identity(path: Path) -> tuple[int, int, int] | None:
    try:
        now = path.stat()
    except OSError:
        return None
    return now.st_ino, now.st_size, now.st_mtime_ns


def _check(path: Path, digest: Digest) -> None:
    try:
        with path.open("rb") as file:
            found = Digest(hashlib.file_digest(file, "sha256").hexdigest())
    except OSError as err:
        raise FixityError(f"The stored file {shown(path)} could not be read: {err.strerror or err}.") from err
    if found != digest:
        raise FixityError(
            f"The stored file {shown(path)} has changed: expected {digest}, found {found}.",
            advice="Put the file of another copy of the case in its place.",
        )
