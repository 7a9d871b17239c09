"""All signals of a recording, in three readings of its sound at the rate that it has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from earwitness.recording.decode import Decoding
from earwitness.recording.signals.band import band
from earwitness.recording.signals.coding import coding
from earwitness.recording.signals.floor import floor
from earwitness.recording.signals.repeats import repeats
from earwitness.recording.signals.signal import Signal
from earwitness.recording.signals.spectrum import Spectrum, spectrum
from earwitness.recording.signals.zeros import zeros
from earwitness.records.recording import Recording

_LONGEST_MS = 2 * 3600 * 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What was found, in the order of time, and the spectrum that it was found in."""

    signals: tuple[Signal, ...]
    spectrum: Spectrum


def look(path: Path, recording: Recording) -> Look:
    """Look at a recording whose bytes are at that path; its channels are mixed to one.

    Of one longer than two hours no repeated passage is looked for. Raises MediaError.
    """
    rate = recording.sound.sample_rate_hz
    sound = Decoding(path, name=recording.name, sample_rate_hz=rate)
    seen = spectrum(sound, rate)
    gaps = [gap.span for gap in recording.gaps]
    found = [*band(seen, recording.duration_ms), *zeros(sound, rate, gaps=gaps), *floor(seen)]
    found += coding(sound, seen, recording.sound.codec, recording.duration_ms)
    if recording.duration_ms <= _LONGEST_MS:
        found += repeats(seen)
    return Look(signals=tuple(sorted(found, key=lambda one: (one.span.start_ms, one.kind))), spectrum=seen)
