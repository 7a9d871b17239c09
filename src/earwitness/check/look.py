"""Look for quotations on tapes: each cut, each piece searched for, the best path found and judged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from earwitness.check import odds
from earwitness.check.cut import Piece, pieces
from earwitness.check.judge import LIMIT_MS, SURE, Evidence, judge
from earwitness.check.path import path
from earwitness.check.search import Close, Haystack, Quantised, Space, closest, search
from earwitness.check.tape import Tapes
from earwitness.check.turned import nearer
from earwitness.check.wording import Wordings
from earwitness.records.article import Quotation
from earwitness.records.verdict import Checked


def evidence(
    quotes: Sequence[Sequence[str]], tapes: Tapes, haystack: Haystack | Sequence[Quantised], space: Space
) -> list[Evidence]:
    """What is found of each quote, of which the parts between interruptions are given.

    `haystack` has the windows of the tapes, in their order. What is quoted twice is looked for once. A quote whose
    sentences are not found one by one is looked for once more with them together: a recogniser may have heard no
    stop between them.
    """
    distinct = list(dict.fromkeys(map(tuple, quotes)))
    found = _evidence([pieces(*parts) for parts in distinct], tapes, haystack, space)
    together = {at: pieces(*parts, by_sentence=False) for at, parts in enumerate(distinct)}
    unsure = [at for at, held in enumerate(found) if len(together[at]) < len(held.steps) and _odds(held) < SURE]
    if unsure:
        close = Close(haystack, {near.tape for at in unsure for hits in found[at].hits for near in hits.near})
        again = _evidence([together[at] for at in unsure], tapes, close, space)
        for at, held in zip(unsure, again, strict=True):
            found[at] = max(found[at], held, key=_odds)
    held_of = dict(zip(distinct, found, strict=True))
    return [held_of[tuple(parts)] for parts in quotes]


def _odds(held: Evidence) -> float:
    return odds.found(held.steps)


def _evidence(
    cut: Sequence[Sequence[Piece]], tapes: Tapes, haystack: Haystack | Sequence[Quantised], space: Space
) -> list[Evidence]:
    vectors = space.of([piece.plain for held in cut for piece in held])
    hits = search(vectors, haystack)
    ends = [0]
    for held in cut:
        ends.append(ends[-1] + len(held))
    wordings = Wordings(tapes, haystack)
    found = [
        nearer(held, wordings.added(held, vectors[first:stop], closest(hits[first:stop])), space)
        for held, (first, stop) in zip(cut, pairwise(ends), strict=True)
    ]
    paths = [path(held, near, tapes) if held else [] for held, near in zip(cut, found, strict=True)]
    return [Evidence(steps=tuple(steps), hits=tuple(near)) for steps, near in zip(paths, found, strict=True)]


def look(
    quotations: Sequence[Quotation],
    tapes: Tapes,
    haystack: Haystack | Sequence[Quantised],
    space: Space,
    *,
    limit_ms: int = LIMIT_MS,
) -> list[Checked]:
    """The verdict on each quotation."""
    found = evidence([[part.text for part in one.pieces] for one in quotations], tapes, haystack, space)
    return [judge(one, held, tapes, limit_ms=limit_ms) for one, held in zip(quotations, found, strict=True)]
