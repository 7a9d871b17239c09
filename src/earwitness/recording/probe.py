"""What a file says of itself: its container, its sound, and how long it claims to be."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from earwitness.errors import MediaError
from earwitness.recording.opening import Media, open_media
from earwitness.records.recording import Sound

_STATING_FORMATS = {"aiff", "flac", "matroska", "mov", "mp3"}  # and wav; of others FFmpeg only guesses
_MOST_CHUNKS = 1_000
_NO_LENGTH = 0x7FFFF000  # a writer to a pipe puts this, or more, where the length of the sound belongs


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What the file says, before anything is decoded.

    `container` is FFmpeg's short name of the format. `declared_ms` is the length that the file states,
    None where it states none, or states it in a way that cannot be told from FFmpeg's own guess (whole MP3 files).
    """

    container: str
    sound: Sound
    declared_ms: int | None


@dataclass(frozen=True, slots=True)
class Declared:
    """Where the file says that it ends, in seconds of our timeline: its sound, or only the whole of it."""

    end_s: float
    of_sound: bool


def probe(path: Path, *, name: str | None = None) -> Probe:
    """Read what the file says of itself; of several sound streams, the one FFmpeg calls best.

    `name` is what to call it where `path` does not. Raises NoSoundError where there is no sound in it and
    MediaError where it cannot be read, each with one sentence and advice.
    """
    with open_media(path, name=name) as media:
        context = media.stream.codec_context
        if context.sample_rate <= 0 or context.channels <= 0:
            raise MediaError(
                f"{media.shown_name} says that it holds sound, and there is none to be found in it.",
                advice="Copy it again from where it came from.",
            )
        declared = declared_end(media)
        return Probe(
            container=media.container.format.name,
            sound=Sound(
                codec=context.codec.canonical_name,
                sample_rate_hz=context.sample_rate,
                channels=context.channels,
            ),
            declared_ms=None if declared is None else round(declared.end_s * 1000),
        )


def declared_end(media: Media) -> Declared | None:
    """The end that the file states, None where it states none.

    Where a file is silent FFmpeg guesses: its size by its bit rate. Some MP3 files state a length and some do not;
    a guess never exceeds what the bytes hold, so what does is a statement, in a file that was cut off.
    """
    format_name = media.container.format.name.split(",")[0]
    stream = media.stream
    if format_name == "wav":
        return _declared_by_wav(media)
    if format_name not in _STATING_FORMATS:
        return None
    if stream.duration is not None and stream.time_base is not None:
        lasts_s = float(stream.duration * stream.time_base)
        rate = stream.codec_context.bit_rate or 0
        if format_name == "mp3" and (lasts_s - 0.01) * rate <= media.size_bytes * 8:
            return None
        starts_s = float((stream.start_time or 0) * stream.time_base)
        return Declared(starts_s - media.start_s + lasts_s, of_sound=True)
    if media.container.duration is not None:
        # Matroska counts its length from zero, wherever its first packet stands.
        return Declared(media.container.duration / 1e6 - max(0.0, media.start_s), of_sound=False)
    return None


def _declared_by_wav(media: Media) -> Declared | None:
    """What the RIFF header says; FFmpeg believes the size of the file instead."""
    rate = media.stream.codec_context.bit_rate
    if not rate or not media.stream.codec_context.codec.canonical_name.startswith("pcm_"):
        return None  # other codings have no exact rate
    with media.path.open("rb") as file:
        size = _wav_data_size(file)
    return Declared(size * 8 / rate, of_sound=True) if size and size < _NO_LENGTH else None


def _wav_data_size(file: BinaryIO) -> int | None:
    if file.read(12)[:4] != b"RIFF":  # RF64 and big-endian RIFX are rare enough to go by their bytes
        return None
    for _ in range(_MOST_CHUNKS):
        head = file.read(8)
        if len(head) < 8:
            break
        kind, size = struct.unpack("<4sI", head)
        if kind == b"data":
            return int(size)
        file.seek(size + size % 2, 1)
    return None
