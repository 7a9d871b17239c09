"""How a long verb tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from earwitness.backends.protocols import SAMPLE_RATE_HZ, Samples
from earwitness.records.time import Span

Report = Callable[[str, float], None]
"""Is told what is being done, in words, and how much of it is done (0 to 1)."""


Aloud = Callable[[Span, str, str | None], None]
"""Is told what was just heard, before it is final: when, the words, and their English where there is any."""


def silent(doing: str, done: float) -> None:
    """Report to nobody."""


def unsaid(span: Span, words: str, english: str | None) -> None:
    """Read out to nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who is told how far a listening is, and what was just heard."""

    report: Report = silent
    aloud: Aloud = unsaid


NOBODY = Audience()


def counted(blocks: Iterable[Samples], report: Report, doing: str, *, total_ms: int | None) -> Iterator[Samples]:
    """Pass blocks of sound through, and tell how much of the recording has passed."""
    passed = 0
    for block in blocks:
        yield block
        passed += len(block)
        if total_ms:
            report(doing, min(1.0, passed * 1000 / SAMPLE_RATE_HZ / total_ms))
