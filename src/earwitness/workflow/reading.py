"""Read an article from a file, from standard input, or from an address, which alone is fetched."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from earwitness.article.read import read as read_record
from earwitness.backends.fetch import Allowed, fetch, is_public
from earwitness.errors import ArticleError, UsageError
from earwitness.formats.article.registry import read_article
from earwitness.records.article import Article, Reading
from earwitness.records.text import shown

LARGEST = 20 << 20
"""Bytes of an article, its markup included: the largest pages that people read have a quarter of that."""

SECONDS = 30
"""How long a page may take to come."""


def read(name: str | os.PathLike[str], data: bytes | None = None, *, allowed: Allowed = is_public) -> Reading:
    """What an article quotes and claims. `name` is a file, or an address, which alone is fetched; `data` are its
    bytes where they are there already, such as from standard input. `allowed` says which addresses on the
    network may be asked.

    Raises ArticleError where it is no article that can be read, FetchError where nothing comes from an address,
    UsageError where there is no such file.
    """
    name = os.fspath(name)
    try:
        return read_record(_article(name, data, allowed))
    except ArticleError as err:
        called = "on standard input" if name == "-" else shown(name)
        why = err.message[:1].lower() + err.message[1:]
        raise ArticleError(f"The article {called} cannot be read: {why}", advice=err.advice) from err


def is_address(name: str) -> bool:
    """Whether this names a page of the web and no file.

    >>> is_address("https://example.org/a"), is_address("draft.docx")
    (True, False)
    """
    return name.lower().startswith(("http://", "https://"))


def _article(name: str, data: bytes | None, allowed: Allowed) -> Article:
    if data is None and is_address(name):
        page = fetch(name, largest=LARGEST, seconds=SECONDS, allowed=allowed)
        return read_article(
            page.data,
            content_type=page.content_type or "",
            charset=page.charset,
            address=page.address,
        )
    data = _bytes(Path(name)) if data is None else data
    if len(data) > LARGEST:
        raise ArticleError(f"It is larger than {LARGEST >> 20} MB.", advice="Copy the article's text into a file.")
    return read_article(data, name=name)


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise ArticleError("It is a folder.", advice="Name an article in it.")
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            raise ArticleError("It is not a file.", advice="Name a file, or - for standard input.")
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError as err:
        raise UsageError(f"There is no article {shown(path)}.", advice="Check the name and the folder.") from err
    except (OSError, ValueError) as err:
        raise ArticleError(f"It cannot be opened: {getattr(err, 'strerror', None) or err}.") from err
