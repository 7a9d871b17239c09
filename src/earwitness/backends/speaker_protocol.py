"""What a model must be able to do so that speakers can be told apart with it, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from earwitness.backends.protocols import Info, Samples

Mask = npt.NDArray[np.bool_]

Probabilities = npt.NDArray[np.float32]
"""How probably each local speaker of a window speaks in each frame, 0 to 1: (windows, frames, speakers)."""

Voiceprints = npt.NDArray[np.float32]
"""What voices sound like: rows of length one, the nearer in angle, the more alike; (voices, dimensions)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The frames that a model cuts a window into, in samples at SAMPLE_RATE_HZ.

    Frame k of a window is the `frame_samples` around `first_centre + k * frame_samples`. `speakers` is how many
    people are told apart within one window; who is first and who second means nothing outside it.
    """

    window_samples: int
    frames: int
    frame_samples: int
    first_centre: int
    speakers: int


class SpeakerModel(Protocol):
    """Tells voices apart within a window of sound, and says what each sounds like."""

    @property
    def info(self) -> Info:
        """What it is."""
        ...

    @property
    def grid(self) -> Grid:
        """How it cuts time."""
        ...

    def segment(self, windows: Samples) -> Probabilities:
        """Who speaks when, in windows of shape (windows, grid.window_samples), float32 in [-1, 1], mono."""
        ...

    def embed(self, window: Samples, frames: Mask) -> Voiceprints:
        """What each voice of one window sounds like, judged by the frames that are marked as its own.

        `window` has shape (grid.window_samples,), `frames` (voices, grid.frames): at least one for each voice.
        """
        ...
