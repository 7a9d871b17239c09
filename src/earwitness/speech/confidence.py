"""How probably a word that was heard is right, from what the model says of it and from what else it weighed.

A model's own probability of a word is testimony about itself: it is high for most wrong words too. It tells more
together with the other readings of the same sound (a word on which they differ is doubtful), with the words beside
it, and with the word's length (short words are slipped in and left out). The weights are a logistic regression's,
fitted by bench/doubt.py to Whisper base on Russian telephone prompts; docs/benchmarks.md says how well it
separates right words from wrong ones, there and on sound that it was not fitted to.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from earwitness.backends.protocols import Passage

_CERTAIN = 0.999  # probabilities are kept this far from 1, and as far from 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """What is measured of one word: shares and probabilities, and its length in characters.

    `agreement` is the share of the readings that have the word in this place, `beside` the mean probability of the
    words before and after it.
    """

    probability: float
    agreement: float
    beside: float
    characters: int

    def features(self) -> tuple[float, ...]:
        """What the regression weighs: a constant, three log odds, and the logarithm of the length."""
        return 1.0, *map(_log_odds, (self.probability, self.agreement, self.beside)), math.log(self.characters)


WEIGHTS = (-0.58, 0.70, 0.23, 0.26, -0.57)
"""One for each feature, as `python bench/doubt.py fit` prints them."""


def calibrated(passage: Passage) -> Passage:
    """The passage with how probably each word is right in place of the model's own probability.

    Words of which the model said nothing keep None.
    """
    words = tuple(
        replace(word, confidence=round(_logistic(measured), 3)) if measured else word
        for word, measured in zip(passage.words, signals(passage), strict=True)
    )
    return replace(passage, words=words)


def signals(passage: Passage) -> list[Signals | None]:
    """What is measured of each word, None where the model gave it no probability."""
    own = [word.confidence for word in passage.words]
    shares = agreement(passage)
    return [
        None
        if probability is None
        else Signals(
            probability=probability,
            agreement=shares[at],
            beside=_mean([one for one in (*own[at - 1 : at], *own[at + 1 : at + 2]) if one is not None]),
            characters=len(passage.words[at].text),
        )
        for at, probability in enumerate(own)
    ]


def agreement(passage: Passage) -> list[float]:
    """For each word, the share of the readings in which it stands in the same place (1 where there are none)."""
    if not passage.readings:
        return [1.0] * len(passage.words)
    heard = [_bare(word.text) for word in passage.words]
    shares = [0.0] * len(heard)
    for reading in passage.readings:
        matcher = SequenceMatcher(None, heard, [_bare(word) for word in reading.text.split()], autojunk=False)
        for block in matcher.get_matching_blocks():
            for at in range(block.a, block.a + block.size):
                shares[at] += reading.share
    return shares


def _logistic(measured: Signals) -> float:
    score = sum(weight * feature for weight, feature in zip(WEIGHTS, measured.features(), strict=True))
    return 1 / (1 + math.exp(-score))


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, 1 - _CERTAIN), _CERTAIN)
    return math.log(bounded / (1 - bounded))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 1.0


def _bare(word: str) -> str:
    return "".join(character for character in word.casefold() if character.isalnum())
