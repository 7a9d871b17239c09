"""A recording as a picture with what was noticed in it: SVG that stands alone, time to the right, pitch up."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.formats import svg

_WIDTH, _HEIGHT, _MARGIN, _TOP = 960, 192, 24, 80
_LEVELS = 10
_LOWEST_HZ = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place in the picture, as parts of the whole from 0 to 1, and what it is."""

    start: float
    end: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn.

    `levels` are, for each moment, the loudness of each band from low to high, a digit each. `reach` are the starts
    and ends of stretches, as parts of the whole, with how high (Hz) the sound reaches in them; the highest band
    ends at `half_rate_hz`. `clock` are the times at equal distances, the first at the start and the last at the
    end.
    """

    title: str
    levels: Sequence[str]
    reach: Sequence[tuple[float, float, int]]
    half_rate_hz: float
    marks: Sequence[Mark]
    clock: Sequence[str]


def signals_svg(drawn: Picture) -> str:
    """The picture: the loudness of the bands, a line as high as the sound reaches, and the marks."""
    wide = _WIDTH - 2 * _MARGIN
    parts = [f'<path class="l{level}" d="{path}"/>' for level, path in _paths(drawn.levels, wide) if path]
    parts.append(f'<path class="reach" d="{_reach(drawn, wide)}"/>')
    base = _TOP + _HEIGHT
    for number, mark in enumerate(drawn.marks, start=1):
        x, width = _MARGIN + mark.start * wide, max(2.0, (mark.end - mark.start) * wide)
        parts.append(f'<rect class="mark" x="{x:.1f}" y="{_TOP}" width="{width:.1f}" height="{_HEIGHT}"/>')
        parts.append(svg.text(x, _TOP - 6, str(number), "what"))
        parts.append(svg.text(_MARGIN, base + 40 + 22 * number, f"{number}  {mark.text}"))
    for number, time in enumerate(drawn.clock):
        at = _MARGIN + wide * number / max(1, len(drawn.clock) - 1)
        anchor = "start" if number == 0 else "end" if number == len(drawn.clock) - 1 else "middle"
        parts.append(
            f'<text x="{at:.0f}" y="{base + 20}" class="at" text-anchor="{anchor}">{svg.safe(time)}</text>'
        )
    end = base + 60 + 22 * len(drawn.marks)
    body = "\n".join([svg.text(_MARGIN, 40, drawn.title, "title"), *parts])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {end}" role="img" lang="en">\n'
        f"<title>{svg.safe(drawn.title)}</title>\n<style>{_STYLE}</style>\n"
        f'<rect class="paper" width="{_WIDTH}" height="{end}"/>\n{body}\n</svg>\n'
    )


def _reach(drawn: Picture, wide: int) -> str:
    """A stroke for each stretch; the bands are as many times higher, each than the one below it."""
    path = ""
    for start, end, top_hz in drawn.reach:
        up = math.log(max(top_hz, _LOWEST_HZ) / _LOWEST_HZ) / math.log(max(2.0, drawn.half_rate_hz / _LOWEST_HZ))
        path += (
            f"M{_MARGIN + start * wide:.1f} {_TOP + _HEIGHT * (1 - min(1.0, up)):.0f}h{(end - start) * wide:.1f}"
        )
    return path


def _paths(levels: Sequence[str], wide: int) -> list[tuple[int, str]]:
    """For each loudness, the squares that have it."""
    paths = [""] * _LEVELS
    column = wide / max(1, len(levels))
    for number, bands in enumerate(levels):
        row = _HEIGHT / max(1, len(bands))
        for band, level in enumerate(bands):
            x, y = _MARGIN + number * column, _TOP + _HEIGHT - (band + 1) * row
            paths[int(level)] += f"M{x:.1f} {y:.0f}h{column:.1f}v{row:.0f}h-{column:.1f}z"
    return [(level, path) for level, path in enumerate(paths) if level]


_STYLE = (
    "text{font:15px system-ui,sans-serif;fill:#222}.title{font-size:20px;font-weight:600}.what{font-weight:600}"
    ".at{fill:#555}.paper{fill:#fff}.mark{fill:#8a4b2d;fill-opacity:.25;stroke:#8a4b2d}path{fill:#1d4f6e}"
    ".reach{fill:none;stroke:#222;stroke-width:2}"
    + "".join(f".l{level}{{fill-opacity:{level / 10}}}" for level in range(1, _LEVELS))
)
