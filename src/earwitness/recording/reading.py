"""Read a file's sound stream packet by packet, and go on behind what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

import av
from av.audio.frame import AudioFrame
from av.packet import Packet
from av.stream import Stream

from earwitness.errors import MediaError, NoSoundError
from earwitness.recording.opening import Media
from earwitness.recording.timeline import Piece

# Streams without time stamps: FFmpeg counts frames, so bytes that are no frames would take no time.
_UNTIMED = {"mp3", "aac", "ac3", "eac3", "dts", "amr", "amrnb", "amrwb", "loas"}
_IN_FILE_ORDER = {"matroska", "ogg", "flac"}  # bytes between two packets are bytes that nobody could read
_PLAUSIBLE_HZ = range(1_000, 768_001)  # one sample a second would make gigabytes of one packet
_MOST_CHANNELS = 64  # as many as FFmpeg's resampler takes
_MOST_READ_ERRORS = 1_000


class Reading:
    """The decoded frames of a file, each as a Piece for the timeline.

    Afterwards `lost_s` is what could not be decoded after the last of them, and `file_end_s` where the last packet
    of any stream ends. Raises MediaError where nothing can be decoded, or the disk fails.
    """

    def __init__(self, media: Media) -> None:
        self.lost_s = 0.0
        self.file_end_s = 0.0
        self._media = media
        self._format = media.container.format.name.split(",")[0]
        self._is_damaged = False
        self._good_bytes = 0
        self._good_s = 0.0
        self._good_packets = 0
        self._tags_end = 0
        self._unread = _Unread()

    def __iter__(self) -> Iterator[Piece[AudioFrame]]:
        for packet in self._packets():
            if self._format in _IN_FILE_ORDER:
                self._unread.pass_over(packet)
            if packet.pts is not None:
                end = packet.pts + (packet.duration or 0)
                self.file_end_s = max(self.file_end_s, float(end * packet.time_base) - self._media.start_s)
            if packet.stream_index == self._media.stream.index:
                yield from self._pieces(packet)
        if not self._good_packets:
            self._give_up()

    def unread_s(self) -> float:
        """About how much sound the bytes behind the last packet could hold."""
        left = self._media.size_bytes - self._unread.position
        return left * self._good_s / self._good_bytes if self._format in _IN_FILE_ORDER else 0.0

    def _pieces(self, packet: Packet[Stream]) -> Iterator[Piece[AudioFrame]]:
        frames = self._decoded(packet)
        if frames is None:
            self._is_damaged = True
            self.lost_s += self._lasting_s(packet)
            return
        for frame in frames:
            lasts_s = frame.samples / frame.sample_rate
            yield Piece(
                load=frame,
                lasts_s=lasts_s,
                at_s=self._at_s(frame),
                lost_s=round(self.lost_s / lasts_s) * lasts_s,
                damaged=self._is_damaged or self._unread.bytes * self._good_packets > self._good_bytes,
            )
            self._is_damaged, self.lost_s = False, 0.0
            self._good_s += lasts_s
            self._unread.bytes = 0
        if frames:
            self._good_packets += 1
            self._good_bytes += packet.size

    def _decoded(self, packet: Packet[Stream]) -> list[AudioFrame] | None:
        if self._format in _UNTIMED and packet.size and not any(bytes(packet)):
            return None  # a hole that a disk left; AMR would decode it, to three times its length
        try:
            frames = self._media.stream.decode(packet)
        except av.FFmpegError:
            return None
        return frames if all(map(_is_sound, frames)) else None

    def _at_s(self, frame: AudioFrame) -> float | None:
        if frame.pts is None or frame.time_base is None or self._format in _UNTIMED:
            return None
        return float(frame.pts * frame.time_base) - self._media.start_s

    def _lasting_s(self, packet: Packet[Stream]) -> float:
        """How long a packet that cannot be decoded would have sounded."""
        if self._format not in _UNTIMED:
            return float((packet.duration or 0) * packet.time_base)
        size = packet.size
        if packet.pos is not None:
            self._tags_end = max(self._tags_end, packet.pos + _tags_size(bytes(packet)[:10]))
            size = min(size, max(0, packet.pos + size - self._tags_end))
        return size * self._good_s / self._good_bytes if self._good_bytes else 0.0

    def _packets(self) -> Iterator[Packet[Stream]]:
        container, errors = self._media.container, 0
        while errors <= _MOST_READ_ERRORS:
            try:
                for packet in container.demux():
                    errors = 0
                    yield packet
                return
            except av.FFmpegError:
                errors += 1
                self._is_damaged = True
            except OSError as err:
                raise MediaError(
                    f"The file {self._media.shown_name} could not be read to its end: {err.strerror or err}.",
                    advice="Check the disk or the network folder it is on, then run the same command again.",
                ) from err

    def _give_up(self) -> None:
        name = self._media.shown_name
        if not self._is_damaged:
            raise NoSoundError(f"{name} holds no sound: its sound track is empty.", advice="Is it the right file?")
        raise MediaError(
            f"None of the sound in {name} can be decoded.",
            advice="It may be encrypted or damaged: copy it again from where it came from.",
        )


class _Unread:
    """Counts the bytes that lie between packets and belong to none.

    Packets of one Ogg page share its position, so sizes are summed until the position moves.
    """

    def __init__(self) -> None:
        self.bytes = 0
        self.position = 0  # where the packets so far end
        self._page = -1

    def pass_over(self, packet: Packet[Stream]) -> None:
        if packet.pos is None or packet.pos < 0:
            return
        if packet.pos != self._page:
            if self._page >= 0:
                self.bytes += max(0, packet.pos - self.position)
            self._page = self.position = packet.pos
        self.position += packet.size


def _is_sound(frame: AudioFrame) -> bool:
    return (
        frame.samples > 0 and frame.sample_rate in _PLAUSIBLE_HZ and 0 < frame.layout.nb_channels <= _MOST_CHANNELS
    )


def _tags_size(head: bytes) -> int:
    """The length of ID3 tags, which stand in the midst of MP3 files that were joined (id3.org, ID3v2.4, 3.1)."""
    if head[:3] != b"ID3" or len(head) < 10:
        return 0
    return 10 + sum(byte << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
