"""How often something is noticed in sound that nobody touched, and how much of what was done is noticed.

python bench/signals.py
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import media
from earwitness.recording.decode import Decoding
from earwitness.recording.probe import probe
from earwitness.recording.signals.coding import coding
from earwitness.recording.signals.floor import floor
from earwitness.recording.signals.repeats import repeats
from earwitness.recording.signals.spectrum import spectrum
from earwitness.recording.signals.zeros import zeros

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
RATE = 16_000


def kinds(sound: media.Sound, rate: int, codec: str) -> Counter[str]:
    seen = spectrum([sound], rate)
    found = (*zeros([sound], rate), *repeats(seen), *floor(seen), *coding([sound], seen, codec, 0))
    return Counter(one.kind for one in found)


def load(path: Path, rate: int | None = RATE) -> tuple[media.Sound, int]:
    rate = rate or probe(path).sound.sample_rate_hz
    return np.concatenate(list(Decoding(path, sample_rate_hz=rate))), rate


def coded(sound: media.Sound, folder: Path, name: str) -> media.Sound:
    codec = {"mp3": "libmp3lame", "ogg": "libopus", "amr": "libopencore_amrnb"}[name]
    rate = {"mp3": RATE, "ogg": 48_000, "amr": 8_000}[name]
    source = np.interp(np.arange(0, len(sound), RATE / rate), np.arange(len(sound)), sound).astype(np.float32)
    coding = media.Coding(codec=codec, rate_hz=rate, encoder={"b": "12200"} if name == "amr" else {})
    media.write(folder / f"a.{name}", source, coding)
    return load(folder / f"a.{name}")[0]


def main() -> None:
    untouched = [ROOT / "demo" / "call.m4a", *sorted(SHARED.glob("*/*.wav")), *sorted(SHARED.glob("*/*.oga"))]
    alarms, seconds, looked = Counter[str](), 0.0, 0
    for path in untouched:
        try:
            sound, rate = load(path, None)
        except Exception as err:  # noqa: BLE001  (some are damaged on purpose)
            print(f"not looked at: {path.name}: {type(err).__name__}")
            continue
        looked, seconds = looked + 1, seconds + len(sound) / rate
        if found := kinds(sound, rate, probe(path).sound.codec):
            alarms += Counter(found.keys())
            print(f"alarm: {path.name}: {dict(found)}")
    print(f"untouched: {looked} recordings, {seconds / 60:.1f} minutes; with an alarm: {dict(alarms) or 'none'}")

    names = [*sorted(SHARED.glob("turns/*.wav")), ROOT / "demo" / "call.m4a"]
    sounds = {path.stem: load(path)[0] for path in names}
    chance, found, false, all_of = np.random.default_rng(1), Counter[str](), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for sound in sounds.values():
            for lasts in (2, 3, 5):
                start, to = (round(float(chance.uniform(*span)) * RATE) for span in ((1, 12), (18, 28)))
                again = np.concatenate([sound[:to], sound[start : start + lasts * RATE], sound[to:]])
                all_of += 1
                found["PCM"] += bool(repeats(spectrum([again], RATE)))
                for name in ("mp3", "ogg", "amr"):
                    found[name] += bool(repeats(spectrum([coded(again, Path(folder), name)], RATE)))
    print(f"a passage of 2, 3 or 5 s put in again, found of {all_of}: {dict(found)}")
    once = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for sound in sounds.values():
            for rate in ("24000", "32000", "64000"):
                aac = media.Coding(codec="aac", rate_hz=RATE, encoder={"b": rate})
                first = load(media.write(Path(folder) / "a.m4a", sound, aac))[0]
                cut = np.round(first[777:] * 32767).astype(np.float32) / 32767
                once[rate] += bool(kinds(cut, RATE, "pcm_s16le")["coding"])
    print(f"AAC written as PCM, told of {len(sounds)}: {dict(once)}")
    joins, all_of = 0, 0
    for one, other in itertools.permutations(sounds.values(), 2):
        joined = np.concatenate([one[: 15 * RATE], other[: 15 * RATE]])
        places = [signal.span.start_ms for signal in floor(spectrum([joined], RATE))]
        all_of += 1
        joins += any(abs(place - 15_000) < 2_000 for place in places)
        false += sum(abs(place - 15_000) >= 2_000 for place in places)
    print(f"two recordings joined, found of {all_of}: {joins}; elsewhere: {false}")


if __name__ == "__main__":
    main()
