"""How probable it is that a quote is on the tape, and that it says what is said there and not something like it.

Two logistic regressions over what was measured of the quote's path. Their weights are fitted by
`bench/check.py --fit` to the quotes for tuning in bench/check, each also looked for in the recordings that it is
not from; that counts as much as the invented quotes, so that the odds are those of an article most of whose quotes
are on the tape. docs/benchmarks.md says how far the probabilities can be believed there; they were tried nowhere
else.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from earwitness.check.path import Step

FOUND = (-2.63, 10.19, 9.34, -1.17)
FAITHFUL = (-3.67, 3.27, 8.10)
"""One weight for each feature, as `python bench/check.py --fit` printed them."""

DIFFERS = 0.95
"""How many of the quotes that are found, and differ in a number or a denial, had been changed, by the same
command; of the others, a list of words knew no better."""


def found_features(steps: Sequence[Step]) -> tuple[float, ...]:
    """A constant, how well the pieces fit, by how much better than elsewhere, and how many words there are."""
    return 1.0, _mean(steps, "fit"), _mean(steps, "margin"), math.log(sum(step.piece.words for step in steps))


def faithful_features(steps: Sequence[Step]) -> tuple[float, ...]:
    """A constant, how well the pieces fit, and the share of their telling words that our English has."""
    return 1.0, _mean(steps, "fit"), _mean(steps, "shared")


def found(steps: Sequence[Step]) -> float:
    """How probably the quote is said where the path says; 0 without a path."""
    return _logistic(FOUND, found_features(steps)) if steps else 0.0


def faithful(steps: Sequence[Step]) -> float:
    """How probably the quote, if it is said there, renders the words and does not say the same in others."""
    return _logistic(FAITHFUL, faithful_features(steps))


def _mean(steps: Sequence[Step], measured: str) -> float:
    """Over the words of the pieces."""
    total = sum(step.piece.words for step in steps)
    return sum(step.piece.words * float(getattr(step, measured)) for step in steps) / total


def _logistic(weights: Sequence[float], features: Sequence[float]) -> float:
    total = sum(weight * feature for weight, feature in zip(weights, features, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
