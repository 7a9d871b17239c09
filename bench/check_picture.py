"""Draw what was said of each kind of quote, as SVG by hand: a row for each kind, a column for each verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

LEFT, TOP, CELL, HIGH = 110, 96, 78, 34


def draw(kinds: Sequence[str], verdicts: Sequence[str], counts: Mapping[str, Sequence[int]]) -> str:
    """An SVG document; the darker a cell, the larger its share of the row."""
    width, height = LEFT + CELL * len(verdicts) + 12, TOP + HIGH * len(kinds) + 12
    parts = [
        f'<text x="{LEFT + CELL * at + CELL / 2}" y="{TOP - 10}" text-anchor="middle">{escape(verdict)}</text>'
        for at, verdict in enumerate(verdicts)
    ]
    for row, kind in enumerate(kinds):
        y, total = TOP + HIGH * row, max(1, sum(counts[kind]))
        parts.append(f'<text x="{LEFT - 8}" y="{y + HIGH / 2 + 4}" text-anchor="end">{escape(kind)}</text>')
        for column, count in enumerate(counts[kind]):
            share, x = count / total, LEFT + CELL * column
            parts.append(
                f'<rect x="{x}" y="{y}" width="{CELL - 2}" height="{HIGH - 2}" fill="#0b6e99" '
                f'fill-opacity="{0.05 + 0.85 * share:.2f}"/>'
            )
            if count:
                colour = "#fff" if share > 0.5 else "#222"
                parts.append(
                    f'<text x="{x + CELL / 2 - 1}" y="{y + HIGH / 2 + 4}" text-anchor="middle" fill="{colour}">'
                    f"{count}</text>"
                )
    title = "What was said of each kind of quote: kinds in rows, verdicts in columns"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="#222"><title>{escape(title)}</title>'
        f'<rect width="{width}" height="{height}" fill="#fff"/>'
        f'<text x="{LEFT}" y="30" font-size="14">{escape(title)}</text>{"".join(parts)}</svg>\n'
    )
