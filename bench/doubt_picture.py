"""Draw how often words of each confidence are right, as SVG by hand: on the diagonal, a confidence is true."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

SIZE, MARGIN = 420, 56
COLOURS = ("#1b6ca8", "#c2571a", "#3c7a3c", "#7a3c7a")
SHAPES = ("●", "■", "▲", "◆")
FEWEST = 5
"""Words that a point stands for at least."""


def draw(sets: Mapping[str, tuple[Floats, Floats]]) -> str:
    """The picture of each set's (confidences, right or not): a point for each tenth, the larger the more words."""
    title = "How often words are right, by the confidence they are given"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE + 240} {SIZE}" role="img" '
        f'font-family="sans-serif" font-size="13" fill="#222"><title>{title}</title>'
        f'<rect width="{SIZE + 240}" height="{SIZE}" fill="#fff"/>',
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        parts += [
            f'<text x="{_x(tick)}" y="{SIZE - MARGIN + 20}" text-anchor="middle">{tick:.1f}</text>',
            f'<text x="{MARGIN - 8}" y="{_y(tick) + 4}" text-anchor="end">{tick:.0%}</text>',
            f'<line x1="{_x(0)}" y1="{_y(tick)}" x2="{_x(1)}" y2="{_y(tick)}" stroke="#e5e5e5"/>',
        ]
    for number, (name, (confidence, right)) in enumerate(sets.items()):
        colour, shape = COLOURS[number % 4], SHAPES[number % 4]
        bins = np.minimum((confidence * 10).astype(int), 9)
        for at in sorted(set(bins.tolist())):
            inside = bins == at
            if inside.sum() >= FEWEST:
                x, y = _x(float(confidence[inside].mean())), _y(float(right[inside].mean()))
                size = 8 + 3 * np.log10(inside.sum())
                parts.append(
                    f'<text x="{x:.1f}" y="{y + size / 3:.1f}" text-anchor="middle" fill="{colour}" '
                    f'font-size="{size:.0f}">{shape}</text>'
                )
        parts.append(
            f'<text x="{SIZE + 6}" y="{60 + 24 * number}"><tspan fill="{colour}">{shape}</tspan> '
            f"{name}, {len(right)} words</text>"
        )
    parts += [
        f'<text x="{_x(0.5)}" y="{SIZE - 12}" text-anchor="middle">confidence</text>',
        f'<text x="{_x(0)}" y="20">words that are right</text>',
        "</svg>\n",
    ]
    return "".join(parts)


def _x(share: float) -> float:
    return MARGIN + share * (SIZE - 2 * MARGIN)


def _y(share: float) -> float:
    return SIZE - MARGIN - share * (SIZE - 2 * MARGIN)
