"""What it says in another language: candidates, who chose among them, and the lines that are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from earwitness.records.custody import Agent
from earwitness.records.speech import Doubt


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The translation of one utterance. `text` is empty where the translator said nothing for it.

    `candidate_id` names the candidate that it is, whose maker translated it, and `written_by` the person who wrote
    it; both None where it is the translation's own.
    """

    utterance_id: str
    text: str
    doubts: tuple[Doubt, ...] = ()
    candidate_id: str | None = None
    written_by: Agent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The lines of one transcript in one other language; `language` is a BCP 47 tag, `made_at` RFC 3339 in UTC."""

    id: str
    transcript_id: str
    language: str
    lines: tuple[Line, ...]
    made_by: Agent
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One proposed translation of one utterance; others stand beside it, and none is ever changed.

    `score` is its maker's own, on the maker's own scale. `estimate` (0 to 1) says how near it probably is to what
    a translator would write, as translation/estimate.py tells by what `estimated_by` compares.
    """

    id: str
    transcript_id: str
    utterance_id: str
    language: str
    text: str
    made_by: Agent
    made_at: str
    score: float | None
    estimate: float
    estimated_by: Agent
    doubts: tuple[Doubt, ...] = ()

    @property
    def number(self) -> str:
        """What it is called among those of its utterance, such as c2."""
        return self.id.rpartition("-")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A choice among the candidates of one utterance, by a program or a person; a layer that replaces none."""

    id: str
    candidate_id: str
    made_by: Agent
    made_at: str


def standing(decisions: Iterable[Decision], candidates: Iterable[Candidate]) -> dict[str, Decision]:
    """The decision that holds for each utterance, by its id: the newest of a person, else the newest of a program.

    `decisions` are in the order in which they were made.
    """
    utterances = {one.id: one.utterance_id for one in candidates}
    found: dict[str, Decision] = {}
    for decision in decisions:
        of = utterances[decision.candidate_id]
        if of not in found or decision.made_by.kind == "person" or found[of].made_by.kind != "person":
            found[of] = decision
    return found


def decided(
    translation: Translation, candidates: Iterable[Candidate], decisions: Iterable[Decision]
) -> Translation:
    """The translation with the chosen candidates as its lines."""
    held = {one.id: one for one in candidates}
    chosen = {of: held[one.candidate_id] for of, one in standing(decisions, held.values()).items()}
    kept = {line.utterance_id: line for line in translation.lines}
    laid = {
        of: Line(utterance_id=of, text=one.text, doubts=one.doubts, candidate_id=one.id)
        for of, one in chosen.items()
    }
    return replace(translation, lines=tuple((kept | laid).values()))
