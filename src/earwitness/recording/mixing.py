"""From decoded frames of any format to float32 samples at one rate, cut into blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

import av
import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

from earwitness.errors import MediaError

Samples: TypeAlias = NDArray[np.float32]

_LAYOUTS = {1: "mono", 2: "stereo"}
_MOST_MIXED = 8  # FFmpeg knows no mix for some layouts of more, and leaves channels out of others


class Mixer:
    """Resamples and mixes frames with FFmpeg's own resampler.

    `mix` and `flush` give pairs: the index of the first sample at the new rate, and samples, shape (n, channels).
    Frames that follow on one another go through one resampler; where they do not, or the format changes, a new
    one starts, so that nothing is smeared over a hole and every run begins at its own moment.
    """

    def __init__(self, sample_rate_hz: int, channels: int) -> None:
        self._rate_hz = sample_rate_hz
        self._channels = channels
        self._resampler: av.AudioResampler | None = None
        self._format: tuple[str, str, int] | None = None
        self._next_index = 0
        self._start_s = 0.0
        self._samples_in = 0

    def mix(self, frame: AudioFrame, start_s: float) -> Iterator[tuple[int, Samples]]:
        """Take a frame that starts at this second."""
        frame_format = frame.format.name, frame.layout.name, frame.sample_rate
        if frame_format != self._format or abs(start_s - self._end_s()) > 1e-6:
            yield from self.flush()
            self._format = frame_format
            self._resampler = av.AudioResampler(
                format="flt",
                layout=_LAYOUTS[self._channels] if self._is_mixable(frame) else None,
                rate=self._rate_hz,
                options={"rematrix_maxval": "1.0"},  # else two equal channels mix to 1.4 times their loudness
            )
            self._next_index, self._start_s, self._samples_in = round(start_s * self._rate_hz), start_s, 0
        self._samples_in += frame.samples
        yield from self._resampled(frame)

    def flush(self) -> Iterator[tuple[int, Samples]]:
        """Give what the resampler still holds."""
        if self._resampler is not None:
            yield from self._resampled(None)

    def _end_s(self) -> float:
        return self._start_s + self._samples_in / self._format[2] if self._format else 0.0

    def _is_mixable(self, frame: AudioFrame) -> bool:
        """Whether FFmpeg's mix is right: a sole channel it would make quieter, of unnamed ones it drops some."""
        count = frame.layout.nb_channels
        return count == self._channels or (count <= _MOST_MIXED and count > 1 and self._is_named(frame))

    def _is_named(self, frame: AudioFrame) -> bool:
        return frame.layout.nb_channels == 2 or not frame.layout.name.endswith(" channels")

    def _resampled(self, frame: AudioFrame | None) -> Iterator[tuple[int, Samples]]:
        assert self._resampler is not None
        try:
            resampled = self._resampler.resample(frame)
        except av.FFmpegError as err:
            kind = " ".join(map(str, self._format or ()))
            raise MediaError(
                f"Sound of this kind cannot be mixed: {kind}.",
                advice="Convert it to WAV with the program that made it.",
            ) from err
        for mixed in resampled:
            if mixed is None:  # what PyAV's resampler flushes when it had nothing to do
                continue
            samples = mixed.to_ndarray().reshape(-1, mixed.layout.nb_channels).astype(np.float32, copy=False)
            if samples.shape[1] != self._channels:
                samples = np.repeat(samples.mean(axis=1, keepdims=True), self._channels, axis=1)
            yield self._next_index, samples
            self._next_index += len(samples)


class Blocks:
    """Cuts samples into blocks of one size; what nobody writes is silence, what is written twice counts once."""

    def __init__(self, block_samples: int, channels: int) -> None:
        self._shape = (block_samples, channels)
        self._block: Samples = np.zeros(self._shape, dtype=np.float32)
        self._used = 0
        self._written = 0

    def write(self, index: int, samples: Samples) -> Iterator[Samples]:
        """Put samples at this index; give the blocks that are full."""
        yield from self._leave(index - self._written)
        samples = samples[max(0, self._written - index) :]
        while len(samples):
            room = self._shape[0] - self._used
            part, samples = samples[:room], samples[room:]
            self._block[self._used : self._used + len(part)] = part
            yield from self._leave(len(part))

    def finish(self, length: int) -> Iterator[Samples]:
        """Fill up to this length and give what is left."""
        yield from self._leave(length - self._written)
        if self._used:
            yield self._shaped(self._block[: self._used])

    def _leave(self, count: int) -> Iterator[Samples]:
        """Go so many samples on and leave what stands there, block by block."""
        while count > 0:
            step = min(count, self._shape[0] - self._used)
            self._used += step
            self._written += step
            count -= step
            if self._used == self._shape[0]:
                yield self._shaped(self._block)
                self._block, self._used = np.zeros(self._shape, dtype=np.float32), 0

    def _shaped(self, block: Samples) -> Samples:
        np.nan_to_num(block, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
        np.clip(block, -1.0, 1.0, out=block)
        return block[:, 0] if self._shape[1] == 1 else block
