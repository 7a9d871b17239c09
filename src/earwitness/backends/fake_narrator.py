"""A narrator for whom each word is a noise of its own: a public double for tests."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np

from earwitness.backends.protocols import Info, Samples
from earwitness.records.custody import Agent

WORD_MS = 200


class FakeNarrator:
    """Says each word as WORD_MS of noise, the same word always the same, whatever stops stand around it."""

    info = Info(
        agent=Agent(kind="software", name="fake-narrator", version="1"), licence="Apache-2.0", needs_network=False
    )
    sample_rate_hz = 16_000
    languages = frozenset({"en", "ru"})

    def read(self, texts: Sequence[str], language: str) -> list[Samples]:
        """The noises of each text's words, one after another."""
        del language  # it has one voice for all
        return [
            np.concatenate([np.zeros(0, np.float32), *(self.noise(word) for word in text.split())])
            for text in texts
        ]

    def noise(self, word: str) -> Samples:
        """What it says for a word."""
        core = "".join(filter(str.isalnum, word)).lower()
        seed = int.from_bytes(hashlib.sha256(core.encode()).digest()[:4], "big")
        count = WORD_MS * self.sample_rate_hz // 1000
        spoken = np.random.default_rng(seed).uniform(-0.3, 0.3, count) * np.hanning(count)
        return spoken.astype(np.float32)
