"""An article in a word processor's file: mammoth reads it as if all changes that it tracks were accepted."""

from __future__ import annotations

import zipfile
from io import BytesIO

import mammoth
from lxml import html

from earwitness.errors import ArticleError
from earwitness.formats.article.blocks import article_of
from earwitness.formats.article.markup import parts_of
from earwitness.records.article import Article

_LARGEST = 100 << 20
"""Bytes of text and style when unpacked: more is no article."""

_DECLARING = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
"""What text grows out of that is not there, or is read from another file."""

_STYLES = """
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
"""


def read(data: bytes) -> Article:
    """The article of a DOCX file, notes at its end, comments left out; ArticleError where it cannot be read."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            parts = [part for part in packed.infolist() if part.filename.endswith((".xml", ".rels"))]
            if sum(part.file_size for part in parts) > _LARGEST:
                raise ArticleError(
                    "It is far larger unpacked than any article.", advice="Copy its text into a file."
                )
            if any(mark in packed.read(part) for part in parts for mark in _DECLARING):
                raise ValueError("word processors declare no entities")
        written = mammoth.convert_to_html(
            BytesIO(data), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda _: {})
        ).value
    except ArticleError:
        raise
    except Exception as err:  # a zip file, XML, what Word means by it: each fails in its own ways
        raise ArticleError("It is no DOCX file that can be read.", advice="Save it anew as .docx.") from err
    tree = html.fragment_fromstring(written or " ", create_parent="body")
    return article_of(parts_of(tree))
