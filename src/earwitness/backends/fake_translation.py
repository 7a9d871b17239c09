"""A translator and an embedder that are quick and always say the same: public doubles for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np

from earwitness.backends.protocols import Answer, Info, Proposal, Source, Vectors
from earwitness.records.custody import Agent

_DIMENSIONS = 32


class FakeTranslator:
    """Says of each source how many words it has; `fake:2` says it in two ways."""

    info = Info(
        agent=Agent(kind="model", name="fake-translator", version="1"), licence="Apache-2.0", needs_network=False
    )
    listens = False
    takes_terms = False

    def __init__(self, ways: int) -> None:
        self._ways = ways

    def translate(self, sources: Sequence[Source]) -> Iterator[Answer]:
        """Its proposals."""
        for source in sources:
            said = f"They say {'some ' * len(source.text.split())}words"
            yield Answer(
                proposals=tuple(
                    Proposal(text=f"{said}{', it seems' * way}.", score=1 / (1 + way)) for way in range(self._ways)
                )
            )


class FakeEmbedder:
    """Puts each text into a direction of its own."""

    info = Info(
        agent=Agent(kind="model", name="fake-embedder", version="1"), licence="Apache-2.0", needs_network=False
    )

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row for each text."""
        rows = np.array([list(hashlib.sha256(text.encode()).digest()) for text in texts], np.float32).reshape(
            -1, _DIMENSIONS
        )
        vectors: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return vectors


def load_translator(model: str, *, allow_remote: bool = False) -> FakeTranslator:
    """The entry point; `model` says in how many ways it answers, one if it is empty."""
    return FakeTranslator(int(model or 1))


def load_embedder() -> FakeEmbedder:
    """The entry point."""
    return FakeEmbedder()
