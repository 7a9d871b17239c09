"""What all rows have in common; a row is a dict of the columns' names. No database here."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from earwitness.errors import RecordError
from earwitness.records.custody import Agent, Digest
from earwitness.records.speech import Doubt
from earwitness.records.time import Span

Row = dict[str, Any]


def to_json(value: Any) -> str:
    """The value as JSON text; RecordError for what JSON lacks, NaN and infinity included."""
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as err:
        raise RecordError(f"This cannot be kept as JSON: {err}.") from err


@contextlib.contextmanager
def reading_rows() -> Iterator[None]:
    """Turn what a row that makes no sense raises into RecordError: only damage or another program wrote it."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as err:
        raise RecordError(
            "The case's database holds a row that does not make sense.",
            advice="Restore case.sqlite from a copy of the case; originals and ledger.jsonl do not depend on it.",
        ) from err


def agent_json(agent: Agent) -> str:
    """An agent as one column, with the fields that it has in the ledger."""
    digest = None if agent.digest is None else str(agent.digest)
    return to_json({"kind": agent.kind, "name": agent.name, "version": agent.version, "digest": digest})


def agent_from(text: str) -> Agent:
    """The agent of its column."""
    held = json.loads(text)
    digest = None if held["digest"] is None else Digest.parse(held["digest"])
    return Agent(kind=held["kind"], name=held["name"], version=held["version"], digest=digest)


def span(row: Row) -> Span:
    """The span of a row that has one."""
    return Span(row["start_ms"], row["end_ms"])


def doubts_json(doubts: Iterable[Doubt]) -> str:
    """Doubts as one column."""
    return to_json([{"reason": doubt.reason, "text": doubt.text, "words": doubt.words} for doubt in doubts])


def doubts_from(text: str) -> tuple[Doubt, ...]:
    """The doubts of their column."""
    return tuple(
        Doubt(reason=doubt["reason"], text=doubt["text"], words=tuple(doubt["words"]))
        for doubt in json.loads(text)
    )
