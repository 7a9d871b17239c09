"""From utterances to subtitles.

Subtitles carry no marks of doubt: a reader of two lines for three seconds has no use for them. The JSON, the plain
text and the page do. How fast a cue has to be read is not held to a limit either.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise, zip_longest

from earwitness.errors import RecordError
from earwitness.formats.layout import Piece, Unit, split, tidy, units, width
from earwitness.formats.reading import BOTH, as_said, sides
from earwitness.records.speech import Utterance, Word
from earwitness.records.time import Span, hull
from earwitness.records.view import RecordingView, UtteranceView

MIN_DURATION_MS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Lines in one language, parted by line feeds; `language` is a BCP 47 tag, None where a file does not say.

    Raises RecordError for text that a subtitle cannot hold (`layout.tidy` turns any into some that it can).
    """

    text: str
    language: str | None = None

    def __post_init__(self) -> None:
        if not self.text or self.text != tidy(self.text):
            raise RecordError(f"This cannot stand in a subtitle: {self.text!r}.")
        if self.language is not None and not re.fullmatch(r"[A-Za-z0-9-]+", self.language):
            raise RecordError(f"Not a language tag: {self.language!r}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A unit of subtitles: what is shown during `span`, one passage above the other, said by one speaker.

    Raises RecordError for a cue of no duration, without a passage, with several of which one has no language,
    or with a speaker whose label is not one line.
    """

    span: Span
    passages: tuple[Passage, ...]
    speaker: str | None = None

    def __post_init__(self) -> None:
        if not self.span.duration_ms:
            raise RecordError(f"A subtitle without duration at {self.span.start_ms} ms.")
        if not self.passages or (len(self.passages) > 1 and not all(p.language for p in self.passages)):
            raise RecordError("A subtitle has one passage, or several that each name their language.")
        if self.speaker is not None and self.speaker != label(self.speaker):
            raise RecordError(f"This cannot be a speaker's label: {self.speaker!r}.")

    @property
    def text(self) -> str:
        """All its lines."""
        return "\n".join(passage.text for passage in self.passages)


def label(speaker: str | None) -> str | None:
    """The speaker's name in one line with single spaces; None where nothing is left.

    >>> label(" S1 \\n (soldier) ")
    'S1 (soldier)'
    """
    return " ".join(tidy(speaker or "").split()) or None


def cues(view: RecordingView, language: str = BOTH, *, labelled: bool = False) -> list[Cue]:
    """The subtitles of a recording, in order of time, in one of `view.languages()` or "both".

    `labelled` puts the label (`S1:`) before what somebody says after somebody else has spoken: for formats that
    have no place for a speaker. Where there is one voice only, or nobody told them apart, it changes nothing.

    An utterance is broken between words into pieces of at most two lines of 42 columns. Original text is shown
    while its words are said; translations have no word times, so their pieces share the utterance's time in
    proportion to their length. In both languages they have the same number of pieces, the original above its
    translation; an utterance without a translation stands alone. A cue lasts a second where the next one leaves
    the time. Cues overlap only where utterances do. Raises UsageError for a language that is not there.
    """
    original, translated = sides(view, language)
    tongue = view.translation.language if view.translation else None
    asked = tongue if translated else None
    shown = [
        one
        for one in view.utterances
        if (one.words and as_said(one, original=original, tongue=asked)) or (translated and one.translation)
    ]
    marks = _marks(shown) if labelled else {}
    found = [
        cue
        for utterance in shown
        for cue in _cues_of(
            utterance,
            tongue,
            as_said(utterance, original=original, tongue=asked),
            translated,
            mark=marks.get(utterance.id),
        )
    ]
    found.sort(key=lambda cue: cue.span)
    return list(_lasting(found, until_ms=view.recording.duration_ms))


def _marks(shown: Sequence[UtteranceView]) -> dict[str, str]:
    """What stands before each utterance at which the speaker changes, by its id."""
    speakers = [label(utterance.speaker) for utterance in shown]
    if len({speaker for speaker in speakers if speaker}) < 2:
        return {}
    return {
        utterance.id: f"{speaker or '?'}:"
        for utterance, speaker, before in zip(shown, speakers, ["", *speakers], strict=False)
        if speaker != before
    }


def _cues_of(
    view: UtteranceView, tongue: str | None, original: bool, translated: bool, *, mark: str | None
) -> Iterator[Cue]:
    words = list(_words(view.utterance)) if original else []
    source = [unit for unit, _ in words]
    target = units(view.translation or "") if translated else []
    if mark and (first := source or target):
        first[0] = replace(first[0], text=f"{mark} {first[0].text}")
    count = max(len(split(source)), len(split(target)))
    above, below = split(source, count=count), split(target, count=count)
    if len(above) == count:
        times = [hull(word.span for _, word in words[piece.first : piece.stop]) for piece in above]
    else:
        times = _shares(view.span, below)
    for span, upper, lower in zip_longest(_in_order(times, view.span), above, below):
        shown = ((upper, view.utterance.language), (lower, tongue))
        yield Cue(
            span=span,
            passages=tuple(
                Passage(text="\n".join(piece.lines), language=language) for piece, language in shown if piece
            ),
            speaker=label(view.voice),
        )


def _words(utterance: Utterance) -> Iterator[tuple[Unit, Word]]:
    for before, word in utterance.pieces():
        if text := tidy(word.text).replace("\n", " "):
            yield Unit(text, spaced=bool(before)), word


def _shares(span: Span, pieces: Sequence[Piece]) -> list[Span]:
    """A stretch of time, divided in proportion to the pieces' lengths."""
    ends = list(accumulate((max(1, sum(map(width, piece.lines))) for piece in pieces), initial=0))
    moments = [span.start_ms + span.duration_ms * end // max(1, ends[-1]) for end in ends]
    return [Span(start, end) for start, end in pairwise(moments)]


def _in_order(spans: Sequence[Span], within: Span) -> Iterator[Span]:
    """The spans, moved as little as makes each last, none overlap and all stay inside.

    Word times come from a model, which gives words of no duration and words that begin before the last one ended.
    """
    at = within.start_ms
    until = max(within.end_ms, at + len(spans))
    for left, span in zip(range(len(spans) - 1, -1, -1), spans, strict=True):
        start = min(max(span.start_ms, at), until - left - 1)
        at = min(max(span.end_ms, start + 1), until - left)
        yield Span(start, at)


def _lasting(ordered: Iterable[Cue], *, until_ms: int) -> Iterator[Cue]:
    """Let short cues stay for a second, or until the next one begins, or the recording ends."""
    held = list(ordered)
    starts = [cue.span.start_ms for cue in held]
    for cue in held:
        start, end = cue.span.start_ms, cue.span.end_ms
        following = starts[bisect_left(starts, end) :][:1]
        room = min([max(until_ms, end), *following])
        yield replace(cue, span=Span(start, max(end, min(start + MIN_DURATION_MS, room))))
