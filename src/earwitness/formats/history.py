"""A history as a picture: SVG that stands alone, top to bottom, one dot an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from earwitness.formats import svg

_WIDTH, _MARGIN, _AXIS = 960, 24, 206
_LINE, _SPACE = 20, 18
_COLUMNS = 94


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One event: when, what in a word, by whom, and a sentence."""

    at: str
    what: str
    by: str
    text: str


def history_svg(title: str, moments: Sequence[Moment]) -> str:
    """The picture. What cannot be shown in XML is left out."""
    drawn, y, last = [], 96, 96
    for moment in moments:
        top = last = y
        at = moment.at.replace("T", " ").partition(".")[0].removesuffix("Z")
        drawn.append(svg.text(_MARGIN, y, at, "at"))
        drawn.append(f'<circle cx="{_AXIS}" cy="{y - 5}" r="6"/>')
        drawn.append(
            f'<text x="{_AXIS + 24}" y="{y}"><tspan class="what">{svg.safe(moment.what)}</tspan>'
            f'<tspan class="by" dx="10">{svg.safe(moment.by)}</tspan></text>'
        )
        for line in wrap(moment.text, _COLUMNS):
            y += _LINE
            drawn.append(svg.text(_AXIS + 24, y, line))
        y = max(y, top) + _LINE + _SPACE
    end = y - _SPACE
    axis = f'<line x1="{_AXIS}" y1="91" x2="{_AXIS}" y2="{last - 5}"/>' if moments else ""
    body = "\n".join(
        [svg.text(_MARGIN, 40, title, "title"), svg.text(_MARGIN, 62, "Times are UTC.", "by"), axis, *drawn]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {end}" role="img" lang="en">\n'
        f"<title>{svg.safe(title)}</title>\n<style>{_STYLE}</style>\n"
        f'<rect width="{_WIDTH}" height="{end}"/>\n{body}\n</svg>\n'
    )


_STYLE = (
    "text{font:15px system-ui,sans-serif;fill:#222}.title{font-size:20px;font-weight:600}.what{font-weight:600}"
    ".by,.at{fill:#555}rect{fill:#fff}circle{fill:#8a4b2d}line{stroke:#8a4b2d;stroke-width:2}"
)
