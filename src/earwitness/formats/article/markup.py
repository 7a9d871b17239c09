"""Headings, paragraphs and quotations out of a tree of elements, by HTML's names and by those of trafilatura."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from lxml import etree

from earwitness.formats.article.blocks import Part, by_dashes
from earwitness.records.article import BlockKind

_HEADINGS = frozenset({"head", "h1", "h2", "h3", "h4", "h5", "h6"})
_QUOTATIONS = frozenset({"blockquote", "quote"})
_BREAKS = frozenset({"br", "lb"})
_PARTING = (
    _HEADINGS
    | _QUOTATIONS
    | {"p", "div", "li", "item", "list", "ul", "ol", "table", "tr", "row", "td", "th", "cell", "body", "pre", "dl"}
    | {"dt", "dd", "section", "article", "figure", "figcaption", "graphic", "hr"}
)


def parts_of(tree: Any) -> Iterator[Part]:
    """What stands in a tree, in order. Two line breaks part as a paragraph does, and so does one before a dash."""
    for kind, pieces in groupby(_pieces(tree), key=lambda piece: piece[0]):
        if kind is not None:
            for lines in "".join(text for _, text in pieces).split("\n\n"):
                yield from ((kind, line) for line in by_dashes(lines))


def _pieces(tree: Any) -> Iterator[tuple[BlockKind | None, str]]:
    """Each text with the kind of the block that it is in; None between blocks."""
    headings = quotations = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(element.tag, str):
            if event == "end" and element.tail:  # after a comment
                yield _kind(headings, quotations), element.tail.replace("\n", " ")
            continue
        step = 1 if event == "start" else -1
        headings += step * (element.tag in _HEADINGS)
        quotations += step * (element.tag in _QUOTATIONS)
        if element.tag in _PARTING:
            yield None, ""
        elif element.tag in _BREAKS and event == "start":
            yield _kind(headings, quotations), "\n"
        text = element.text if event == "start" else element.tail
        if text:
            yield _kind(headings, quotations), text.replace("\n", " ")


def _kind(headings: int, quotations: int) -> BlockKind:
    return "quotation" if quotations else "heading" if headings else "paragraph"
