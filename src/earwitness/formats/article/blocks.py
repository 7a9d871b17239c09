"""From what a format has (headings, paragraphs, quotations) to the one plain text that every offset counts in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from earwitness.errors import ArticleError
from earwitness.records.article import Article, Block, BlockKind

Part = tuple[BlockKind, str]

_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_DASHES = ("—", "–", "―")
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_BETWEEN = "\n\n"


def article_of(parts: Iterable[Part], *, title: str | None = None, language: str | None = None) -> Article:
    """The article of these parts; ArticleError where none has words.

    White space is one space, except what keeps a mark beside its word (« no-break »); soft hyphens and other
    characters that nobody sees are left out, and letters are composed.

    >>> article_of([("heading", " One "), ("paragraph", "Two\\n lines")]).text
    'One\\n\\nTwo lines'
    """
    texts, blocks = list[str](), list[Block]()
    at = 0
    for kind, written in parts:
        if words := tidy(written):
            texts.append(words)
            blocks.append(Block(kind=kind, start=at, end=at + len(words)))
            at += len(words) + len(_BETWEEN)
    if not blocks:
        raise ArticleError("There is no text in it.", advice="Check that it is the right file.")
    return Article(
        text=_BETWEEN.join(texts), blocks=tuple(blocks), title=tidy(title or "") or None, language=language
    )


def tidy(text: str) -> str:
    """The text on one line, without what nobody sees."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", _UNSEEN.sub("", text))).strip()


def by_dashes(text: str) -> Iterator[str]:
    r"""Lines as one paragraph each that a dash begins: what somebody says, where that stands for quotation marks.

    >>> list(by_dashes("She nods.\n— Go,\nhe says."))
    ['She nods.', '— Go, he says.']
    """
    held: list[str] = []
    for line in text.split("\n"):
        if held and line.lstrip().startswith(_DASHES):
            yield " ".join(held)
            held = []
        held.append(line)
    yield " ".join(held)
