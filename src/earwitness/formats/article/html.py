"""An article in a page: trafilatura tells its text from menus, advertisements and what else stands around it."""

from __future__ import annotations

import re
from typing import Any

import trafilatura

from earwitness.errors import ArticleError
from earwitness.formats.article.blocks import article_of, tidy
from earwitness.formats.article.decoding import decode
from earwitness.formats.article.markup import parts_of
from earwitness.records.article import Article

_QUOTED = re.compile(r"<(?P<closes>/?)q\b[^<>]*>", re.IGNORECASE)
_INLINE = re.compile(r"</?(?:span|font|b|i|u|em|strong|small|mark|abbr|bdi|wbr)\b[^<>]*>", re.IGNORECASE)
_MANY = 4_000

_HARDLY_ANY = 120
"""Characters below which what was found is not believed to be the article."""

_ASKING = re.compile(
    r"(?:accept|reject|allow|manage|refuse) (?:all|cookies)|we (?:value|respect|care about) your privacy"
    r"|we (?:and our \w+ )?(?:use|store) (?:\w+ )?cookies|consent|before you continue"
    r"|privacy (?:settings|choices)|alle akzeptieren|zustimmen|tout accepter|aceptar todo|прийняти вс|принять вс",
    re.IGNORECASE,
)
_OF_CONSENT = re.compile(
    r"\b(?:cookies?|consent(?:s|ed|ing)?|partners|vendors|personal data|legitimate interests?|privacy|preferences"
    r"|advertis\w+|personali[sz]ed|processing|device|purposes)\b",
    re.IGNORECASE,
)
_OFTEN = 12
"""Words to one of consent's, up to which a text is about nothing else: an article about cookies has more."""

_DOUBTING = re.compile(
    r"(?:enable|turn on|requires?) javascript|javascript is (?:disabled|required)|are you (?:a )?(?:human|robot)"
    r"|verify (?:that )?you are|just a moment|checking your browser|access denied",
    re.IGNORECASE,
)


def read(data: bytes, *, charset: str | None = None) -> Article:
    """The article of a page; ArticleError where there is none, and where it asks for consent instead."""
    tree = trafilatura.load_html(_written(decode(data, charset=charset, markup=True)))
    if tree is None:
        raise ArticleError("It is no page that can be read.", advice="Save the page from a browser.")
    everything = tidy(" ".join(tree.itertext()))
    title, language = _title(tree), tree.get("lang") or None
    found = trafilatura.bare_extraction(tree, include_comments=False, include_tables=True, favor_recall=False)
    body = getattr(found, "body", None)
    text = tidy(" ".join(body.itertext())) if body is not None else ""
    _refuse_walls(text, everything)
    if not text:
        raise ArticleError(
            "There is no article in this page.", advice="Copy the article's text into a file and name that."
        )
    return article_of(parts_of(body), title=title, language=language)


def _title(tree: Any) -> str | None:
    named = tree.xpath('//meta[@property="og:title"]/@content') or tree.xpath("//title/text() | //h1//text()")
    return str(named[0]) if named else None


def _written(page: str) -> str:
    """The page with quotation marks where browsers put them, around what stands in <q>.

    Thousands of tags inside paragraphs are left out too: taken out of the tree, they take time by their square.
    """
    depth = 0

    def mark(found: re.Match[str]) -> str:
        nonlocal depth
        depth = max(0, depth - 1) if found["closes"] else depth
        shown = ("”’" if found["closes"] else "“‘")[depth % 2]
        depth += not found["closes"]
        return shown

    page = _QUOTED.sub(mark, page)
    return _INLINE.sub("", page) if len(_INLINE.findall(page)) > _MANY else page


def _refuse_walls(text: str, everything: str) -> None:
    advice = "Open it in a browser, save the page when the article is there, and name the file."
    asks = len(_ASKING.findall(everything)) > 1 and len(_OF_CONSENT.findall(text)) * _OFTEN > len(text.split())
    if asks or (len(text) < _HARDLY_ANY and _ASKING.search(everything)):
        raise ArticleError("The page asks for consent to cookies and does not show its article.", advice=advice)
    if len(text) < _HARDLY_ANY and _DOUBTING.search(everything):
        raise ArticleError("The page asks for a browser or a person and does not show its article.", advice=advice)
