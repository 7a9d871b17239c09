"""A quote as a clip: which sound it is made of, what is not to be heard in it, its words on the clip's own time.

Where the quote leaves words out, or joins passages, the clip has a break that can be heard and is shown: nobody is
made to say in one breath what was said apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from earwitness.quotes.render import ENGLISH, Part, shown_parts
from earwitness.quotes.style import Style
from earwitness.quotes.withheld import covered_spans, pauses_beside, unheard
from earwitness.records.custody import Agent
from earwitness.records.mark import SIDES, Omission, Side, kept
from earwitness.records.quote import Piece, Quote, words_of
from earwitness.records.recording import Recording
from earwitness.records.speech import Transcript, Utterance, Word
from earwitness.records.time import Span, hull
from earwitness.records.translation import Line, Translation
from earwitness.records.view import RecordingView

BREAK_MS = 700
MARGIN_MS = 120
"""How long a break is, and how much is heard before and after words at most: half the way to the next ones."""

_NOBODY = Agent(kind="person", name="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is shown of a piece of a quote between two breaks, part by part."""

    piece: Piece
    source: tuple[Part, ...]
    english: tuple[Part, ...]

    def text(self, side: Side) -> str:
        """The same as text."""
        parts = self.source if side == "source" else self.english
        return "".join(part.before + part.text for part in parts).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """What a clip is made of.

    `stretches` of the recording are heard one after another, with BREAK_MS between them; nothing of `hidden` (on
    the recording's timeline) is. `told` is the quote as published, up to each break; `said` is the same on the
    clip's timeline, an utterance for each of them, with no doubts, names or candidates.
    """

    quote: Quote
    stretches: tuple[Span, ...]
    hidden: tuple[Span, ...]
    told: tuple[Told, ...]
    said: RecordingView

    @property
    def covered(self) -> int:
        """How many places of what is heard are covered."""
        return sum(any(span.overlap_ms(one) for one in self.stretches) for span in self.hidden)


def clip(quote: Quote, view: RecordingView, style: Style, *, who: str | None) -> Clip:
    """The clip of a quote of this recording in a house style; `who` is what the speaker is called in it."""
    runs = list(_runs(quote))
    words = [word for piece in quote.pieces for word in piece.words]
    stretches = tuple(_with_margins(hull(words[at].span for at in run), view) for run in runs)
    times: list[Span | None] = [None] * len(words)
    at_ms = 0
    for run, stretch in zip(runs, stretches, strict=True):
        for at in run:
            times[at] = words[at].span.shift(at_ms - stretch.start_ms)
        at_ms += stretch.duration_ms + BREAK_MS
    told = tuple(told_of(quote, style))
    return Clip(
        quote=quote,
        stretches=stretches,
        hidden=tuple(sorted({*unheard(quote, view, style), *covered_spans(view, style, but=[quote])})),
        told=told,
        said=said(
            quote,
            view.recording,
            told,
            timed=[_timed(one, times) for one in told],
            length_ms=at_ms - BREAK_MS,
            who=who,
        ),
    )


def _runs(quote: Quote) -> Iterator[list[int]]:
    """The positions of the words that are heard without a break: parted at joins and at what is left out."""
    count = len(quote.words("source"))
    heard = kept(count, [mark for mark in quote.of("source") if isinstance(mark, Omission)], "source")
    base = 0
    for passage in quote.passages:
        stop = base + sum(len(piece.words) for piece in passage)
        for is_heard, run in groupby(range(base, stop), key=lambda at: heard[at]):
            if is_heard:
                yield list(run)
        base = stop


def _with_margins(span: Span, view: RecordingView) -> Span:
    """The span with a little before and after, as far as nobody speaks there."""
    before_ms, after_ms = pauses_beside(span, view)
    return Span(span.start_ms - min(MARGIN_MS, before_ms // 2), span.end_ms + min(MARGIN_MS, after_ms // 2))


def said(  # noqa: PLR0913  (each says one thing)
    quote: Quote,
    recording: Recording,
    told: Sequence[Told],
    *,
    timed: Sequence[tuple[Word, ...]],
    length_ms: int,
    who: str | None,
) -> RecordingView:
    """What is told of a quote as a recording of that length, with the times of its words, said by `who`."""
    utterances = tuple(
        Utterance(
            id=f"u{number}",
            span=hull(word.span for word in words),
            language=one.piece.language,
            text=one.text("source"),
            words=words,
            speaker=who,
        )
        for number, (one, words) in enumerate(zip(told, timed, strict=True), 1)
    )
    lines = tuple(
        Line(utterance_id=utterance.id, text=text)
        for utterance, one in zip(utterances, told, strict=True)
        if (text := one.text("english"))
    )
    transcript = Transcript(
        id=quote.transcript_id,
        recording=quote.recording,
        language=quote.pieces[0].language,
        utterances=utterances,
        made_by=_NOBODY,
        made_at=quote.made_at,
    )
    translation = Translation(
        id=quote.translation_id or "",
        transcript_id=quote.transcript_id,
        language=ENGLISH,
        lines=lines,
        made_by=_NOBODY,
        made_at=quote.made_at,
    )
    return RecordingView(
        recording=replace(recording, duration_ms=length_ms, gaps=()),
        transcript=transcript,
        translation=translation if lines else None,
    )


def told_of(quote: Quote, style: Style) -> list[Told]:
    """The quote as published, a piece or a part of one after another."""
    source, english = ([*_of_pieces(quote, side, style)] for side in SIDES)
    found: list[Told] = []
    for piece, parts, line in _at_breaks(quote, style, source, english):
        if parts:
            found.append(Told(piece=piece, source=tuple(parts), english=tuple(line)))
        elif line and found:  # of a piece whose words are all left out, it goes with what is heard before
            found[-1] = replace(found[-1], english=(*found[-1].english, *line))
    return found


def _of_pieces(quote: Quote, side: Side, style: Style) -> Iterator[list[Part]]:
    """The parts of each piece: one that is of several belongs to the first of them."""
    parts = [part for passage in shown_parts(quote, side, style) for part in passage]
    stop = 0
    for piece in quote.pieces:
        first, stop = stop, stop + len(words_of(piece, side))
        # What is added after a piece's last word is of no word, and stands before the next one's first.
        mine = [part for part in parts if first <= max(0, part.first - (part.first == part.stop)) < stop]
        yield mine


def _at_breaks(
    quote: Quote, style: Style, source: Sequence[list[Part]], english: Sequence[list[Part]]
) -> Iterator[tuple[Piece, list[Part], list[Part]]]:
    """Each piece with what is shown of it, parted at its breaks where both sides leave out as often."""
    for piece, parts, line in zip(quote.pieces, source, english, strict=True):
        said, meant = _parted(parts, style), _parted(line, style)
        if len(said) == len(meant) or not line:
            yield from ((piece, one, other) for one, other in zip_longest(said, meant, fillvalue=list[Part]()))
        else:
            yield piece, parts, line


def _parted(parts: Sequence[Part], style: Style) -> list[list[Part]]:
    """The parts up to each sign of what is left out, and the rest."""
    found: list[list[Part]] = [[]]
    for part in parts:
        found[-1].append(part)
        if is_break(part, style):
            found.append([])
    return [one for one in found if one]


def is_break(part: Part, style: Style) -> bool:
    """Whether it is the sign of what is left out."""
    return part.first == part.stop and part.text.strip("[]") == style.ellipsis


def _timed(told: Told, times: Sequence[Span | None]) -> tuple[Word, ...]:
    """When each part of the original is heard."""
    words, at_ms = [], 0
    for part in told.source:
        heard = [span for span in times[part.first : part.stop] if span]
        if heard:
            span = hull(heard)
        else:  # added, or left out: there it is where what stands before it ends
            before = [one.end_ms for one in times[: part.first] if one]
            span = Span(before[-1], before[-1]) if before else Span(at_ms, at_ms)
        at_ms = span.end_ms
        words.append(Word(text=part.text, span=span))
    return tuple(words)
