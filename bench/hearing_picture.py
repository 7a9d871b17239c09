"""Put on one page what bench/doubt.py and bench/speakers.py have drawn: how right words are, and who spoke when.

    python bench/doubt.py --svg docs/images/confidence.svg
    python bench/speakers.py turns
    python bench/hearing_picture.py

The page is docs/images/hearing.svg. A picture that is not there is named, and the exit is 3.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

IMAGES = Path(__file__).resolve().parents[1] / "docs/images"
PICTURES = {
    "confidence.svg": "How often words are right, by the confidence they are given",
    "speakers-sample.svg": "Who spoke when in a telephone call of two; red: wrong",
}
WIDTH, HEAD, GAP = 960, 40, 24

_ROOT = re.compile(r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 (?P<width>\d+) (?P<height>\d+)"')


def main() -> int:
    """Write the page."""
    if missing := [name for name in PICTURES if not (IMAGES / name).is_file()]:
        print(f"Not drawn yet: {', '.join(missing)}.", file=sys.stderr)
        return 3
    drawn = {title: (IMAGES / name).read_text(encoding="utf-8") for name, title in PICTURES.items()}
    (IMAGES / "hearing.svg").write_text(page(drawn), encoding="utf-8")
    return 0


def page(drawn: dict[str, str]) -> str:
    """One SVG of several, each under its title, the widest as wide as the page."""
    parts: list[str] = []
    y = 0
    for title, svg in drawn.items():
        root = _ROOT.match(svg)
        if root is None:
            raise ValueError(f"{title}: this is not drawn by hand as the others are")
        width, height = int(root["width"]), int(root["height"])
        parts += [
            f'<text x="16" y="{y + 26}" font-size="16" font-weight="bold">{title}</text>',
            f'<svg y="{y + HEAD}" width="{width}" height="{height}" viewBox="0 0 {width} {height}"',
            svg[root.end() :],
        ]
        y += HEAD + height + GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" role="img" font-family="sans-serif" '
        f'fill="#222"><title>{"; ".join(drawn)}</title><rect width="{WIDTH}" height="{y}" fill="#fff"/>'
        f"{''.join(parts)}</svg>\n"
    )


if __name__ == "__main__":
    sys.exit(main())
