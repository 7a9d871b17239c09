"""Measure hints to the decoder: what words given beforehand do to what is heard, and to what nobody said.

    python bench/hints.py                            prompts, gsm, noise, clips, nonspeech
    python bench/hints.py nonspeech --sounds FOLDER  sounds of your own in which nobody says a word

A hint is text that the decoder takes for what was said before (`<|startofprev|>`, as faster-whisper gives its hot
words). It is given nowhere, in all hearings, or in the second hearing of doubtful places alone (speech/again.py).
Half of its words are rare ones of the sound, half are towns, names and soldiers' words that are never said in it;
to the sounds without speech, the hint of the prompts is given. The language is given as Russian. In brackets is
the 95 % interval of the difference to no hint, in points, by a paired bootstrap over prompts or clips. Without the
sound the exit is 3.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jiwer
import numpy as np

import corpus
import original
import report
import score
from corpus import Said
from earwitness.backends.protocols import Chunk
from earwitness.backends.whisper_engine import Engine
from earwitness.backends.whisper_listening import WhisperListening
from earwitness.records.speech import Utterance
from telephone import SPOILT, Piece, added, change, counted, pieces_of, rate

LIBRARIES = ("earwitness", "ctranslate2", "faster-whisper", "onnxruntime", "av", "numpy", "jiwer")
LANGUAGE = "ru"
NONSPEECH = "nonspeech"
DEFAULT = ("prompts", "gsm", "noise", "clips", NONSPEECH)
MODES = {"no hint": (False, False), "all hearings": (True, True), "the second hearing": (False, True)}
"""Whether the hint is given to the first hearing, and to the second."""

MISLEADING = (
    *("Херсон", "Балаклея", "Ростов", "Мелитополь", "Изюм", "Васильков", "Чернигов", "Саратов"),
    *("гаубица", "комбат", "дивизион", "миномёт", "блокпост", "Тамара", "Лопатин"),
)
HINTED, LETTERS, TIMES = 15, 8, 2
"""So many words of the sound are hinted at, so long at least and said so often at most."""

Start = tuple[str, int]
"""A word as it is compared, and when it starts, in ms."""


class _HintedModel:
    """CTranslate2's model, given the hint before each prompt."""

    def __init__(self, model: Any, before: Sequence[int]) -> None:
        self._model, self._before = model, before

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def generate(self, encoded: Any, prompts: Sequence[Sequence[int]], **options: Any) -> Any:
        return self._model.generate(encoded, [[*self._before, *prompt] for prompt in prompts], **options)


class _HintedEngine:
    """The engine with such a model; words are aligned by the model as it is."""

    def __init__(self, engine: Engine, hint: str) -> None:
        tokenizer = engine.tokenizer("transcribe", LANGUAGE)
        self._engine = engine
        self.model = _HintedModel(engine.model, [tokenizer.sot_prev, *tokenizer.encode(f" {hint}")])

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


class Hinted(original.Original):
    """Whisper with a hint to the first hearings, to the second, or to both; for one sound of known language."""

    def __init__(self, whisper: original.Original, *, first: str | None, second: str | None) -> None:
        self._engine, self._info = whisper._engine, whisper.info
        self._first, self._second = (
            _HintedEngine(whisper._engine, hint) if hint else whisper._engine for hint in (first, second)
        )
        self._heard_to_ms = 0
        self.again_ms = 0

    def listen(self, chunks: Sequence[Chunk]) -> WhisperListening:
        """Encode the chunks; those that lie in what was heard already are heard for the second time."""
        again = chunks[0].span.start_ms < self._heard_to_ms
        if again:
            self.again_ms += sum(chunk.span.duration_ms for chunk in chunks)
        self._heard_to_ms = max(self._heard_to_ms, *(chunk.span.end_ms for chunk in chunks))
        engine: Any = self._second if again else self._first
        return WhisperListening(engine, chunks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The utterances of each piece, and how much of them was heard for the second time."""

    pieces: Sequence[Sequence[Utterance]]
    again_ms: int


def hint_for(said: Iterable[Said], *, seed: int = 0) -> tuple[list[str], str]:
    """The words of these that are hinted at, and the hint: them and the misleading ones, shuffled."""
    draw = random.Random(seed)
    counts = Counter(word for thing in said for word in score.words(thing.text))
    rare = sorted(word for word, times in counts.items() if times <= TIMES and len(word) >= LETTERS)
    hinted = sorted(draw.sample(rare, min(HINTED, len(rare))))
    mixed = [*hinted, *MISLEADING]
    draw.shuffle(mixed)
    return hinted, ", ".join(mixed)


def recalled(spoken: Iterable[str], heard: Iterable[str], wanted: Iterable[str]) -> tuple[int, int, int]:
    """How often the wanted words are said, how often they are heard of that, and how often beyond it."""
    said, got = Counter(spoken), Counter(heard)
    wanted = set(wanted)
    right = sum(min(said[word], got[word]) for word in wanted)
    return sum(said[word] for word in wanted), right, sum(got[word] for word in wanted) - right


def moved_ms(before: Sequence[Start], after: Sequence[Start]) -> list[int]:
    """By how much the words that both hearings have start elsewhere."""
    if not before or not after:
        return []
    [aligned] = jiwer.process_words(
        " ".join(word for word, _ in before), " ".join(word for word, _ in after)
    ).alignments
    return [
        abs(after[part.hyp_start_idx + at][1] - before[part.ref_start_idx + at][1])
        for part in aligned
        if part.type == "equal"
        for at in range(part.ref_end_idx - part.ref_start_idx)
    ]


def main() -> int:
    """Hear each sound with no hint and with it, and print the tables."""
    asked = _arguments()
    whisper = original.whisper()
    found: list[str] = []
    for name in asked.sounds:
        try:
            pieces = list(_pieces(name, asked))
            speech = list(_pieces("prompts", asked)) if name == NONSPEECH else pieces
        except corpus.MissingError as err:
            print(f"Nothing was measured of {name}. {err}", file=sys.stderr)
            return 3
        hinted, hint = hint_for(thing for _, said in speech for thing in said)
        by_mode = [_heard(whisper, pieces, hint, mode) for mode in MODES]
        rows = _of_speech(pieces, by_mode, hinted) if name != NONSPEECH else _of_nothing(by_mode)
        found.append(report.table((name, *MODES), rows))
        print(found[-1], file=sys.stderr, flush=True)
    print(report.machine(LIBRARIES), *found, sep="\n\n")
    return 0


def _heard(whisper: original.Original, pieces: Sequence[Piece], hint: str, mode: str) -> Heard:
    first, second = (hint if given else None for given in MODES[mode])
    heard: list[Sequence[Utterance]] = []
    again_ms = 0
    for samples, _ in pieces:
        hinted = Hinted(whisper, first=first, second=second)
        heard.append(original.hear(hinted, [samples], language=LANGUAGE))
        again_ms += hinted.again_ms
    return Heard(pieces=heard, again_ms=again_ms)


def _of_speech(
    pieces: Sequence[Piece], by_mode: Sequence[Heard], hinted: Sequence[str]
) -> Iterator[Sequence[str]]:
    counts = [
        added(counted(said, original.text(one)) for (_, said), one in zip(pieces, heard.pieces, strict=True))
        for heard in by_mode
    ]
    rates = [f"{rate(counts[0]):.1%}"]
    for one in counts[1:]:
        _, low, high = change(counts[0], one)
        rates.append(f"{rate(one):.1%} ({100 * low:+.1f} to {100 * high:+.1f})")
    yield f"WER, {sum(of_words for _, of_words in counts[0].values())} words", *rates
    spoken = [word for _, said in pieces for thing in said for word in score.words(thing.text)]
    recalls = [recalled(spoken, _words(one), hinted) for one in by_mode]
    yield f"hinted words heard, of {recalls[0][0]}", *(str(right) for _, right, _ in recalls)
    yield "hinted words heard beyond that", *(str(beyond) for _, _, beyond in recalls)
    yield "misleading words heard", *(str(misled(_words(one))) for one in by_mode)
    yield "words that start elsewhere: share, median, most", "", *(_moved(by_mode[0], one) for one in by_mode[1:])
    yield _seconds_again(by_mode)


def _of_nothing(by_mode: Sequence[Heard]) -> Iterator[Sequence[str]]:
    yield "words in the transcripts", *(str(len(_words(one))) for one in by_mode)
    yield f"files with any, of {len(by_mode[0].pieces)}", *(str(sum(map(bool, one.pieces))) for one in by_mode)
    yield "misleading words among them", *(str(misled(_words(one))) for one in by_mode)
    yield "what", *("; ".join(original.text(one) for one in heard.pieces if one) for heard in by_mode)
    yield _seconds_again(by_mode)


def _seconds_again(by_mode: Sequence[Heard]) -> Sequence[str]:
    return "heard for the second time, s", *(f"{one.again_ms / 1000:.0f}" for one in by_mode)


def _words(heard: Heard) -> list[str]:
    return [word for one in heard.pieces for word, _ in starts(one)]


def starts(utterances: Iterable[Utterance]) -> list[Start]:
    """The words as they are compared; those that a number becomes start together."""
    return [
        (piece, word.span.start_ms) for one in utterances for word in one.words for piece in score.words(word.text)
    ]


def misled(heard: Iterable[str]) -> int:
    """How many of the words are misleading ones, whatever their ending."""
    stems = tuple(score.words(word)[0][:-1] for word in MISLEADING)
    return sum(word.startswith(stems) for word in heard)


def _moved(before: Heard, after: Heard) -> str:
    moved = [
        by
        for one, other in zip(before.pieces, after.pieces, strict=True)
        for by in moved_ms(starts(one), starts(other))
    ]
    elsewhere = [by for by in moved if by]
    if not elsewhere:
        return "none"
    return f"{len(elsewhere) / len(moved):.1%}, {np.median(elsewhere):.0f} ms, {max(elsewhere)} ms"


def _pieces(name: str, asked: argparse.Namespace) -> Iterator[Piece]:
    if name != NONSPEECH:
        yield from pieces_of(name, asked.shared, prompts=asked.prompts, orders=[asked.order])
        return
    sounds = corpus.sounds_in(asked.sounds_in) if asked.sounds_in else corpus.nonspeech(asked.shared)
    for sound in sounds:
        yield original.samples(sound.path), ()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sounds = [*SPOILT, "clips", NONSPEECH]
    parser.add_argument(
        "sounds",
        nargs="*",
        default=["prompts", "gsm", "noise", "clips", NONSPEECH],
        metavar="SOUND",
        help=f"of {', '.join(sounds)}",
    )
    parser.add_argument(
        "--sounds", dest="sounds_in", type=Path, metavar="FOLDER", help="other sounds without speech"
    )
    parser.add_argument("--prompts", type=int, default=80, help="how many prompts (default: 80)")
    parser.add_argument("--order", type=int, default=1, help="in which order (default: 1)")
    parser.add_argument("--shared", type=Path, default=corpus.ROOT.parent / "shared", help="where data/ lies")
    asked = parser.parse_args()
    if unknown := set(asked.sounds) - set(sounds):
        parser.error(f"There is no sound {', '.join(sorted(unknown))}: {', '.join(sounds)}.")
    return asked


if __name__ == "__main__":
    sys.exit(main())
