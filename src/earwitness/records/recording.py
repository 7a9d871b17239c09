"""A recording is the original bytes, named by their digest, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from earwitness.records.custody import Digest
from earwitness.records.time import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A stretch of the recording's timeline that has no decodable sound; it is kept as silence, never closed up.

    `missing`: the file jumps over it. `damaged`: bytes are there, and cannot be decoded. `truncated`: the file
    says that it is longer than what it holds.
    """

    span: Span
    reason: Literal["missing", "damaged", "truncated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """What the file says of the sound stream that is listened to."""

    codec: str
    sample_rate_hz: int
    channels: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """The original bytes, and what is known of them.

    `name` is the file's name when it was acquired: it may name a source, so pages do not carry it.
    `duration_ms` is the length of the decoded timeline, gaps included. `acquired_at` is RFC 3339 in UTC.
    """

    digest: Digest
    name: str
    size_bytes: int
    container: str
    sound: Sound
    duration_ms: int
    gaps: tuple[Gap, ...] = ()
    acquired_at: str
