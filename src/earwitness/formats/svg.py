"""What the pictures have in common: text in SVG, of which nothing can break out."""

from __future__ import annotations

from html import escape


def text(x: float, y: float, said: str, kind: str = "") -> str:
    """A line of text; `kind` is the class that styles it.

    >>> text(24, 40.0, "a < b", "title")
    '<text x="24" y="40" class="title">a &lt; b</text>'
    """
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.0f}" y="{y:.0f}"{named}>{safe(said)}</text>'


def safe(said: str) -> str:
    """A text as XML holds it: escaped, and without characters that show nothing."""
    return escape("".join(character for character in said if character.isprintable()))
