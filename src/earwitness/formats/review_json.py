"""A correction as JSON: the column of the database, and what the page of `earwitness review` sends."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from types import NoneType
from typing import Any

from earwitness.errors import RecordError
from earwitness.formats.reading_json import Object, get, one_of, read_object, read_span, span_object
from earwitness.records.review import KINDS, UNCLEAR, Change
from earwitness.records.time import Span

_KINDS = {one.kind: one for one in KINDS}


def change_to_json(change: Change) -> Object:
    """The object: its kind, and the change's own fields."""
    return {"kind": change.kind} | {one.name: _plain(getattr(change, one.name)) for one in fields(change)}


def change_from_json(data: Any) -> Change:
    """What `change_to_json` was given; RecordError for anything else."""
    root = read_object(data)
    kind = _KINDS[one_of(root, "kind", *_KINDS)]
    wanted = {one.name for one in fields(kind)}
    if unknown := root.keys() - wanted - {"kind"}:
        raise RecordError(f"A change of the kind {kind.kind!r} has no {', '.join(sorted(unknown))}.")
    return kind(**{name: _READ[name](root, name) for name in wanted})


def _plain(value: Any) -> Any:
    match value:
        case Span():
            return span_object(value)
        case tuple():
            return [_plain(one) for one in value]
        case _:
            return value


def _text(data: Object, name: str) -> Any:
    return get(data, name, str)


def _number(data: Object, name: str) -> Any:
    if (number := get(data, name, int)) < 0:
        raise RecordError(f"{name!r} is {number}: it counts from 0.")
    return number


_READ: Mapping[str, Callable[[Object, str], Any]] = {
    "utterance_id": _text,
    "other_id": _text,
    "text": _text,
    "to": _text,
    "from_ms": lambda data, name: _number(data, name) if name in data else 0,
    "speaker": lambda data, name: get(data, name, str, NoneType),
    "on": _number,
    "other_on": _number,
    "at": _number,
    "comment": _number,
    "correction": _number,
    "resolved": lambda data, name: get(data, name, bool),
    "unclear": lambda data, name: None if data.get(name, "") is None else one_of(data, name, *UNCLEAR),
    "words": lambda data, name: tuple(_number({name: one}, name) for one in get(data, name, list)),
    "span": lambda data, name: read_span(read_object(get(data, name, dict))),
    "spans": lambda data, name: tuple(map(read_span, map(read_object, get(data, name, list)))),
}
