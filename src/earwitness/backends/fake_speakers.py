"""A diarizer that takes tones for people: a public double for tests of what stands above it.

Whoever "speaks" is a steady tone, louder than LEAST_LOUD, of a multiple of STEP_HZ: 200 Hz is one person, 300 Hz
another, and both at once are two people who talk at once. Nothing chooses it by itself: it has to be asked for by
name.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from earwitness.backends.protocols import SAMPLE_RATE_HZ, Grid, Info, Mask, Probabilities, Samples, Voiceprints
from earwitness.records.custody import Agent

STEP_HZ = 100
PEOPLE = 16
LEAST_LOUD = 0.1

_LISTENS = SAMPLE_RATE_HZ // 20  # 50 ms: whole periods of every tone


class FakeDiarizer:
    """Hears tones; who is first, second and third differs from window to window, as in a real model."""

    info = Info(
        agent=Agent(kind="model", name="fake-speakers", version="1"), licence="Apache-2.0", needs_network=False
    )
    grid = Grid(window_samples=10 * SAMPLE_RATE_HZ, frames=589, frame_samples=270, first_centre=495, speakers=3)

    def segment(self, windows: Samples) -> Probabilities:
        """Certain of the three tones that last longest in each window, silent about all others."""
        probabilities = np.zeros((len(windows), self.grid.frames, self.grid.speakers), np.float32)
        for at, window in enumerate(windows):
            heard = self._loudness(window) > LEAST_LOUD
            longest = np.argsort(-heard.sum(axis=0), kind="stable")[: self.grid.speakers]
            probabilities[at] = heard[:, np.roll(longest, int(heard.sum()) % self.grid.speakers)]
        return probabilities

    def embed(self, window: Samples, frames: Mask) -> Voiceprints:
        """How loud each tone is in each voice's frames."""
        loudness = self._loudness(window)
        rows = np.stack([loudness[own].mean(axis=0) for own in frames])
        lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return np.asarray(rows / lengths, np.float32)

    def _loudness(self, window: Samples) -> npt.NDArray[np.float64]:
        """The amplitude of each tone around each frame's centre: (frames, PEOPLE)."""
        starts = np.arange(self.grid.frames) * self.grid.frame_samples + self.grid.first_centre - _LISTENS // 2
        around = np.lib.stride_tricks.sliding_window_view(window, _LISTENS)[starts]
        tones = np.arange(1, PEOPLE + 1) * STEP_HZ * _LISTENS // SAMPLE_RATE_HZ
        amplitudes: npt.NDArray[np.float64] = np.abs(np.fft.rfft(around)[:, tones]) * 2 / _LISTENS
        return amplitudes


def load_diarizer() -> FakeDiarizer:
    """The entry point."""
    return FakeDiarizer()
