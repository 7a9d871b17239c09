"""What a check says of somebody else's quotes: what was found of each, where, and how sure that is.

A verdict is about this case and never about a person: `not found` says that nothing was found in these recordings.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from earwitness.records.article import Claim, Quotation, Reading
from earwitness.records.custody import Agent, Digest
from earwitness.records.time import Span

Verdict = Literal[
    "verbatim",
    "edited",
    "paraphrase",
    "differs",
    "stitched",
    "out of order",
    "two speakers",
    "another speaker",
    "not found",
    "cannot tell",
]

VERDICTS: dict[Verdict, str] = {
    "verbatim": "says what is said there, as a faithful translation does",
    "edited": "says what is said there, with editorial changes",
    "paraphrase": "says in other words what is said there",
    "differs": "differs from what is heard there in a number, or in what it denies",
    "stitched": "joins passages that are far apart",
    "out of order": "puts what is said later before what is said earlier",
    "two speakers": "joins what more than one voice says",
    "another speaker": "is said by another voice than the one that is named",
    "not found": "was not found in these recordings",
    "cannot tell": "may be there: what is heard is too doubtful, or too little, to say",
}
"""Each verdict, with the end of a sentence that begins with “The quote”."""

UNSETTLED: frozenset[Verdict] = frozenset({"not found", "cannot tell"})
"""Those that say of no place that the quote is from there."""

FAITHFUL: frozenset[Verdict] = frozenset({"verbatim", "edited", "paraphrase"})
"""Those by which the words are where the article says that they are, and nothing more is to be told."""


NOTES = frozenset({"doubt", "several", "short", "translation", "third-language", "not-read"})
"""Reasons that tell how sure something is, and ask for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """English of what is said in a stretch, by one maker: that which is `shown`, or another.

    `candidate` is what it is called among those of its utterance (c2). It is None for what nobody proposed beside
    others: a line that came with the transcript, or one that stood there before somebody corrected it.
    """

    text: str
    made_by: Agent
    candidate: str | None = None
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of a recording from which words of a quote are: what is said there, and our English of it.

    `quoted` are the quote's own words that are from there. `speaker` is the label, `voice` what they are called,
    both None where nobody has told. `follows` is the translation whose words the quote has, where that is another
    than the one that is shown.
    """

    recording: Digest
    span: Span
    quoted: str
    original: str
    translation: str
    language: str
    speaker: str | None = None
    voice: str | None = None
    follows: Rendering | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkSeen:
    """A mark that the article's editor made, and what lies under it, in a sentence.

    `kind` is gloss, insertion (words put into a mouth), mask or ellipsis. `hidden_ms`, `original` and
    `translation` tell what an ellipsis leaves out; they are None for the others, and where that was not found.
    """

    kind: Literal["gloss", "insertion", "mask", "ellipsis"]
    text: str
    says: str
    hidden_ms: int | None = None
    original: str | None = None
    translation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that an editor should look at; `reason` is a stable code, `text` says it to people.

    check/judge.py lists the codes.
    """

    reason: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One quotation and what was found of it.

    `probability` (0 to 1) is how probably the verdict is right; of one that was not found or cannot be told, how
    probably it is not there. `places` are in the order of the quote; of one that
    was not found, what is least unlike it, if any. `elsewhere` are other places that say the same.
    """

    quotation: Quotation
    verdict: Verdict
    probability: float
    places: tuple[Place, ...] = ()
    elsewhere: tuple[Place, ...] = ()
    marks: tuple[MarkSeen, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def is_finding(self) -> bool:
        """Whether somebody should look at it."""
        return self.verdict not in FAITHFUL or any(one.reason not in NOTES for one in self.findings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What an article was compared with: how many recordings, how long, in which languages, by which models.

    `utterances` are those of the recordings that were read closely, since something in them was near to a quote;
    of `doubted` the program says why not to trust what was heard.
    """

    recordings: int
    duration_ms: int
    languages: tuple[str, ...]
    models: tuple[Agent, ...]
    utterances: int
    doubted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """What came of checking an article: its quotes and claims in the order of the text; what was read of it.

    `notes` is what is to be told of all of it; check/languages.py lists the codes.
    """

    quotes: tuple[Checked, ...]
    claims: tuple[Claim, ...]
    compared: Compared
    reading: Reading
    notes: tuple[Finding, ...] = ()

    @property
    def has_findings(self) -> bool:
        """Whether there is anything to look at."""
        return any(one.is_finding for one in self.quotes) or any(one.reason not in NOTES for one in self.notes)
