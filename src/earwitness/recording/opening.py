"""Open a file that a stranger sent: FFmpeg reads these bytes, and nothing else anywhere.

A playlist, a concat script or an SDP file can tell FFmpeg to read other files or to call a server, whatever the
file is named. So FFmpeg gets an open file instead of a name, no protocol to open anything with, and none of the
formats that only point elsewhere. It never sees the file's name, except for an ending that says what headerless
telephone sound is, so nothing in a name can be taken for an option, a pattern or a URL.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import SEEK_END, SEEK_SET
from pathlib import Path
from typing import BinaryIO

import av
from av.audio.stream import AudioStream
from av.container import InputContainer

from earwitness.errors import MediaError, NoSoundError
from earwitness.records.text import shown

_GET_IT_AGAIN = "Copy it again from where it came from, or convert it to WAV with the program that made it."

_POINTING_ELSEWHERE = "concat dash dvdvideo hls imf rtp rtsp sap sdp vobsub webm_dash_manifest"
_DEVICES = "alsa fbdev jack kmsgrab lavfi oss pulse sndio v4l2 video4linux2,v4l2 x11grab xcbgrab"
_PICTURES_AND_TEXT = """
    alias_pix aqtitle ass ffmetadata gif ico image2 image2pipe jacosub lrc mcc microdvd mpl2 mpsub pjs realtext
    sami scc srt stl subviewer subviewer1 sup tedcaptions tty txd vplayer webvtt
"""
_REFUSED = {*_POINTING_ELSEWHERE.split(), *_DEVICES.split(), *_PICTURES_AND_TEXT.split()}
_FORMATS = ",".join(
    sorted(name for name in av.formats_available if name not in _REFUSED and not name.endswith("_pipe"))
)

# Headerless G.711, as telephone exchanges write it; FFmpeg knows one ending of each and takes it for 44.1 kHz.
_RAW_TELEPHONE = {
    ".al": "al",
    ".alaw": "al",
    ".pcma": "al",
    ".ul": "ul",
    ".ulaw": "ul",
    ".mulaw": "ul",
    ".pcmu": "ul",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Media:
    """An open file: FFmpeg's container, the sound stream that is listened to, and where its timeline begins.

    `start_s` is the container's time that is our zero: where its earliest sound or picture starts.
    """

    path: Path
    shown_name: str
    size_bytes: int
    container: InputContainer
    stream: AudioStream
    start_s: float


@contextmanager
def open_media(path: Path, *, name: str | None = None) -> Iterator[Media]:
    """Open a file and find its sound; both are closed at the end of the block.

    `name` is what to call the file where `path` does not (a store names files by digest): messages show it, and
    its ending says what raw telephone sound is. Raises NoSoundError, or MediaError, with one sentence and advice.
    """
    label = shown(name or path)
    with _open_file(path, label) as file:
        size_bytes = file.seek(0, 2)
        file.seek(0)
        if not size_bytes:
            raise MediaError(f"The file {label} is empty.", advice="Copy it again from where it came from.")
        with _open_container(file, Path(name or path).suffix.lower(), label, size_bytes) as container:
            stream = _sound_of(container, label)
            start_s = min(_starts_s(container, stream), default=0.0)
            yield Media(
                path=path,
                shown_name=label,
                size_bytes=size_bytes,
                container=container,
                stream=stream,
                start_s=start_s,
            )


def _open_file(path: Path, label: str) -> BinaryIO:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise MediaError(f"{label} is a folder.", advice="Name a recording in it.")
        if not stat.S_ISREG(mode):  # opening a pipe would wait for ever
            raise MediaError(f"{label} is not a file.", advice="Copy its sound into a file first.")
        return path.open("rb")
    except FileNotFoundError as err:
        raise MediaError(f"There is no file {label}.", advice="Check the name and the folder.") from err
    except PermissionError as err:
        raise MediaError(f"The file {label} may not be read.", advice="Ask its owner to let you read it.") from err
    except (OSError, ValueError) as err:
        reason = getattr(err, "strerror", None) or err
        raise MediaError(f"The file {label} cannot be opened: {reason}.") from err


class _Nameless:
    """The file without its name, since FFmpeg reads meaning into names, and as long as it was when it was opened.

    A file that somebody is still writing could otherwise keep FFmpeg looking for its end.
    """

    def __init__(self, file: BinaryIO, suffix: str, size_bytes: int) -> None:
        self._file, self._size_bytes = file, size_bytes
        self.tell = file.tell
        self.name = f"recording{suffix}" if re.fullmatch(r"\.[a-z0-9_]{1,8}", suffix) else "recording"

    def read(self, count: int) -> bytes:
        return self._file.read(max(0, min(count, self._size_bytes - self._file.tell())))

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        return self._file.seek(
            *((self._size_bytes + offset, SEEK_SET) if whence == SEEK_END else (offset, whence))
        )


def _open_container(file: BinaryIO, suffix: str, label: str, size_bytes: int) -> InputContainer:
    options = {"protocol_whitelist": "none", "format_whitelist": _FORMATS}
    if raw := _RAW_TELEPHONE.get(suffix):
        options["sample_rate"] = "8000"
        suffix = f".{raw}"
    head = file.read(12)
    file.seek(0)
    try:
        return av.open(
            _Nameless(file, suffix, size_bytes),
            mode="r",
            container_options=options,
            metadata_errors="replace",  # tags in an old code page are common and not our business
        )
    except av.ArgumentError as err:
        raise MediaError(
            f"{label} is a picture, a text or a list of other files, not a recording.",
            advice="Name the sound or video file itself.",
        ) from err
    except av.FFmpegError as err:
        if head[4:8] == b"ftyp":
            raise MediaError(
                f"{label} is an MP4 or M4A file without its index: it was cut off, or never finished.",
                advice="Get the whole file; a repair tool may save one that was never finished.",
            ) from err
        raise MediaError(f"{label} is not sound or video that can be read.", advice=_GET_IT_AGAIN) from err
    except OSError as err:
        raise MediaError(f"The file {label} cannot be read: {err.strerror or err}.") from err


def _sound_of(container: InputContainer, label: str) -> AudioStream:
    stream = container.streams.best("audio")
    if stream is None:
        raise NoSoundError(f"{label} holds no sound.", advice="Check that it is the right file.")
    assert isinstance(stream, AudioStream)
    if stream.codec_context is None:
        raise MediaError(f"The sound in {label} is in a coding that is not known here.", advice=_GET_IT_AGAIN)
    return stream


def _starts_s(container: InputContainer, sound: AudioStream) -> Iterator[float]:
    """When the sound and the moving pictures start; a cover picture, a subtitle or a data track does not count."""
    for stream in (sound, *container.streams.video):
        is_still = bool(stream.disposition & av.stream.Disposition.attached_pic)
        if stream.start_time is not None and stream.time_base is not None and not is_still:
            yield float(stream.start_time * stream.time_base)
