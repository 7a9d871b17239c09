"""What lies under a quote: where it is from, what its marks hide, what stands right beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from rapidfuzz import fuzz, utils

from earwitness.check.cut import unmasked
from earwitness.check.numbers import numbers
from earwitness.check.path import Step
from earwitness.check.tape import Tape, Tapes, Window
from earwitness.quotes.qualifiers import qualifying
from earwitness.records.speech import Doubt
from earwitness.records.time import Span
from earwitness.records.verdict import Finding, MarkSeen, Place

READ_ON_WORDS, READ_ON_MS = 3, 5_000
"""How many words beside a quote are read, and how long the pause to them may be."""

_LONG_GLOSS = 5  # words from which a bracket says more than what is meant
_HEARD_ELSEWHERE = 85
_OBSCENE = re.compile(
    r"\b(?:\w*(?:ху[йяеёюи]|пизд|бляд|жоп|гандон)|бля\b|суч?к[аиу]|муда|муди|говн|(?:\w{1,4})?[её]б(?:а|л|у|ё|н)|сра[нт])\w*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Steps that follow one another at once: one stretch of a recording."""

    tape: Tape
    steps: tuple[Step, ...]
    only: Window | None = None

    @classmethod
    def of(cls, tape: Tape, window: Window, step: Step) -> Self:
        """A window by itself, for what a step is about."""
        return cls(tape=tape, steps=(step,), only=window)

    @property
    def window(self) -> Window:
        """All its clauses."""
        if self.only:
            return self.only
        windows = [step.window for step in self.steps]
        return Window(first=min(one.first for one in windows), stop=max(one.stop for one in windows))

    @property
    def span(self) -> Span:
        """When it is said."""
        return self.tape.span(self.window)

    def doubts(self) -> Iterator[Doubt]:
        """Why not to trust what is heard there."""
        for spoken in self.tape.spoken(self.window):
            yield from spoken.doubts


def place_of(ground: Ground) -> Place:
    """The stretch as it is told to people."""
    tape, window = ground.tape, ground.window
    spoken = tape.spoken(window)
    return Place(
        recording=tape.digest,
        span=ground.span,
        quoted=" ".join(step.piece.text for step in ground.steps),
        original=tape.text(window),
        translation=tape.english(window),
        language=spoken[0].utterance.language,
        speaker=tape.speaker(window),
        voice=spoken[0].voice,
        follows=None if ground.only else next((step.follows for step in ground.steps if step.follows), None),
    )


def beside(tape: Tape, window: Window) -> str:
    """What is said in a window and by the same voice in the clause before and after it, and our English of it."""
    near = [window.first - 1, *range(window.first, window.stop), window.stop]
    mine = [tape.clauses[at] for at in near if 0 <= at < len(tape.clauses)]
    said = [clause.text for clause in mine if clause.speaker == tape.speaker(window)]
    return f"{' '.join(said)} {tape.english(window)}"


def glosses(brackets: Sequence[str], steps: Sequence[Step], tapes: Tapes) -> Iterator[MarkSeen]:
    """Each bracket: words that only tell what is meant, or words put into a mouth."""
    for held in brackets:
        said = any(
            fuzz.partial_ratio(held, tapes[step.tape].english(step.window), processor=utils.default_process)
            >= _HEARD_ELSEWHERE
            for step in steps
            if f"[{held}]" in step.piece.text
        )
        if qualifying(held.split()) or numbers(held) or len(held.split()) >= _LONG_GLOSS:
            says = "The editor's words, and they say more than what is meant: words put into a mouth."
            yield MarkSeen(kind="insertion", text=f"[{held}]", says=says)
        else:
            says = (
                "Our English of what is said there has these words too."
                if said
                else "The editor's words: a gloss."
            )
            yield MarkSeen(kind="gloss", text=f"[{held}]", says=says)


def masks(masked: Sequence[str], steps: Sequence[Step], tapes: Tapes) -> Iterator[MarkSeen]:
    """Each mask: the word under it, in the quote's language and as it is said."""
    for word in masked:
        heard = [
            found.group()
            for step in steps
            if word in step.piece.text
            for found in _OBSCENE.finditer(tapes[step.tape].text(step.window).casefold())
        ]
        under = unmasked(word)
        says = f"Under it: {under}." if under else "Which word is under it, the letters do not tell."
        if heard:
            says += f" What is said there: {', '.join(dict.fromkeys(heard))}."
        yield MarkSeen(kind="mask", text=word, says=says)


def ellipses(grounds: Sequence[Ground]) -> Iterator[MarkSeen]:
    """Each ellipsis: how much it hides, and what, in both languages."""
    for one, other in pairwise(grounds):
        if not other.steps[0].piece.joined:
            continue
        if one.tape is not other.tape:
            yield MarkSeen(kind="ellipsis", text="…", says="It joins two recordings.")
            continue
        hidden = _between(one, other)
        if not hidden:
            back = other.span.start_ms < one.span.start_ms
            says = "What stands after it is said earlier." if back else "It hides no words."
            yield MarkSeen(kind="ellipsis", text="…", says=says, hidden_ms=None if back else 0)
            continue
        clauses = one.tape.held(hidden)
        words = sum(len(clause.words) for clause in clauses)
        span = Span(one.span.end_ms, max(other.span.start_ms, one.span.end_ms))
        voices = {clause.speaker for clause in clauses} - {one.tape.speaker(one.window)}
        also = ", some by another voice" if voices else ""
        yield MarkSeen(
            kind="ellipsis",
            text="…",
            says=f"It hides {span.duration_ms / 1000:.1f} s and {words} words{also}.",
            hidden_ms=span.duration_ms,
            original=one.tape.text(hidden),
            translation=one.tape.english(hidden),
        )


def qualified(grounds: Sequence[Ground]) -> Iterator[Finding]:
    """Words that qualify what stands beside them: right before the quote, right after it, under an ellipsis."""
    if not grounds:
        return
    before, after = _read_on(grounds[0], -1), _read_on(grounds[-1], +1)
    if found := qualifying(before.split()[-READ_ON_WORDS:]):
        yield Finding(reason="before", text=f"Right before it stands “{found}”: {before} …")
    if found := qualifying(after.split()[:READ_ON_WORDS]):
        yield Finding(reason="after", text=f"Right after it stands “{found}”: … {after}")
    for one, other in pairwise(grounds):
        hidden = _between(one, other) if one.tape is other.tape else None
        if hidden:
            mine = one.tape.speaker(one.window)
            said = [clause.text for clause in one.tape.held(hidden) if clause.speaker == mine]
            ends = list(dict.fromkeys([*said[:1], *said[-1:]]))
            if found := next(filter(None, (qualifying(text.split()) for text in ends)), None):
                yield Finding(reason="left-out", text=f"“{found}” is among what is left out: {' … '.join(ends)}")


def _between(one: Ground, other: Ground) -> Window | None:
    first, stop = one.window.stop, other.window.first
    return Window(first=first, stop=stop) if first < stop else None


def _read_on(ground: Ground, step: int) -> str:
    """The clause of the same voice that stands right before or after; empty where there is none."""
    at = ground.window.first - 1 if step < 0 else ground.window.stop
    if not 0 <= at < len(ground.tape.clauses):
        return ""
    clause = ground.tape.clauses[at]
    apart = max(clause.span.start_ms, ground.span.start_ms) - min(clause.span.end_ms, ground.span.end_ms)
    if clause.speaker != ground.tape.speaker(ground.window) or apart > READ_ON_MS:
        return ""
    return clause.text
