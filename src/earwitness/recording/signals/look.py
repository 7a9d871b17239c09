"""All signals of a recording, in three readings of its sound at the rate that it has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from earwitness.recording.decode import Decoding
from earwitness.recording.signals.band import band, changes, reach
from earwitness.recording.signals.coding import coding
from earwitness.recording.signals.floor import floor
from earwitness.recording.signals.frames import first_frame
from earwitness.recording.signals.repeats import repeats
from earwitness.recording.signals.spectrum import Spectrum, spectrum
from earwitness.recording.signals.zeros import zeros
from earwitness.records.look import Reach, Signal
from earwitness.records.recording import Recording

_LONGEST_MS = 2 * 3600 * 1000
_COLUMNS, _LOUDEST, _STEP_DB = 160, 9, 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What was noticed, in the order of time, how high the sound reaches, and a picture, as in records.look."""

    signals: tuple[Signal, ...]
    reach: tuple[Reach, ...]
    levels: tuple[str, ...]


def look(path: Path, recording: Recording) -> Noticed:
    """Look at a recording whose bytes are at that path; its channels are mixed to one.

    Of one longer than two hours no repeated passage is looked for. Raises MediaError.
    """
    rate, lasts_ms = recording.sound.sample_rate_hz, recording.duration_ms
    sound = Decoding(path, name=recording.name, sample_rate_hz=rate)
    seen = spectrum(sound, rate)
    reached = reach(seen, lasts_ms)
    gaps = [gap.span for gap in recording.gaps]
    found = [*band(seen, lasts_ms), *changes(reached), *zeros(sound, rate, gaps=gaps), *floor(seen)]
    found += coding(sound, seen, recording.sound.codec, lasts_ms, first_frame=first_frame(path, recording))
    if lasts_ms <= _LONGEST_MS:
        found += repeats(seen)
    signals = tuple(sorted(found, key=lambda one: (one.span.start_ms, one.kind)))
    return Noticed(signals=signals, reach=reached, levels=_levels(seen))


def _levels(seen: Spectrum) -> tuple[str, ...]:
    bands = seen.bands_db
    loudest = float(bands.max()) if len(bands) else 0.0
    parts = np.array_split(bands, min(_COLUMNS, max(1, len(bands))))
    steps = [
        np.clip(_LOUDEST + (part.max(axis=0) - loudest) / _STEP_DB, 0, _LOUDEST) for part in parts if len(part)
    ]
    return tuple("".join(str(int(level)) for level in column) for column in steps)
