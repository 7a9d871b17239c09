"""How often something is noticed in sound that nobody touched, and how much of what was done is noticed.

python bench/signals.py
"""

from __future__ import annotations

import itertools
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import media
from earwitness.recording.decode import Decoding
from earwitness.recording.probe import probe
from earwitness.recording.signals.band import changes, reach
from earwitness.recording.signals.coding import coding
from earwitness.recording.signals.floor import floor
from earwitness.recording.signals.frames import first_frame
from earwitness.recording.signals.repeats import repeats
from earwitness.recording.signals.spectrum import spectrum
from earwitness.recording.signals.zeros import zeros
from earwitness.records.custody import Digest
from earwitness.records.recording import Recording

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "data"
RATE = 16_000


def kinds(path: Path) -> Counter[str]:
    """What is noticed in a recording, but for how high it reaches as a whole."""
    sound, rate = load(path, None)
    seen = spectrum([sound], rate)
    found = (*zeros([sound], rate), *repeats(seen), *floor(seen), *changes(reach(seen, len(sound) * 1000 // rate)))
    return Counter([*(one.kind for one in found), *("coding" for _ in codings(path))])


def codings(path: Path) -> list[str]:
    """The codecs of which traces are told."""
    (sound, rate), found = load(path, None), probe(path)
    recording = Recording(
        digest=Digest.of(b""), name=path.name, size_bytes=1, container=found.container, sound=found.sound,
        duration_ms=len(sound) * 1000 // rate, acquired_at="",
    )  # fmt: skip
    told = coding([sound], spectrum([sound], rate), found.sound.codec, 0, first_frame=first_frame(path, recording))
    return [re.findall("AAC|MP3", one.text)[0] for one in told]


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


_CODECS = {
    "AAC": ("m4a", "aac"),
    "MP3": ("mp3", "libmp3lame"),
    "Opus": ("ogg", "libopus"),
    "PCM": ("wav", "pcm_s16le"),
}


def coded_again(sounds: list[media.Sound]) -> None:
    """Sound that was coded, cut at its beginning, kept as PCM or coded again: of how much is the first told?"""
    told, false = Counter[str](), 0
    with tempfile.TemporaryDirectory() as folder:
        for sound in sounds:
            for first, kbit in itertools.product(("AAC", "MP3"), (24, 32, 64, 128)):
                once = written(Path(folder), sound, first, kbit)
                false += bool(codings(once))
                cut = load(once)[0][777:]
                for second, bits in (
                    ("PCM", 256),
                    ("AAC", 64),
                    ("AAC", 128),
                    ("MP3", 64),
                    ("MP3", 128),
                    ("Opus", 128),
                ):
                    found = codings(written(Path(folder), cut, second, bits))
                    told[f"{first} {kbit} to {second} {bits}"] += first in found
                    false += bool(set(found) - {first})
    for what, many in told.items():
        print(f"{what}: told of {many} of {len(sounds)}")
    print(f"of a coding that was none: {false}")


def written(folder: Path, sound: media.Sound, codec: str, kbit: int) -> Path:
    """The sound as a file of this codec."""
    name, encoder = _CODECS[codec]
    rate = 48_000 if codec == "Opus" else RATE
    source = np.interp(np.arange(0, len(sound), RATE / rate), np.arange(len(sound)), sound).astype(np.float32)
    how = media.Coding(codec=encoder, rate_hz=rate, encoder={} if codec == "PCM" else {"b": f"{kbit}000"})
    return media.write(folder / f"a.{name}", source, how)


def main() -> None:
    untouched = [ROOT / "demo" / "call.m4a", *sorted(SHARED.glob("*/*.wav")), *sorted(SHARED.glob("*/*.oga"))]
    alarms, seconds, looked = Counter[str](), 0.0, 0
    for path in untouched:
        try:
            found, (sound, rate) = kinds(path), load(path, None)
        except Exception as err:  # noqa: BLE001  (some are damaged on purpose)
            print(f"not looked at: {path.name}: {type(err).__name__}")
            continue
        looked, seconds = looked + 1, seconds + len(sound) / rate
        if found:
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
                twice = np.concatenate([sound[:to], sound[start : start + lasts * RATE], sound[to:]])
                all_of += 1
                found["PCM"] += bool(repeats(spectrum([twice], RATE)))
                for name in ("mp3", "ogg", "amr"):
                    found[name] += bool(repeats(spectrum([coded(twice, Path(folder), name)], RATE)))
    print(f"a passage of 2, 3 or 5 s put in again, found of {all_of}: {dict(found)}")
    coded_again([sound for name, sound in sounds.items() if name != "call"])  # that one was AAC from the start
    joins, all_of = 0, 0
    for one, other in itertools.permutations(sounds.values(), 2):
        joined = np.concatenate([one[: 15 * RATE], other[: 15 * RATE]])
        places = [signal.span.start_ms for signal in floor(spectrum([joined], RATE))]
        all_of += 1
        joins += any(abs(place - 15_000) < 2_000 for place in places)
        false += sum(abs(place - 15_000) >= 2_000 for place in places)
    ways, elsewhere = Counter[str](), 0
    for one, other in itertools.permutations(sounds.values(), 2):
        wide, narrow = (np.concatenate([part] * 2)[: 30 * RATE] for part in (one, other))
        lines = np.fft.rfft(narrow)
        lines[np.fft.rfftfreq(len(narrow), 1 / RATE) > 3_400] = 0
        joined = np.concatenate([wide, np.fft.irfft(lines).astype(np.float32)])
        places = [found.span.start_ms for found in changes(reach(spectrum([joined], RATE), 60_000))]
        ways["found"] += any(abs(place - 30_000) <= 5_000 for place in places)
        elsewhere += sum(abs(place - 30_000) > 5_000 for place in places)
    told = f"found of {all_of}: {ways['found']}; elsewhere: {elsewhere}"
    print(f"the second half through a telephone's 3.4 kHz, {told}")
    print(f"two recordings joined, found of {all_of}: {joins}; elsewhere: {false}")


if __name__ == "__main__":
    main()
