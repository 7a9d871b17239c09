"""Sound on two channels of which it is known what it is: calls with a party on each, and scenes in stereo.

No real two-channel call is to be had. The sample call is parted by its reference; other calls are joined from the
clips of ../shared/data/speech and Asterisk's prompts, each voice on a channel of its own. Rooms are a direct sound
and a decaying noise, another one for each channel. All sound is float32 at RATE_HZ, of shape (n,) or (n, 2).
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import av
import numpy as np
import numpy.typing as npt

import corpus
import voices
from earwitness.records.time import Span

RATE_HZ = 16_000
SHARED = corpus.ROOT.parent / "shared"

Sound = npt.NDArray[np.float32]
Rng = np.random.Generator
Clips = Sequence[Sound]


def sample_call() -> Sound:
    """The sample call with each party on a channel of its own, (n, 2); where both speak, both are in both."""
    reference = json.loads((corpus.ROOT / "demo/call.reference.json").read_text())
    mono = voices.samples(corpus.ROOT / "demo/call.m4a")
    parted = np.zeros((len(mono), 2), np.float32)
    for one in reference["utterances"]:
        start, end = max(0, one["start_ms"] - 80) * 16, (one["end_ms"] + 80) * 16
        fade = np.minimum(1, np.minimum(np.arange(end - start), np.arange(end - start)[::-1]) / 160)
        parted[start:end, int(one["speaker"][1]) - 1] = (mono[start:end].T * fade[: len(mono[start:end])]).T
    return parted


def said() -> list[tuple[str, str]]:
    """Who says what in the sample call."""
    reference = json.loads((corpus.ROOT / "demo/call.reference.json").read_text())
    return [(one["speaker"], one["text"]) for one in reference["utterances"]]


def words() -> list[list[Span]]:
    """When each word of the sample call is said, by channel."""
    reference = json.loads((corpus.ROOT / "demo/call.reference.json").read_text())
    return [
        [
            Span(word["start_ms"], word["end_ms"])
            for one in reference["utterances"]
            if one["speaker"] == speaker
            for word in one["words"]
        ]
        for speaker in ("S1", "S2")
    ]


@cache
def people(shared: Path = SHARED) -> tuple[Clips, ...]:
    """What each of some people says, in clips; raises MissingError where the sets are not here."""
    folder = shared / "data/speech"
    prompts = corpus._voice("wav")
    if not folder.exists():
        raise corpus.MissingError("The clips of ../shared/data/speech are not here.")
    alone = [[voices._trimmed(voices.samples(path))] for path in sorted(folder.glob("golos_*.wav"))]
    for language in (prompts, prompts.parent / "en"):
        files = sorted(path for path in language.glob("*.wav") if path.stat().st_size > 40_000)
        chosen = random.Random(1).sample(files, min(30, len(files)))
        alone += [[voices._trimmed(voices.samples(path)) for path in chosen]] if chosen else []
    return tuple(alone)


def call(
    rng: Rng, seconds: float, *, share: float = 0.5, both: float = 0.15, db: Sequence[float] = (-20, -20)
) -> Sound:
    """Two people, each on a channel, (n, 2): the first has this share of the turns, `both` of them interrupt."""
    chosen = [people()[at] for at in rng.choice(len(people()), 2, replace=False)]
    talk = np.zeros((round(seconds * RATE_HZ), 2), np.float32)
    at = RATE_HZ // 2
    while at < len(talk) - RATE_HZ:
        who = int(rng.random() >= share)
        clip = at_level(chosen[who][rng.integers(len(chosen[who]))], db[who] + rng.normal(0, 2))[: len(talk) - at]
        talk[at : at + len(clip), who] += clip
        at += round(len(clip) * rng.uniform(0.3, 0.8)) if rng.random() < both else len(clip)
        at += round(rng.uniform(0.1, 1.2) * RATE_HZ)
    return talk


def at_level(sound: Sound, dbfs: float) -> Sound:
    """With this root mean square where there is sound at all."""
    loud = np.abs(sound) > 0.02 * np.abs(sound).max()
    return np.asarray(sound * 10 ** (dbfs / 20) / np.sqrt(np.mean(sound[loud] ** 2)), np.float32)


def noise(rng: Rng, length: int, dbfs: float, *, colour: float = 0.0) -> Sound:
    """Noise of its own for each of two channels: white, or with so many decibels less for each octave."""
    sound = rng.standard_normal((2, length), np.float32)
    if colour:
        hz = np.maximum(np.fft.rfftfreq(_size(length), 1 / RATE_HZ), 80)
        sound = np.stack([_filtered(side, hz ** (-colour / 6.02)) for side in sound])
    return np.asarray(sound.T * 10 ** (dbfs / 20) / np.sqrt(np.mean(sound**2)), np.float32)


def delayed(sound: Sound, ms: float, db: float = 0.0) -> Sound:
    """Later by any fraction of a sample, and softer."""
    turns = np.fft.rfftfreq(_size(len(sound))) * ms * RATE_HZ / 1000
    return _filtered(sound, np.exp(-2j * np.pi * turns) * 10 ** (db / 20))


def telephone(parted: Sound) -> Sound:
    """Each channel by itself in the telephone's band."""
    return np.stack([voices._telephone(side) for side in parted.T], axis=1)


def echoed(parted: Sound, db: float, ms: float) -> Sound:
    """Over the telephone, each channel with an echo of the other that went through a narrower line."""
    line = telephone(parted)
    echo = [_band(delayed(side, ms, db), 350, 3_000) for side in line.T[::-1]]
    return np.asarray(line + np.stack(echo, axis=1), np.float32)


def coded(parted: Sound) -> Sound:
    """Each channel through AMR at 12.2 kbit/s, there and back."""
    return np.stack([_amr(side) for side in parted.T], axis=1)


class Place(NamedTuple):
    """Where somebody is: by how much later and louder in one channel than in the other."""

    ms: float
    db: float


def scene(rng: Rng, sources: Iterable[Sound], places: Iterable[Place], *, direct_db: float | None = None) -> Sound:
    """Sources in stereo, (n, 2): dry, or in a room whose reverberation is `direct_db` below the direct sound."""
    heard = []
    for source, place in zip(sources, places, strict=True):
        sides = [delayed(source, max(0, at * place.ms), min(0, at * place.db)) for at in (1, -1)]
        if direct_db is not None:
            sides = [side + _room(rng, side, direct_db) for side in sides]
        heard.append(np.stack(sides, axis=1))
    return np.asarray(np.sum(heard, axis=0), np.float32)


def song(rng: Rng, seconds: float, *, pan_db: float) -> Sound:
    """Four instruments that play at random and a drum, each panned at random by up to so much."""
    t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    parts = []
    for instrument in range(5):
        part = np.zeros(len(t))
        for beat in np.arange(0, seconds - 2, rng.choice([0.25, 0.5, 1.0])):
            note = t[: RATE_HZ // 2]
            hz = 110 * 2 ** (rng.integers(0, 36) / 12)
            tone = np.sum([np.sin(2 * np.pi * hz * h * note) / h for h in (1, 2, 3)], axis=0)
            struck = (
                rng.standard_normal(len(note)) * np.exp(-note * 25)
                if instrument == 4
                else tone * np.exp(-note * 4)
            )
            part[round(beat * RATE_HZ) :][: len(note)] += struck * (rng.random() < 0.75)
        pan = rng.uniform(-pan_db, pan_db) / 40
        parts.append(np.stack([part * 10**pan, part * 10**-pan], axis=1))
    mix = np.sum(parts, axis=0)
    return np.asarray(mix / np.abs(mix).max() / 2, np.float32)


def _band(sound: Sound, low_hz: float, high_hz: float) -> Sound:
    hz = np.fft.rfftfreq(_size(len(sound)), 1 / RATE_HZ)
    return _filtered(sound, (hz >= low_hz) & (hz <= high_hz))


def _room(rng: Rng, sound: Sound, direct_db: float) -> Sound:
    tail = rng.standard_normal(RATE_HZ // 2) * 10 ** (-6 * np.arange(RATE_HZ // 2) / RATE_HZ)
    tail *= 10 ** (-direct_db / 20) / np.sqrt(np.sum(tail**2))
    return _filtered(sound, np.fft.rfft(tail, _size(len(sound))))


def _filtered(sound: Sound, response: npt.NDArray[np.generic]) -> Sound:
    size = _size(len(sound))
    return np.asarray(np.fft.irfft(np.fft.rfft(sound, size) * response, size)[: len(sound)], np.float32)


def _size(samples: int) -> int:
    """A power of two, which is quick, with two seconds to spare."""
    return 1 << (samples + 2 * RATE_HZ).bit_length()


def _amr(sound: Sound) -> Sound:
    encoder = av.CodecContext.create("libopencore_amrnb", "w")
    encoder.sample_rate, encoder.layout, encoder.format, encoder.bit_rate = 8_000, "mono", "s16", 12_200
    decoder = av.CodecContext.create("amrnb", "r")
    decoder.sample_rate, decoder.layout = 8_000, "mono"
    down, up = av.AudioResampler("s16", "mono", 8_000, frame_size=160), av.AudioResampler("flt", "mono", RATE_HZ)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound[None]), format="flt", layout="mono")
    frame.sample_rate = RATE_HZ
    packets = [
        packet for part in [*down.resample(frame), *down.resample(None)] if part for packet in encoder.encode(part)
    ]
    frames = [up.resample(part) for packet in [*packets, *encoder.encode(None)] for part in decoder.decode(packet)]
    heard = np.concatenate([part.to_ndarray()[0] for some in frames for part in some])
    return np.asarray(np.pad(heard, (0, max(0, len(sound) - len(heard))))[: len(sound)], np.float32)
