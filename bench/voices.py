"""Talk whose speakers are known: what others recorded and marked, and calls joined from clips of different people.

The clips (Golos) do not say who speaks. They are taken for fifteen people, one each: by their embeddings no two
are as alike as two parts of one. A joined call has each clip twice, since one is all there is of a voice.
"""

from __future__ import annotations

import json
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

import corpus
from earwitness.recording.decode import Decoding

RATE_HZ = 16_000
PAUSE_S = 0.5
NOISE_DBFS, LEVEL_DBFS = -52.0, -20.0
TELEPHONE_HZ = (300, 3_400)

Samples = npt.NDArray[np.float32]


class Spoken(NamedTuple):
    """Somebody speaks, in seconds."""

    start_s: float
    end_s: float
    speaker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A file, and who speaks in it when."""

    path: Path
    seconds: float
    spoken: tuple[Spoken, ...]


def turns(shared: Path) -> list[Talk]:
    """The five pieces of ../shared/data/turns, as their RTTM has them; the telephone call first."""
    found = []
    for path in sorted((shared / "data/turns").glob("*.wav"), key=lambda path: (path.stem != "sample", path.stem)):
        fields = [line.split() for line in path.with_suffix(".rttm").read_text(encoding="utf-8").splitlines()]
        parts = tuple(Spoken(float(one[3]), float(one[3]) + float(one[4]), one[7]) for one in fields)
        found.append(Talk(path=path, seconds=len(samples(path)) / RATE_HZ, spoken=parts))
    return found


def sample_call() -> Talk:
    """The call of the demonstration: one synthetic voice, resampled for each of the two."""
    path = corpus.ROOT / "demo/call.m4a"
    reference = json.loads(path.with_name("call.reference.json").read_text())
    parts = tuple(
        Spoken(one["start_ms"] / 1000, one["end_ms"] / 1000, one["speaker"]) for one in reference["utterances"]
    )
    return Talk(path=path, seconds=reference["duration_ms"] / 1000, spoken=parts)


def calls(shared: Path, folder: Path) -> dict[str, list[Talk]]:
    """Joined calls by kind, written to a folder."""
    clips = [_trimmed(samples(path)) for path in sorted((shared / "data/speech").glob("golos_*.wav"))]
    narrow = [_telephone(clip) for clip in clips]
    voice = corpus._voice("wav")
    rows = corpus._rows(shared / "data/speech/prompts_ru.tsv")[:96]
    prompts = [_telephone(_trimmed(samples(voice / row["file"].replace("__", "/")))) for row in rows]
    count = len(clips)

    def pairs(kind: str, sound: Sequence[Samples], apart: Sequence[int]) -> list[Talk]:
        chosen = [(one, (one + by) % count) for by in apart for one in range(count)]
        return [_joined(folder / f"{kind}-{a}-{b}.wav", [("a", sound[a]), ("b", sound[b])] * 2) for a, b in chosen]

    return {
        "two clips, 16 kHz": pairs("wide", clips, [4]),
        "two clips, telephone band": pairs("narrow", narrow, [1, 7]),
        "a clip and the prompts' voice, telephone band": [
            _joined(
                folder / f"voice-{at}.wav",
                [
                    ("w", prompts[6 * at]),
                    ("a", clip),
                    ("w", prompts[6 * at + 1]),
                    ("a", clip),
                    ("w", prompts[6 * at + 3]),
                ],
            )
            for at, clip in enumerate(narrow)
        ],
        "the prompts' voice alone": [
            _joined(folder / f"alone-{at}.wav", [("w", prompt) for prompt in prompts[12 * at : 12 * at + 8]])
            for at in range(8)
        ],
        "the sample call": [sample_call()],
    }


def samples(path: Path) -> Samples:
    """All of a file, shape (n,), at RATE_HZ."""
    return np.concatenate(list(Decoding(path)))


def write(path: Path, sound: Samples) -> None:
    """Write (n,) or (n, channels) as 16 bit."""
    with wave.open(str(path), "wb") as file:
        file.setparams((1 if sound.ndim == 1 else sound.shape[1], 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes(np.round(np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def _joined(path: Path, parts: Sequence[tuple[str, Samples]]) -> Talk:
    pause = np.zeros(round(PAUSE_S * RATE_HZ), np.float32)
    sound, spoken, at = [pause], [], len(pause)
    for speaker, part in parts:
        level = 10 ** (LEVEL_DBFS / 20) / np.sqrt(np.mean(part**2))
        spoken.append(Spoken(at / RATE_HZ, (at + len(part)) / RATE_HZ, speaker))
        sound += [part * level, pause]
        at += len(part) + len(pause)
    whole = np.concatenate(sound)
    noise = np.random.default_rng(1972).normal(0, 10 ** (NOISE_DBFS / 20), len(whole))
    write(path, (whole + noise).astype(np.float32))
    return Talk(path=path, seconds=len(whole) / RATE_HZ, spoken=tuple(spoken))


def _telephone(sound: Samples) -> Samples:
    spectrum, hz = np.fft.rfft(sound), np.fft.rfftfreq(len(sound), 1 / RATE_HZ)
    spectrum[(hz < TELEPHONE_HZ[0]) | (hz > TELEPHONE_HZ[1])] = 0
    return np.fft.irfft(spectrum, len(sound)).astype(np.float32)


def _trimmed(sound: Samples) -> Samples:
    """Without the silence at both ends: the reference says that somebody speaks all through."""
    energy = np.convolve(sound**2, np.full(400, 1 / 400), "same")
    loud = np.flatnonzero(energy > 0.02 * energy.max())
    return sound[loud[0] : loud[-1]]
