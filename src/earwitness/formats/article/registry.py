"""Which format an article's bytes are in: by what they are, then by what they are called."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from pathlib import PurePath
from typing import Literal

from earwitness.errors import ArticleError, NotInstalledError
from earwitness.formats.article.saved import page_in
from earwitness.records.article import Article

Format = Literal["html", "docx", "pdf", "markdown", "plain"]

_BEGINNING, _LOOKED_AT = 1024, 1 << 16
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TAGS = re.compile(rb"<(?:!doctype html|html|head|body|article)\b", re.IGNORECASE)
_CALLED: dict[str, Format] = {
    **dict.fromkeys((".html", ".htm", ".xhtml", "text/html", "application/xhtml+xml"), "html"),
    **dict.fromkeys((".md", ".markdown", "text/markdown"), "markdown"),
}


def read_article(
    data: bytes,
    *,
    name: str = "",
    content_type: str = "",
    charset: str | None = None,
    address: str | None = None,
) -> Article:
    """The article that these bytes are; `name` is the file's, `content_type` and `charset` are the server's word.

    Raises ArticleError where they are none, NotInstalledError where what reads them comes with an extra.

    >>> read_article("# Title\\n\\nHe said: “No.”".encode(), name="draft.md").title
    'Title'
    """
    if not data.strip():
        raise ArticleError("There is nothing in it.", advice="Check that it is the right file.")
    if saved := page_in(data):
        (data, charset), name, content_type = saved, "", "text/html"
    kind = format_of(data, name=name, content_type=content_type)
    try:
        module = import_module(f"earwitness.formats.article.{kind}")
    except ModuleNotFoundError as err:
        raise NotInstalledError(
            f"What reads articles is not installed (package {err.name}).",
            advice="Install it: pip install 'earwitness[check]'",
        ) from err
    article: Article = module.read(data) if kind in ("docx", "pdf") else module.read(data, charset=charset)
    return replace(article, address=address)


def format_of(data: bytes, *, name: str = "", content_type: str = "") -> Format:
    """The format of these bytes; plain text where nothing says otherwise.

    >>> format_of(b"%PDF-1.7"), format_of(b"<!DOCTYPE html><p>"), format_of(b"# One", name="a.MD")
    ('pdf', 'html', 'markdown')
    """
    beginning = data[:_BEGINNING].lstrip()
    if beginning.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if beginning.startswith(b"\xd0\xcf\x11\xe0") and _ENCRYPTED in data:
        raise ArticleError("It has a password.", advice="Save a copy without one.")
    if beginning.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise ArticleError("It is in an old format of a word processor.", advice="Save it as .docx.")
    if _is_binary(data[:_LOOKED_AT]):
        raise ArticleError(
            "It is no text that can be read.", advice="Name an article: HTML, DOCX, Markdown, text, or PDF."
        )
    called = _CALLED.get(PurePath(name).suffix.lower()) or _CALLED.get(content_type.lower())
    return called or ("html" if _TAGS.search(beginning) else "plain")


def _is_binary(data: bytes) -> bool:
    """Whether these bytes are no text in any encoding: one in fifty is no character."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        return False
    return b"\0" in data[:_BEGINNING] or len(_CONTROLS.findall(data)) * 50 > len(data)
