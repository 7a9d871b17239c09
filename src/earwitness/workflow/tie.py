"""Tie words of English to the words that they came from, where what compares texts is installed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from earwitness.backends.registry import STANDARD_EMBEDDER, embedder
from earwitness.errors import NotInstalledError
from earwitness.translation.ties import Tie, Ties, untied


def tie(original: Sequence[str], english: Sequence[str]) -> Sequence[Sequence[int]]:
    """For each English word the positions of what it came from; nothing is tied without the extra `translate`."""
    return _loaded()(original, english)


@cache
def _loaded() -> Tie:
    try:
        return Ties(embedder(STANDARD_EMBEDDER)).of
    except NotInstalledError:
        return untied
