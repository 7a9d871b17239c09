"""Draw how near the English comes to a translator's, and how near the estimate comes to that, as SVG by hand."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

WIDTH, HEIGHT, MARGIN = 860, 400, 56
SPLIT = 400
"""Where the second picture begins."""

MOST = 50.0
BLUE, ORANGE, GREY = "#1b6ca8", "#c2571a", "#999"


def draw(scores: Mapping[str, float], estimated: Floats, known: Floats) -> str:
    """The picture: chrF of each way of choosing (0 to 100), and chrF over the estimate of each prompt (0 to 1)."""
    title = "How near the English comes to a translator's, and how near the estimate comes to that"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'font-family="sans-serif" font-size="13" fill="#222"><title>{title}</title>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        '<text x="16" y="28">chrF over all prompts</text>',
    ]
    for number, (name, score) in enumerate(scores.items()):
        y = 64 + 62 * number
        parts += [
            f'<text x="16" y="{y}">{name}</text>',
            f'<rect x="16" y="{y + 8}" width="{300 * score / MOST:.1f}" height="18" '
            f'fill="{GREY if number == len(scores) - 1 else BLUE}"/>',
            f'<text x="{22 + 300 * score / MOST:.1f}" y="{y + 22}">{score:.1f}</text>',
        ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        parts += [
            f'<line x1="{_x(0)}" y1="{_y(tick):.1f}" x2="{_x(1)}" y2="{_y(tick):.1f}" stroke="#e5e5e5"/>',
            f'<text x="{_x(tick):.1f}" y="{HEIGHT - MARGIN + 20}" text-anchor="middle">{tick:.1f}</text>',
            f'<text x="{_x(0) - 8}" y="{_y(tick) + 4:.1f}" text-anchor="end">{tick:.1f}</text>',
        ]
    parts.append(
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="{GREY}" stroke-dasharray="4 4"/>'
    )
    parts += [
        f'<circle cx="{_x(float(one)):.1f}" cy="{_y(float(other)):.1f}" r="4" fill="{ORANGE}" fill-opacity="0.6"/>'
        for one, other in zip(estimated, known, strict=True)
    ]
    parts += [
        f'<text x="{_x(0.5)}" y="{HEIGHT - 12}" text-anchor="middle">estimate</text>',
        f'<text x="{_x(0)}" y="28">chrF of each prompt, {len(known)} prompts</text>',
        "</svg>\n",
    ]
    return "".join(parts)


def _x(share: float) -> float:
    return SPLIT + MARGIN + share * (WIDTH - SPLIT - 2 * MARGIN)


def _y(share: float) -> float:
    return HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)
