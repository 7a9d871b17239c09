"""Subtitles that can be read in time: 17 characters a second, and a moment without one between two."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from earwitness.formats.cues import Cue
from earwitness.formats.layout import width
from earwitness.records.time import Span

CHARACTERS_A_SECOND = 17
LEAST_GAP_MS = 80  # two pictures of film: less is no gap but a flicker


def reading_ms(cue: Cue) -> int:
    """How long the longer of its passages takes to be read."""
    columns = max(sum(map(width, passage.text.split("\n"))) for passage in cue.passages)
    return -(-columns * 1000 // CHARACTERS_A_SECOND)


def paced(cues: Iterable[Cue], *, until_ms: int) -> Iterator[Cue]:
    """The cues, each as long as it takes to read it or as the next one lets it, with a gap before that.

    They come in order and do not overlap. What is said faster than it can be read stays too fast: words are shown
    when they are said.
    """
    held = list(cues)
    for cue, following in pairwise([*held, None]):
        assert cue is not None
        latest = following.span.start_ms - LEAST_GAP_MS if following else until_ms
        wanted = max(cue.span.end_ms, cue.span.start_ms + reading_ms(cue))
        end = max(cue.span.start_ms + 1, min(wanted, latest))
        yield replace(cue, span=Span(cue.span.start_ms, end))
