"""How loud sound is over time, for a picture of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def peaks(samples: NDArray[np.float32], count: int = 400) -> list[float]:
    """The loudest sample of each of so many equal parts, from 0 to 1; samples of shape (n,) or (n, channels).

    >>> peaks(np.array([0.0, -0.5, 0.25, 0.0], np.float32), 2)
    [0.5, 0.25]
    """
    loud = np.abs(samples) if samples.ndim == 1 else np.abs(samples).max(axis=1)
    return [float(part.max()) if len(part) else 0.0 for part in np.array_split(loud, count)]
