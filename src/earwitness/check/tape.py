"""What a quote is looked for in: clauses, windows of neighbouring clauses of one voice, and their translations."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import Protocol

from earwitness.records.custody import Agent, Digest
from earwitness.records.speech import Word
from earwitness.records.time import Span, hull
from earwitness.records.translation import Line
from earwitness.records.verdict import Rendering
from earwitness.records.view import RecordingView, UtteranceView

MOST_CLAUSES, LONGEST_MS, PAUSE_MS = 5, 15_000, 3_000
"""What a window holds at most, and the longest pause inside it: about what one sentence of a quote may render."""

_ENDS = re.compile(r"[,;:.!?…—]['\"”»)]*$")
_FEWEST_WORDS = 2
_JOINS, _FEWEST_JOINED = frozenset(["и", "а", "но", "і", "й", "та", "але"]), 3
"""What a clause may begin with where the recogniser heard no stop, and how many words then are on either side."""

MOST_WORDS = 7
"""A clause of more words is parted into equal ones: where no stop was heard, an end may be anywhere."""

_Way = tuple[Agent | None, int]
_SHOWN: _Way = (None, -1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Words up to a mark of punctuation, or fewer; `utterance` is the position of their utterance."""

    utterance: int
    words: tuple[Word, ...]
    speaker: str | None

    @property
    def span(self) -> Span:
        """When it is said."""
        return hull(word.span for word in self.words)

    @property
    def text(self) -> str:
        """What is said."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The clauses from `first` up to and without `stop`."""

    first: int
    stop: int


Earlier = Mapping[str, Sequence[Line]]
"""English that stood under an utterance before somebody corrected it, by the utterance's id."""


class Tape:
    """One recording as clauses and windows. The same transcript gives the same windows, in the same order."""

    def __init__(self, view: RecordingView, earlier: Earlier = MappingProxyType({})) -> None:
        self.view = view
        self._earlier = earlier
        self._renderings: dict[int, dict[_Way, Rendering]] = {}
        self.digest: Digest = view.recording.digest
        self.utterances: tuple[UtteranceView, ...] = view.utterances
        self.clauses = [clause for at, one in enumerate(self.utterances) for clause in _clauses(at, one)]
        self.windows = list(_windows(self.clauses))

    def held(self, window: Window) -> Sequence[Clause]:
        """The clauses of a window."""
        return self.clauses[window.first : window.stop]

    def span(self, window: Window) -> Span:
        """When it is said."""
        return hull(clause.span for clause in self.held(window))

    def text(self, window: Window) -> str:
        """What is said."""
        return " ".join(clause.text for clause in self.held(window))

    def speaker(self, window: Window) -> str | None:
        """Who says it."""
        return self.clauses[window.first].speaker

    def spoken(self, window: Window) -> tuple[UtteranceView, ...]:
        """The utterances of which it has words."""
        held = self.held(window)
        return self.utterances[held[0].utterance : held[-1].utterance + 1]

    def english(self, window: Window) -> str:
        """Our English of those utterances; what is English already stands for itself."""
        return " ".join(english(one) for one in self.spoken(window))

    def renderings(self, window: Window) -> list[Rendering]:
        """Our English of those utterances and every other that was proposed or stood there, the shown one first.

        Each is of one maker throughout; where they have none of an utterance, the shown one stands for it.
        """
        held = self.held(window)
        parts = [self._ways(at) for at in range(held[0].utterance, held[-1].utterance + 1)]
        shown = [one[_SHOWN] for one in parts]
        found: dict[str, Rendering] = {}
        for way in dict.fromkeys(way for one in parts for way in one):
            taken = [one.get(way, other) for one, other in zip(parts, shown, strict=True)]
            own = next(one for part, one in zip(parts, taken, strict=True) if way in part)
            text = " ".join(one.text for one in taken)
            found.setdefault(text, replace(own, text=text))
        return list(found.values())

    def _ways(self, at: int) -> dict[_Way, Rendering]:
        """The English of an utterance, by whose it is and which of theirs."""
        if at not in self._renderings:
            self._renderings[at] = dict(self._made(self.utterances[at]))
        return self._renderings[at]

    def _made(self, spoken: UtteranceView) -> Iterator[tuple[_Way, Rendering]]:
        heard = self.view.translation or self.view.transcript
        if heard is None:
            return
        machine, line = heard.made_by, spoken.line
        chosen = next((one for one in spoken.candidates if line and one.id == line.candidate_id), None)
        by = (line.written_by if line else None) or (chosen.made_by if chosen else machine)
        yield _SHOWN, Rendering(text=english(spoken), made_by=by, shown=True)
        many = Counter[Agent]()
        for one in spoken.candidates:
            many[one.made_by] += 1
            made = Rendering(text=one.text, made_by=one.made_by, candidate=one.number)
            yield (one.made_by, many[one.made_by]), made
        for number, before in enumerate(self._earlier.get(spoken.id, ())):
            by = before.written_by or machine
            yield (None, number), Rendering(text=before.text, made_by=by)


class Tapes(Protocol):
    """The recordings, by position; they need not all be in memory."""

    def __getitem__(self, at: int, /) -> Tape:
        """The recording at this position."""
        ...


def english(utterance: UtteranceView) -> str:
    """The English of an utterance, empty where there is none."""
    return utterance.translation or (utterance.text if utterance.utterance.language == "en" else "")


def _clauses(at: int, utterance: UtteranceView) -> list[Clause]:
    found: list[list[Word]] = [[]]
    for number, word in enumerate(utterance.words):
        left = len(utterance.words) - number
        if word.text in _JOINS and len(found[-1]) >= _FEWEST_JOINED < left:
            found.append([])
        found[-1].append(word)
        if _ENDS.search(word.text) and len(found[-1]) >= _FEWEST_WORDS:
            found.append([])
    return [
        Clause(utterance=at, words=tuple(part), speaker=utterance.speaker)
        for words in found
        if words
        for part in _parted(words)
    ]


def _parted(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    parts = -(-len(words) // MOST_WORDS)
    ends = [round(number * len(words) / parts) for number in range(parts + 1)]
    for start, end in pairwise(ends):
        yield words[start:end]


def _windows(clauses: Sequence[Clause]) -> list[Window]:
    spans = [clause.span for clause in clauses]
    found = []
    for first, start in enumerate(spans):
        for last in range(first, min(first + MOST_CLAUSES, len(clauses))):
            too_far = spans[last].end_ms - start.start_ms > LONGEST_MS
            paused = last > first and spans[last].start_ms - spans[last - 1].end_ms > PAUSE_MS
            if last > first and (too_far or paused or clauses[last].speaker != clauses[first].speaker):
                break
            found.append(Window(first=first, stop=last + 1))
    return found
