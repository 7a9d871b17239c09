"""Look at what a recording itself tells of how it came to be, beside what people and pages say of it.

Nothing is kept of it: the same bytes tell the same again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from earwitness.archive.folder import CaseFolder
from earwitness.formats.signals_svg import Mark, signals_svg
from earwitness.recording.says import Saying, says
from earwitness.recording.signals.look import Look, look
from earwitness.recording.signals.signal import Signal
from earwitness.records.fetch import Fetch
from earwitness.records.recording import Recording
from earwitness.records.time import clock
from earwitness.workflow import show
from earwitness.workflow.results import write_result

_COLUMNS, _TICKS = 160, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What the pages say that it was fetched from, what the file says, and what is noticed in the sound."""

    recording: Recording
    fetches: tuple[Fetch, ...]
    sayings: tuple[Saying, ...]
    signals: tuple[Signal, ...]


def inspect(case: CaseFolder, named: str | None, *, to: Path | None = None) -> Inspected:
    """Look at a recording; its picture (SVG), which names it by its digest, is written where a file is named."""
    recording = show.find(case, named)
    path = case.store.path(recording.digest)
    found = look(path, recording)
    if to:
        write_result(to, _picture(recording, found).encode())
    return Inspected(
        recording=recording,
        fetches=tuple(case.database.fetches(recording.digest)),
        sayings=says(path, name=recording.name),
        signals=found.signals,
    )


def _picture(recording: Recording, found: Look) -> str:
    bands, lasts_ms = found.spectrum.bands_db, max(1, recording.duration_ms)
    loudest = float(bands.max()) if len(bands) else 0.0
    columns = [part.max(axis=0) for part in np.array_split(bands, min(_COLUMNS, max(1, len(bands)))) if len(part)]
    levels = [[int(np.clip(9 + (level - loudest) / 8, 0, 9)) for level in column] for column in columns]
    marks = []
    for signal in found.signals:
        for span in filter(None, (signal.span, signal.other)):
            if signal.kind not in ("band", "coding"):
                marks.append(Mark(start=span.start_ms / lasts_ms, end=span.end_ms / lasts_ms, text=signal.text))
    times = [clock(lasts_ms * tick // (_TICKS - 1)) for tick in range(_TICKS)]
    return signals_svg(f"What is noticed in the recording {recording.digest.short}", levels, marks, times)
