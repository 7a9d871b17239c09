"""A recording as a picture with what was noticed in it: SVG that stands alone, time to the right, pitch up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.formats import svg

_WIDTH, _HEIGHT, _MARGIN, _TOP = 960, 192, 24, 80
_LEVELS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place in the picture, as parts of the whole from 0 to 1, and what it is."""

    start: float
    end: float
    text: str


def signals_svg(title: str, levels: Sequence[Sequence[int]], marks: Sequence[Mark], clock: Sequence[str]) -> str:
    """The picture: for each moment the loudness of each band, from low to high, from 0 to 9; then the marks.

    `clock` are the times at equal distances, the first at the start and the last at the end.
    """
    wide = _WIDTH - 2 * _MARGIN
    drawn = [f'<path class="l{level}" d="{path}"/>' for level, path in _paths(levels, wide) if path]
    base = _TOP + _HEIGHT
    for number, mark in enumerate(marks, start=1):
        x, width = _MARGIN + mark.start * wide, max(2.0, (mark.end - mark.start) * wide)
        drawn.append(f'<rect class="mark" x="{x:.1f}" y="{_TOP}" width="{width:.1f}" height="{_HEIGHT}"/>')
        drawn.append(svg.text(x, _TOP - 6, str(number), "what"))
        drawn.append(svg.text(_MARGIN, base + 40 + 22 * number, f"{number}  {mark.text}"))
    for number, time in enumerate(clock):
        at = _MARGIN + wide * number / max(1, len(clock) - 1)
        anchor = "start" if number == 0 else "end" if number == len(clock) - 1 else "middle"
        drawn.append(
            f'<text x="{at:.0f}" y="{base + 20}" class="at" text-anchor="{anchor}">{svg.safe(time)}</text>'
        )
    end = base + 60 + 22 * len(marks)
    body = "\n".join([svg.text(_MARGIN, 40, title, "title"), *drawn])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {end}" role="img" lang="en">\n'
        f"<title>{svg.safe(title)}</title>\n<style>{_STYLE}</style>\n"
        f'<rect class="paper" width="{_WIDTH}" height="{end}"/>\n{body}\n</svg>\n'
    )


def _paths(levels: Sequence[Sequence[int]], wide: int) -> list[tuple[int, str]]:
    """For each loudness, the squares that have it."""
    paths = [""] * _LEVELS
    column = wide / max(1, len(levels))
    for number, bands in enumerate(levels):
        row = _HEIGHT / max(1, len(bands))
        for band, level in enumerate(bands):
            x, y = _MARGIN + number * column, _TOP + _HEIGHT - (band + 1) * row
            paths[level] += f"M{x:.1f} {y:.0f}h{column:.1f}v{row:.0f}h-{column:.1f}z"
    return [(level, path) for level, path in enumerate(paths) if level]


_STYLE = (
    "text{font:15px system-ui,sans-serif;fill:#222}.title{font-size:20px;font-weight:600}.what{font-weight:600}"
    ".at{fill:#555}.paper{fill:#fff}.mark{fill:#8a4b2d;fill-opacity:.25;stroke:#8a4b2d}path{fill:#1d4f6e}"
    + "".join(f".l{level}{{fill-opacity:{level / 10}}}" for level in range(1, _LEVELS))
)
