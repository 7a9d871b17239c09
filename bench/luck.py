"""Measure how much of a difference in word errors to faster-whisper's batched pipeline is the luck of the cut.

    python bench/luck.py             the prompts in four orders
    python bench/luck.py 0 4 5       in these: 0 is that of the other benches, any other is a shuffle of its own

The same prompts in another order are cut at other places, and that alone changes some words in a hundred. Here
both systems write down the Russian (no English) of each order with the same weights, as listeners.py has them, and
a bootstrap over the prompts, paired and pooled over the orders, says how far the difference can be believed. What
is heard can be kept (`--keep FOLDER`), and what is kept there is not heard again: empty it when the code changes.
Without the sound the exit is 3.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import corpus
import report
import score
from earwitness.backends import models
from earwitness.backends.ctranslate2_whisper import WhisperTranscriber
from earwitness.backends.silero_vad import SileroVoiceDetector
from earwitness.recording.decode import Decoding
from earwitness.speech.assemble import assemble
from earwitness.speech.chunks import chunks
from earwitness.speech.heard import Heard
from earwitness.speech.language import shares
from earwitness.speech.listen import listen
from earwitness.workflow.process import BATCH
from listeners import BATCH as THEIR_BATCH
from listeners import BEAM_SIZE

LIBRARIES = ("earwitness", "ctranslate2", "faster-whisper", "onnxruntime", "av", "numpy", "jiwer")

Hear = Callable[[Path], str]


class _WithoutEnglish(WhisperTranscriber):
    translates = False


def main() -> int:
    """Hear each order with both, and print the table."""
    asked = _arguments()
    systems = {"earwitness": _ours(), "faster-whisper, batched": _theirs()}
    rows: list[tuple[str, ...]] = []
    rates: dict[str, list[float]] = {name: [] for name in systems}
    counts: dict[str, list[int]] = {}
    of_words: list[int] = []
    with tempfile.TemporaryDirectory(prefix="earwitness-bench-") as folder:
        for order in asked.orders:
            try:
                sound = corpus.prompts(asked.shared, asked.ending, Path(folder) / f"{order}.wav", order=order)
            except corpus.MissingError as err:
                print(err, file=sys.stderr)
                return 3
            spoken = " ".join(thing.text for thing in sound.said)
            cells = [str(order)]
            at = sorted(range(len(sound.said)), key=lambda place: sound.said[place].text)
            of_words = [len(score.words(sound.said[place].text)) for place in at]
            for name, hear in systems.items():
                heard = _kept(asked.keep, f"{name} {asked.ending} {order}.txt", partial(hear, sound.path))
                found = score.errors([(spoken, heard)])
                rates[name].append(found.rate)
                by_thing = score.errors_by_thing(sound.said, heard)
                here = [by_thing[place] for place in at]
                counts[name] = [sum(both) for both in zip(counts.get(name, [0] * len(here)), here, strict=True)]
                cells.append(f"{found.rate:.2%} ({found.substitutions}, {found.deletions}, {found.insertions})")
            rows.append(tuple(cells))
            print(*cells, sep="  ", file=sys.stderr, flush=True)
    rows.append(("mean", *(f"{statistics.mean(each):.2%}" for each in rates.values())))
    ours, theirs = counts.values()
    more, low, high = score.difference(ours, theirs, [number * len(asked.orders) for number in of_words])
    print(report.machine(LIBRARIES))
    print()
    print(report.table(("order", *systems), rows))
    print(f"\nIn brackets: substituted, dropped, inserted. The difference is {100 * more:+.2f} points, ", end="")
    print(f"by a bootstrap over the prompts {100 * low:+.2f} to {100 * high:+.2f}.")
    return 0


def _kept(folder: Path | None, name: str, hear: Callable[[], str]) -> str:
    """What was heard, from the folder where it is there, else heard and left there."""
    if folder is None:
        return hear()
    file = folder / name
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_text(hear(), encoding="utf-8")
    return file.read_text(encoding="utf-8")


def _ours() -> Hear:
    whisper, detect = _WithoutEnglish(models.find(models.EMBEDDED)), SileroVoiceDetector()

    def hear(sound: Path) -> str:
        remaining = chunks(Decoding(sound), detect)
        heard: list[Heard] = []
        while batch := tuple(islice(remaining, BATCH)):
            heard += listen(whisper, batch, before=shares(heard))
        return " ".join(one.text for one in assemble(heard, turns=None, gaps=()).utterances)

    return hear


def _theirs() -> Hear:
    from faster_whisper import BatchedInferencePipeline, WhisperModel  # noqa: PLC0415  (slow to load)

    model = WhisperModel(str(models.find(models.EMBEDDED).path), device="cpu", compute_type="int8")
    transcribe: Any = BatchedInferencePipeline(model).transcribe

    def hear(sound: Path) -> str:
        segments, _ = transcribe(str(sound), beam_size=BEAM_SIZE, batch_size=THEIR_BATCH)
        return " ".join(segment.text for segment in segments)

    return hear


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("orders", nargs="*", type=int, default=[0, 1, 2, 3], metavar="ORDER", help="which orders")
    parser.add_argument(
        "--ending", choices=("wav", "gsm"), default="wav", help="as recorded, or as GSM coded them"
    )
    parser.add_argument("--shared", type=Path, default=corpus.ROOT.parent / "shared", help="where data/ lies")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
