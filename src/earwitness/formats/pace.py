"""Subtitles that can be read in time: 17 characters a second, and a moment without one between two.

Where more is said than can be read, a subtitle borrows time: from the pause behind it first, then from what is
before it, which it then precedes by half a second at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from earwitness.formats.cues import Cue
from earwitness.formats.layout import width
from earwitness.records.time import Span

CHARACTERS_A_SECOND = 17
LEAST_GAP_MS = 80  # two pictures of film: less is no gap but a flicker
LEAST_MS = 1_000
"""How long even the shortest is shown."""

EARLIEST_MS = 500
"""How long before its words a subtitle is shown at most."""


def reading_ms(cue: Cue) -> int:
    """How long the longer of its passages takes to be read."""
    columns = max(sum(map(width, passage.text.split("\n"))) for passage in cue.passages)
    return max(LEAST_MS, -(-columns * 1000 // CHARACTERS_A_SECOND))


def paced(cues: Iterable[Cue]) -> Iterator[Cue]:
    """The cues, each as long as it takes to read it, or as the others let it, with a gap before the next one.

    They come in order and do not overlap. What is said too fast even so stays too fast. The last one lasts as long
    as it takes, however soon the sound ends.
    """
    held = list(cues)
    starts = _starts(held)
    for cue, start, following in zip(held, starts, [*starts[1:], None], strict=True):
        end = max(cue.span.end_ms, start + reading_ms(cue))
        yield replace(cue, span=Span(start, end if following is None else min(end, following - LEAST_GAP_MS)))


def _starts(cues: Sequence[Cue]) -> list[int]:
    """When each is shown: as its words begin, or earlier where it, or one behind it, lacks time to be read."""
    starts = [cue.span.start_ms for cue in cues]
    for at in range(len(cues) - 2, -1, -1):
        needed = starts[at + 1] - LEAST_GAP_MS - reading_ms(cues[at])
        starts[at] = max(0, starts[at] - EARLIEST_MS, min(starts[at], needed))
    for at, (cue, following) in enumerate(pairwise(cues)):  # none takes time that the one before it needs too
        own = min(following.span.start_ms - cue.span.start_ms, reading_ms(cue) + LEAST_GAP_MS)
        starts[at + 1] = max(starts[at + 1], starts[at] + max(own, LEAST_GAP_MS + 1))
    return starts
