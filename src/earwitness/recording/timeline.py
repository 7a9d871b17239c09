"""Where each decoded piece of sound belongs on the original's timeline.

A file's time stamps are testimony: they jitter by a few milliseconds, jump over what is missing, repeat what was
sent twice, start anew where two files were joined, and in a damaged file now and then mean nothing at all. A word
that moves by a second makes a quote that nobody finds. So a departure is believed only when the pieces that come
next bear it out, and each piece is measured against the start: nothing adds up over an hour.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from earwitness.errors import MediaError
from earwitness.records.recording import Gap
from earwitness.records.time import Span

_IN_TIME_S = 0.005  # less is rounding: WebM writes whole milliseconds
_NEAR_S = 0.5  # so much can be packets lost or sent twice; more can also be a clock that was set anew
_WITNESS_NEAR_S = 0.25  # how much sound has to bear out a near departure
_WITNESS_FAR_S = 3.0  # … and a far one
_MOST_WITNESSES = 500
_FAR_FETCHED_S = 3600  # more is not believed of a last piece, which has no witness
_LEAST_GAP_S = 0.04  # a hole shorter than this and than a piece is a clock that runs slow, and nothing is lost

MOST_SILENCE_S = 24 * 3600
_MOST_GAPS = 100_000

Load = TypeVar("Load")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece(Generic[Load]):
    """Decoded sound and when the file says that it sounds.

    `at_s` is in seconds from our zero. None: right after the piece before, but for `lost_s` of sound that could
    not be decoded between the two. `damaged`: bytes that cannot be decoded lie before it.
    """

    load: Load
    lasts_s: float
    at_s: float | None
    lost_s: float = 0.0
    damaged: bool = False


class Timeline(Generic[Load]):
    """Puts pieces in their places, in order, and keeps the gaps between them.

    `add` and `flush` give each load with the second at which it starts; a start before `end_s`, the end of what
    was given before, is sound that came twice. Raises MediaError where the holes add up to more than a day.

    >>> timeline = Timeline[str]()
    >>> pieces = [Piece(load=word, lasts_s=1, at_s=at) for word, at in [("one", 0), ("two", 1), ("five", 4)]]
    >>> [place for piece in pieces for place in timeline.add(piece)] + list(timeline.flush())
    [('one', 0.0), ('two', 1.0), ('five', 4.0)]
    >>> timeline.gaps
    (Gap(span=Span(start_ms=2000, end_ms=4000), reason='missing'),)
    """

    def __init__(self) -> None:
        self.end_s = 0.0
        self._clock_s = 0.0  # what to add to the file's times since its clock was set anew
        self._waiting: deque[Piece[Load]] = deque()
        self._waiting_s = 0.0
        self._was_damaged = False
        self._silence_s = 0.0
        self._gaps: list[Gap] = []

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps so far, in order."""
        return tuple(self._gaps)

    def add(self, piece: Piece[Load]) -> Iterator[tuple[Load, float]]:
        """Take the next piece; give those whose places are sure by now."""
        self._waiting.append(piece)
        self._waiting_s += piece.lasts_s
        while self._waiting and self._can_decide():
            yield self._place()

    def flush(self) -> Iterator[tuple[Load, float]]:
        """Give the rest: no more pieces will come."""
        while self._waiting:
            yield self._place()

    def extend(self, end_s: float, reason: Literal["damaged", "truncated"]) -> None:
        """Note that the recording goes on to `end_s`, and that there is no sound for it."""
        self._leave_silent(end_s, reason)

    def _can_decide(self) -> bool:
        late_s = self._late_s()
        if abs(late_s) <= _IN_TIME_S or len(self._waiting) > _MOST_WITNESSES:
            return True
        return len(self._waiting) > 1 and self._waiting_s >= _witnesses_s(late_s)

    def _late_s(self) -> float:
        head = self._waiting[0]
        return 0.0 if head.at_s is None else head.at_s + self._clock_s - self.end_s

    def _place(self) -> tuple[Load, float]:
        start_s = self._start_s()
        head = self._waiting.popleft()
        self._waiting_s -= head.lasts_s
        if start_s > self.end_s:
            hole_s = start_s - self.end_s
            is_lead = not self.end_s  # sound that starts later than the picture is no gap
            # Of a bad Ogg page the next page's first packet bears the time stamp, and then comes the hole.
            is_damaged = head.damaged or self._was_damaged
            is_gap = hole_s >= min(_LEAST_GAP_S, 0.75 * head.lasts_s) and (is_damaged or not is_lead)
            self._leave_silent(start_s, ("damaged" if is_damaged else "missing") if is_gap else None)
        self._was_damaged = head.damaged
        self.end_s = max(self.end_s, start_s + head.lasts_s)
        return head.load, start_s

    def _start_s(self) -> float:
        head, late_s = self._waiting[0], self._late_s()
        if head.at_s is None:
            return self.end_s + head.lost_s
        if abs(late_s) <= _IN_TIME_S:
            return self.end_s
        lateness = self._lateness(_witnesses_s(late_s))
        departure_s = min(lateness) if late_s > 0 else max(lateness)
        is_jitter = abs(departure_s) <= _IN_TIME_S or departure_s * late_s < 0
        is_far_fetched = late_s > _FAR_FETCHED_S and len(lateness) == 1
        if is_jitter or is_far_fetched:
            return self.end_s
        if departure_s < -_NEAR_S:  # another recording was appended: its sound is kept, after what there is
            self._clock_s -= departure_s
            return self.end_s
        return self.end_s + departure_s

    def _lateness(self, within_s: float) -> list[float]:
        """How late each waiting piece would be if they all followed on one another from here."""
        lateness, end_s = [], self.end_s
        for piece in self._waiting:
            if piece.at_s is not None:
                lateness.append(piece.at_s + self._clock_s - end_s)
            end_s += piece.lasts_s
            if end_s - self.end_s > within_s and len(lateness) > 1:
                break
        return lateness

    def _leave_silent(self, until_s: float, reason: Literal["missing", "damaged", "truncated"] | None) -> None:
        self._silence_s += until_s - self.end_s
        if self._silence_s > MOST_SILENCE_S or len(self._gaps) >= _MOST_GAPS:
            raise MediaError(
                "The time stamps in the file make no sense: most of the recording would be silence.",
                advice="Copy the file again from where it came from, or convert it with the program that made it.",
            )
        if reason:
            start_ms, end_ms = round(self.end_s * 1000), round(until_s * 1000)
            if self._gaps and self._gaps[-1].reason == reason and self._gaps[-1].span.end_ms == start_ms:
                start_ms = self._gaps.pop().span.start_ms
            self._gaps.append(Gap(span=Span(start_ms, end_ms), reason=reason))
        self.end_s = until_s


def _witnesses_s(late_s: float) -> float:
    """How much sound, from the piece in question on, decides about so large a departure."""
    return _WITNESS_NEAR_S if abs(late_s) <= _NEAR_S else _WITNESS_FAR_S
