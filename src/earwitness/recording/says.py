"""What a file says of itself: dates, programs, devices, edits. Anybody can write anything there."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from earwitness.recording.opening import open_media
from earwitness.records.look import Saying
from earwitness.records.text import one_line

_MOST = 200
_BOXES = {b"moov", b"trak", b"edts"}


def says(path: Path, *, name: str | None = None) -> tuple[Saying, ...]:
    """All that the file says; the text is on one line. Errors as with open_media."""
    with open_media(path, name=name) as media:
        found = [*_tags("file", media.container.metadata)]
        for number, stream in enumerate(media.container.streams, start=1):
            where = f"track {number}"
            context = stream.codec_context
            if context is not None:
                found.append(Saying(where=where, name="codec", text=f"{stream.type}, {context.name}"))
                if rate := getattr(context, "bit_rate", None):
                    found.append(Saying(where=where, name="bit_rate", text=f"{rate // 1000} kbit/s"))
            found += _tags(where, stream.metadata)
    with path.open("rb") as file:
        if file.read(12)[4:8] == b"ftyp":
            found += _edits(file)
    return tuple(found[:_MOST])


def _tags(where: str, metadata: dict[str, str]) -> Iterator[Saying]:
    for key, value in metadata.items():
        yield Saying(where=where, name=one_line(key), text=one_line(value).strip())


def _edits(file: BinaryIO) -> Iterator[Saying]:
    """The edit lists of an MP4: what of a track is played, in which order (ISO 14496-12, 8.6.6)."""
    for track, (at, size) in enumerate(_found(file, 0, file.seek(0, 2)), start=1):
        file.seek(at)
        version, count = struct.unpack(">B3xI", file.read(8))
        entry = ">Qq4x" if version else ">Ii4x"
        parts = []
        for _ in range(min(count, (size - 8) // struct.calcsize(entry), 8)):
            lasts, starts = struct.unpack(entry, file.read(struct.calcsize(entry)))
            parts.append("nothing" if starts == -1 else f"from {starts}, {lasts} long")
        more = f", and {count - len(parts)} more" if count > len(parts) else ""
        yield Saying(where=f"edit list {track}", name="plays", text="; ".join(parts) + more)


def _found(file: BinaryIO, at: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the contents of each edit list are, and how long."""
    for _ in range(_MOST):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8 or at >= end:
            return
        size, kind = struct.unpack(">I4s", head)
        skipped = 8
        if size == 1:
            size, skipped = int.from_bytes(file.read(8)), 16
        size = size or end - at
        if size < skipped or at + size > end:
            return
        if kind in _BOXES:
            yield from _found(file, at + skipped, at + size)
        elif kind == b"elst" and size >= skipped + 8:
            yield at + skipped, size - skipped
        at += size
