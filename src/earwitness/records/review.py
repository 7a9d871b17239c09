"""What people change in a transcript: each change is a correction, a layer with its maker and its time.

A change of an utterance names the state that it was made on: the number of the correction that last shaped the
utterance (`on`), 0 for the machine's own. What shapes an utterance is its text, times, parting, joining, speaker,
marks and a person's translation; the rest holds as long as the utterance is as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from earwitness.records.custody import Agent
from earwitness.records.time import Span

Unclear = Literal["unclear", "unintelligible"]

UNCLEAR: tuple[Unclear, ...] = ("unclear", "unintelligible")
"""How a person may doubt words: not sure of them, or not able to make them out. Codes of doubts, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """An utterance says this; empty: no words are said there."""

    kind: ClassVar = "text"
    utterance_id: str
    on: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Its words are said then, one span for each.

    Of a model, it holds while the utterance is as it was when the model listened, and shapes nothing: nobody who
    is typing meanwhile is in its way.
    """

    kind: ClassVar = "times"
    utterance_id: str
    on: int
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """An utterance is two: its words from position `at` are another, whose id is made of both numbers (u3.7)."""

    kind: ClassVar = "split"
    utterance_id: str
    on: int
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """An utterance and the one after it are one, by the first one's speaker."""

    kind: ClassVar = "merge"
    utterance_id: str
    on: int
    other_id: str
    other_on: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Another voice says it: a label, None for nobody known."""

    kind: ClassVar = "speaker"
    utterance_id: str
    on: int
    speaker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A person is not sure of these words (positions; empty: of all), or cannot make them out.

    It stands in the place of what people said of these words before; None: nobody doubts them any more.
    """

    kind: ClassVar = "mark"
    utterance_id: str
    on: int
    words: tuple[int, ...]
    unclear: Unclear | None


@dataclass(frozen=True, slots=True, kw_only=True)
class English:
    """A person's own translation of an utterance."""

    kind: ClassVar = "translation"
    utterance_id: str
    on: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accept:
    """A person says that the utterance is right as it is shown."""

    kind: ClassVar = "accept"
    utterance_id: str
    on: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """Somebody else than who corrected or accepted it says so too: four eyes."""

    kind: ClassVar = "sign-off"
    utterance_id: str
    on: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relabel:
    """All that one label says from a moment on is another's: two voices that are one, or one that is two."""

    kind: ClassVar = "relabel"
    speaker: str
    to: str
    from_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """Something to be said of a stretch; open until it is resolved."""

    kind: ClassVar = "comment"
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolve:
    """The comment with this number is resolved, or open again."""

    kind: ClassVar = "resolve"
    comment: int
    resolved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdraw:
    """The correction with this number does not count: undo. To withdraw a withdrawal is to redo."""

    kind: ClassVar = "withdraw"
    correction: int


OfUtterance = Text | Times | Split | Merge | Speaker | Mark | English | Accept | SignOff
Change = OfUtterance | Relabel | Comment | Resolve | Withdraw

KINDS: tuple[type[Change], ...] = (
    Text, Times, Split, Merge, Speaker, Mark, English, Accept, SignOff, Relabel, Comment, Resolve, Withdraw,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """One change to one transcript; `number` counts from 1 in it, `made_at` is RFC 3339 in UTC.

    `sent_as` is what its sender calls it, so that what is sent twice is kept once; None where nobody does. What is
    done at once in many places is called alike up to a "/", and undone at once.
    """

    number: int
    transcript_id: str
    change: Change
    made_by: Agent
    made_at: str
    sent_as: str | None = None

    @property
    def deed(self) -> str | int:
        """What all corrections have in common that were one deed of their maker."""
        name, _, part = (self.sent_as or "").partition("/")
        return name if part else self.number

    @property
    def shapes(self) -> bool:
        """Whether the utterance that it is about is another afterwards."""
        if isinstance(self.change, Times):
            return self.made_by.kind == "person"
        return isinstance(self.change, Text | Split | Merge | Speaker | Mark | English)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """How far people came with one utterance.

    `revision` is the number of the correction that last shaped it, 0 for none, `shaped_by` its maker;
    `accepted_by` and `signed_by` are whoever did that of what is shown now. `untimed` are the positions of words
    that were changed and whose times nobody has heard yet: they stand between those of their neighbours.
    """

    utterance_id: str
    revision: int = 0
    shaped_by: Agent | None = None
    accepted_by: Agent | None = None
    signed_by: Agent | None = None
    untimed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """A comment as it stands: whether it is resolved, and by whom it was made."""

    number: int
    span: Span
    text: str
    made_by: Agent
    made_at: str
    resolved: bool = False


def counting(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that count, in order: all but what a withdrawal that counts withdraws."""
    held = list(corrections)
    gone: set[int] = set()
    for one in reversed(held):
        if isinstance(one.change, Withdraw) and one.number not in gone:
            gone.add(one.change.correction)
    return [one for one in held if one.number not in gone]
