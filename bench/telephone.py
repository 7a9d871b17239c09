"""Measure what may be done to telephone sound before it is recognised: does it lower the word error rate?

    python bench/telephone.py                          seven kinds of sound, as they are and in seven treatments
    python bench/telephone.py gsm hum                  only these
    python bench/telephone.py gsm --orders 1 2 --treatments level --prompts 212

The prompts are joined in a shuffled order (corpus.py) and heard as Russian, without English, once as they are and
once with each treatment (treatments.py). One of these, to make it 1 dB softer, can do no good and no harm: what it
changes is luck. In brackets is the 95 % interval of the difference to "as it is", in points, by a bootstrap over
the prompts (or clips), paired and pooled over the orders. Without the sound the exit is 3.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import corpus
import original
import report
import score
import treatments
from corpus import Said
from earwitness.backends.protocols import Samples
from earwitness.records.speech import Utterance
from treatments import Treatment

LIBRARIES = ("earwitness", "ctranslate2", "faster-whisper", "onnxruntime", "av", "numpy", "jiwer")
LANGUAGE = "ru"

TREATMENTS: Mapping[str, Treatment] = {
    "level": Treatment(sound=treatments.level),
    "voices": Treatment(chunk=treatments.level_of_voices),
    "80": Treatment(sound=treatments.high_pass(80)),
    "200": Treatment(sound=treatments.high_pass(200)),
    "300": Treatment(sound=treatments.high_pass(300)),
    "notch": Treatment(sound=treatments.without_hum),
    "softer": Treatment(sound=treatments.softer),
}
IN_WORDS = {
    "level": "level of the whole",
    "voices": "level of each voice",
    "80": "above 80 Hz",
    "200": "above 200 Hz",
    "300": "above 300 Hz",
    "notch": "without 50, 100, 150 Hz",
    "softer": "1 dB softer",
}

Spoil = Callable[[Samples, Sequence[Said]], Samples]
SPOILT: Mapping[str, tuple[str, Spoil]] = {
    "prompts": ("wav", lambda samples, _: samples),
    "gsm": ("gsm", lambda samples, _: samples),
    "soft": ("wav", lambda samples, _: treatments.soft(samples)),
    "uneven": ("gsm", treatments.uneven),
    "hum": ("wav", lambda samples, _: treatments.with_hum(samples)),
    "noise": ("wav", lambda samples, _: treatments.with_noise(samples)),
}
"""How the prompts were recorded, and what is done to them."""

Piece = tuple[Samples, Sequence[Said]]
Counts = dict[str, tuple[int, int]]
"""Errors and words of each thing that is said, by its text."""


def counted(said: Sequence[Said], heard: str) -> Counts:
    """The errors of each; things that say the same are counted as one."""
    return added(
        [
            {thing.text: (wrong.errors, len(score.words(thing.text)))}
            for thing, wrong in zip(said, score.misheard(said, heard), strict=True)
        ]
    )


def added(all_counts: Iterable[Counts]) -> Counts:
    """The counts of several hearings together."""
    total: Counts = {}
    for counts in all_counts:
        for text, (wrong, of_words) in counts.items():
            before = total.get(text, (0, 0))
            total[text] = before[0] + wrong, before[1] + of_words
    return total


def rate(counts: Counts) -> float:
    """The word error rate."""
    return sum(wrong for wrong, _ in counts.values()) / sum(of_words for _, of_words in counts.values())


def change(as_it_is: Counts, treated: Counts) -> tuple[float, float, float]:
    """By how much the rate is more than of the untreated, and the interval of it."""
    texts = sorted(as_it_is)
    return score.difference(
        [treated[text][0] for text in texts],
        [as_it_is[text][0] for text in texts],
        [as_it_is[text][1] for text in texts],
    )


def main() -> int:
    """Hear each sound in each treatment, and print the table."""
    asked = _arguments()
    whisper = original.whisper()

    def heard(pieces: Iterable[Piece], how: Treatment) -> Counts:
        return added(counted(said, original.text(_hear(whisper, how, samples))) for samples, said in pieces)

    rows: list[tuple[str, ...]] = []
    for name in asked.sounds:
        try:
            pieces = list(pieces_of(name, asked.shared, prompts=asked.prompts, orders=asked.orders))
        except corpus.MissingError as err:
            print(f"Nothing was measured of {name}. {err}", file=sys.stderr)
            return 3
        plain = heard(pieces, Treatment())
        cells = [name, str(sum(of_words for _, of_words in plain.values())), f"{rate(plain):.1%}"]
        for treatment in asked.treatments:
            treated = heard(pieces, TREATMENTS[treatment])
            _, low, high = change(plain, treated)
            cells.append(f"{rate(treated):.1%} ({100 * low:+.1f} to {100 * high:+.1f})")
        rows.append(tuple(cells))
        print(*cells, sep="  ", file=sys.stderr, flush=True)
    head = ("", "words", "as it is", *(IN_WORDS[treatment] for treatment in asked.treatments))
    print(report.machine(LIBRARIES), report.table(head, rows), sep="\n\n")
    return 0


def _hear(whisper: original.Original, how: Treatment, samples: Samples) -> Sequence[Utterance]:
    return original.hear(whisper, [how.sound(samples)], language=LANGUAGE, change=how.chunk)


def pieces_of(name: str, shared: Path, *, prompts: int, orders: Sequence[int]) -> Iterator[Piece]:
    """The sounds of that name, and what is said in each: the first prompts of each order, or the clips."""
    if name == "clips":
        for clip in corpus.clips(shared):
            yield original.samples(clip.path), clip.said
        return
    ending, spoil = SPOILT[name]
    for order in orders:
        with tempfile.TemporaryDirectory(prefix="earwitness-bench-") as folder:
            sound = corpus.prompts(shared, ending, Path(folder) / "prompts.wav", order=order)
            said = sound.said[:prompts]
            samples = original.samples(sound.path)[: said[-1].end_ms * original.PER_MS]
        yield spoil(samples, said), said


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sounds = [*SPOILT, "clips"]
    parser.add_argument("sounds", nargs="*", default=sounds, metavar="SOUND", help=f"of {', '.join(sounds)}")
    parser.add_argument("--treatments", nargs="+", choices=TREATMENTS, default=list(TREATMENTS), help="which")
    parser.add_argument("--prompts", type=int, default=80, help="how many of each order (default: 80)")
    parser.add_argument("--orders", type=int, nargs="+", default=[1], help="in which orders (default: 1)")
    parser.add_argument("--shared", type=Path, default=corpus.ROOT.parent / "shared", help="where data/ lies")
    asked = parser.parse_args()
    if unknown := set(asked.sounds) - set(sounds):
        parser.error(f"There is no sound {', '.join(sorted(unknown))}: {', '.join(sounds)}.")
    return asked


if __name__ == "__main__":
    sys.exit(main())
