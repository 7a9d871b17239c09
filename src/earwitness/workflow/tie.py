"""Tie words of English to the words that they came from, where what compares texts is installed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from earwitness.backends.registry import STANDARD_EMBEDDER, embedder
from earwitness.errors import NotInstalledError
from earwitness.translation.ties import Ties


def tie(original: Sequence[str], english: Sequence[str]) -> tuple[tuple[int, ...], ...]:
    """For each English word the positions of what it came from; all empty without the extra `translate`."""
    ties = _loaded()
    return ties.of(original, english) if ties else ((),) * len(english)


@cache
def _loaded() -> Ties | None:
    try:
        return Ties(embedder(STANDARD_EMBEDDER))
    except NotInstalledError:
        return None
