"""Look for quotations on tapes: each cut, each piece searched for, the best path found and judged."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from earwitness.check.cut import pieces
from earwitness.check.judge import LIMIT_MS, Evidence, judge
from earwitness.check.path import path
from earwitness.check.search import Haystack, Quantised, Space, closest, search
from earwitness.check.tape import Tapes
from earwitness.records.article import Quotation
from earwitness.records.verdict import Checked


def evidence(
    texts: Sequence[str], tapes: Tapes, haystack: Haystack | Sequence[Quantised], space: Space
) -> list[Evidence]:
    """What is found of each quote. `haystack` has the windows of the tapes, in their order."""
    cut = [pieces(text) for text in texts]
    hits = search(space.of([piece.plain for held in cut for piece in held]), haystack)
    ends = [0]
    for held in cut:
        ends.append(ends[-1] + len(held))
    found = [closest(hits[first:stop]) for first, stop in pairwise(ends)]
    return [
        Evidence(steps=tuple(path(held, near, tapes)) if held else (), hits=tuple(near))
        for held, near in zip(cut, found, strict=True)
    ]


def look(
    quotations: Sequence[Quotation],
    tapes: Tapes,
    haystack: Haystack | Sequence[Quantised],
    space: Space,
    *,
    limit_ms: int = LIMIT_MS,
) -> list[Checked]:
    """The verdict on each quotation."""
    found = evidence([one.text for one in quotations], tapes, haystack, space)
    return [judge(one, held, tapes, limit_ms=limit_ms) for one, held in zip(quotations, found, strict=True)]
