"""What SubRip and WebVTT share: blocks of lines parted by blank lines, and the line that says when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from earwitness.errors import RecordError
from earwitness.records.time import Span

ARROW = "-->"

_TIMESTAMP = r"(?:([0-9]{1,6}):)?([0-5]?[0-9]):([0-5][0-9])[.,]([0-9]{3})"
_TIMING = re.compile(rf"\s*{_TIMESTAMP}\s*{ARROW}\s*{_TIMESTAMP}(?:\s.*)?")


@dataclass(frozen=True, slots=True)
class Block:
    """Lines without a blank one between them; `number` is that of the first, counted from one."""

    number: int
    lines: tuple[str, ...]


def blocks(text: str) -> Iterator[Block]:
    r"""The blocks of a file; a byte order mark and every kind of line end are understood.

    >>> [block.lines for block in blocks("\ufeff1\r\n2\r\n\r\n3")]
    [('1', '2'), ('3',)]
    """
    held: list[str] = []
    number = 0
    # Not str.splitlines: it also breaks at characters that are ordinary text in these formats.
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), 1):
        if line.strip():
            held.append(line)
        elif held:
            yield Block(number - len(held), tuple(held))
            held = []
    if held:
        yield Block(number + 1 - len(held), tuple(held))


def timing(span: Span, *, point: str) -> str:
    """The line that says when a cue is shown; `point` stands before the milliseconds.

    >>> timing(Span(83_450, 3_600_000), point=".")
    '00:01:23.450 --> 01:00:00.000'
    """
    return f"{_timestamp(span.start_ms, point)} {ARROW} {_timestamp(span.end_ms, point)}"


def timed(block: Block) -> tuple[Span, list[str]]:
    """When a block is shown, and the lines of text below its times; the number or name above them is left out.

    Takes a comma as well as a point, and times without hours. Raises RecordError, with the line, where there are
    no times that can be read, or the end is not after the start.
    """
    at = 0 if ARROW in block.lines[0] or len(block.lines) == 1 else 1
    match = _TIMING.fullmatch(block.lines[at])
    if not match:
        raise RecordError(f"Line {block.number + at}: the times of a subtitle are expected here.")
    start_ms, end_ms = _milliseconds(*match.groups()[:4]), _milliseconds(*match.groups()[4:])
    if start_ms >= end_ms:
        raise RecordError(f"Line {block.number + at}: this subtitle ends before it begins, or as it does.")
    return Span(start_ms, end_ms), list(block.lines[at + 1 :])


def _timestamp(at_ms: int, point: str) -> str:
    seconds, milliseconds = divmod(at_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{milliseconds:03}"


def _milliseconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> int:
    return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths)
