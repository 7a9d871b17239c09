"""From whom a recording came: told to a case by whoever works on it, and kept apart from what is handed on."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from earwitness.errors import RecordError
from earwitness.records.canonical import canonical
from earwitness.records.custody import Agent, Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What was said of a source: `origin` is from whom and how, `note` what else; None where it was not said."""

    origin: str | None = None
    note: str | None = None


NO_WORDS = Words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """That something was said of where a recording came from: a layer that replaces none.

    It names nobody: the words lie in a file of their own, which has this digest. `made_at` is RFC 3339 in UTC.
    """

    id: str
    recording: Digest
    digest: Digest
    made_by: Agent
    made_at: str


def words_to_bytes(words: Words, *, salt: str) -> bytes:
    """The words as their file holds them; the salt keeps whoever has its digest from trying names against it.

    >>> words_to_bytes(Words(origin="a nurse"), salt="00").decode()
    '{"note":null,"origin":"a nurse","salt":"00"}'
    """
    return canonical({"origin": words.origin, "note": words.note, "salt": salt})


def words_from_bytes(data: bytes) -> Words:
    """The words of such a file; RecordError for anything else."""
    try:
        held: Any = json.loads(data)
        origin, note = held["origin"], held["note"]
    except (ValueError, KeyError, TypeError, RecursionError) as err:
        raise RecordError("What was said of a source cannot be read any more.") from err
    if not all(text is None or isinstance(text, str) for text in (origin, note)):
        raise RecordError("What was said of a source cannot be read any more.")
    return Words(origin=origin, note=note)
