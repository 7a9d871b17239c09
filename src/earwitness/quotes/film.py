"""A film of a quote: who speaks, both languages while they are said, and a wave that fills as the sound plays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageColor

from earwitness.formats.cues import Cue
from earwitness.quotes.drawing import (
    ACCENT,
    INK,
    SOFT,
    UNPLAYED,
    Box,
    Style,
    balanced,
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

_LARGEST, _SMALLEST = 10.0, 2.0  # of the words, in hundredths of the shorter side
_ORIGINAL = 0.8  # how large the original is beside its translation
_GAP = 0.45  # between them, in sizes of the words


@dataclass(frozen=True, slots=True, kw_only=True)
class Film:
    """What a film shows: its subtitles, the loudness of its sound over time, who speaks, and a line beneath.

    It lasts as long as its sound, or until its last subtitle can be read.
    """

    cues: Sequence[Cue]
    peaks: Sequence[float]
    sound_ms: int
    who: str
    foot: str

    @property
    def length_ms(self) -> int:
        """How long it is."""
        return max([self.sound_ms, *(cue.span.end_ms for cue in self.cues)])


def pictures(film: Film, size: tuple[int, int], *, a_second: int) -> Iterator[NDArray[np.uint8]]:
    """The pictures of a film, from its beginning to its end."""
    unit = min(size) / 100
    inside = _safe(*size)
    sheet = blank(*size)
    name, small = Style(round(4.2 * unit), ACCENT, bold=True), Style(round(3.0 * unit), SOFT)
    foot = balanced(film.foot, small, inside.width)
    foot_top = inside.bottom - len(foot) * line_height(small)
    top = draw_lines(sheet, inside, balanced(film.who, name, inside.width)[:2], name)
    draw_lines(sheet, inside._replace(top=foot_top), foot, small)
    wave = inside._replace(top=foot_top - round(_wave_height(*size) + 3 * unit), bottom=foot_top - round(3 * unit))
    played = sheet.copy()
    draw_wave(sheet, wave, film.peaks, UNPLAYED)
    draw_wave(played, wave, film.peaks, ACCENT)
    full, ink = np.asarray(played), ImageColor.getrgb(INK)
    clear = round(4 * unit)
    words = _Words(
        film.cues, inside._replace(top=top + clear, bottom=wave.top - clear), unit, 2 if size[0] > size[1] else 4
    )
    shown: int | None = None
    still = np.asarray(sheet)
    for number in range(max(1, film.length_ms * a_second // 1000)):
        at_ms = number * 1000 // a_second
        cue = next((at for at, one in enumerate(film.cues) if one.span.contains(at_ms)), None)
        if cue != shown:
            drawn = sheet.copy()
            if cue is not None:
                words.draw(drawn, film.cues[cue])
            shown, still = cue, np.asarray(drawn)
        picture = still.copy()
        reached = wave.left + wave.width * min(at_ms, film.sound_ms) // film.sound_ms
        rows = slice(wave.top, wave.bottom)
        picture[rows, wave.left : reached] = full[rows, wave.left : reached]
        picture[rows, reached : reached + max(2, round(0.3 * unit))] = ink
        yield picture


def _safe(width: int, height: int) -> Box:
    """Where nothing is cut off or covered: 5% within the edges (EBU R 95), and on a phone's upright film away from
    what applications lay over it: names above, captions below, buttons at the right.
    """
    side, edge = width * 6 // 100, min(width, height) * 7 // 100
    if height <= width:
        return Box(side, edge, width - side, height - edge)
    return Box(side, height * 13 // 100, width * 88 // 100, height * 80 // 100)


def _wave_height(width: int, height: int) -> float:
    return (0.14 if height <= width else 0.18) * min(width, height)


class _Words:
    """Draws cues, all in one size, and each from the same height down: the eye need not look for them.

    Their own lines are kept, since they end where a reader breathes; in a narrow picture they are broken further.
    """

    def __init__(self, cues: Sequence[Cue], box: Box, unit: float, most_lines: int) -> None:
        self._box = box
        smallest, largest = round(_SMALLEST * unit), round(_LARGEST * unit)
        larger = range(smallest + 1, largest + 1)
        too_large = bisect_left(larger, True, key=lambda size: not self._fits(cues, size, most_lines))
        self._size = smallest + too_large
        highest = max((self._height(cue, self._size)[0] for cue in cues), default=0)
        self._top = box.top + max(0, box.height - highest) // 2

    def draw(self, sheet: Image.Image, cue: Cue) -> None:
        """The translation, and beneath it, smaller, what is said."""
        top = self._top
        for text, style in _styled(cue, self._size):
            lines = [one for line in text.split("\n") for one in balanced(line, style, self._box.width)]
            top = draw_lines(sheet, self._box._replace(top=top), lines, style) + round(self._size * _GAP)

    def _height(self, cue: Cue, size: int) -> tuple[int, int]:
        """How high a cue is, and how many lines its longest passage has."""
        passages = [
            (sum(len(wrapped(line, style, self._box.width)) for line in text.split("\n")), line_height(style))
            for text, style in _styled(cue, size)
        ]
        gaps = round(size * _GAP) * (len(passages) - 1)
        return gaps + sum(lines * height for lines, height in passages), max(passages)[0]

    def _fits(self, cues: Sequence[Cue], size: int, most_lines: int) -> bool:
        """Whether every cue does at this size: in the box, in so many lines, and with no word broken."""
        for cue in cues:
            height, lines = self._height(cue, size)
            widest = max(text_width(word, Style(size)) for word in cue.text.split())
            if height > self._box.height or lines > most_lines or widest > self._box.width:
                return False
        return True


def _styled(cue: Cue, size: int) -> list[tuple[str, Style]]:
    placed = sorted(cue.passages, key=lambda one: one.language != ENGLISH)
    below = Style(max(1, round(size * _ORIGINAL)), SOFT)
    return [(one.text, below if at else Style(size)) for at, one in enumerate(placed)]
