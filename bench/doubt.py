"""Measure how well the words' confidences tell right words from wrong ones, and fit the weights they come from.

    python bench/doubt.py                with the weights that the program has
    python bench/doubt.py --fit          and weights fitted anew, with what they reach on words left out
    python bench/doubt.py --svg FILE     and a picture of how often words of each confidence are right

A word is right if the alignment that WER is counted by says so (score.py). What is measured is the first hearing
of each chunk, taken to be in Russian, but for words in loops, which are heard again. The weights are fitted to the
prompts, as they are and as GSM coded them; the clips and the sample call are sound of another kind, which they
were not fitted to.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jiwer
import numpy as np
import numpy.typing as npt

import corpus
import doubt_picture
import score
from corpus import Sound
from earwitness.backends.protocols import Passage, Transcriber
from earwitness.backends.registry import transcriber
from earwitness.backends.silero_vad import SileroVoiceDetector
from earwitness.recording.decode import Decoding
from earwitness.speech.chunks import chunks
from earwitness.speech.confidence import WEIGHTS, signals
from earwitness.speech.doubt import UNSURE_BELOW
from earwitness.speech.repeats import repeated
from earwitness.speech.spelling import unknown

Floats = npt.NDArray[np.float64]
FOLDS = 5
RIDGE = 1.0
THRESHOLDS = (0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Words:
    """What was heard: `features` (words, 5) as confidence.py weighs them, `own` what the model said of each word,
    `right` whether it is, `chunk` which it stands in, `strange` whether it stands in no dictionary.
    """

    features: Floats
    own: Floats
    right: Floats
    chunk: Floats
    strange: Floats

    def confidence(self, weights: Sequence[float] | Floats = WEIGHTS) -> Floats:
        return 1 / (1 + np.exp(-self.features @ np.asarray(weights)))


def main() -> None:
    asked = _arguments()
    model = transcriber("base")
    with tempfile.TemporaryDirectory(prefix="earwitness-bench-") as folder:
        sets = {
            "prompts": [corpus.prompts(asked.shared, "wav", Path(folder) / "prompts.wav")],
            "prompts, GSM": [corpus.prompts(asked.shared, "gsm", Path(folder) / "gsm.wav")],
            "15 clips": corpus.clips(asked.shared),
            "sample call": [corpus.call()],
        }
        heard = {name: _joined([words_of(sound, model) for sound in sounds]) for name, sounds in sets.items()}
    print("| | words | right | AUC, the model's own | AUC, calibrated | expected calibration error |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, words in heard.items():
        print(
            f"| {name} | {len(words.right)} | {words.right.mean():.1%} | {area(words.right, words.own):.3f} "
            f"| {area(words.right, words.confidence()):.3f} | {off_by(words.right, words.confidence()):.3f} |"
        )
    fitted = _joined([heard["prompts"], heard["prompts, GSM"]])
    print("\n| doubted below | of all words | of the wrong ones | of those doubted, wrong |")
    print("| --- | --- | --- | --- |")
    for threshold in THRESHOLDS:
        doubted, wrong = fitted.confidence() < threshold, fitted.right == 0
        shares = f"{doubted.mean():.1%} | {doubted[wrong].mean():.0%} | {wrong[doubted].mean():.0%}"
        print(f"| {threshold}{' (as it is)' if threshold == UNSURE_BELOW else ''} | {shares} |")
    print(f"\n| in no dictionary | words | of them wrong | of the wrong ones with {UNSURE_BELOW} or more |")
    print("| --- | --- | --- | --- |")
    for name, words in heard.items():
        strange, wrong = words.strange == 1, words.right == 0
        sure = words.confidence() >= UNSURE_BELOW
        print(
            f"| {name} | {strange.sum()} | {(strange & wrong).sum()} "
            f"| {(strange & wrong & sure).sum()} of {(wrong & sure).sum()} |"
        )
    if asked.fit:
        weights = ", ".join(f"{weight:.2f}" for weight in fit(fitted.features, fitted.right))
        more = np.column_stack([fitted.features, fitted.strange])
        shares = [area(fitted.right, left_out(features, fitted)) for features in (fitted.features, more)]
        print(
            f"\nFitted: ({weights}); AUC on words left out, {FOLDS} folds: {shares[0]:.3f}; "
            f"with the dictionaries as a further weight {shares[1]:.3f}"
        )
    if asked.svg:
        asked.svg.write_text(doubt_picture.draw({name: (w.confidence(), w.right) for name, w in heard.items()}))


def words_of(sound: Sound, model: Transcriber) -> Words:
    """The words of a sound, each with its features and whether it is right."""
    reference = [word for said in sound.said for word in score.words(said.text)]
    rows, own, spoken, chunk, strange = [], [], [], [], []
    for number, passage in enumerate(_passages(sound, model)):
        looped = repeated(word.text for word in passage.words)
        listed_nowhere = unknown((word.text for word in passage.words), "ru")
        for at, (word, measured) in enumerate(zip(passage.words, signals(passage), strict=True)):
            if measured is None or at in looped:
                continue
            for piece in score.words(word.text):
                rows.append(measured.features())
                own.append(measured.probability)
                spoken.append(piece)
                chunk.append(number)
                strange.append(at in listed_nowhere)
    right = np.zeros(len(spoken))
    for part in jiwer.process_words(" ".join(reference), " ".join(spoken)).alignments[0]:
        if part.type == "equal":
            right[part.hyp_start_idx : part.hyp_end_idx] = 1
    return Words(
        features=np.array(rows),
        own=np.array(own),
        right=right,
        chunk=np.array(chunk, np.float64),
        strange=np.array(strange, np.float64),
    )


def left_out(features: Floats, words: Words) -> Floats:
    """The scores of words by weights that were fitted without their chunks and the others of the fold."""
    scores = np.zeros(len(words.right))
    for fold in range(FOLDS):
        out = words.chunk % FOLDS == fold
        scores[out] = features[out] @ fit(features[~out], words.right[~out])
    return scores


def fit(features: Floats, right: Floats) -> Floats:
    """A logistic regression's weights, by Newton's method; all but the constant are held small."""
    weights = np.zeros(features.shape[1])
    ridge = RIDGE * np.diag([0.0, *np.ones(features.shape[1] - 1)])
    for _ in range(50):
        share = 1 / (1 + np.exp(-features @ weights))
        curvature = features.T @ (features * (share * (1 - share))[:, None]) + ridge
        weights -= np.linalg.solve(curvature, features.T @ (share - right) + ridge @ weights)
    return weights


def area(right: Floats, scores: Floats) -> float:
    """The area under ROC: how probably a right word has a higher score than a wrong one, ties counting half.

    >>> area(np.array([1.0, 0.0, 1.0]), np.array([0.9, 0.1, 0.1]))
    0.75
    """
    _, place, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[place]
    good = right.sum()
    return float((ranks[right == 1].sum() - good * (good + 1) / 2) / (good * (len(right) - good)))


def off_by(right: Floats, confidence: Floats) -> float:
    """The expected calibration error: how far confidence and share of right words are apart, over ten bins."""
    bins = np.minimum((confidence * 10).astype(int), 9)
    return float(
        sum(
            abs(right[bins == at].mean() - confidence[bins == at].mean()) * (bins == at).mean() for at in set(bins)
        )
    )


def _passages(sound: Sound, model: Transcriber) -> Iterator[Passage]:
    found = list(chunks(Decoding(sound.path), SileroVoiceDetector()))
    for first in range(0, len(found), 16):
        batch = found[first : first + 16]
        yield from model.listen(batch).transcribe(["ru"] * len(batch))


def _joined(parts: Sequence[Words]) -> Words:
    return Words(
        features=np.concatenate([part.features for part in parts]),
        own=np.concatenate([part.own for part in parts]),
        right=np.concatenate([part.right for part in parts]),
        chunk=np.concatenate([part.chunk for part in parts]),
        strange=np.concatenate([part.strange for part in parts]),
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true", help="fit weights anew")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the picture")
    parser.add_argument("--shared", type=Path, default=corpus.ROOT.parent / "shared", help="where data/ lies")
    return parser.parse_args()


if __name__ == "__main__":
    main()
