"""Moments and stretches of a recording as people type them: 12.3, 1:23.4, 1:02:03, 14.0-15.2."""

from __future__ import annotations

import re
from typing import Any

import click

from earwitness.records.time import Span

_CLOCK = re.compile(r"(?:(?:([0-9]{1,4}):)?([0-9]{1,4}):)?([0-9]{1,6})(?:[.,]([0-9]{1,3}))?")

_SIXTY = 60


def milliseconds(text: str) -> int | None:
    """The moment in milliseconds, None for what is none.

    >>> milliseconds("12.3"), milliseconds("1:02:03"), milliseconds("1:99"), milliseconds("soon")
    (12300, 3723000, None, None)
    """
    found = _CLOCK.fullmatch(text.strip())
    if not found:
        return None
    hours, minutes, seconds, thousandths = found.groups()
    if (minutes and int(seconds) >= _SIXTY) or (hours and int(minutes) >= _SIXTY):
        return None
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds)
    return whole * 1000 + int((thousandths or "").ljust(3, "0"))


class Moment(click.ParamType[int]):
    """A moment, in milliseconds."""

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read one."""
        found = milliseconds(str(value))
        if found is None:
            self.fail(f"{value!r} is no time: write seconds (83.4) or a clock (1:23.4).", param, ctx)
        return found


class Stretch(click.ParamType[Span]):
    """From one moment to another."""

    name = "from-to"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Span:
        """Read one."""
        first, dash, last = str(value).partition("-")
        begin, end = milliseconds(first), milliseconds(last)
        if not dash or begin is None or end is None or begin > end:
            self.fail(f"{value!r} is no stretch of time: write it as 14.0-15.2.", param, ctx)
        return Span(begin, end)
