"""Read a bag (BagIt, RFC 8493) that somebody else made, packed or not: nothing of it is believed.

What it claims is looked at before a byte is unpacked: names that lead elsewhere, links, doubles, sizes. What is
unpacked is counted and hashed on the way, and compared with every manifest.
"""

from __future__ import annotations

import contextlib
import hashlib
import lzma
import os
import shutil
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Self

from earwitness.archive.atomic import disk_errors
from earwitness.archive.packings import Entry, is_tar, laid_out, tarred, zipped
from earwitness.errors import BagError
from earwitness.formats import bagit
from earwitness.records.text import shown

_CHUNK = 1 << 20
_MOST_TAG_BYTES = 1 << 28
"""How large a list may be: one of a million files is half as large."""

_BOMB_RATIO, _BOMB_FREE = 200, 100 << 20
"""A bag may unpack to so many times its size, and so much more: sound does not shrink like that."""


class Bag:
    """A bag of these files, by their paths in it: use `at` or `packed`."""

    def __init__(self, files: dict[str, Entry]) -> None:
        self._files = files
        bagit.read_declaration(self._text(bagit.DECLARATION))
        if bagit.FETCH in self._files:
            raise BagError("It leaves files to be fetched from the network (fetch.txt).")
        self._manifests = self._listed()
        self._compare_oxum()
        self._compare_names()

    @classmethod
    @contextlib.contextmanager
    def at(cls, path: Path) -> Iterator[Self]:
        """Look at all that the bag claims which lies there: a folder, or a file as for `packed`."""
        with bag_errors(path):
            if path.is_dir():
                yield cls(_files(laid_out(path)))
                return
            if path.exists() and not path.is_file():  # a pipe would be waited for
                raise BagError(
                    f"{shown(path)} is no file.", advice="Name a bag: a ZIP file, a TAR file or a folder."
                )
            with path.open("rb") as file, cls.packed(file, path) as bag:
                yield bag

    @classmethod
    @contextlib.contextmanager
    def packed(cls, file: BinaryIO, path: Path) -> Iterator[Self]:
        """Look at all that the bag in an open ZIP or TAR file claims. Raises BagError, which names `path`."""
        with bag_errors(path), contextlib.ExitStack() as closing:
            largest = os.fstat(file.fileno()).st_size * _BOMB_RATIO + _BOMB_FREE
            entries = tarred(file) if is_tar(file) else zipped(closing.enter_context(zipfile.ZipFile(file)))
            yield cls(_files(entries, largest))

    @property
    def size_bytes(self) -> int:
        """What all its files unpack to."""
        return sum(entry.size_bytes for entry in self._files.values())

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
                    out = closing.enter_context(_made(target / path.removeprefix(inside), entry.mode))
                for chunk in self._chunks(entry):
                    for hasher in hashers.values():
                        hasher.update(chunk)
                    if out:
                        with disk_errors(target):
                            out.write(chunk)
            for (_, algorithm), listed in self._manifests.items():
                if path in listed and hashers[algorithm].hexdigest() != listed[path]:
                    raise BagError(f"Its file {shown(path)} is not the one that its manifest lists.")

    def _chunks(self, entry: Entry) -> Iterator[bytes]:
        size_bytes = 0
        with entry.open() as file:
            while chunk := file.read(_CHUNK):
                size_bytes += len(chunk)
                if size_bytes > entry.size_bytes:
                    break
                yield chunk
        if size_bytes != entry.size_bytes:
            raise BagError(f"Its file {shown(entry.name)} is not as long as it says.")

    def _text(self, path: str) -> str:
        entry = self._files.get(path)
        if entry is None:
            raise BagError(f"It is no bag: it holds no {path}.")
        if entry.size_bytes > _MOST_TAG_BYTES:
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
        sizes = [one.size_bytes for path, one in self._files.items() if path.startswith(bagit.PAYLOAD)]
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
    """Turn whatever can be wrong with a packed file into a BagError that names it."""
    advice = "Get the bag again from whoever sent it."
    try:
        yield
    except BagError as err:
        raise (
            err if err.advice else BagError(f"{shown(path)} is not taken in. {err.message}", advice=advice)
        ) from err
    except FileNotFoundError as err:
        raise BagError(f"There is no file {shown(path)}.") from err
    except (
        zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, ValueError, RuntimeError,
    ) as err:  # fmt: skip
        raise BagError(f"{shown(path)} is no ZIP or TAR file that can be read.", advice=advice) from err
    except OSError as err:
        raise BagError(f"{shown(path)} could not be read: {err.strerror or err}.", advice=advice) from err


def _files(entries: Iterable[Entry], largest: int | None = None) -> dict[str, Entry]:
    """The files by their paths in the bag's one folder; of `largest` bytes in all, where that is given."""
    files: dict[str, Entry] = {}
    roots, known, total = set(), set(), 0
    for entry in entries:
        parts = entry.name.removesuffix("/").split("/")
        if any(part in {"", ".", ".."} or not part.isprintable() or {*part} & {*"\\:"} for part in parts):
            raise BagError(f"It would unpack a file to where nobody wants one: {shown(entry.name)}.")
        if not entry.is_plain:
            raise BagError(f"It holds a link or a device: {shown(entry.name)}.")
        roots.add(parts[0])
        if len(roots) > 1 or entry.name == parts[0]:
            raise BagError("It is no bag: a bag is one folder.")
        total += entry.size_bytes
        if largest is not None and total > largest:
            raise BagError(f"It would unpack to {total:,} bytes and more: that is a bomb.")
        if entry.is_folder:
            continue
        path = "/".join(parts[1:])
        if (folded := unicodedata.normalize("NFC", path).casefold()) in known:
            raise BagError(f"It holds a file twice: {shown(entry.name)}.")
        known.add(folded)
        files[path] = entry
    return files


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
