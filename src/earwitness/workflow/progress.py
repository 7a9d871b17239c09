"""How a long verb tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from earwitness.backends.protocols import SAMPLE_RATE_HZ, Samples

Report = Callable[[str, float], None]
"""Is told what is being done, in words, and how much of it is done (0 to 1)."""


def silent(doing: str, done: float) -> None:
    """Report to nobody."""


def counted(blocks: Iterable[Samples], report: Report, doing: str, *, total_ms: int | None) -> Iterator[Samples]:
    """Pass blocks of sound through, and tell how much of the recording has passed."""
    passed = 0
    for block in blocks:
        yield block
        passed += len(block)
        if total_ms:
            report(doing, min(1.0, passed * 1000 / SAMPLE_RATE_HZ / total_ms))
