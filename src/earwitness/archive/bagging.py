"""Write a bag (BagIt, RFC 8493) into a ZIP file, in one pass: each file is hashed while it is packed."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Self

from earwitness.formats import bagit

_SQUEEZED = frozenset({".sqlite", ".jsonl", ".json", ".jsonld", ".txt", ".vtt", ".html", ".svg", ".sh"})
_PLAIN_FILE = 0o100644
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A file of the payload, by its path under data/."""

    path: str
    size_bytes: int
    digests: dict[str, str]


class Bagging:
    """A bag that is being written into a folder `root` of the ZIP file. A context manager: `finish` it."""

    def __init__(self, file: BinaryIO, root: str) -> None:
        self._zip = zipfile.ZipFile(file, "w", strict_timestamps=False)
        self._root = root
        self._now = datetime.now(UTC)
        self._tags: dict[str, Packed] = {}
        self.payload: list[Packed] = []

    def add(self, path: str, data: Path | bytes) -> None:
        """Pack a file of the payload."""
        if isinstance(data, bytes):
            self.payload.append(self._pack(bagit.PAYLOAD, path, BytesIO(data)))
        else:
            with data.open("rb") as source:
                mode = os.fstat(source.fileno()).st_mode
                self.payload.append(self._pack(bagit.PAYLOAD, path, source, mode=mode))

    def add_tag(self, name: str, text: str) -> None:
        """Pack a file that lies beside the payload."""
        self._tags[name] = self._pack("", name, BytesIO(text.encode()))

    def finish(self, info: Iterable[tuple[str, str]]) -> None:
        """Write the declaration, what the bag says of itself, and the manifests."""
        octets = sum(one.size_bytes for one in self.payload)
        oxum = ("Payload-Oxum", f"{octets}.{len(self.payload)}")
        self.add_tag(bagit.DECLARATION, bagit.write_declaration())
        self.add_tag(bagit.INFO, bagit.write_info([*info, ("Bagging-Date", f"{self._now:%Y-%m-%d}"), oxum]))
        for algorithm in bagit.ALGORITHMS:
            listed = {f"{bagit.PAYLOAD}{one.path}": one.digests[algorithm] for one in self.payload}
            self.add_tag(f"manifest-{algorithm}.txt", bagit.write_manifest(listed))
        tags = list(self._tags.values())
        for algorithm in bagit.ALGORITHMS:
            listed = {one.path: one.digests[algorithm] for one in tags}
            self.add_tag(f"tagmanifest-{algorithm}.txt", bagit.write_manifest(listed))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def _pack(self, folder: str, path: str, source: BinaryIO, *, mode: int = _PLAIN_FILE) -> Packed:
        entry = zipfile.ZipInfo(f"{self._root}/{folder}{path}", self._now.timetuple()[:6])
        entry.external_attr = mode << 16
        squeezed = Path(path).suffix in _SQUEEZED  # sound is as small as it gets
        entry.compress_type = zipfile.ZIP_DEFLATED if squeezed else zipfile.ZIP_STORED
        hashers = {name: hashlib.new(name) for name in bagit.ALGORITHMS}
        size_bytes = 0
        with self._zip.open(entry, "w", force_zip64=True) as packed:
            while chunk := source.read(_CHUNK):
                packed.write(chunk)
                size_bytes += len(chunk)
                for hasher in hashers.values():
                    hasher.update(chunk)
        digests = {name: hasher.hexdigest() for name, hasher in hashers.items()}
        return Packed(path=path, size_bytes=size_bytes, digests=digests)
