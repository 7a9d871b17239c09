"""Sound, and sound with pictures, as files that anybody can play: WAV, MP3, M4A, MP4.

No chapters, dates or names of programs beyond what an encoder writes into its stream, and no tags but a title
where one is given: a clip is not to tell more than what is heard and seen in it.
"""

from __future__ import annotations

import io
import wave
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import av
import numpy as np
from av.container import OutputContainer
from av.video.reformatter import ColorRange, Colorspace
from numpy.typing import NDArray

from earwitness.recording.mixing import Samples

FRAMES_A_SECOND = 25

Picture = NDArray[np.uint8]

_LAYOUTS = {1: "mono", 2: "stereo"}
_BITEXACT = {"fflags": "+bitexact"}
_MP3_RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
_AAC_RATES = (*_MP3_RATES, 64_000, 88_200, 96_000)
_CODED_SAMPLES = 1024
_BT709 = 1  # ITU-T H.273
_X264 = {"preset": "veryfast", "crf": "20"}


def write_wav(path: Path, samples: Samples, rate_hz: int, *, title: str | None = None) -> None:
    """16-bit PCM of samples of shape (n, channels) at their own rate."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(samples.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.round(np.clip(samples, -1, 1) * 32_767).astype("<i2").tobytes())
    if title:
        _add_title(path, title)


def write_mp3(path: Path, samples: Samples, rate_hz: int, *, title: str | None = None) -> None:
    """MP3 at the samples' own rate, or the nearest above it that MP3 has."""
    tags = {"id3v2_version": "3" if title else "0"}
    with av.open(str(path), "w", format="mp3", container_options={**_BITEXACT, **tags}) as file:
        _entitle(file, title)
        for packet in _coded(file, "libmp3lame", samples, rate_hz, _MP3_RATES):
            file.mux(packet)


def write_m4a(path: Path, samples: Samples, rate_hz: int, *, title: str | None = None) -> None:
    """AAC in MP4, at the samples' own rate or the nearest above it that AAC has."""
    with av.open(str(path), "w", format="ipod", container_options=_BITEXACT) as file:
        _entitle(file, title)
        for packet in _coded(file, "aac", samples, rate_hz, _AAC_RATES):
            file.mux(packet)


SOUND_FILES: Mapping[str, Callable[..., None]] = MappingProxyType(
    {"wav": write_wav, "mp3": write_mp3, "m4a": write_m4a}
)
"""What writes sound, by the ending of the file's name."""


def write_film(
    path: Path, pictures: Iterable[Picture], samples: Samples | None, rate_hz: int, *, title: str | None = None
) -> None:
    """H.264 and AAC in MP4: pictures of shape (height, width, 3), FRAMES_A_SECOND; without sound for None."""
    options = {**_BITEXACT, "movflags": "+faststart"}
    with av.open(str(path), "w", format="mp4", container_options=options) as file:
        _entitle(file, title)
        stream = None
        for at, picture in enumerate(pictures):
            if stream is None:
                height, width, _ = picture.shape
                stream = file.add_stream("libx264", rate=FRAMES_A_SECOND, options=_X264)
                stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
                _in_bt709(stream.codec_context)
                sound = iter(()) if samples is None else _coded(file, "aac", samples, rate_hz, _AAC_RATES)
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24").reformat(
                format="yuv420p", dst_colorspace=Colorspace.ITU709
            )
            frame.pts = at
            file.mux(stream.encode(frame))
        if stream is not None:
            file.mux(stream.encode(None))
            for packet in sound:
                file.mux(packet)


def _in_bt709(context: Any) -> None:
    """Say which colours these are: players take those of large pictures for BT.709's, FFmpeg makes BT.601's."""
    context.colorspace, context.color_range = Colorspace.ITU709, ColorRange.MPEG
    context.color_primaries = context.color_trc = _BT709


def _entitle(file: OutputContainer, title: str | None) -> None:
    if title:
        file.metadata["title"] = title


def _add_title(path: Path, title: str) -> None:
    """Put a title behind the samples, as RIFF's INFO list has it."""
    text = title.encode() + b"\0"
    text += b"\0" * (len(text) % 2)
    info = b"INFO" + b"INAM" + len(text).to_bytes(4, "little") + text
    with path.open("r+b") as file:
        file.seek(0, io.SEEK_END)
        file.write(b"LIST" + len(info).to_bytes(4, "little") + info)
        size = file.tell() - 8
        file.seek(4)
        file.write(size.to_bytes(4, "little"))


def _coded(
    file: OutputContainer, codec: str, samples: Samples, rate_hz: int, rates: tuple[int, ...]
) -> Iterator[Any]:
    """The packets of the sound. The stream is added at once: a file has to know all of its streams first."""
    channels = samples.shape[1]
    rate = next((one for one in rates if one >= rate_hz), rates[-1])
    stream: Any = file.add_stream(codec, rate=rate, layout=_LAYOUTS[channels], options={"flags": "+bitexact"})
    stream.bit_rate = min(80_000, 5 * rate) * channels
    return _packets(stream, samples, rate_hz, rate)


def _packets(stream: Any, samples: Samples, rate_hz: int, rate: int) -> Iterator[Any]:
    layout = _LAYOUTS[samples.shape[1]]
    resampler = av.AudioResampler(format="fltp", layout=layout, rate=rate, frame_size=_CODED_SAMPLES)
    for at in range(0, len(samples), rate_hz):
        planes = np.ascontiguousarray(samples[at : at + rate_hz].T)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout=layout)
        frame.sample_rate, frame.pts = rate_hz, at
        for part in resampler.resample(frame):
            yield from stream.encode(part)
    for part in resampler.resample(None):
        yield from stream.encode(part)
    yield from stream.encode(None)
