"""The transcript as a page lays it out: one row an utterance, doubts beside their words, and in their places what
is missing from the sound and what was left out of the transcript.

Nothing here knows HTML: the template writes what this arranges.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from earwitness.records.recording import Gap
from earwitness.records.speech import Doubt, Word
from earwitness.records.time import Span, clock, hull, seconds
from earwitness.records.view import RecordingView, UtteranceView
from earwitness.story.rows import (
    AnyRow,
    Break,
    Explained,
    Note,
    Omission,
    Proposed,
    Row,
    Run,
    Stretch,
    Tongue,
)
from earwitness.story.wording import gap_mark, gap_text
from earwitness.translation.ties import Tie, untied


def flow(view: RecordingView, tie: Tie = untied) -> list[AnyRow]:
    """The rows of a page, in the order of the recording; `tie` says which words the English came from."""
    heard = view.utterances
    inside, between = _place(view.recording.gaps, heard)
    main = Tongue.of(view.transcript.language if view.transcript else None)
    rows: list[AnyRow] = []
    taken: set[int] = set()
    for number, utterance in enumerate(heard):
        start = utterance.span.start_ms
        fragment = None if start in taken else f"t={seconds(start)}"
        taken.add(start)
        rows.append(replace(_row(number, utterance, inside.get(number, []), main, tie), fragment=fragment))
    rows += [Break(span=gap.span, clock=clock(gap.span.start_ms), text=gap_text(gap)) for gap in between]
    drops = view.transcript.drops if view.transcript else ()
    rows += [
        Omission(span=drop.span, clock=clock(drop.span.start_ms), text=drop.why)
        for drop in drops
        if not drop.is_echo
    ]
    return sorted(rows, key=lambda row: row.span.start_ms)  # stable: a gap follows the sound it begins with


def doubted_words(rows: Sequence[AnyRow]) -> int:
    """How many words, of the original and of the translation, carry a doubt of their own."""
    heard = [row for row in rows if isinstance(row, Row)]
    original = sum(len(run.words) for row in heard for run in row.runs if run.doubted_by)
    return original + sum(len(part.words) for row in heard for part in row.translation if part.doubted_by)


def _place(gaps: Sequence[Gap], utterances: Sequence[UtteranceView]) -> tuple[dict[int, list[Gap]], list[Gap]]:
    """Each gap inside the utterance whose words it parts (by that one's number), or between utterances."""
    inside: dict[int, list[Gap]] = {}
    between: list[Gap] = []
    for gap in sorted(gaps, key=lambda gap: gap.span):
        for number, heard in enumerate(utterances):
            words = heard.words
            if words and words[0].span.start_ms < gap.span.start_ms <= words[-1].span.start_ms:
                inside.setdefault(number, []).append(gap)
                break
        else:
            between.append(gap)
    return inside, between


def _row(number: int, heard: UtteranceView, gaps: Sequence[Gap], main: Tongue, tie: Tie) -> Row:
    tongue = Tongue.of(heard.utterance.language)
    notes = list(_notes(f"d{number}", heard.doubts, [word.text for word in heard.words]))
    text, doubts = (heard.line.text, heard.line.doubts) if heard.line else ("", ())
    translation_notes = list(_notes(f"e{number}", doubts, text.split()))
    return Row(
        span=heard.span,
        clock=clock(heard.span.start_ms),
        seconds=seconds(heard.span.start_ms),
        fragment=None,
        speaker=heard.speaker,
        who=heard.attribution.who if heard.attribution else None,
        tongue=tongue,
        other_language=tongue != main,
        text=heard.text,
        runs=tuple(_runs(heard, _by_words(notes), gaps)),
        word_notes=tuple(note for note, _ in notes if note.about),
        notes=tuple(note for note, _ in notes if not note.about),
        translation=tuple(_stretches(text.strip(), _by_words(translation_notes), _spans(heard, text, tie))),
        translation_word_notes=tuple(note for note, _ in translation_notes if note.about),
        translation_notes=tuple(note for note, _ in translation_notes if not note.about),
        explained=tuple(_explained(heard)),
        proposed=tuple(
            Proposed(
                text=one.text,
                made_by=one.made_by,
                estimate=f"{one.estimate:.2f}",
                is_shown=heard.line is not None and heard.line.candidate_id == one.id,
            )
            for one in heard.candidates
        ),
    )


def _explained(heard: UtteranceView) -> Iterator[Explained]:
    """The terms that have a note, each once; never a name's, which may tell more of a person than is published."""
    for term in dict.fromkeys(mention.term for mention in heard.mentions):
        if term.note is not None and term.kind == "term":
            yield Explained(said=term.term, english=term.translation, note=term.note)


def _notes(prefix: str, doubts: Sequence[Doubt], words: Sequence[str]) -> Iterator[tuple[Note, frozenset[int]]]:
    """Each doubt in words, with the positions it is about: none where it is about all, or about words beyond."""
    for index, doubt in enumerate(doubts):
        positions = sorted({at for at in doubt.words if 0 <= at < len(words)})
        about = "".join(
            words[at] if i == 0 else f"{' ' if at == positions[i - 1] + 1 else ' … '}{words[at]}"
            for i, at in enumerate(positions)
        )
        yield Note(id=f"{prefix}-{index}", text=doubt.text, about=about), frozenset(positions)


_Doubts = dict[str, frozenset[int]]


def _by_words(notes: Sequence[tuple[Note, frozenset[int]]]) -> _Doubts:
    return {note.id: positions for note, positions in notes if positions}


def _of(doubts: _Doubts, position: int) -> tuple[str, ...]:
    return tuple(id_ for id_, positions in doubts.items() if position in positions)


def _spans(heard: UtteranceView, text: str, tie: Tie) -> list[Span | None]:
    """When the words were said that each word of the translation came from."""
    said = heard.words
    tied = tie([word.text for word in said], text.split())
    return [hull(said[at].span for at in positions) if positions else None for positions in tied]


def _stretches(text: str, doubts: _Doubts, spans: Sequence[Span | None]) -> Iterator[Stretch]:
    words = enumerate(re.finditer(r"(\s*)(\S+)", text))
    for doubted_by, items in groupby(words, key=lambda item: _of(doubts, item[0])):
        (at, first), *rest = items
        yield Stretch(
            before=first[1],
            words=(("", first[2], spans[at]), *((match[1], match[2], spans[at]) for at, match in rest)),
            doubted_by=doubted_by,
        )


def _runs(heard: UtteranceView, doubts: _Doubts, gaps: Sequence[Gap]) -> Iterator[Run]:
    def alike(item: tuple[int, tuple[str, Word]]) -> tuple[tuple[str, ...], int]:
        position, (_, word) = item
        gaps_before = sum(gap.span.start_ms <= word.span.start_ms for gap in gaps)
        return _of(doubts, position), gaps_before

    shown = 0
    for (doubted_by, gaps_before), items in groupby(enumerate(heard.utterance.pieces()), key=alike):
        for gap in gaps[shown:gaps_before]:
            yield Run(before=" ", gap=gap_mark(gap))
        shown = max(shown, gaps_before)
        (before, first), *rest = (piece for _, piece in items)
        yield Run(before=before, words=(("", first), *rest), doubted_by=doubted_by)
