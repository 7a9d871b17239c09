"""The path of a quote's pieces over the tape: for each the window in which it probably is, by dynamic programming.

A piece goes where it fits best. Against that stands what a step from one window to the next costs: nothing to what
follows at once, a little to what comes later, more where no ellipsis stands between, most backwards, over the same
words again, or into another recording.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from rapidfuzz import fuzz, utils

from earwitness.check.cut import Piece
from earwitness.check.search import OTHERS, Hits, Near
from earwitness.check.tape import Tapes, Window
from earwitness.check.telling import shared
from earwitness.records.time import Span
from earwitness.records.verdict import Rendering

AT_ONCE_MS = 2_500
"""A pause over which speech still counts as going on."""

_LATER, _UNANNOUNCED, _BACK, _AGAIN, _ELSEWHERE, _OTHER_VOICE = 0.03, 0.07, 0.12, 0.1, 0.4, 0.04
"""What a step costs, in cosine; chosen on the tuning half of bench/check."""

USUAL_RATIO = 1.05
"""Characters of English to one of Russian."""

_STRETCH = 0.08  # what twice the length costs is 0.7 of it

WORD_FOR_WORD, _ENOUGH_WORDS, _CLEARLY = 0.9, 4, 0.1
"""From which share of equal words a piece counts as our English itself, of how many words at least, and how much
more another translation must have."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Step:
    """A piece and where it was found.

    `cosine` is how near the piece is to what is said there, `margin` how much nearer than to other places; `alike`
    is the share of its words that our English has, of all that was ever proposed the most, `shared` that of its
    telling words, which the original may have too (counted where the path goes); all 0 to 1. `follows` is the
    translation that has the words, where it is not the one that is shown. `stretch` is how far from usual the
    lengths are: 0 where they are as of a translation, 0.7 where one is twice as long.
    """

    piece: Piece
    tape: int
    window: Window
    span: Span
    cosine: float
    margin: float
    alike: float
    stretch: float
    shared: float = 0.0
    follows: Rendering | None = None

    @property
    def fit(self) -> float:
        """How well it fits: by meaning, or word for word; less if much of either is missing in the other."""
        same = self.piece.words >= _ENOUGH_WORDS and self.alike >= WORD_FOR_WORD
        return max(self.cosine, self.alike * WORD_FOR_WORD if same else 0.0) - _STRETCH * self.stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class _Option:
    step: Step
    speaker: str | None


def path(pieces: Sequence[Piece], hits: Sequence[Hits], tapes: Tapes) -> list[Step]:
    """The best path; empty where there is nothing to look in. `hits` count the recordings as `tapes` does."""
    options = [_options(piece, found, tapes) for piece, found in zip(pieces, hits, strict=True)]
    if not all(options):  # a quote without words, or a case without any
        return []
    weights = [piece.words**0.5 for piece in pieces]
    costs = [weights[0] * option.step.fit for option in options[0]]
    came: list[list[int]] = []
    for (before, now), weight in zip(pairwise(options), weights[1:], strict=True):
        rows = [
            max(
                range(len(before)),
                key=[c - weight * _price(b, option) for c, b in zip(costs, before, strict=True)].__getitem__,
            )
            for option in now
        ]
        came.append(rows)
        costs = [
            costs[at] + weight * (option.step.fit - _price(before[at], option))
            for at, option in zip(rows, now, strict=True)
        ]
    last = max(range(len(costs)), key=costs.__getitem__)
    taken = [last]
    for rows in reversed(came):
        taken.append(rows[taken[-1]])
    return [_worded(held[at].step, tapes) for held, at in zip(options, reversed(taken), strict=True)]


def _worded(step: Step, tapes: Tapes) -> Step:
    tape = tapes[step.tape]
    texts = [tape.text(step.window), *(one.text for one in tape.renderings(step.window))]
    return replace(step, shared=max(shared(step.piece.spoken, text) for text in texts))


def gap_ms(before: Step, after: Step) -> int:
    """The time between two steps in one recording: negative where the second is said earlier."""
    if after.span.start_ms >= before.span.start_ms:
        return max(0, after.span.start_ms - before.span.end_ms)
    return min(0, after.span.end_ms - before.span.start_ms)


def _options(piece: Piece, hits: Hits, tapes: Tapes) -> list[_Option]:
    found = []
    for near in hits.near:
        held = tapes[near.tape]
        window = held.windows[near.window]
        alike, follows = _follows(piece, held.renderings(window))
        found.append(
            _Option(
                step=Step(
                    piece=piece,
                    tape=near.tape,
                    window=window,
                    span=held.span(window),
                    cosine=near.cosine,
                    margin=near.cosine - _others(near, window, hits, tapes),
                    alike=alike,
                    follows=follows,
                    stretch=abs(math.log(len(piece.plain) / max(1, len(held.text(window))) / USUAL_RATIO)),
                ),
                speaker=held.speaker(window),
            )
        )
    return found


def _others(mine: Near, window: Window, hits: Hits, tapes: Tapes) -> float:
    """The mean cosine of the nearest windows elsewhere."""
    elsewhere = [near.cosine for near in hits.others]
    for near in hits.near:
        if near.tape == mine.tape:
            other = tapes[near.tape].windows[near.window]
            if other.first < window.stop and window.first < other.stop:
                continue
        elsewhere.append(near.cosine)
    nearest = sorted(elsewhere, reverse=True)[:OTHERS]
    return sum(nearest) / len(nearest) if nearest else 0.0


def _follows(piece: Piece, renderings: Sequence[Rendering]) -> tuple[float, Rendering | None]:
    """How alike the most similar English is, and that English where it is surely another than the one shown."""
    shown, *others = (alike(piece, one.text) for one in renderings)
    most = max(others, default=0.0)
    if most < shown + _CLEARLY:
        return max(shown, most), None
    is_its_own = piece.words >= _ENOUGH_WORDS and most >= WORD_FOR_WORD
    return most, renderings[1 + others.index(most)] if is_its_own else None


def alike(piece: Piece, english: str) -> float:
    """How alike the words are, in any order; of English that says more, the part that is most alike.

    A mask stands for any word.
    """
    longer = len(english.split()) > piece.words
    ratio = fuzz.partial_token_sort_ratio if longer else fuzz.token_sort_ratio
    return ratio(piece.unmasked, english, processor=utils.default_process) / 100


def _price(before: _Option, after: _Option) -> float:
    """What the step costs."""
    one, other = before.step, after.step
    if one.tape != other.tape:
        return _ELSEWHERE
    if one.window.first < other.window.stop and other.window.first < one.window.stop:
        return _AGAIN
    voice = _OTHER_VOICE if before.speaker != after.speaker else 0.0
    gap = gap_ms(one, other)
    if gap < 0 or other.window.first < one.window.first:
        return _BACK + voice
    if gap <= AT_ONCE_MS:
        return voice
    return voice + (_LATER if other.piece.joined else _UNANNOUNCED)
