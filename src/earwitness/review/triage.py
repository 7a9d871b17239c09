"""What to look at first: the most doubtful, each with the reason that weighs most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from earwitness.records.speech import Doubt
from earwitness.records.view import UtteranceView

WEIGHTS: Mapping[str, int] = MappingProxyType(
    {
        "unintelligible": 9,
        "unclear": 8,
        "repeats": 8,
        "language": 7,
        "negation": 7,
        "missing": 6,
        "number": 6,
        "untranslated": 6,
        "older": 6,
        "term": 6,
        "readings": 5,
        "unknown": 5,
        "stretched": 5,
        "faint": 5,
        "second-try": 4,
        "overlap": 4,
        "too-fast": 4,
        "gap": 4,
        "low": 3,
        "length": 3,
        "unsure": 2,
    }
)
"""How much a reason weighs: what may turn the sense round, or invent it, before what blurs it. Chosen by hand."""

_UNKNOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """An utterance to look at, and why: the reason that weighs most, of all that were added up."""

    utterance_id: str
    weight: int
    reason: str
    text: str


def triage(utterances: Iterable[UtteranceView]) -> tuple[Doubtful, ...]:
    """Those that anybody doubts, most doubtful first; of equal ones, the earlier first."""
    found = map(doubtful, utterances)
    return tuple(sorted((one for one in found if one), key=lambda one: -one.weight))


def doubtful(utterance: UtteranceView) -> Doubtful | None:
    """Why to look at an utterance; None where nobody doubts it."""
    doubts: Sequence[Doubt] = [*utterance.doubts, *(utterance.line.doubts if utterance.line else ())]
    if not doubts:
        return None
    first = max(doubts, key=_weight)
    return Doubtful(
        utterance_id=utterance.id, weight=sum(map(_weight, doubts)), reason=first.reason, text=first.text
    )


def _weight(doubt: Doubt) -> int:
    """A doubt of several words weighs a little more for each."""
    return WEIGHTS.get(doubt.reason, _UNKNOWN) + min(max(len(doubt.words) - 1, 0), 5)
