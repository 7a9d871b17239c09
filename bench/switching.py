"""Measure calls that change their language every few sentences: how much is heard in the right one, and how right.

    python bench/switching.py              six calls of Russian and English prompts, and the prompts unmixed
    python bench/switching.py --seed 2     the same prompts in another order, with other pauses

A heard word belongs to the sentence in whose time its middle lies, or to the nearest; it is in the right
language if its utterance is in the one of that sentence. Time counts where a sentence and an utterance overlap.
The table goes to standard output. Where the prompts are not on this machine, it says how to get them, and the exit
is 3.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import corpus
import report
import score
from corpus import Said, Sound
from earwitness.backends.protocols import Transcriber
from earwitness.backends.registry import transcriber
from earwitness.records.view import RecordingView
from earwitness.workflow.case import Case

LIBRARIES = ("earwitness", "ctranslate2", "faster-whisper", "numpy", "jiwer")


@dataclass(slots=True)
class Tally:
    """What was heard of the sentences of one language: texts side by side, and what is in which language."""

    texts: list[tuple[str, str]] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    heard_ms: Counter[str] = field(default_factory=Counter)
    spoken_ms: int = 0


def tally(pairs: Iterable[tuple[Sound, RecordingView]]) -> dict[str, Tally]:
    """What was heard of each language's sentences, over all sounds."""
    found: dict[str, Tally] = {}
    for sound, seen in pairs:
        texts: list[list[str]] = [[] for _ in sound.said]
        for one in seen.utterances:
            for word in one.words:
                place = score.nearest(sound.said, (word.span.start_ms + word.span.end_ms) / 2)
                texts[place].append(word.text)
                of = found.setdefault(sound.said[place].language, Tally())
                of.words[one.utterance.language] += 1
        for said, heard in zip(sound.said, texts, strict=True):
            of = found.setdefault(said.language, Tally())
            of.texts.append((said.text, " ".join(heard)))
            of.spoken_ms += said.end_ms - said.start_ms
            for one in seen.utterances:
                of.heard_ms[one.utterance.language] += _overlap_ms(said, one.span.start_ms, one.span.end_ms)
    return found


def main() -> int:
    """Measure, and print the table."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="earwitness-bench-") as folder:
        try:
            mixed, unmixed = corpus.switching(asked.shared, Path(folder), calls=asked.calls, seed=asked.seed)
        except corpus.MissingError as err:
            print(f"Nothing was measured. {err}", file=sys.stderr)
            return 3
        hears = transcriber(asked.model)
        rows = [
            row
            for name, sounds in (("unmixed", unmixed), ("switching", mixed))
            for row in _rows(name, [(sound, _heard(sound, hears, Path(folder) / "case")) for sound in sounds])
        ]
    head = ("sentences", "WER", "words", "words in the right language", "time in the right language", "others")
    print(report.machine(LIBRARIES), report.table(("", *head), rows), sep="\n\n")
    return 0


def _heard(sound: Sound, hears: Transcriber, case: Path) -> RecordingView:
    return Case.open_or_create(case).process(sound.path, model=hears, diarizer=None)


def _rows(name: str, pairs: Sequence[tuple[Sound, RecordingView]]) -> Iterable[tuple[str, ...]]:
    for language, of in sorted(tally(pairs).items(), reverse=True):
        wrong = score.errors(of.texts, language)
        others = ", ".join(f"{other} {count}" for other, count in of.words.most_common() if other != language)
        yield (
            f"{name}, {language}",
            str(len(of.texts)),
            f"{wrong.rate:.1%}",
            str(wrong.words),
            f"{of.words[language] / max(1, of.words.total()):.1%}",
            f"{of.heard_ms[language] / max(1, of.heard_ms.total()):.1%}",
            others or "none",
        )


def _overlap_ms(said: Said, start_ms: int, end_ms: int) -> int:
    return max(0, min(said.end_ms, end_ms) - max(said.start_ms, start_ms))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=6, help="how many calls the prompts make (default: 6)")
    parser.add_argument("--seed", type=int, default=1, help="decides order and pauses (default: 1)")
    parser.add_argument("--model", default="base", help="the model that hears (default: base)")
    parser.add_argument("--shared", type=Path, default=corpus.ROOT.parent / "shared", help="where data/ lies")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
