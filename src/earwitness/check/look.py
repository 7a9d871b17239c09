"""Look for quotations on tapes: each cut, each piece searched for, the best path found and judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from earwitness.check.cut import pieces
from earwitness.check.judge import LIMIT_MS, Evidence, judge
from earwitness.check.path import Step, path
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
    paths = [path(held, near, tapes) if held else [] for held, near in zip(cut, found, strict=True)]
    weighed = iter(_beside_ours([step for steps in paths for step in steps], tapes, space))
    return [
        Evidence(steps=tuple(next(weighed) for _ in steps), hits=tuple(near))
        for steps, near in zip(paths, found, strict=True)
    ]


def _beside_ours(steps: Sequence[Step], tapes: Tapes, space: Space) -> list[Step]:
    """The steps, with how near our English is to what is said there."""
    english = [tapes[step.tape].english(step.window) for step in steps]
    rows = space.of(english)
    return [
        replace(step, ours=float(row @ step.row) if text else None)
        for step, row, text in zip(steps, rows, english, strict=True)
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
