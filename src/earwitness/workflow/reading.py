"""The article that is to be checked, from a file, standard input, or text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from earwitness.errors import UsageError
from earwitness.records.article import Article, Block, Quotation, Reading, Stretch
from earwitness.records.text import shown

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"\n]+)\"|«([^«»]+)»")
_SPEAKER = re.compile(
    r"\b(?:the |his |her )?([\w ]{2,40}?) (?:says|said|tells|told|adds|added|asks|asked)\b", re.I
)


def read(name: str | os.PathLike[str], data: bytes | None = None) -> Reading:
    """What the article of this name quotes and claims; `data` are its bytes, where it is no file."""
    if data is None:
        try:
            data = Path(name).read_bytes()
        except FileNotFoundError as err:
            raise UsageError(
                f"There is no article {shown(name)}.", advice="Check the name and the folder."
            ) from err
        except OSError as err:
            raise UsageError(f"The article {shown(name)} cannot be read: {err.strerror}.") from err
    return read_text(data.decode(errors="replace"))


def read_text(text: str) -> Reading:
    """What is quoted in plain text."""
    blocks = tuple(
        Block(kind="paragraph", start=found.start(), end=found.end())
        for found in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)
    )
    article = Article(text=text, blocks=blocks)
    return Reading(article=article, quotations=tuple(_quotations(text)))


def _quotations(text: str) -> Iterator[Quotation]:
    for found in _QUOTED.finditer(text):
        start, end = next(found.span(group) for group in (1, 2, 3) if found.group(group))
        after = _SPEAKER.search(text[found.end() : found.end() + 60])
        yield Quotation(
            pieces=(Stretch(start=start, end=end, text=text[start:end]),),
            speaker=after.group(1).strip() if after else None,
        )
