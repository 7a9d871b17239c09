"""Reading JSON that somebody else may have written: each value of the type that it should have, or RecordError."""

from __future__ import annotations

from typing import Any

from earwitness.errors import RecordError
from earwitness.records.custody import Agent
from earwitness.records.time import Span

Object = dict[str, Any]


def read_object(data: Any) -> Object:
    """The object that this must be."""
    if type(data) is not dict:
        raise RecordError(f"An object was expected here: {data!r:.60}.")
    return data


def get(data: Object, key: str, *types: type) -> Any:
    """The value of a key, which must be there and of one of these types."""
    # By `type`, because a bool is an int to isinstance.
    if key not in data or type(data[key]) not in types:
        found = f"{data[key]!r:.60}" if key in data else "nothing"
        raise RecordError(f"{key!r} is {found}: {' or '.join(t.__name__ for t in types)} was expected.")
    return data[key]


def one_of(data: Object, key: str, *choices: str) -> Any:
    """The value of a key, which must be one of these."""
    if (value := get(data, key, str)) not in choices:
        raise RecordError(f"{key!r} is {value!r}: one of {', '.join(choices)} was expected.")
    return value


def span_object(span: Span) -> Object:
    """A span as its two keys."""
    return {"start_ms": span.start_ms, "end_ms": span.end_ms}


def read_span(data: Object) -> Span:
    """What `span_object` was given."""
    return Span(get(data, "start_ms", int), get(data, "end_ms", int))


def agent_object(agent: Agent) -> Object:
    """An agent as an object; recording_from_json.py reads it."""
    digest = str(agent.digest) if agent.digest else None
    return {"kind": agent.kind, "name": agent.name, "version": agent.version, "digest": digest}
