"""What it says in another language: one line for each utterance, with its maker."""

from __future__ import annotations

from dataclasses import dataclass

from earwitness.records.custody import Agent
from earwitness.records.speech import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The translation of one utterance. `text` is empty where the translator said nothing for it."""

    utterance_id: str
    text: str
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The lines of one transcript in one other language; `language` is a BCP 47 tag, `made_at` RFC 3339 in UTC."""

    id: str
    transcript_id: str
    language: str
    lines: tuple[Line, ...]
    made_by: Agent
    made_at: str
