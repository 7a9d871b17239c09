"""How good a translation probably is, with nobody's own translation to compare it with.

The estimate is the chrF that the line would probably have against what a translator wrote, 0 to 1. It weighs how
near both texts lie in a space of many languages, and their lengths. What the machine that translated gave its own
words, how far candidates agree, how surely the original was heard, and the faults that doubt.py finds were tried
and made it no better; faults are told beside it. The weights are fitted by bench/translation.py to Whisper base's
English of Russian telephone prompts; docs/benchmarks.md says how far the estimate can be believed there, and it
was tried nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from earwitness.backends.protocols import Embedder
from earwitness.records.speech import Doubt
from earwitness.translation.chrf import chrf
from earwitness.translation.doubt import doubts

LOW = 0.35
"""The estimate under which a line is doubted for that alone."""

SURENESS = 100.0
"""How much more a candidate counts in the choice for being estimated better: e to this power from 0 to 1.

Chosen on those same prompts, of 12, 40, 50, 100 and 200."""

_USUAL_RATIO = 1.05  # characters of English to one of Russian, in the prompts


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What is measured of one candidate: the cosine of both texts, and their lengths in characters."""

    similarity: float
    original_length: int
    length: int

    def features(self) -> tuple[float, ...]:
        """What is weighed: a constant, the similarity, and the logarithm of how much longer than usual it is."""
        ratio = max(self.length, 1) / max(self.original_length, 1) / _USUAL_RATIO
        return 1.0, self.similarity, math.log(ratio)


WEIGHTS = (-2.110, 2.698, -0.173)
"""One for each feature, as `python bench/translation.py --fit` printed them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """How good one translation probably is, 0 to 1, and the reasons to doubt it."""

    value: float
    doubts: tuple[Doubt, ...]


def signals(original: str, texts: Sequence[str], embedder: Embedder) -> list[Signals]:
    """What is measured of each of these translations of one original."""
    vectors = embedder.embed([original, *texts])
    return [
        Signals(similarity=float(similarity), original_length=len(original), length=len(text))
        for text, similarity in zip(texts, vectors[1:] @ vectors[0], strict=True)
    ]


def estimates(
    original: str, language: str, texts: Sequence[str], embedder: Embedder, *, second_try: bool = False
) -> list[Estimate]:
    """The estimate of each of these translations of one original, with all reasons to doubt it."""
    return [
        _estimate(measured, doubts(original, text, language, second_try=second_try))
        for text, measured in zip(texts, signals(original, texts, embedder), strict=True)
    ]


def best(texts: Sequence[str], values: Sequence[float]) -> int:
    """The position of the translation to choose: minimum Bayes risk, with chrF as what is won.

    A candidate wins by being like the others, each counting the more, the better it is estimated to be. The first
    of equals is taken.
    """
    counts = np.exp(SURENESS * np.array(values))
    won = [sum(count * chrf(text, other) for count, other in zip(counts, texts, strict=True)) for text in texts]
    return int(np.argmax(won))


def _estimate(measured: Signals, found: tuple[Doubt, ...]) -> Estimate:
    if not measured.length:
        return Estimate(value=0.0, doubts=found)
    total = sum(weight * feature for weight, feature in zip(WEIGHTS, measured.features(), strict=True))
    value = round(min(max(total, 0.0), 1.0), 3)
    if value < LOW:
        found = (*found, Doubt(reason="low", text="This is probably far from what a translator would write."))
    return Estimate(value=value, doubts=found)
