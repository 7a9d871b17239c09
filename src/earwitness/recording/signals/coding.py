"""Traces of an earlier lossy coding: frames leave coefficients that are as good as zero, on their own grid.

Sound that was decoded from AAC or MP3 is transformed as that codec does it, at each of the places where frames may
have begun. At the one where they did, more coefficients vanish than anywhere else. Of the codec that the sound has
now they are looked for at any other place than its own. A newer coding covers an older one where it is coarser.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from earwitness.recording.signals.grids import Grid, grids
from earwitness.recording.signals.spectrum import HOP_MS, Samples, Spectrum
from earwitness.records.look import Signal
from earwitness.records.time import Span

_PIECES = 12
_VANISHING = 0.02
_SURE, _SURE_AGAIN = 9.0, 7.0
_NEAR = 16
"""How many places on both sides of its own frames a coding shows too."""


def coding(
    blocks: Iterable[Samples], seen: Spectrum, codec: str, duration_ms: int, *, first_frame: int | None = None
) -> list[Signal]:
    """A signal for each codec by which the sound was coded before.

    `first_frame` is the sample at which a frame of its own coding begins: of that nothing is told without.
    """
    length = max(grid.length + grid.hop for grid in grids())
    pieces = list(_pieces(blocks, _loud(seen, length), length))
    if len(pieces) < _PIECES:
        return []
    texts = []
    for grid in grids():
        share = np.mean([np.roll(_vanished(piece, grid), at % grid.hop) for at, piece in pieces], axis=0)
        if codec not in grid.codecs:
            if _stands_out(share) >= _SURE:
                texts.append(f"The sound once was {grid.name} and is {codec} now")
        elif first_frame is not None:
            apart = (np.arange(grid.hop) - first_frame - grid.late + _NEAR) % grid.hop > 2 * _NEAR
            if _stands_out(share[apart]) >= _SURE_AGAIN:
                texts.append(f"The sound was {grid.name} before it became the {grid.name} that it is now")
    return [
        Signal(
            kind="coding",
            span=Span(0, duration_ms),
            text=f"{text}: some program decoded it and kept it again.",
        )
        for text in texts
    ]


def _stands_out(share: NDArray[np.float64]) -> float:
    """By how many standard deviations more vanishes at one place than at most."""
    return float((share.max() - np.median(share)) / (share.std() + 1e-9))


def _vanished(piece: Samples, grid: Grid) -> NDArray[np.float64]:
    """For each place where a frame may begin, the share of coefficients that are as good as zero."""
    strength = grid.coefficients(piece)
    share: NDArray[np.float64] = (strength < _VANISHING * (np.median(strength) + 1e-12)).mean(axis=1)
    return share


def _loud(seen: Spectrum, length: int) -> list[int]:
    """The samples at which pieces begin: loud moments, spread over the recording."""
    hop, level = seen.rate_hz * HOP_MS // 1000, seen.bands_db.max(axis=1) if len(seen.bands_db) else np.zeros(0)
    last = len(level) - length // max(1, hop) - 1
    parts = np.array_split(np.arange(max(0, last)), _PIECES)
    return [int(part[level[part].argmax()]) * hop for part in parts if len(part) * hop > length]


def _pieces(blocks: Iterable[Samples], starts: list[int], length: int) -> Iterable[tuple[int, Samples]]:
    """So much of the sound from each start on."""
    wanted, at, held = iter(starts), 0, np.zeros(0, np.float32)
    start = next(wanted, None)
    for block in blocks:
        held = np.concatenate([held, block])
        while start is not None and start + length <= at + len(held):
            yield start, held[start - at : start - at + length]
            start = next(wanted, None)
        if start is None:
            return
        drop = min(len(held), max(0, start - at))
        at, held = at + drop, held[drop:]
