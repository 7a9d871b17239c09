"""What can be heard of voices, window by window, before anybody is told apart: the slow half of it, in batches.

A batch is heard alone, whatever comes before and after it. So one that is known from an earlier time need not be
heard again, and all together give the same turns as if there had been no earlier time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from types import MappingProxyType

import numpy as np

from earwitness.backends.protocols import SAMPLE_RATE_HZ, Diarizer, Grid, Mask, Samples, Voiceprints
from earwitness.errors import RecordError
from earwitness.speech.activity import END, Indices, runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Observing:
    """What decides an observation, beside the model. bench/speakers.py measures what these are chosen by.

    `hop_frames`: from one window to the next. `batch`: windows that are heard together, no more than a stop can
    cost. `speaks_at`: the probability at which a local speaker speaks. A stretch of a local speaker's talk ends at
    a pause of `pause_frames`, and after `longest_frames` at most; it is judged by what they say alone, if that is
    `fewest_alone` frames.
    """

    hop_frames: int = 118
    batch: int = 16
    speaks_at: float = 0.5
    pause_frames: int = 12
    longest_frames: int = 296
    fewest_alone: int = 30


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Observation:
    """What was heard in one batch of windows: who speaks when in each, and what each stretch of that sounds like.

    `starts` (windows,) are the frames of the recording at which they start, `end_sample` is where the sound of the
    last one ends. `speaking` has shape (windows, frames, local speakers); `voices` (voices, 4) are the stretches,
    in the columns of activity.py, windows counted from the batch's first; `prints` (voices, dimensions).
    """

    starts: Indices
    end_sample: int
    speaking: Mask
    voices: Indices
    prints: Voiceprints

    @property
    def end_ms(self) -> int:
        """Up to which moment of the recording it was heard."""
        return self.end_sample * 1000 // SAMPLE_RATE_HZ


def observe(
    blocks: Iterable[Samples],
    diarizer: Diarizer,
    *,
    known: Mapping[int, Observation] = MappingProxyType({}),
    options: Observing = Observing(),
) -> Iterator[Observation]:
    """Yield what is heard, batch by batch; of those whose number (from zero) is `known`, nothing is heard again.

    `blocks` are consecutive samples of shape (n,), float32 in [-1, 1], mono at SAMPLE_RATE_HZ, from the start of
    the recording. Raises RecordError where what is known cannot come from this sound and these options.
    """
    windows = _windows(blocks, diarizer.grid, options.hop_frames)
    number = 0
    while batch := tuple(islice(windows, options.batch)):
        seen = known[number] if number in known else _observed(batch, diarizer, options)
        if seen.starts.tolist() != [window.first_frame for window in batch]:
            raise RecordError("What was heard of the voices before was heard in another sound, or in another way.")
        yield seen
        number += 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Window:
    """Sound of grid.window_samples, silent after `length`, that starts at a frame of the recording."""

    first_frame: int
    length: int
    samples: Samples


def _windows(blocks: Iterable[Samples], grid: Grid, hop_frames: int) -> Iterator[_Window]:
    """Windows `hop_frames` apart, however the blocks are cut; the last one ends with the sound."""
    size, hop = grid.window_samples, hop_frames * grid.frame_samples
    held = np.empty(0, np.float32)
    frame = 0
    for block in blocks:
        held = np.concatenate([held, block])
        while len(held) >= size + hop:
            yield _Window(first_frame=frame, length=size, samples=held[:size])
            held = held[hop:]
            frame += hop_frames
    if len(held) > size:
        yield _Window(first_frame=frame, length=size, samples=held[:size])
        over = -(-(len(held) - size) // grid.frame_samples)
        held = held[over * grid.frame_samples :]
        frame += over
    if len(held):
        yield _Window(first_frame=frame, length=len(held), samples=np.pad(held, (0, size - len(held))))


def _observed(batch: Sequence[_Window], diarizer: Diarizer, options: Observing) -> Observation:
    grid = diarizer.grid
    centres = grid.first_centre + np.arange(grid.frames) * grid.frame_samples
    speaking = diarizer.segment(np.stack([window.samples for window in batch])) >= options.speaks_at
    voices: list[tuple[int, int, int, int]] = []
    prints = [np.empty((0, 0), np.float32)]
    for number, (window, speaks) in enumerate(zip(batch, speaking, strict=True)):
        speaks[centres >= window.length] = False
        if heard := list(_stretches(speaks, options)):
            voices += [(number, *stretch) for stretch in heard]
            prints.append(diarizer.embed(window.samples, _owned(speaks, heard, options.fewest_alone)))
    last = batch[-1]
    return Observation(
        starts=np.array([window.first_frame for window in batch], np.intp),
        end_sample=last.first_frame * grid.frame_samples + last.length,
        speaking=speaking,
        voices=np.array(voices, np.intp).reshape(-1, 1 + END),
        prints=np.concatenate(prints[1:] or prints),
    )


def _stretches(speaks: Mask, options: Observing) -> Iterator[tuple[int, int, int]]:
    """The stretches of each local speaker's talk: the speaker, and the frames, first and one past the last."""
    for local, when in enumerate(speaks.T):
        joined: list[tuple[int, int]] = []
        for first, end in runs(when):
            begun = joined.pop()[0] if joined and first - joined[-1][1] < options.pause_frames else first
            joined.append((begun, end))
        for first, end in joined:
            edges = np.linspace(first, end, 1 + -(-(end - first) // options.longest_frames)).round().astype(int)
            yield from ((local, int(one), int(other)) for one, other in pairwise(edges))


def _owned(speaks: Mask, stretches: Iterable[tuple[int, int, int]], fewest_alone: int) -> Mask:
    """The frames to judge each stretch by: (stretches, frames)."""
    alone = speaks & (speaks.sum(axis=1, keepdims=True) == 1)
    owned = []
    for local, first, end in stretches:
        chosen = alone if alone[first:end, local].sum() >= fewest_alone else speaks
        own = np.zeros(len(speaks), bool)
        own[first:end] = chosen[first:end, local]
        owned.append(own)
    return np.stack(owned)
