"""A film of a quote: who speaks, both languages while they are said, and a wave that fills as the sound plays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from earwitness.formats.cues import Cue
from earwitness.quotes.drawing import (
    ACCENT,
    SOFT,
    UNPLAYED,
    Box,
    Style,
    blank,
    draw_lines,
    draw_wave,
    line_height,
    text_width,
    wrapped,
)
from earwitness.quotes.render import ENGLISH

SHAPES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"16x9": (1280, 720), "1x1": (1080, 1080), "9x16": (1080, 1920)}
)
"""How wide and high a film is, by what its shape is called."""

_LARGEST = 6.4  # of the words, in hundredths of the shorter side
_ORIGINAL = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What a film shows: its subtitles, the loudness of its sound over time, who speaks, and a line beneath."""

    cues: Sequence[Cue]
    peaks: Sequence[float]
    length_ms: int
    who: str
    foot: str


def pictures(film: Film, size: tuple[int, int], *, a_second: int) -> Iterator[NDArray[np.uint8]]:
    """The pictures of a film, from its beginning to its end."""
    unit = min(size) / 100
    edge = round(7 * unit)
    inside = Box(edge, edge, size[0] - edge, size[1] - edge)
    sheet = blank(*size)
    name, small = Style(round(3.9 * unit), ACCENT, bold=True), Style(round(3.0 * unit), SOFT)
    foot = wrapped(film.foot, small, inside.width)
    foot_top = inside.bottom - len(foot) * line_height(small)
    top = draw_lines(sheet, inside, wrapped(film.who, name, inside.width)[:2], name)
    draw_lines(sheet, inside._replace(top=foot_top), foot, small)
    wave = Box(inside.left, foot_top - round(17 * unit), inside.right, foot_top - round(3 * unit))
    played = sheet.copy()
    draw_wave(sheet, wave, film.peaks, UNPLAYED)
    draw_wave(played, wave, film.peaks, ACCENT)
    full = np.asarray(played)
    words = Box(inside.left, top, inside.right, wave.top)
    size_px = _size(film.cues, inside.width, unit)
    shown: int | None = None
    still = np.asarray(sheet)
    for number in range(max(1, film.length_ms * a_second // 1000)):
        at_ms = number * 1000 // a_second
        cue = next((at for at, one in enumerate(film.cues) if one.span.contains(at_ms)), None)
        if cue != shown:
            drawn = sheet.copy()
            if cue is not None:
                _draw_cue(drawn, words, film.cues[cue], size_px)
            shown, still = cue, np.asarray(drawn)
        picture = still.copy()
        reached = wave.left + wave.width * at_ms // film.length_ms
        rows = slice(wave.top, wave.bottom)
        picture[rows, wave.left : reached] = full[rows, wave.left : reached]
        yield picture


def _size(cues: Sequence[Cue], width: int, unit: float) -> int:
    """The largest size at which no line of any cue is wider than that: it does not change in a film."""
    largest = round(_LARGEST * unit)
    widest = max(
        (text_width(line, Style(100)) for cue in cues for one in cue.passages for line in one.text.split("\n")),
        default=1,
    )
    return min(largest, 98 * width // widest)


def _draw_cue(sheet: Image.Image, box: Box, cue: Cue, size: int) -> None:
    """The translation, and beneath it, smaller, what is said; in the middle of the box."""
    placed = sorted(cue.passages, key=lambda one: one.language != ENGLISH)
    styled = [
        (one.text.split("\n"), Style(size) if at == 0 else Style(round(size * _ORIGINAL), SOFT))
        for at, one in enumerate(placed)
    ]
    height = sum(len(lines) * line_height(style) for lines, style in styled)
    top = box.top + (box.height - height) // 2
    for lines, style in styled:
        top = draw_lines(sheet, box._replace(top=top), lines, style) + size // 3
