"""The sound for a page: what every browser plays, at the original's own times.

MP3 is the one coding that no browser lacks. At a constant bit rate a browser finds a moment by dividing, which the
usual header spoils: Chromium divides the file, padding and header included, by the length without them, and was
72 ms late at the end of a recording. With a header that tells the encoder's delay and nothing else it is exact
when played from the start and within 9 ms after a jump (one channel, 24 kHz; within 32 ms at other rates).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np

from earwitness.recording.cover import Cover, covered
from earwitness.recording.decode import Decoding
from earwitness.recording.mixing import Samples
from earwitness.recording.probe import probe
from earwitness.records.time import Span

_LAYOUTS = {1: "mono", 2: "stereo"}
_MUXER = {"fflags": "+bitexact", "id3v2_version": "0"}  # no tags, no version, no date
# The sides of a telephone call are two people: joint stereo would let one shine through on the other's side.
_ENCODER = {"joint_stereo": "0", "flags": "+bitexact"}


def encode_page_sound(
    source: Path, target: Path, *, name: str | None = None, hidden: Sequence[Span] = (), cover: Cover = "tone"
) -> None:
    """Write a recording's sound to `target` as MP3 of constant bit rate, with its gaps as silence.

    In the place of the `hidden` spans there is `cover`, and nothing of what was said.

    A moment of the original is the same moment of the page's sound, to less than 2 ms. One channel stays one, two
    stay apart, more are mixed to two. Nothing of the original's tags, chapters or pictures gets in, nor any date:
    the same sound gives the same bytes. `name` is what to call the source where its path does not. Raises
    MediaError for the source and OSError for the target, of which nothing is left then.
    """
    decoding = _decoding(source, name)
    _write(decoding, covered(decoding, hidden, rate_hz=decoding.sample_rate_hz, cover=cover), target)


def encode_stretches(
    source: Path,
    places: Sequence[tuple[Span, Path]],
    *,
    name: str | None = None,
    hidden: Sequence[Span] = (),
    cover: Cover = "tone",
) -> Iterator[Path]:
    """The same of stretches of a recording, each into its file, in one pass; gives each file when it is done.

    They come in order and do not overlap. What a stretch says of later than the recording's end is not there.
    """
    decoding = _decoding(source, name)
    rate_hz = decoding.sample_rate_hz
    cutter = _Cutter(covered(decoding, hidden, rate_hz=rate_hz, cover=cover), rate_hz)
    for span, target in places:
        _write(decoding, cutter.take(span), target)
        yield target


class _Cutter:
    """Takes stretches out of sound that comes block by block."""

    def __init__(self, blocks: Iterator[Samples], rate_hz: int) -> None:
        self._per_s = rate_hz
        self._blocks = blocks
        self._held: Samples | None = next(self._blocks, None)
        self._at = 0  # the sample with which what is held begins

    def take(self, span: Span) -> Iterator[Samples]:
        """The sound of a stretch, which begins where the one before it ended or later."""
        first, last = (at_ms * self._per_s // 1000 for at_ms in (span.start_ms, span.end_ms))
        while self._held is not None and self._at < last:
            block = self._held
            wanted = block[max(0, first - self._at) : last - self._at]
            if len(wanted):
                yield wanted
            if self._at + len(block) > last:
                self._held, self._at = block[last - self._at :], last
            else:
                self._held, self._at = next(self._blocks, None), self._at + len(block)


def _decoding(source: Path, name: str | None) -> Decoding:
    sound = probe(source, name=name).sound
    rate_hz = _page_rate_hz(sound.sample_rate_hz)
    return Decoding(source, sample_rate_hz=rate_hz, channels=min(sound.channels, 2), name=name)


def _write(decoding: Decoding, blocks: Iterable[Samples], target: Path) -> None:
    try:
        with target.open("w+b") as file:
            _write_mp3(blocks, file, rate_hz=decoding.sample_rate_hz, channels=decoding.channels)
            _tell_only_the_delay(file)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _page_rate_hz(original_hz: int) -> int:
    if original_hz <= 24_000:
        return 24_000
    return 44_100 if original_hz % 11_025 == 0 else 48_000


def _bit_rate(rate_hz: int, channels: int) -> int:
    if rate_hz <= 24_000:
        return 64_000 if channels == 1 else 96_000
    return 96_000 if channels == 1 else 160_000


def _write_mp3(blocks: Iterable[Samples], file: BinaryIO, *, rate_hz: int, channels: int) -> None:
    layout = _LAYOUTS[channels]
    with av.open(file, "w", format="mp3", container_options=_MUXER) as container:
        stream = container.add_stream("libmp3lame", rate=rate_hz, layout=layout, options=_ENCODER)
        stream.bit_rate = _bit_rate(rate_hz, channels)
        samples_so_far = 0
        for block in blocks:
            planes = np.ascontiguousarray(block.reshape(-1, channels).T)
            frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=layout)
            frame.sample_rate = rate_hz
            frame.pts = samples_so_far
            samples_so_far += len(block)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def _tell_only_the_delay(file: BinaryIO) -> None:
    """Rewrite the header frame: no count of frames or bytes, no table of positions.

    http://gabriel.mp3-tech.org/mp3infotag.html: after the flags 112 bytes of optional fields, then 36 of LAME,
    which end with a CRC-16 of all before them. Firefox believes the delay only of "LAME" and "Lavc".
    """
    file.seek(0)
    head = file.read(512)
    start = head.index(b"Info")
    lame = start + 120
    frame = head[:start] + b"Info" + bytes(4) + b"LAME3.100" + head[lame + 9 : lame + 34]
    file.seek(0)
    file.write(frame + _crc16(frame).to_bytes(2, "big") + bytes(112))


def _crc16(data: bytes) -> int:
    """CRC-16/ARC."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
