"""From windows that overlap back to one line of time: how often each moment was heard, and who speaks in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from earwitness.backends.protocols import SAMPLE_RATE_HZ, Grid, Mask
from earwitness.records.speech import Turn
from earwitness.records.time import Span

Counts = npt.NDArray[np.uint16]
Indices = npt.NDArray[np.intp]

WINDOW, LOCAL, FIRST, END = range(4)
"""The columns of a table of voices: a window, a local speaker of it, and the frames of it, first and one past."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Activity:
    """Who speaks in each window: `speaking` has shape (windows, frames, local speakers).

    `starts` (windows,) are the frames of the recording at which the windows start; `samples` is its length, and
    nobody speaks after that. `voices` (voices, 4) are the stretches in which somebody was heard, in the columns
    above and in order of their windows.
    """

    grid: Grid
    samples: int
    starts: Indices
    speaking: Mask
    voices: Indices

    def seconds_alone(self) -> npt.NDArray[np.float64]:
        """For how long each voice speaks alone, divided among the windows that heard it: (voices,)."""
        covered = self._covered()
        alone = self.speaking & (self.speaking.sum(axis=2, keepdims=True) == 1)
        frames = [
            (alone[window, first:end, local] / covered[self._at(window, first, end)]).sum()
            for window, local, first, end in self.voices
        ]
        return np.array(frames, np.float64) * self.grid.frame_samples / SAMPLE_RATE_HZ

    def turns(self, people: Indices, *, shortest_gap_ms: int) -> list[Turn]:
        """The turns in order of their start, given which person (from zero) each voice belongs to.

        In each frame as many speak as the windows that saw it say on average: those whom most of them heard. A
        shorter pause in what one person says ends no turn.
        """
        if not len(people):
            return []
        covered = self._covered()
        heard = np.zeros((len(covered), int(people.max()) + 1), np.uint16)
        for (window, local, first, end), person in zip(self.voices, people, strict=True):
            heard[self._at(window, first, end), person] += self.speaking[window, first:end, local]
        at_once = np.zeros(len(covered), np.uint16)
        for window, speaking in enumerate(self.speaking):
            at_once[self._at(window, 0, self.grid.frames)] += speaking.sum(axis=1, dtype=np.uint16)
        speaks = _most_heard(heard, np.floor(at_once / covered + 0.5).astype(np.uint16))
        found = [
            (span, person) for person, when in enumerate(speaks.T) for span in self._spans(when, shortest_gap_ms)
        ]
        return _labelled(sorted(found))

    def _at(self, window: int, first: int, end: int) -> slice:
        """Where these frames of the window are on the line of time."""
        return slice(self.starts[window] + first, self.starts[window] + end)

    def _covered(self) -> Counts:
        """How many windows see each frame."""
        covered = np.zeros(int(self.starts.max(initial=0)) + self.grid.frames, np.uint16)
        for window in range(len(self.starts)):
            covered[self._at(window, 0, self.grid.frames)] += 1
        return covered

    def _spans(self, when: Mask, shortest_gap_ms: int) -> Iterator[Span]:
        merged: list[tuple[int, int]] = []
        for first, end in runs(when):
            start_ms, end_ms = self._edge_ms(first), self._edge_ms(end)
            if merged and start_ms - merged[-1][1] < shortest_gap_ms:
                start_ms, _ = merged.pop()
            merged.append((start_ms, end_ms))
        yield from (Span(start_ms, end_ms) for start_ms, end_ms in merged if start_ms < end_ms)

    def _edge_ms(self, frame: int) -> int:
        """The moment between a frame and the one before it; before the first of all there is nothing."""
        sample = self.grid.first_centre + (frame - 0.5) * self.grid.frame_samples if frame else 0
        return round(min(sample, self.samples) * 1000 / SAMPLE_RATE_HZ)


def runs(when: Mask) -> list[tuple[int, int]]:
    """The stretches of a mask of shape (frames,): first, and one past the last.

    >>> runs(np.array([True, True, False, True]))
    [(0, 2), (3, 4)]
    """
    edges = np.flatnonzero(np.diff(when, prepend=False, append=False))
    return [(int(first), int(end)) for first, end in edges.reshape(-1, 2)]


def _most_heard(heard: Counts, at_once: Counts) -> Mask:
    """Who speaks in each frame: the `at_once` (frames,) most `heard` (frames, people), which is used up."""
    speaks = np.zeros(heard.shape, bool)
    for rank in range(min(heard.shape[1], int(at_once.max(initial=0)))):
        best = heard.argmax(axis=1)
        frames = np.flatnonzero((at_once > rank) & (heard.max(axis=1) > 0))
        speaks[frames, best[frames]] = True
        heard[frames, best[frames]] = 0
    return speaks


def _labelled(found: list[tuple[Span, int]]) -> list[Turn]:
    labels: dict[int, str] = {}
    return [Turn(span=span, speaker=labels.setdefault(person, f"S{len(labels) + 1}")) for span, person in found]
