"""What a machine's voice reads of a quote: the words as published, and what is heard where one is not.

It is made of what is printed, by the marks: of a masked word not a letter is read, of what is left out nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum

from earwitness.quotes.clip import Told, is_break
from earwitness.quotes.render import STRESS, Part
from earwitness.quotes.style import Style
from earwitness.quotes.words import parts
from earwitness.records.mark import Mask, Side
from earwitness.records.quote import Quote


class Beat(Enum):
    """What is heard between words."""

    BREAK = "what is left out"
    COVER = "a word that is masked"


Script = tuple[str | Beat, ...]
"""Texts that are read in one breath, and what stands between them."""


def script(told: Told, quote: Quote, side: Side, style: Style) -> Script:
    """What is read of this in one of its languages."""
    masked = {mark.at for mark in quote.of(side) if isinstance(mark, Mask)} if style.mask != "in full" else set()
    beats: list[str | Beat] = []
    for beat in _beats(told.source if side == "source" else told.english, masked, style):
        if isinstance(beat, str) and beats and isinstance(beats[-1], str):
            beats[-1] += beat
        else:
            beats.append(beat)
    return tuple(beat.strip() if isinstance(beat, str) else beat for beat in beats)


def _beats(shown: Sequence[Part], masked: set[int], style: Style) -> Iterator[str | Beat]:
    for part in shown:
        if is_break(part, style):
            yield Beat.BREAK
        elif (part.first in masked and part.first < part.stop) or "*" in parts(part.text).core:
            yield Beat.COVER  # with a mark, or masked by whoever wrote the line
        else:  # brackets are heard as commas: what the editor adds is not said in one breath with what was said
            yield f"{part.before}{part.text}".replace(STRESS, "").translate(str.maketrans("[]()", ",,,,"))
