"""Decode the sound of any recording, block by block, onto the original's own timeline.

Whatever a case keeps points into this timeline, so sample k of the output is the moment k / rate of the original:
silence stands where the file has a hole, where it cannot be decoded, and where it only says that it goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from av.audio.frame import AudioFrame

from earwitness.recording.mixing import Blocks, Mixer, Samples
from earwitness.recording.opening import Media, open_media
from earwitness.recording.probe import declared_end
from earwitness.recording.reading import Reading
from earwitness.recording.timeline import MOST_SILENCE_S, Timeline
from earwitness.records.recording import Gap

SAMPLE_RATE_HZ = 16_000
"""What speech recognisers listen to."""

_LEAST_CUT_OFF_S = 0.25  # less is a codec's padding
_LEAST_BAD_END_S = 0.1  # less is one packet that was cut off


class Decoding:
    """The sound of a file as blocks of float32 in [-1, 1], each `block_samples` long but for the last.

    One channel: shape (n,), all of the file's channels mixed. Two: shape (n, 2), left and right. Memory does not
    grow with the length. `duration_ms` and `gaps` are known once all blocks have been read. `name` is what to call
    the file where `path` does not. Iterating raises MediaError or NoSoundError, and may be done again.
    """

    def __init__(
        self,
        path: Path,
        *,
        sample_rate_hz: int = SAMPLE_RATE_HZ,
        channels: int = 1,
        block_samples: int | None = None,
        name: str | None = None,
    ) -> None:
        if channels not in (1, 2):
            raise ValueError("Sound is decoded to one channel or to two.")
        self.path = path
        self.name = name
        self.sample_rate_hz = sample_rate_hz
        self.channels = channels
        self.block_samples = block_samples or sample_rate_hz
        self._result: tuple[int, tuple[Gap, ...]] | None = None

    def __iter__(self) -> Iterator[Samples]:
        self._result = None
        with open_media(self.path, name=self.name) as media:
            timeline = Timeline[AudioFrame]()
            mixer = Mixer(self.sample_rate_hz, self.channels)
            blocks = Blocks(self.block_samples, self.channels)
            for frame, start_s in _frames_in_place(media, timeline):
                for index, samples in mixer.mix(frame, start_s):
                    yield from blocks.write(index, samples)
            for index, samples in mixer.flush():
                yield from blocks.write(index, samples)
            yield from blocks.finish(round(timeline.end_s * self.sample_rate_hz))
        self._result = round(timeline.end_s * 1000), timeline.gaps

    @property
    def duration_ms(self) -> int:
        """The length of the timeline, gaps included; RuntimeError before all blocks have been read."""
        return self._read_to_the_end()[0]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The stretches that hold no sound, in order; RuntimeError before all blocks have been read."""
        return self._read_to_the_end()[1]

    def _read_to_the_end(self) -> tuple[int, tuple[Gap, ...]]:
        if self._result is None:
            raise RuntimeError("The length and the gaps of a recording are known once all blocks have been read.")
        return self._result


def _frames_in_place(media: Media, timeline: Timeline[AudioFrame]) -> Iterator[tuple[AudioFrame, float]]:
    """Each frame with the second it starts at; at the end the timeline reaches to where the file says it ends."""
    declared = declared_end(media)  # before decoding: decoders change what they say of the bit rate
    reading = Reading(media)
    for piece in reading:
        yield from timeline.add(piece)
    yield from timeline.flush()
    if reading.lost_s >= _LEAST_BAD_END_S:
        timeline.extend(timeline.end_s + reading.lost_s, "damaged")
    if declared:
        reached_s = timeline.end_s if declared.of_sound else max(timeline.end_s, reading.file_end_s)
        rest_s = declared.end_s - reached_s
        # More than a day is no statement but a field that nobody filled in.
        if _LEAST_CUT_OFF_S < rest_s <= MOST_SILENCE_S:
            timeline.extend(declared.end_s, "damaged" if reading.unread_s() > rest_s / 2 else "truncated")
