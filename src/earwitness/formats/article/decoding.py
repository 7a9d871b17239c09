"""Bytes to text: what they declare is believed only where it fits."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_LOOKED_AT = 1 << 16


def decode(data: bytes, *, charset: str | None = None, markup: bool = False) -> str:
    """The text of these bytes: by their mark, by what the server or the page says, as UTF-8, or by a guess.

    Where even the guess fails, what cannot be read is shown as �.

    >>> decode("«Нет», — сказал он.".encode("cp1251"), charset="windows-1251")
    '«Нет», — сказал он.'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    declared = _DECLARED.search(data[:_LOOKED_AT]) if markup else None
    for name in (charset, declared and declared[1].decode("ascii"), "utf-8"):
        try:
            if name:
                return data.decode(name)
        except (LookupError, ValueError):
            continue
    guessed = from_bytes(data[:_LOOKED_AT]).best()
    return data.decode(guessed.encoding if guessed else "utf-8", errors="replace")
