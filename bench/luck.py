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
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path
from typing import Any

import corpus
import original
import report
import score
from earwitness.backends import models
from earwitness.recording.decode import Decoding
from listeners import BATCH as THEIR_BATCH
from listeners import BEAM_SIZE

LIBRARIES = ("earwitness", "ctranslate2", "faster-whisper", "onnxruntime", "av", "numpy", "jiwer")

OURS, THEIRS = "earwitness", "faster-whisper, batched"
Hear = Callable[[Path], str]


def main() -> int:
    """Hear each order with both, and print the table."""
    asked = _arguments()
    systems = {OURS: _ours(), THEIRS: _theirs()}
    rows: list[tuple[str, ...]] = []
    found: dict[str, list[list[score.Misheard]]] = {name: [] for name in systems}
    of_words: list[int] = []
    with tempfile.TemporaryDirectory(prefix="earwitness-bench-") as folder:
        for order in asked.orders:
            try:
                sound = corpus.prompts(asked.shared, asked.ending, Path(folder) / f"{order}.wav", order=order)
            except corpus.MissingError as err:
                print(err, file=sys.stderr)
                return 3
            said = sound.said
            same = sorted(range(len(said)), key=lambda place: said[place].text)  # in one order for all orders
            of_words = [len(score.words(said[place].text)) for place in same]
            cells = [str(order)]
            for name, hear in systems.items():
                heard = _kept(asked.keep, f"{name} {asked.ending} {order}.txt", partial(hear, sound.path))
                wrong = score.errors([(" ".join(thing.text for thing in said), heard)])
                where = score.misheard(said, heard)
                found[name].append([where[place] for place in same])
                cells.append(f"{wrong.rate:.2%} ({wrong.substitutions}, {wrong.deletions}, {wrong.insertions})")
            rows.append(tuple(cells))
            print(*cells, sep="  ", file=sys.stderr, flush=True)
    print(report.machine(LIBRARIES), report.table(("order", *systems), rows), sep="\n\n")
    print(f"\n{_difference(found[OURS], found[THEIRS], of_words)} {_flips(found)}")
    return 0


def _difference(
    ours: Sequence[Sequence[score.Misheard]], theirs: Sequence[Sequence[score.Misheard]], of_words: Sequence[int]
) -> str:
    """How far apart the two are over all orders, with the bootstrap's interval."""
    totals = [[sum(one.errors for one in each) for each in zip(*system, strict=True)] for system in (ours, theirs)]
    points = score.difference(totals[0], totals[1], [number * len(ours) for number in of_words])
    more, low, high = (f"{100 * one:+.2f}" for one in points)
    return f"The difference is {more} points, 95 % of a bootstrap over the prompts {low} to {high}."


def _flips(found: Mapping[str, Sequence[Sequence[score.Misheard]]]) -> str:
    """How many words one hearing gets right and another wrong: across systems, and across orders."""
    across = [_flipped(ours, theirs) for ours, theirs in zip(found[OURS], found[THEIRS], strict=True)]
    told = [f"Words that only one of the two gets right, by order: {', '.join(map(str, across))}."]
    for name, orders in found.items():
        if within := [_flipped(one, other) for one, other in combinations(orders, 2)]:
            told.append(f"Words that {name} gets right in only one of two orders: {min(within)} to {max(within)}.")
    return " ".join(told)


def _flipped(one: Sequence[score.Misheard], other: Sequence[score.Misheard]) -> int:
    return sum(len(here.lost ^ there.lost) for here, there in zip(one, other, strict=True))


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
    whisper = original.whisper()
    return lambda sound: original.text(original.hear(whisper, Decoding(sound)))


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
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where to keep what is heard")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
