"""Read a bag (BagIt, RFC 8493) in a ZIP file that somebody else made: nothing of it is believed.

What it claims is looked at before a byte is unpacked: names that lead elsewhere, links, doubles, sizes. What is
unpacked is counted and hashed on the way, and compared with every manifest.
"""

from __future__ import annotations

import contextlib
import hashlib
import lzma
import os
import shutil
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Self

from earwitness.archive.atomic import disk_errors
from earwitness.errors import BagError
from earwitness.formats import bagit
from earwitness.records.text import shown

_CHUNK = 1 << 20
_MOST_TAG_BYTES = 1 << 28
"""How large a list may be: one of a million files is half as large."""

_BOMB_RATIO, _BOMB_FREE = 200, 100 << 20
"""A bag may unpack to so many times its size, and so much more: sound does not shrink like that."""


class Bag:
    """A bag in an open ZIP file: use `reading`."""

    def __init__(self, packed: zipfile.ZipFile, size_bytes: int) -> None:
        self._zip = packed
        self._files, self._modes = _files(packed)
        total = sum(entry.file_size for entry in self._files.values())
        if total > size_bytes * _BOMB_RATIO + _BOMB_FREE:
            raise BagError(f"It would unpack to {total:,} bytes, out of {size_bytes:,}: that is a ZIP bomb.")
        bagit.read_declaration(self._text(bagit.DECLARATION))
        if bagit.FETCH in self._files:
            raise BagError("It leaves files to be fetched from the network (fetch.txt).")
        self._manifests = self._listed()
        self._compare_oxum()
        self._compare_names()

    @classmethod
    @contextlib.contextmanager
    def reading(cls, file: BinaryIO, path: Path) -> Iterator[Self]:
        """Look at all that the bag in an open file claims. Raises BagError, which names the file by `path`."""
        with bag_errors(path), zipfile.ZipFile(file) as packed:
            yield cls(packed, os.fstat(file.fileno()).st_size)

    @property
    def size_bytes(self) -> int:
        """What all its files unpack to."""
        return sum(entry.file_size for entry in self._files.values())

    def holds(self, path: str) -> bool:
        """Whether its payload has this file."""
        return f"{bagit.PAYLOAD}{path}" in self._files

    def unpack(self, folder: str, target: Path) -> None:
        """Unpack a folder of the payload into `target`, and compare every file of the bag with its manifests.

        Raises BagError for one that differs, CaseError where `target` cannot be written.
        """
        inside = f"{bagit.PAYLOAD}{folder}/"
        for path, entry in self._files.items():
            algorithms = [one for (_, one), listed in self._manifests.items() if path in listed]
            hashers = {one: hashlib.new(one) for one in algorithms}
            with contextlib.ExitStack() as closing:
                out = None
                if path.startswith(inside):
                    out = closing.enter_context(_made(target / path.removeprefix(inside), self._modes[path]))
                for chunk in self._chunks(entry):
                    for hasher in hashers.values():
                        hasher.update(chunk)
                    if out:
                        with disk_errors(target):
                            out.write(chunk)
            for (_, algorithm), listed in self._manifests.items():
                if path in listed and hashers[algorithm].hexdigest() != listed[path]:
                    raise BagError(f"Its file {shown(path)} is not the one that its manifest lists.")

    def _chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        size_bytes = 0
        with self._zip.open(entry) as file:
            while chunk := file.read(_CHUNK):
                size_bytes += len(chunk)
                yield chunk
        if size_bytes != entry.file_size:
            raise BagError(f"Its file {shown(entry.filename)} is cut off.")

    def _text(self, path: str) -> str:
        entry = self._files.get(path)
        if entry is None:
            raise BagError(f"It is no bag: it holds no {path}.")
        if entry.file_size > _MOST_TAG_BYTES:
            raise BagError(f"Its {path} is too large to be what it should be.")
        try:
            return b"".join(self._chunks(entry)).decode("utf-8")
        except UnicodeDecodeError as err:
            raise BagError(f"Its {path} is no text.") from err

    def _listed(self) -> dict[tuple[bool, str], dict[str, str]]:
        """The manifests, by whether they list tags and by algorithm."""
        manifests = {}
        for path in self._files:
            if (found := bagit.manifest_of(path)) is not None:
                if found[1] not in bagit.KNOWN:
                    raise BagError(f"Its {path} is of an algorithm that this earwitness does not know.")
                manifests[found] = bagit.read_manifest(self._text(path), path)
        if not any((False, algorithm) in manifests for algorithm in bagit.ALGORITHMS):
            raise BagError(f"No manifest lists its files by {' or '.join(bagit.ALGORITHMS)}.")
        return manifests

    def _compare_oxum(self) -> None:
        if bagit.INFO not in self._files:
            return
        said = bagit.read_info(self._text(bagit.INFO)).get("Payload-Oxum")
        sizes = [one.file_size for path, one in self._files.items() if path.startswith(bagit.PAYLOAD)]
        if said not in {None, f"{sum(sizes)}.{len(sizes)}"}:
            raise BagError("It holds more or fewer files or bytes than it says (Payload-Oxum).")

    def _compare_names(self) -> None:
        payload = {path for path in self._files if path.startswith(bagit.PAYLOAD)}
        for (is_tag, algorithm), listed in self._manifests.items():
            name = f"{'tag' if is_tag else ''}manifest-{algorithm}.txt"
            for path in sorted(listed):
                if path not in self._files:
                    raise BagError(f"Its file {shown(path)} is absent: {name} lists it.")
            if not is_tag and (more := sorted(payload - listed.keys())):
                raise BagError(f"Its file {shown(more[0])} is not listed in {name}.")


@contextlib.contextmanager
def bag_errors(path: Path) -> Iterator[None]:
    """Turn whatever a ZIP file can do wrong into a BagError that names it."""
    advice = "Get the bag again from whoever sent it."
    try:
        yield
    except BagError as err:
        raise (
            err if err.advice else BagError(f"{shown(path)} is not taken in. {err.message}", advice=advice)
        ) from err
    except FileNotFoundError as err:
        raise BagError(f"There is no file {shown(path)}.") from err
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, RuntimeError) as err:
        raise BagError(f"{shown(path)} is no ZIP file that can be read.", advice=advice) from err
    except OSError as err:
        raise BagError(f"{shown(path)} could not be read: {err.strerror or err}.", advice=advice) from err


def _files(packed: zipfile.ZipFile) -> tuple[dict[str, zipfile.ZipInfo], dict[str, int]]:
    """The files by their paths in the bag's one folder, and their permissions."""
    files: dict[str, zipfile.ZipInfo] = {}
    modes: dict[str, int] = {}
    roots, known = set(), set()
    for entry in packed.infolist():
        name = entry.orig_filename
        parts = name.removesuffix("/").split("/")
        if any(part in {"", ".", ".."} or not part.isprintable() or {*part} & {*"\\:"} for part in parts):
            raise BagError(f"It would unpack a file to where nobody wants one: {shown(name)}.")
        mode = entry.external_attr >> 16
        if stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            raise BagError(f"It holds a link or a device: {shown(name)}.")
        if entry.flag_bits & 1:
            raise BagError(f"Its file {shown(name)} is encrypted.")
        roots.add(parts[0])
        if len(roots) > 1 or name == parts[0]:
            raise BagError("It is no bag: a bag is one folder.")
        if name.endswith("/"):
            continue
        path = "/".join(parts[1:])
        if (folded := unicodedata.normalize("NFC", path).casefold()) in known:
            raise BagError(f"It holds a file twice: {shown(name)}.")
        known.add(folded)
        files[path], modes[path] = entry, stat.S_IMODE(mode)
    return files, modes


@contextlib.contextmanager
def _made(path: Path, mode: int) -> Iterator[BinaryIO]:
    """A new file on the disk, for its owner to write unless it may only be read."""
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("xb")
    with file:
        yield file
        with disk_errors(path):
            file.flush()
            os.fchmod(file.fileno(), 0o400 | mode & 0o644 if mode else 0o444)
            os.fsync(file.fileno())


def require_room(folder: Path, size_bytes: int) -> None:
    """Raise BagError where so much does not fit on the disk of a folder."""
    with disk_errors(folder):
        free = shutil.disk_usage(folder).free
    if size_bytes > free:
        raise BagError(f"It needs {size_bytes:,} bytes, and the disk has {free:,} left.")
