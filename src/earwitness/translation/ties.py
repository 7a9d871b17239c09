"""Which words of the original each word of its English came from, so that English can be clicked, and half a line
has an address.

Words are tied greedily, the likeliest pair first: by how near both lie in a space of many languages, where they
stand, whether their neighbours are tied beside one another, a list of small words, and how alike names sound. What
is then left of the English (articles, auxiliaries) goes with the word it stands before, or after. It is a guess
that helps a person find the place, and no evidence; bench/alignment.py says how often it is right.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

import numpy as np
import numpy.typing as npt

from earwitness.backends.protocols import Embedder
from earwitness.translation.function_words import ENGLISH_FOR

LONGEST = 200
"""Words of either side above which nothing is tied: who speaks so long without a stop was cut wrongly."""

LEAST, SPREAD, PLACE, NEIGHBOUR = -0.5, 8.0, 0.2, 0.25
"""The score under which no pair is tied; what a cosine above the usual one, a place away, and a tied neighbour
count. Chosen on every other line of bench/alignment/lines.txt."""

_SMALL_PAIR, _SAME_NAME, _SMALL_AND_FULL, _OTHER_SENTENCE = 0.8, 0.9, -0.5, -0.6
_ALIKE = 0.7  # of difflib: from which a name is taken for the same in other letters
_NEAREST = 3  # the mean of so many cosines is what is usual for a word
_BEFORE = """the a an to of is are was were am be been being will would do does did have has had can could shall
should may might must there"""
_AFTER = "up down out off back away behind over on in"
_BEFORE_OTHERS, _AFTER_OTHERS = (frozenset(words.split()) for words in (_BEFORE, _AFTER))
_SMALL = frozenset().union(*ENGLISH_FOR.values()) | _BEFORE_OTHERS
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў"
_LATIN = "a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i i ie g u"
_LETTERS = str.maketrans({letter: of.strip("_") for letter, of in zip(_CYRILLIC, _LATIN.split(), strict=True)})
_STOPS, _PAUSES = tuple(".!?…"), tuple(".!?…,;:")

Scores = npt.NDArray[np.float64]

Tie = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[int]]]
"""What ties the words of a line: `Ties.of`, or a double of it."""


def untied(_: Sequence[str], english: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """What is known where nothing compares texts: nothing."""
    return ((),) * len(english)


class Ties:
    """Ties lines word by word; a word is embedded once."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: dict[str, npt.NDArray[np.float32]] = {}

    def of(self, original: Sequence[str], english: Sequence[str]) -> tuple[tuple[int, ...], ...]:
        """For each English word the positions of the words that it came from; none where it is not known.

        A word is what stands between white space, with its signs.
        """
        if not original or not english or max(len(original), len(english)) > LONGEST:
            return untied(original, english)
        said, written = _Side(tuple(original)), _Side(tuple(english))
        tied = _paired(_scores(said, written, self._cosines(said.bare, written.bare)))
        whole = _with_small_words(tied, written)
        return tuple((whole[at],) if at in whole else () for at in range(len(english)))

    def _cosines(self, original: Sequence[str], english: Sequence[str]) -> Scores:
        new = [word for word in dict.fromkeys([*original, *english]) if word not in self._vectors]
        self._vectors.update(zip(new, self._embedder.embed(new), strict=True))
        ours, theirs = (np.stack([self._vectors[word] for word in side]) for side in (original, english))
        return np.asarray(ours @ theirs.T, np.float64)


@dataclass(frozen=True)
class _Side:
    """The words of one side."""

    words: tuple[str, ...]

    @cached_property
    def bare(self) -> list[str]:
        return [plain(word) for word in self.words]

    @cached_property
    def sentences(self) -> npt.NDArray[np.int_]:
        ends = [word.endswith(_STOPS) for word in self.words]
        return np.cumsum([0, *ends[:-1]])

    @cached_property
    def places(self) -> Scores:
        """From 0 to 1."""
        return (np.arange(len(self.words)) + 0.5) / len(self.words)

    def goes_on(self, at: int) -> bool:
        """Whether no pause parts a word from the next one."""
        return at + 1 < len(self.words) and not self.words[at].endswith(_PAUSES)


def _scores(said: _Side, written: _Side, cosines: Scores) -> Scores:
    """How likely each word of the original (rows) and each of the English (columns) belong together."""
    nearest = min(_NEAREST, *cosines.shape)
    by_row = np.sort(cosines, axis=1)[:, -nearest:].mean(axis=1, keepdims=True)
    by_column = np.sort(cosines, axis=0)[-nearest:, :].mean(axis=0, keepdims=True)
    scores: Scores = SPREAD * (cosines - (by_row + by_column) / 2)
    for row, word in enumerate(said.bare):
        stands_for = ENGLISH_FOR.get(word)
        for column, english in enumerate(written.bare):
            scores[row, column] = _by_list(scores[row, column], stands_for, english)
            if not word or not english:
                scores[row, column] = -np.inf
            elif len(word) > 2 and _alike(word, english):
                scores[row, column] = max(scores[row, column], _SAME_NAME)
    scores -= PLACE * np.abs(said.places[:, None] - written.places)
    if said.sentences[-1] == written.sentences[-1]:
        scores += _OTHER_SENTENCE * (said.sentences[:, None] != written.sentences)
    return scores


def _by_list(score: float, stands_for: frozenset[str] | None, english: str) -> float:
    """The score by the list of small words; a small word seldom stands for a full one."""
    if stands_for is None:
        return min(score, 0.3) + _SMALL_AND_FULL if english in _SMALL else score
    if english in stands_for:
        return _SMALL_PAIR
    return -1.0 if english in _SMALL else min(score, 0.3) + _SMALL_AND_FULL


def _paired(scores: Scores) -> dict[int, int]:
    """The original's word for each English word, each taken once, the likeliest pair first."""
    left = scores.copy()
    tied: dict[int, int] = {}
    while True:
        row, column = (int(at) for at in np.unravel_index(np.argmax(left), left.shape))
        if left[row, column] < LEAST:
            return tied
        tied[column] = row
        left[row, :] = left[:, column] = -np.inf
        for step in (-1, 1):
            if 0 <= row + step < left.shape[0] and 0 <= column + step < left.shape[1]:
                left[row + step, column + step] += NEIGHBOUR


def _with_small_words(tied: Mapping[int, int], written: _Side) -> dict[int, int]:
    """Those that are left go with the word after them, or, as "up" does, with the one before."""
    whole = dict(tied)
    left = [at for at, word in enumerate(written.bare) if word and at not in tied]
    for at in reversed(left):
        follows = at + 1 if written.goes_on(at) else None
        precedes = at - 1 if at and written.goes_on(at - 1) else None
        order = (precedes, follows) if written.bare[at] in _AFTER_OTHERS else (follows, precedes)
        beside = next((one for one in order if one in whole), None)
        if beside is not None:
            whole[at] = whole[beside]
    for at in left:
        if at not in whole and at and written.goes_on(at - 1) and at - 1 in whole:
            whole[at] = whole[at - 1]
    return whole


def _alike(word: str, english: str) -> bool:
    """Whether a word in Cyrillic letters is the same name or number in Latin ones.

    >>> _alike("ветлугин", "vetlugin"), _alike("река", "river")
    (True, False)
    """
    return SequenceMatcher(None, word.translate(_LETTERS), english).ratio() > _ALIKE


def plain(word: str) -> str:
    """A word without case and the signs around it, ё as е.

    >>> plain("«Ещё,"), plain("—")
    ('еще', '')
    """
    folded = unicodedata.normalize("NFC", word.casefold()).replace("ё", "е").replace("’", "'")
    first = next((at for at, letter in enumerate(folded) if letter.isalnum()), len(folded))
    last = next((at for at in range(len(folded), first, -1) if folded[at - 1].isalnum()), first)
    return folded[first:last]
