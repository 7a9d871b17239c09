"""The bytes that are hashed and signed: JSON after RFC 8785, so that anybody's program arrives at the same ones.

Fractions are refused. RFC 8785 writes numbers as ECMAScript does, which few tools outside a browser can repeat;
whatever is signed here counts in whole units (milliseconds, bytes, permille) and says so in its name.
"""

from __future__ import annotations

import json
from typing import Any

from earwitness.errors import RecordError

_LARGEST_EXACT = 2**53 - 1  # what every JSON reader holds exactly (RFC 8259, section 6)


def canonical(value: Any) -> bytes:
    """The canonical bytes of a JSON value: UTF-8, no white space, keys in order of UTF-16 code units.

    Raises RecordError for fractions, for integers that other programs would round, and for what JSON lacks.

    >>> canonical({"b": [1, None, True], "a": "ё"}).decode()
    '{"a":"ё","b":[1,null,true]}'
    """
    return json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def _ordered(value: Any) -> Any:
    match value:
        case None | bool():
            return value
        case str():
            try:
                value.encode()
            except UnicodeEncodeError as err:
                raise RecordError(f"Text that is not Unicode cannot be signed: {value!r}.") from err
            return value
        case int():
            if abs(value) > _LARGEST_EXACT:
                raise RecordError(f"A number too large to be exact everywhere cannot be signed: {value}.")
            return value
        case list() | tuple():
            return [_ordered(item) for item in value]
        case dict():
            if not all(isinstance(key, str) for key in value):
                raise RecordError("Only text can be a key of what is signed.")
            return {
                _ordered(key): _ordered(value[key])
                for key in sorted(value, key=lambda k: k.encode("utf-16-be", "surrogatepass"))
            }
        case _:
            raise RecordError(f"This cannot be signed as canonical JSON: {value!r}.")
