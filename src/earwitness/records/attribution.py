"""Who a voice is said to be: a label becomes a person only by an attribution, and stays beside the name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from earwitness.errors import RecordError
from earwitness.records.custody import Agent
from earwitness.records.text import is_one_line, shown

Hedge = Literal["confirmed", "claimed", "reported", "denied", "unknown"]

HEDGES: Mapping[Hedge, str] = MappingProxyType(
    {
        "confirmed": "confirmed",
        "claimed": "claimed, not confirmed",
        "reported": "reported, not confirmed",
        "denied": "denied",
        "unknown": "on a basis that is not stated",
    }
)
"""How sure an attribution is, and how that is said: `confirmed` by whoever works on the case, `claimed` by others,
`reported` at second hand, `denied`; `unknown` where nobody is named who says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who the voice under a label is said to be: a layer beside those that came before it.

    It belongs to one transcript, since another listening counts its voices anew. `name` is what the person is
    called, `role` what they are in the matter, `according_to` who says so, `evidence` what for, `made_by` who told
    this program; None where that is not known or, on its way to a page, withheld. `made_at` is RFC 3339 in UTC.
    Raises RecordError for a hedge that there is not, and for text that is empty or is not one line that can be
    shown.
    """

    id: str
    transcript_id: str
    speaker: str
    name: str | None
    role: str | None = None
    according_to: str | None = None
    hedge: Hedge = "unknown"
    evidence: str | None = None
    made_by: Agent | None = None
    made_at: str

    def __post_init__(self) -> None:
        if self.hedge not in HEDGES:
            raise RecordError(f"There is no hedge {self.hedge!r}.")
        for text in (self.name, self.role, self.according_to, self.evidence):
            if text is not None and not (text.strip() and is_one_line(text)):
                raise RecordError(f"This cannot be shown on one line: {shown(text)}.")

    @property
    def who(self) -> str | None:
        """The name, or else the role, to stand beside the label: with `?` unless confirmed, None where denied."""
        who = None if self.hedge == "denied" else self.name or self.role
        return who if who is None or self.hedge == "confirmed" else f"{who}?"

    @property
    def called(self) -> str:
        """What the voice is called beside what it says: never without its label.

        >>> said = dict(id="a1", transcript_id="t1", speaker="S1", name="Soldier", made_at="2026-01-02T03:04:05Z")
        >>> [Attribution(**said, hedge=hedge).called for hedge in ("confirmed", "claimed", "denied")]
        ['Soldier (S1)', 'Soldier? (S1)', 'S1']
        """
        return f"{self.who} ({self.speaker})" if self.who else self.speaker


def newest(history: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The last attribution of each label of each transcript, out of all of them, oldest first."""
    return tuple({(one.transcript_id, one.speaker): one for one in history}.values())
