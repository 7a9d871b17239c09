"""Who spoke when, whoever they are: turns under the labels S1, S2 … in the order of first speech.

After Bredin, "pyannote.audio 2.1 speaker diarization pipeline: principle, benchmark, and recipe" (2023). Windows
that overlap are each parted into a few local speakers, overlapped speech included; what is heard of them is
clustered by how it sounds (clusters.py); and the windows are put together again (activity.py). Unlike there, a
local speaker is judged stretch by stretch, between pauses: over a telephone line, the network often takes two
people who speak in turn for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

import numpy as np

from earwitness.backends.protocols import Samples
from earwitness.backends.speaker_protocol import Grid, Mask, SpeakerModel, Voiceprints
from earwitness.errors import UsageError
from earwitness.records.speech import Turn
from earwitness.speech.activity import END, Activity, runs
from earwitness.speech.clusters import Clustering, Voices, cluster


@dataclass(frozen=True, slots=True, kw_only=True)
class Diarization:
    """How to tell speakers apart. bench/speakers.py measures what these are chosen by.

    `hop_frames`: from one window to the next. `speaks_at`: the probability at which a local speaker speaks. A
    stretch of a local speaker's talk ends at a pause of `pause_frames`, and after `longest_frames` at most; it is
    judged by what they say alone, if that is `fewest_alone` frames. A turn ends at a pause of `shortest_gap_ms`.
    """

    hop_frames: int = 118
    batch: int = 16
    speaks_at: float = 0.5
    pause_frames: int = 12
    longest_frames: int = 296
    fewest_alone: int = 30
    shortest_gap_ms: int = 200
    clustering: Clustering = field(default_factory=Clustering)


def diarize(
    blocks: Iterable[Samples],
    model: SpeakerModel,
    *,
    speakers: int | None = None,
    options: Diarization = Diarization(),
) -> list[Turn]:
    """The turns of a recording, in order of their start; those of different speakers may overlap.

    `blocks` are consecutive samples of shape (n,), float32 in [-1, 1], mono at SAMPLE_RATE_HZ, from the start of
    the recording; memory grows by some kilobytes for a second of it. `speakers` says how many people speak, where
    that is known: there are never more, and fewer if so many are not to be heard. Raises UsageError for less than
    one.
    """
    if speakers is not None and speakers < 1:
        raise UsageError(
            f"There cannot be {speakers} speakers.", advice="Leave it to be found out, or say 1 or more."
        )
    activity, prints = _hear(blocks, model, options)
    voices = Voices(prints=prints, places=activity.voices, seconds=activity.seconds_alone())
    people = cluster(voices, speakers=speakers, options=options.clustering)
    return activity.turns(people, shortest_gap_ms=options.shortest_gap_ms)


def _hear(blocks: Iterable[Samples], model: SpeakerModel, options: Diarization) -> tuple[Activity, Voiceprints]:
    """Who speaks in each window, and what each stretch of that sounds like: (voices, dimensions)."""
    grid = model.grid
    centres = grid.first_centre + np.arange(grid.frames) * grid.frame_samples
    starts: list[int] = []
    speaking: list[Mask] = []
    voices: list[tuple[int, int, int, int]] = []
    prints: list[Voiceprints] = []
    samples = 0
    windows = _windows(blocks, grid, options.hop_frames)
    while batch := tuple(islice(windows, options.batch)):
        probable = model.segment(np.stack([window.samples for window in batch]))
        for window, speaks in zip(batch, probable >= options.speaks_at, strict=True):
            speaks[centres >= window.length] = False
            if heard := list(_stretches(speaks, options)):
                voices += [(len(starts), *stretch) for stretch in heard]
                prints.append(model.embed(window.samples, _owned(speaks, heard, options.fewest_alone)))
            starts.append(window.first_frame)
            speaking.append(speaks)
            samples = window.first_frame * grid.frame_samples + window.length
    activity = Activity(
        grid=grid,
        samples=samples,
        starts=np.array(starts, np.intp),
        speaking=np.array(speaking, bool).reshape(-1, grid.frames, grid.speakers),
        voices=np.array(voices, np.intp).reshape(-1, 1 + END),
    )
    return activity, np.concatenate(prints) if prints else np.empty((0, 1), np.float32)


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


def _stretches(speaks: Mask, options: Diarization) -> Iterator[tuple[int, int, int]]:
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
