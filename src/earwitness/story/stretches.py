"""Which stretches of a recording a story's page carries: its quotes and what stands around them, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from earwitness.records.time import Span


def stretches(spans: Iterable[Span], *, context_ms: int, duration_ms: int) -> list[Span]:
    """The spans with so much before and after each, joined where they overlap, in order.

    >>> stretches([Span(9_000, 9_500), Span(30_000, 31_000)], context_ms=5_000, duration_ms=33_000)
    [Span(start_ms=4000, end_ms=14500), Span(start_ms=25000, end_ms=33000)]
    """
    found: list[Span] = []
    for span in sorted(widened(one, context_ms=context_ms, duration_ms=duration_ms) for one in spans):
        if found and span.start_ms <= found[-1].end_ms:
            found[-1] = Span(found[-1].start_ms, max(found[-1].end_ms, span.end_ms))
        else:
            found.append(span)
    return found


def widened(span: Span, *, context_ms: int, duration_ms: int) -> Span:
    """The span with so much before and after it, as far as the recording goes."""
    end_ms = max(span.end_ms, min(span.end_ms + context_ms, duration_ms))
    return Span(max(0, span.start_ms - context_ms), end_ms)


def holding(span: Span, held: Sequence[Span]) -> int:
    """The number of the stretch in which a span lies.

    >>> holding(Span(6_000, 7_000), [Span(0, 5_000), Span(5_500, 9_000)])
    1
    """
    return next(at for at, one in enumerate(held) if one.start_ms <= span.start_ms and span.end_ms <= one.end_ms)
