"""How well a machine's voice is understood, and what the wave of a voice that is left out still shows.

    python bench/narration.py

The utterances of the sample call are read by eSpeak NG, in English and in Russian, and by Festival, and heard by
the recogniser (base), as is the call itself, in which Festival speaks by telephone: the word error rate. Then the
swings of each utterance's loudness between 2 and 8 times a second, where syllables are, are looked for in the wave
that is drawn of it: with all its peaks, and as it is drawn where the voice is left out.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

import jiwer
import numpy as np
from numpy.typing import NDArray

from earwitness.backends import registry
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Transcriber
from earwitness.recording.clip_files import write_wav
from earwitness.recording.decode import Decoding
from earwitness.recording.envelope import coarse_peaks, peaks_of
from earwitness.testing import chunk
from earwitness.workflow.narration import NARRATORS
from score import words

DEMO = Path(__file__).parents[1] / "demo"
PEAKS = 400
SYLLABLES_HZ = (2.0, 8.0)

Sound = NDArray[np.float32]


def main() -> None:
    """Print both tables."""
    said = json.loads((DEMO / "call.reference.json").read_text("utf-8"))["utterances"]
    whole = np.concatenate(list(Decoding(DEMO / "call.m4a", sample_rate_hz=SAMPLE_RATE_HZ)))
    spoken = [whole[16 * one["start_ms"] : 16 * one["end_ms"]] for one in said]
    recogniser = registry.transcriber("base")
    print("| read by | words | WER |")
    print("|---|---|---|")
    for name, language, key, sounds in (
        ("English, eSpeak NG", "en", "english", list(_read("espeak", [one["english"] for one in said], "en"))),
        ("Russian, eSpeak NG", "ru", "text", list(_read("espeak", [one["text"] for one in said], "ru"))),
        ("Russian, Festival", "ru", "text", list(_read("festival", [one["text"] for one in said], "ru"))),
        ("Russian, the call itself", "ru", "text", spoken),
    ):
        meant = [words(one[key], language) for one in said]
        heard = [words(text, language) for text in _heard(recogniser, sounds, language)]
        wer = jiwer.wer([" ".join(one) for one in meant], [" ".join(one) or "-" for one in heard])
        print(f"| {name} | {sum(map(len, meant))} | {wer:.2f} |")
    fine, coarse = zip(*(_left(sound) for sound in spoken), strict=True)
    print("\n| wave | left of the syllables, median | least and most | utterances of a second and more, most |")
    print("|---|---|---|---|")
    for name, found in (("all its peaks", fine), ("of a voice that is left out", coarse)):
        long = max(one for one, sound in zip(found, spoken, strict=True) if len(sound) >= SAMPLE_RATE_HZ)
        print(f"| {name} | {median(found):.1%} | {min(found):.1%} to {max(found):.1%} | {long:.1%} |")


def _read(by: str, texts: Sequence[str], language: str) -> Iterator[Sound]:
    narrator = NARRATORS[by]()
    with tempfile.TemporaryDirectory() as folder:
        for sound in narrator.read(texts, language):
            path = Path(folder) / "read.wav"
            write_wav(path, sound[:, None], narrator.sample_rate_hz)
            yield np.concatenate(list(Decoding(path, sample_rate_hz=SAMPLE_RATE_HZ)))


def _heard(recogniser: Transcriber, sounds: Sequence[Sound], language: str) -> list[str]:
    chunks = [chunk(sound[: 28 * SAMPLE_RATE_HZ]) for sound in sounds]
    return [one.text for one in recogniser.listen(chunks).transcribe([language] * len(chunks))]


def _left(sound: Sound) -> tuple[float, float]:
    """How much either wave of a sound still swings where the sound's loudness does, as a share of its swing."""
    loudness = np.array([float(np.sqrt(np.mean(part**2))) for part in np.array_split(sound, PEAKS)])
    true = _syllables(loudness, len(sound))
    fine = _syllables(np.array(peaks_of(sound, PEAKS)), len(sound))
    coarse = _syllables(np.array(coarse_peaks(sound, PEAKS, rate_hz=SAMPLE_RATE_HZ)), len(sound))
    all_peaks, left_out = (float(abs(np.dot(true, one)) / np.dot(true, true)) for one in (fine, coarse))
    return all_peaks, left_out


def _syllables(wave: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """How a wave, as high as the picture has it, swings at the rate of syllables."""
    spectrum = np.fft.rfft(wave / wave.max())
    hertz = np.fft.rfftfreq(len(wave), count / SAMPLE_RATE_HZ / len(wave))
    spectrum[(hertz < SYLLABLES_HZ[0]) | (hertz > SYLLABLES_HZ[1])] = 0
    return np.fft.irfft(spectrum, len(wave))


if __name__ == "__main__":
    main()
