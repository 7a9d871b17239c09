"""Tiny recordings of every kind, whole and damaged, made while the tests run by the real encoders.

The sound is a train of chirps, one every half second: each is found again to a fraction of a millisecond, in any
codec, so a test can say where a moment of the original went.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from earwitness.recording.decode import SAMPLE_RATE_HZ, Decoding

Sound = NDArray[np.float32]
Packets = Callable[[int, Any], Iterable[Any]]

CHIRP_S = 0.04
_LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1"}


def chirps(seconds: float, rate_hz: int = SAMPLE_RATE_HZ) -> Sound:
    """Faint noise, and at 0.2, 0.7, 1.2 … seconds a chirp from 300 to 3000 Hz."""
    sound = np.random.default_rng(0).standard_normal(round(seconds * rate_hz)).astype(np.float32) * 0.001
    t = np.arange(round(CHIRP_S * rate_hz)) / rate_hz
    chirp = 0.5 * np.hanning(len(t)) * np.sin(2 * np.pi * (300 * t + 2700 / (2 * CHIRP_S) * t**2))
    for start in chirp_starts(seconds):
        at = round(start * rate_hz)
        sound[at : at + len(chirp)] += chirp.astype(np.float32)
    return sound


def chirp_starts(seconds: float) -> list[float]:
    """When the chirps of so long a recording start."""
    return [0.2 + 0.5 * n for n in range(int((seconds + 0.2) / 0.5))]


def lateness_ms(
    sound: Sound, start_s: float, *, rate_hz: int = SAMPLE_RATE_HZ, within_s: float = 0.2
) -> float | None:
    """By how much the chirp that should start at this second starts later; None where there is none."""
    sample = chirps(0.3, rate_hz)[round(0.2 * rate_hz) : round((0.2 + CHIRP_S) * rate_hz)]
    first = max(0, round((start_s - within_s) * rate_hz))
    part = sound[first : round((start_s + within_s + CHIRP_S) * rate_hz)]
    if len(part) < len(sample):
        return None
    likeness = np.correlate(part, sample, "valid")
    found = int(np.argmax(likeness))
    energy = np.linalg.norm(part[found : found + len(sample)]) * np.linalg.norm(sample)
    if likeness[found] <= 0.5 * energy:
        return None
    return (first + found) / rate_hz * 1000 - start_s * 1000


def decoded(path: Path, **options: Any) -> tuple[Sound, Decoding]:
    """All samples of a file, and the Decoding that gave them."""
    decoding = Decoding(path, **options)
    return np.concatenate(list(decoding)), decoding


@dataclass(frozen=True, kw_only=True)
class Coding:
    """How `write` encodes: FFmpeg's names of the codec and, where the file's name does not tell, the container."""

    codec: str
    rate_hz: int
    container: str | None = None
    frame_samples: int = 1024
    muxer: dict[str, str] = field(default_factory=dict)
    encoder: dict[str, str] = field(default_factory=dict)


CODINGS = {
    "call.wav": Coding(codec="pcm_s16le", rate_hz=16_000),
    "call.mp3": Coding(codec="libmp3lame", rate_hz=44_100),
    "call.m4a": Coding(codec="aac", rate_hz=44_100),
    "call.ogg": Coding(codec="libopus", rate_hz=48_000),
    "call.webm": Coding(codec="libopus", rate_hz=48_000),
    "call.flac": Coding(codec="flac", rate_hz=16_000),
    "call.mka": Coding(codec="pcm_s16le", rate_hz=16_000, container="matroska", frame_samples=320),
    "call.amr": Coding(codec="libopencore_amrnb", rate_hz=8_000, encoder={"b": "12200"}),
    "call.al": Coding(codec="pcm_alaw", rate_hz=8_000, container="alaw"),
    "telephone.wav": Coding(codec="pcm_alaw", rate_hz=8_000),
    "studio.wav": Coding(codec="pcm_s24le", rate_hz=96_000),
}


def write(
    path: Path,
    sound: Sound,
    coding: Coding,
    *,
    packets: Packets = lambda _, packet: [packet],
    metadata: dict[str, str] | None = None,
) -> Path:
    """Encode (n,) or (n, channels) samples; `packets` gives what to write for the n-th packet."""
    planes = np.atleast_2d(sound.T)
    layout = _LAYOUTS[len(planes)]
    count = 0
    with av.open(str(path), "w", format=coding.container, container_options=coding.muxer) as file:
        file.metadata.update(metadata or {})
        stream = file.add_stream(coding.codec, rate=coding.rate_hz, layout=layout, options=coding.encoder)
        for at in [*range(0, planes.shape[1], coding.frame_samples), None]:
            frame = None if at is None else _frame(planes[:, at : at + coding.frame_samples], at, coding.rate_hz)
            for packet in stream.encode(frame):
                file.mux(list(packets(count, packet)))
                count += 1
    return path


def recording(folder: Path, name: str, *, seconds: float = 3.0, packets: Packets | None = None) -> Path:
    """A file of chirps in the coding that CODINGS has for this name."""
    coding = CODINGS[name]
    sound = chirps(seconds, coding.rate_hz)
    return write(folder / name, sound, coding, packets=packets or (lambda _, packet: [packet]))


def _frame(planes: Sound, at: int, rate_hz: int) -> av.AudioFrame:
    part = np.ascontiguousarray(planes, dtype=np.float32)
    frame = av.AudioFrame.from_ndarray(part, format="fltp", layout=_LAYOUTS[len(planes)])
    frame.sample_rate, frame.pts = rate_hz, at
    return frame


def write_film(path: Path, sound: Sound | None, *, seconds: float, sound_starts_s: float = 0.0) -> Path:
    """A grey picture, 10 frames a second, and AAC sound of 48 kHz that may start later."""
    with av.open(str(path), "w") as file:
        picture = file.add_stream("libx264", rate=10, options={"preset": "ultrafast"})
        picture.width = picture.height = 64
        picture.pix_fmt = "yuv420p"
        speech = file.add_stream("aac", rate=48_000, layout="mono") if sound is not None else None
        for n in range(round(seconds * 10)):
            frame = av.VideoFrame.from_ndarray(np.full((64, 64, 3), 128, np.uint8))
            frame.pts = n
            file.mux(picture.encode(frame))
        file.mux(picture.encode(None))
        if speech is not None and sound is not None:
            for at in range(0, len(sound), 1024):
                heard = _frame(sound[None, at : at + 1024], at + round(sound_starts_s * 48_000), 48_000)
                file.mux(speech.encode(heard))
            file.mux(speech.encode(None))
    return path


def write_wav(
    path: Path, sound: Sound, *, rate_hz: int, declared_bytes: int | None = None, info: bytes = b""
) -> Path:
    """16-bit PCM by hand, for headers that no encoder would write."""
    data = (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()
    channels = 1 if sound.ndim == 1 else sound.shape[1]
    form = struct.pack("<HHIIHH", 1, channels, rate_hz, rate_hz * channels * 2, channels * 2, 16)
    chunks = b"fmt " + struct.pack("<I", len(form)) + form
    if info:
        entry = b"INFOINAM" + struct.pack("<I", len(info)) + info
        chunks += b"LIST" + struct.pack("<I", len(entry)) + entry
    size = len(data) if declared_bytes is None else declared_bytes
    chunks += b"data" + struct.pack("<I", size) + data
    path.write_bytes(b"RIFF" + struct.pack("<I", (4 + len(chunks)) & 0xFFFFFFFF) + b"WAVE" + chunks)
    return path


def cut(path: Path, keep: float) -> Path:
    """Cut the file off after this share of its bytes."""
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep)])
    return path


def overwrite(path: Path, *, at: float, count: int, filler: bytes = b"\0") -> Path:
    """Overwrite `count` bytes from this share of the file on."""
    data = bytearray(path.read_bytes())
    start = int(len(data) * at)
    data[start : start + count] = (filler * count)[:count]
    path.write_bytes(data)
    return path


def moved(seconds: float, *, until: float = 1e9, since: float = 0.0) -> Packets:
    """For `write`: move the time stamps of the packets between two moments."""

    def move(_: int, packet: Any) -> list[Any]:
        if since <= packet.pts * packet.time_base < until:
            by = round(seconds / packet.time_base)
            packet.pts, packet.dts = packet.pts + by, packet.dts + by
        return [packet]

    return move


def without(*spans: tuple[float, float]) -> Packets:
    """For `write`: leave out the packets that start in these spans of seconds."""

    def leave_out(_: int, packet: Any) -> list[Any]:
        at = float(packet.pts * packet.time_base)
        return [] if any(start <= at < end for start, end in spans) else [packet]

    return leave_out
