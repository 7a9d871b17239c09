"""What people made of one utterance so far, and where its English comes from."""

from __future__ import annotations

from dataclasses import dataclass

from earwitness.records.custody import Agent
from earwitness.records.review import Reviewed
from earwitness.records.speech import Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A translation that a person wrote."""

    text: str
    by: Agent
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One utterance as it is so far.

    `line` is where its English comes from: utterances whose lines the machine made, or what a person wrote, in
    order. `older_since` is when its words were changed under that English, None where they were not.
    """

    utterance: Utterance
    line: tuple[str | Written, ...]
    review: Reviewed
    older_since: str | None = None
    accepted_at: str | None = None
