"""Measure two-channel calls: how far they are from stereo, what is left of echoes and what is lost of speech.

    python bench/two_channels.py             both parts
    python bench/two_channels.py apart       what is decided, by which figures, of calls and scenes of many kinds
    python bench/two_channels.py echo        what the voice detector hears of echoes, and what is left of it

The sound is that of sides.py. Tables go to standard output.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

import corpus
import sides
from earwitness.backends.silero_vad import SileroVoiceDetector
from earwitness.recording.channels import arrangement
from earwitness.records.speech import Drop
from earwitness.records.time import Span
from earwitness.speech.chunks import chunks
from sides import RATE_HZ, Place, Rng, Sound

SEEDS = range(8)
SECONDS = 60.0
ECHO_DB, ECHO_MS = (-15, -20, -25), (0, 20, 40, 80)
HISS_DBFS = -55.0
AUDIBLE_DBFS = -48.0
FRAME_MS = 10

Kinds = Mapping[str, Callable[[Rng], Sound]]
Mask = npt.NDArray[np.bool_]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", default=["apart", "echo"])
    for part in parser.parse_args().parts:
        {"apart": apart, "echo": echo}[part]()


# What two channels are to each other


def _call(rng: Rng, *, hiss: float = -60.0, colour: float = 0.0, **how: object) -> Sound:
    talk = sides.call(rng, SECONDS, **how)
    return talk + sides.noise(rng, len(talk), hiss, colour=colour)


def _with_echo(rng: Rng, *, db: float, **how: object) -> Sound:
    talk = sides.echoed(sides.call(rng, SECONDS, **how), db, float(rng.uniform(0, 80)))
    return talk + sides.noise(rng, len(talk), HISS_DBFS)


def _one_side(rng: Rng, *, hiss: float | None) -> Sound:
    talk = sides.call(rng, SECONDS) * np.array([1, 0], np.float32)
    return talk if hiss is None else talk + sides.noise(rng, len(talk), hiss)


def _copied(rng: Rng, *, gain: float = 1.0, late_ms: float = 0.0) -> Sound:
    mono = _call(rng).sum(axis=1)
    return np.stack([mono, sides.delayed(mono, late_ms) * np.float32(gain)], axis=1)


def _scene(rng: Rng, *, db: float, direct_db: float | None, hiss: float = HISS_DBFS) -> Sound:
    talk = sides.call(rng, SECONDS)
    ms = float(rng.uniform(0, 1))
    heard = sides.scene(rng, talk.T, [Place(ms, db), Place(-ms, -db)], direct_db=direct_db)
    return heard + sides.noise(rng, len(talk), hiss)


CALLS: Kinds = {
    "digital silence between": partial(_call, hiss=-120.0),
    "hiss of -60 dBFS": _call,
    "half of the turns interrupt": partial(_call, both=0.5),
    "the second speaks 5 % of the turns": partial(_call, share=0.95),
    "levels 20 dB unequal": partial(_call, db=(-15, -35)),
    **{f"echo of {db} dB, up to 80 ms late": partial(_with_echo, db=db) for db in ECHO_DB},
    "echo of -15 dB, AMR": lambda rng: sides.coded(_with_echo(rng, db=-15)),
    "AMR": lambda rng: sides.coded(_call(rng, hiss=-45.0)),
    "white noise, 5 dB below speech": partial(_call, hiss=-25.0),
    "noise of a street, 10 dB below": partial(_call, hiss=-30.0, colour=6.0),
    "one side digitally silent": partial(_one_side, hiss=None),
    "one side silent, hiss": partial(_one_side, hiss=-50.0),
}

SCENES: Kinds = {
    "the same twice": _copied,
    "the same, 20 dB softer": partial(_copied, gain=0.1),
    "the same, 30 dB softer": partial(_copied, gain=0.03),
    "the same, upside down and 12 dB softer": partial(_copied, gain=-0.25),
    "the same, 1 ms late": partial(_copied, late_ms=1.0),
    "the same, 30 ms late": partial(_copied, late_ms=30.0),
    **{
        f"two voices, {db} dB to the left and right, {room}": partial(_scene, db=float(db), direct_db=direct_db)
        for db in (0, 5, 10)
        for room, direct_db in (("dry", None), ("room", 6.0), ("echoing room", 0.0), ("hall", -5.0))
    },
    "two voices, 10 dB to the sides, noise of their own": partial(_scene, db=10.0, direct_db=None, hiss=-35.0),
    "a song, panned by up to 10 dB": lambda rng: sides.song(rng, SECONDS, pan_db=10.0),
    "a song, panned by up to 20 dB": lambda rng: sides.song(rng, SECONDS, pan_db=20.0),
    "hiss alone": lambda rng: sides.noise(rng, round(SECONDS * RATE_HZ), -40.0),
}


def apart() -> None:
    """The figures of each kind, from the least to the most."""
    print("| sound | taken for a call | both leads, dB | the smaller lead, dB | alike |")
    print("|---|---|---|---|---|")
    for title, kinds in (("calls", CALLS), ("scenes", SCENES)):
        print(f"| *{title}* |||||")
        for name, make in kinds.items():
            found = [arrangement([make(np.random.default_rng(seed))]) for seed in SEEDS]
            leads = [(one.first_leads_db, one.second_leads_db) for one in found]
            figures = [[sum(both) for both in leads], [min(both) for both in leads]]
            alike = [one.alike_permille / 1000 for one in found]
            cells = [f"{min(each)} to {max(each)}" for each in figures] + [f"{min(alike):.2f} to {max(alike):.2f}"]
            print(f"| {name} | {sum(one.apart for one in found)} of {len(found)} | {' | '.join(cells)} |")


# Echoes


class Count(NamedTuple):
    """Of stretches that are an echo only, what the detector hears and what is left; of speech, what is lost."""

    heard_s: float
    left_s: float
    left: int
    own_s: float
    lost_s: float


def echo() -> None:
    """Echoes left and speech lost, by kind of line and by loudness of the echo; all delays together."""
    print("| call | line | echo, dB | echo heard, s | left, s | stretches left | speech, s | speech lost, s |")
    print("|---|---|---|---|---|---|---|---|")
    joined = sides.call(np.random.default_rng(3), 90, both=0.25)
    for call, parted in (("the sample call", sides.sample_call()), ("joined", joined)):
        for line in ("clean", "hiss", "AMR"):
            for db in ECHO_DB:
                counts = [count(parted, line_of(sides.echoed(parted, db, ms), line)) for ms in ECHO_MS]
                total = Count(*(sum(each) for each in zip(*counts, strict=True)))
                print(
                    f"| {call} | {line} | {db} | {total.heard_s:.1f} | {total.left_s:.1f} | {total.left} "
                    f"| {total.own_s:.1f} | {total.lost_s:.1f} |"
                )
    print("\n| a second voice, below the first, dB | line | echo, dB | heard | lost |\n|---|---|---|---|---|")
    for below in (10, 14, 18):
        talk, spans = interjections(np.random.default_rng(11), -20.0 - below)
        for line in ("clean", "hiss", "AMR"):
            for db in ECHO_DB:
                heard = lost = 0
                for ms in ECHO_MS:
                    kept, dropped = cut(line_of(sides.echoed(talk, db, ms), line))
                    voiced = [one for one in spans if share(kept[1] | dropped[1], one) > 0.4]
                    heard += len(voiced)
                    lost += sum(share(kept[1], one) < 0.2 for one in voiced)
                print(f"| {below} | {line} | {db} | {heard} | {lost} |")


def line_of(parted: Sound, line: str) -> Sound:
    """The same over a line that is `clean`, has `hiss`, or codes with `AMR` what has hiss."""
    if line == "clean":
        return parted
    noisy = parted + sides.noise(np.random.default_rng(7), len(parted), HISS_DBFS)
    return sides.coded(noisy) if line == "AMR" else noisy


def cut(sound: Sound) -> tuple[Sequence[Mask], Sequence[Mask]]:
    """Where a voice is heard in each channel, and where one was left out as an echo, every FRAME_MS."""
    drops: list[Drop] = []
    found = list(chunks([sound], SileroVoiceDetector(), left_out=drops.append))
    frames = len(sound) * 1000 // RATE_HZ // FRAME_MS
    kept, dropped = (tuple(np.zeros(frames, bool) for _ in sound.T) for _ in range(2))
    for chunk in found:
        for voice in chunk.voice:
            kept[(chunk.channel or 1) - 1][_frames(voice.span)] = True
    for drop in drops:
        dropped[(drop.channel or 1) - 1][_frames(drop.span)] = True
    return kept, dropped


def count(parted: Sound, sound: Sound) -> Count:
    """Compare what is cut out of the sound with who is known to speak in it."""
    kept, dropped = cut(sound)
    counts, known = [], sides.telephone(parted)
    for side, (here, out) in enumerate(zip(kept, dropped, strict=True)):
        own = _audible(known[:, side])
        near = np.convolve(own, np.ones(61), "same") > 0
        left = np.diff(here & ~near, prepend=False) & here & ~near
        figures = [(here | out) & ~near, here & ~near, left, own & (here | out), own & out & ~here]
        counts.append([figure.sum() for figure in figures])
    heard, remaining, stretches, speech, lost = np.sum(counts, axis=0)
    seconds = FRAME_MS / 1000
    return Count(heard * seconds, remaining * seconds, int(stretches), speech * seconds, lost * seconds)


def interjections(rng: Rng, dbfs: float) -> tuple[Sound, list[Span]]:
    """A call whose second party says half a second now and then while the first speaks on; and when."""
    talk = sides.call(rng, 90, share=0.7, both=0.1)
    clips = [_loudest(clip) for person in sides.people() for clip in person[:1] if len(clip) > RATE_HZ]
    spans, at = [], RATE_HZ
    while at < len(talk) - 2 * RATE_HZ:
        around, here = slice(at - RATE_HZ // 4, at + RATE_HZ), slice(at, at + RATE_HZ // 2)
        if not talk[around, 1].any() and np.sqrt(np.mean(talk[here, 0] ** 2)) > 0.02:
            talk[here, 1] = clips[rng.integers(len(clips))] * np.float32(10 ** (dbfs / 20))
            spans.append(Span(at // 16, at // 16 + 500))
            at += 2 * RATE_HZ
        at += RATE_HZ // 4
    return talk, spans


def _loudest(clip: Sound) -> Sound:
    """Half a second of it, as the telephone lets it through, with a root mean square of 1."""
    line = sides.telephone(clip[:, None])[:, 0]
    energy = np.cumsum(line**2, dtype=np.float64)
    part = line[int(np.argmax(energy[RATE_HZ // 2 :] - energy[: -RATE_HZ // 2])) :][: RATE_HZ // 2]
    return np.asarray(part / np.sqrt(np.mean(part**2)), np.float32)


def _audible(side: Sound) -> Mask:
    frames = side[: len(side) // 160 * 160].reshape(-1, 160)
    power = np.convolve(np.mean(np.square(frames), axis=1), np.full(3, 1 / 3), "same")
    return np.asarray(power > 10 ** (AUDIBLE_DBFS / 10))


def _frames(span: Span) -> slice:
    return slice(span.start_ms // FRAME_MS, span.end_ms // FRAME_MS)


def share(mask: Mask, span: Span) -> float:
    """How much of the span is marked."""
    return float(mask[_frames(span)].mean())


if __name__ == "__main__":
    try:
        main()
    except corpus.MissingError as err:
        raise SystemExit(str(err)) from err
