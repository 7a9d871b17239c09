"""Time is integer milliseconds on the original recording's own timeline: exact, hashable, native to subtitles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from earwitness.errors import RecordError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of a recording, from `start_ms` up to and without `end_ms`.

    Raises RecordError for a negative start or an end before the start.

    >>> Span(1_000, 2_500).duration_ms
    1500
    """

    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if not 0 <= self.start_ms <= self.end_ms:
            raise RecordError(f"No such span of time: {self.start_ms} ms to {self.end_ms} ms.")

    @property
    def duration_ms(self) -> int:
        """The length in milliseconds."""
        return self.end_ms - self.start_ms

    @property
    def fragment(self) -> str:
        """The span as a W3C Media Fragment.

        >>> Span(12_300, 12_345_678).fragment
        't=12.3,12345.678'
        """
        return f"t={seconds(self.start_ms)},{seconds(self.end_ms)}"

    def overlap_ms(self, other: Span) -> int:
        """How many milliseconds both spans share.

        >>> Span(0, 1_000).overlap_ms(Span(900, 1_200))
        100
        """
        return max(0, min(self.end_ms, other.end_ms) - max(self.start_ms, other.start_ms))

    def intersection(self, other: Span) -> Span:
        """What both spans share; where they share nothing, no time at all, at the edge that is nearer.

        >>> Span(0, 1_000).intersection(Span(900, 1_200)), Span(0, 10).intersection(Span(20, 30))
        (Span(start_ms=900, end_ms=1000), Span(start_ms=20, end_ms=20))
        """
        start_ms = max(self.start_ms, other.start_ms)
        return Span(start_ms, max(start_ms, min(self.end_ms, other.end_ms)))

    def contains(self, at_ms: int) -> bool:
        """Whether the moment lies inside."""
        return self.start_ms <= at_ms < self.end_ms

    def shift(self, by_ms: int) -> Span:
        """The same stretch, so much later (or earlier, if negative)."""
        return Span(self.start_ms + by_ms, self.end_ms + by_ms)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of them; there must be one at least.

    >>> hull([Span(5, 9), Span(0, 3)])
    Span(start_ms=0, end_ms=9)
    """
    held = list(spans)
    return Span(min(s.start_ms for s in held), max(s.end_ms for s in held))


def seconds(at_ms: int) -> str:
    """Milliseconds as the seconds of a Media Fragment, exactly, however long the recording is.

    >>> seconds(12_300), seconds(15_000), seconds(10_800_001)
    ('12.3', '15', '10800.001')
    """
    whole, rest = divmod(at_ms, 1000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)


def clock(at_ms: int, *, decimals: int = 0) -> str:
    """The moment as people read it: hours only where there are any.

    >>> clock(83_450), clock(3_723_000), clock(83_450, decimals=1)
    ('1:23', '1:02:03', '1:23.4')
    """
    seconds, milliseconds = divmod(at_ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    text = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{text}.{milliseconds:03}"[: len(text) + 1 + decimals] if decimals else text
