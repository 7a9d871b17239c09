"""Words and sound as a picture: what cards and films are drawn with, and the one home of Pillow.

The fonts come with the packages that ship them (Noto Sans), so that a picture is the same on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import combinations, groupby, pairwise
from math import inf
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, SOFT, ACCENT, UNPLAYED = "#fdfcf9", "#1f1d1a", "#5f5a50", "#963421", "#cfc6b4"
"""The colours of the page, by day, and what of a wave is still to come."""

LINE_HEIGHT = 1.32

_SCRIPTS = {
    "ARABIC": ("fontpkg_noto_sans_arabic", "NotoSansArabic[wdth,wght].ttf"),
    **dict.fromkeys(
        ("LATIN", "CYRILLIC", "GREEK", "DEVANAGARI"), ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf")
    ),
}
_WEIGHTS = {False: 420, True: 650}
_SHORT = 0.3  # what a short word at the end of a line costs, beside the squares of how full lines are
_WORD = re.compile(r"\S+(?:[\u00a0\u202f]\S+)*")
_BAR, _STEP = 3, 5  # a bar of the waveform, and from one to the next, in thousandths of the picture's shorter side


class Box(NamedTuple):
    """A part of a picture, in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """From top to bottom."""
        return self.bottom - self.top


class Style(NamedTuple):
    """How a text is drawn: `size` is the font's, in pixels."""

    size: int
    colour: str = INK
    bold: bool = False


def blank(width: int, height: int) -> Image.Image:
    """An empty sheet."""
    return Image.new("RGB", (width, height), PAPER)


def is_drawable(text: str) -> bool:
    """Whether the fonts have the letters of the text.

    >>> is_drawable("Алло, hello, 5!"), is_drawable("もしもし")
    (True, False)
    """
    return all(_script(character) in _SCRIPTS for character in text if character.isalpha())


def line_height(style: Style) -> int:
    """From one line to the next."""
    return round(style.size * LINE_HEIGHT)


def wrapped(text: str, style: Style, width: int) -> list[str]:
    """The text in lines that are no wider; a word that is wider stands alone and is broken.

    A no-break space holds words together.

    >>> wrapped("almost nobody agreed", Style(20), 150)
    ['almost nobody', 'agreed']
    """
    lines = [""]
    for word in _WORD.findall(text):
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, style) <= width:
            lines[-1] = longer
        else:
            lines += _broken(word, style, width)
    return [line for line in lines if line]


def balanced(text: str, style: Style, width: int) -> list[str]:
    """The same in as few lines, each about as wide as the others and ending on no short word where that can be.

    >>> balanced("and almost nobody in the battery agreed", Style(20), 320)
    ['and almost nobody', 'in the battery agreed']
    """
    words, few = _WORD.findall(text), wrapped(text, style, width)
    if len(few) < 2:
        return few
    ways = [
        [" ".join(words[a:b]) for a, b in pairwise((0, *cuts, len(words)))]
        for cuts in combinations(range(1, len(words)), len(few) - 1)
    ]

    def cost(lines: Sequence[str]) -> float:
        shares = [text_width(line, style) / width for line in lines]
        short = sum(line.rpartition(" ")[2].isalpha() and len(line.rpartition(" ")[2]) <= 3 for line in lines[:-1])
        return inf if max(shares) > 1 else sum(share**2 for share in shares) + _SHORT * short

    best = min(ways, key=cost, default=few)
    return best if cost(best) < inf else few


def text_width(text: str, style: Style) -> int:
    """How wide a line is."""
    return round(sum(_font(name, style).getlength(run) for name, run in _runs(text)))


def draw_lines(sheet: Image.Image, box: Box, lines: Sequence[str], style: Style) -> int:
    """Draw lines from the top of the box down, those that run from right to left at its right; gives their end."""
    top = box.top
    for line in lines:
        right_to_left = _runs_right_to_left(line)
        left = box.right - text_width(line, style) if right_to_left else box.left
        runs = list(_runs(line))
        for name, run in reversed(runs) if right_to_left else runs:
            font = _font(name, style)
            draw = ImageDraw.Draw(sheet)
            draw.text((left, top + style.size), run, fill=style.colour, font=font, anchor="ls")
            left += round(font.getlength(run))
        top += line_height(style)
    return top


def draw_wave(sheet: Image.Image, box: Box, peaks: Sequence[float], colour: str) -> None:
    """Draw the loudness over time as bars around the middle of the box; the loudest fills it."""
    draw = ImageDraw.Draw(sheet)
    unit = max(1, round(min(sheet.size) / 1000))
    count = max(1, box.width // (_STEP * unit))
    loudest, middle = max([0.05, *peaks]), (box.top + box.bottom) // 2
    for number in range(count):
        first = number * len(peaks) // count
        held = peaks[first : max(first + 1, (number + 1) * len(peaks) // count)]
        half = max(unit, round(max(held, default=0.0) / loudest * box.height / 2))
        left = box.left + number * _STEP * unit
        draw.rounded_rectangle(
            (left, middle - half, left + _BAR * unit - 1, middle + half), radius=_BAR * unit // 2, fill=colour
        )


def _broken(word: str, style: Style, width: int) -> list[str]:
    parts = [""]
    for character in word:
        if parts[-1] and text_width(parts[-1] + character, style) > width:
            parts.append("")
        parts[-1] += character
    return parts


def _runs(text: str) -> Iterator[tuple[str, str]]:
    """The text parted where another font has the letters; what is no letter stays with what stands before it."""
    scripts, last = [], next((_script(one) for one in text if one.isalpha()), "LATIN")
    for character in text:
        last = _script(character) if character.isalpha() else last
        scripts.append("ARABIC" if last == "ARABIC" else "LATIN")
    at = 0
    for name, run in groupby(scripts):
        length = len(list(run))
        yield name, text[at : at + length]
        at += length


def _runs_right_to_left(text: str) -> bool:
    return next(
        (side in ("R", "AL") for one in text if (side := unicodedata.bidirectional(one)) in ("L", "R", "AL")),
        False,
    )


@cache
def _script(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0]


@cache
def _font(script: str, style: Style) -> ImageFont.FreeTypeFont:
    package, name = _SCRIPTS[script]
    font = ImageFont.truetype(str(resources.files(package) / "files" / name), style.size)
    font.set_variation_by_axes(
        [100 if axis["name"] == b"Width" else _WEIGHTS[style.bold] for axis in font.get_variation_axes()]
    )
    return font
