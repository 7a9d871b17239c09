"""An article in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from earwitness.formats.article.blocks import Part, article_of, by_dashes
from earwitness.formats.article.decoding import decode
from earwitness.records.article import Article, BlockKind


def read(data: bytes, *, charset: str | None = None) -> Article:
    """The article of a Markdown file; its title is the first heading."""
    parts = list(_parts(MarkdownIt("commonmark").parse(decode(data, charset=charset))))
    return article_of(parts, title=next((text for kind, text in parts if kind == "heading"), None))


def _parts(tokens: list[Token]) -> Iterator[Part]:
    quoted = headed = 0
    for token in tokens:
        quoted += token.nesting * (token.type.startswith("blockquote"))
        headed += token.nesting * (token.type.startswith("heading"))
        if token.type == "inline":
            kind: BlockKind = "quotation" if quoted else "heading" if headed else "paragraph"
            yield from ((kind, line) for line in by_dashes(_inline(token)))
        elif token.type in ("code_block", "fence"):
            yield "paragraph", token.content


def _inline(token: Token) -> str:
    return "".join(
        "\n" if one.type.endswith("break") else one.content if one.type in ("text", "code_inline") else ""
        for one in token.children or ()
    )
