"""What NIST's formats for scoring share: fields between white space, seconds with three decimals, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from earwitness.errors import RecordError
from earwitness.records.time import Span

COMMENT = ";;"
_SECONDS = re.compile(r"[0-9]{1,9}(?:\.[0-9]{0,12})?|\.[0-9]{1,12}")


def seconds(at_ms: int) -> str:
    """Milliseconds as seconds, exactly.

    >>> seconds(83_450)
    '83.450'
    """
    whole, rest = divmod(at_ms, 1000)
    return f"{whole}.{rest:03}"


def field(text: str) -> str:
    """The text, if it can be a field; RecordError where it is empty, would be a comment, or has white space."""
    if not re.fullmatch(r"\S+", text) or text.startswith(COMMENT):
        raise RecordError(f"This cannot stand in a field: {text!r}.")
    return text


def lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The fields of each line with its number, from one; blank lines and comments are left out."""
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), 1):
        if line.strip() and not line.lstrip().startswith(COMMENT):
            yield number, line.split()


def span(number: int, begin: str, duration: str) -> Span:
    """The span of a line's beginning and duration, to the millisecond.

    Raises RecordError, with the line, for what are no seconds.
    """
    if not (_SECONDS.fullmatch(begin) and _SECONDS.fullmatch(duration)):
        raise RecordError(f"Line {number}: {begin} and {duration} are no beginning and duration in seconds.")
    start, length = Decimal(begin), Decimal(duration)
    return Span(round(start * 1000), round((start + length) * 1000))


def channel(number: int, text: str) -> int:
    """A channel, from one: a number, or a letter from A. RecordError, with the line, for anything else."""
    if re.fullmatch(r"[1-9][0-9]{0,3}", text):
        return int(text)
    if re.fullmatch(r"[A-Z]", text):
        return ord(text) - ord("A") + 1
    raise RecordError(f"Line {number}: {text!r} is no channel.")
