"""A card: one picture of a quote with its sound, to be shown where a link or a clip is.

The whole quote stands on it or there is no card: words that do not fit are never left away.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from earwitness.quotes.drawing import (
    ACCENT,
    INK,
    SOFT,
    Box,
    Style,
    blank,
    draw_lines,
    draw_wave,
    is_drawable,
    line_height,
    wrapped,
)

OPEN_GRAPH = (1200, 630)
"""The size that link previews are cut to."""

_LARGEST, _SMALLEST = 8.0, 2.6  # of the quote's words, in hundredths of the shorter side
_ORIGINAL = 0.72  # how large the original is beside its translation


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card tells: all of it as it is to be shown.

    `text` is the quote as published, `original` the same in the language that was spoken where `text` is a
    translation. `who` is what the speaker is called. `peaks` is the loudness over time, from 0 to 1. `foot` is a
    line beneath, such as where the sound can be heard.
    """

    text: str
    original: str | None
    who: str
    peaks: Sequence[float]
    foot: str


def draw_card(card: Card, size: tuple[int, int] = OPEN_GRAPH) -> bytes | None:
    """The card as PNG; None where the words do not fit, or are in letters that the fonts do not have."""
    if not is_drawable("".join([card.text, card.original or "", card.who, card.foot])):
        return None
    sheet, unit = blank(*size), min(size) / 100
    edge = round(7 * unit)
    inside = Box(edge, edge, size[0] - edge, size[1] - edge)
    small, name = Style(round(3.3 * unit), SOFT), Style(round(3.9 * unit), ACCENT, bold=True)
    foot = wrapped(card.foot, small, inside.width)
    foot_top = inside.bottom - len(foot) * line_height(small)
    wave = Box(inside.left, foot_top - round(15 * unit), inside.right, foot_top - round(3 * unit))
    top = draw_lines(sheet, inside, wrapped(card.who, name, inside.width)[:2], name)
    words = Box(inside.left, top + round(1.5 * unit), inside.right, wave.top - round(3 * unit))
    if not _draw_words(sheet, words, card, unit):
        return None
    draw_wave(sheet, wave, card.peaks, ACCENT)
    draw_lines(sheet, inside._replace(top=foot_top), foot, small)
    png = io.BytesIO()
    sheet.save(png, "PNG", optimize=True)
    return png.getvalue()


def _draw_words(sheet: Image.Image, box: Box, card: Card, unit: float) -> bool:
    """Draw them as large as they fit, in the middle of the box; False where they do not."""
    size = _LARGEST
    while size >= _SMALLEST:
        text = Style(round(size * unit), INK)
        original = Style(max(round(size * _ORIGINAL * unit), round(_SMALLEST * unit)), SOFT)
        lines = wrapped(card.text, text, box.width)
        below = wrapped(card.original or "", original, box.width)
        gap = round(1.6 * unit) if below else 0
        height = len(lines) * line_height(text) + gap + len(below) * line_height(original)
        if height <= box.height:
            top = box.top + (box.height - height) // 2
            top = draw_lines(sheet, box._replace(top=top), lines, text)
            draw_lines(sheet, box._replace(top=top + gap), below, original)
            return True
        size -= 0.2
    return False
