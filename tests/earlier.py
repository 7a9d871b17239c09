"""A case as an earlier version left it: its lines are of version 1, and tell of no rows."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from earwitness.archive import connection
from earwitness.archive.recording_rows import recording_row
from earwitness.archive.store import Store
from earwitness.records.canonical import canonical
from earwitness.records.custody import Digest
from earwitness.records.recording import Recording, Sound

_AT = "2026-01-02T03:04:05.678Z"


def earlier_case(path: Path, sound: bytes, *, version: int = 3) -> Digest:
    """One recording, of these bytes, and two events: the database has the tables of that version."""
    digest = Digest.of(sound)
    for name in ("originals", "derived", "tmp"):
        (path / name).mkdir(parents=True)
    source = path / "tmp" / "call.wav"
    source.write_bytes(sound)
    Store(path, writable=True).add(source)
    row = recording_row(
        Recording(
            digest=digest,
            name="call.wav",
            size_bytes=len(sound),
            container="wav",
            sound=Sound(codec="pcm_s16le", sample_rate_hz=8000, channels=1),
            duration_ms=1000,
            acquired_at=_AT,
        )
    )
    lines = _lines(digest)
    with contextlib.closing(sqlite3.connect(path / "case.sqlite")) as database:
        database.execute(f"PRAGMA application_id = {connection.APPLICATION_ID}")
        for number, sql in connection.migrations():
            if number <= version:
                database.executescript(f"{sql}; PRAGMA user_version = {number}")
        database.execute("INSERT INTO about VALUES ('case', '7')")
        marks = ", ".join("?" * len(row))
        database.execute(f"INSERT INTO recordings ({', '.join(row)}) VALUES ({marks})", tuple(row.values()))
        texts = [(number, line.decode()) for number, line in enumerate(lines, start=1)]
        database.executemany("INSERT INTO events VALUES (?, ?)", texts)
        database.commit()
    (path / "ledger.jsonl").write_bytes(b"".join(lines))
    return digest


def _lines(digest: Digest) -> list[bytes]:
    lines: list[bytes] = []
    for verb, of in (("create", None), ("acquire", str(digest))):
        held = {
            "version": 1,
            "number": len(lines) + 1,
            "at": _AT,
            "verb": verb,
            "agent": {"kind": "software", "name": "earwitness", "version": "0.1.0", "digest": None},
            "recording": of,
            "detail": {},
            "previous": str(Digest.of(lines[-1])) if lines else None,
        }
        lines.append(canonical(held) + b"\n")
    return lines
