"""An article in plain text, whose paragraphs are parted by empty lines."""

from __future__ import annotations

import re

from earwitness.formats.article.blocks import Part, article_of, by_dashes
from earwitness.formats.article.decoding import decode
from earwitness.records.article import Article

_TITLE = re.compile(r"\w(?:\S* ){1,13}\S*\w\s*")
"""Two to fourteen words on one line."""


def read(data: bytes, *, charset: str | None = None) -> Article:
    """The article of a text file: a line that begins with > is a quotation's, one with a dash begins a paragraph.

    A first line that stands alone, short and without a stop, is its heading.

    >>> [block.kind for block in read(b"She wrote:\\n\\n> Come.\\n> Now.").blocks]
    ['paragraph', 'quotation']
    """
    parts: list[Part] = []
    for block in re.split(r"\n\s*\n", "\n".join(decode(data, charset=charset).splitlines())):
        lines = [line for line in block.split("\n") if line.strip()]
        if lines and all(line.lstrip().startswith(">") for line in lines):
            parts.append(("quotation", "\n".join(line.lstrip(" \t>") for line in lines)))
        else:
            parts += [("paragraph", line) for line in by_dashes("\n".join(lines))]
    if len(parts) > 1 and parts[0][0] == "paragraph" and _TITLE.fullmatch(parts[0][1]):
        parts[0] = ("heading", parts[0][1])
    return article_of(parts)
