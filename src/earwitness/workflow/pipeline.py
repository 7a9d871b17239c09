"""What decides a result, so that the same is not made twice: models with their weights, and what was asked."""

from __future__ import annotations

from typing import Any

from earwitness.records.canonical import canonical
from earwitness.records.custody import Agent, Digest


def backend(agent: Agent) -> dict[str, Any]:
    """What of a backend decides what it gives."""
    return {
        "model": agent.name,
        "engine": agent.version,
        "weights": str(agent.digest) if agent.digest else None,
    }


def named(pipeline: dict[str, Any]) -> str:
    """The name of all that decides: the digest of its canonical JSON."""
    return str(Digest.of(canonical(pipeline)))
