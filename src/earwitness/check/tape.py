"""What a quote is looked for in: clauses, and windows of neighbouring clauses of one voice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from earwitness.records.custody import Digest
from earwitness.records.speech import Word
from earwitness.records.time import Span, hull
from earwitness.records.view import RecordingView, UtteranceView

MOST_CLAUSES, LONGEST_MS, PAUSE_MS = 5, 15_000, 3_000
"""What a window holds at most, and the longest pause inside it: about what one sentence of a quote may render."""

_ENDS = re.compile(r"[,;:.!?…—]['\"”»)]*$")
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Words up to a mark of punctuation; `utterance` is the position of their utterance in the recording."""

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


class Tape:
    """One recording as clauses and windows. The same transcript gives the same windows, in the same order."""

    def __init__(self, view: RecordingView) -> None:
        self.view = view
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
    for word in utterance.words:
        found[-1].append(word)
        if _ENDS.search(word.text) and len(found[-1]) >= _FEWEST_WORDS:
            found.append([])
    return [Clause(utterance=at, words=tuple(words), speaker=utterance.speaker) for words in found if words]


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
