"""Which words a stretch of sound takes: those whose middle lies in it, of one speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.errors import UsageError
from earwitness.quotes.reported import depth_before
from earwitness.records.quote import Piece
from earwitness.records.speech import Word, pieces
from earwitness.records.text import shown
from earwitness.records.time import Span, clock
from earwitness.records.view import RecordingView, UtteranceView


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A passage as it is asked for: when, what of it is left out, and which of the English words are its own."""

    span: Span
    omit: tuple[Span, ...] = ()
    english: str | None = None


def passages(spans: Sequence[Span], omit: Sequence[Span] = (), english: Sequence[str] = ()) -> tuple[Wanted, ...]:
    """The passages of these spans: omissions go to the one in which they lie, English to each in turn.

    Raises UsageError for an omission that lies in none, and for English that is not one text for each.
    """
    if english and len(english) != len(spans):
        raise UsageError(
            f"There are {len(spans)} passages, and English for {len(english)}.",
            advice="Give --english once for each, in the same order, or not at all.",
        )
    held: list[list[Span]] = [[] for _ in spans]
    for span in omit:
        if all(span.duration_ms >= passage.duration_ms for passage in spans):
            raise UsageError(
                f"The omission {_when(span)} is as long as the quote, or longer.",
                advice="Leave out less, or quote more.",
            )
        of = [mine for mine, passage in zip(held, spans, strict=True) if _holds(passage, span)]
        if not of:
            raise UsageError(
                f"The omission {_when(span)} reaches out of the quote.",
                advice="Let it lie between --from and --to.",
            )
        of[0].append(span)
    texts: Sequence[str | None] = english or [None] * len(spans)
    return tuple(
        Wanted(span=span, omit=tuple(mine), english=text)
        for span, mine, text in zip(spans, held, texts, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a passage takes: its pieces, with whole lines, and which of their words are left out.

    `parts` are the pieces of which only a part is taken or kept, `gone` those of which nothing is kept.
    """

    pieces: tuple[Piece, ...]
    omitted: tuple[bool, ...]
    parts: frozenset[int]
    gone: frozenset[int]

    @property
    def unclear(self) -> list[Piece]:
        """The pieces of which only a part is kept, and some English is to be chosen."""
        return [self.pieces[at] for at in sorted(self.parts) if self.pieces[at].line_words]


def take(view: RecordingView, wanted: Wanted, *, speaker: str | None = None) -> Taken:
    """The words that a passage takes; UsageError, in a sentence, where that is none or not clear."""
    _check_span(view, wanted)
    inside = [
        (utterance, held)
        for utterance in view.utterances
        if (held := [at for at, word in enumerate(utterance.words) if _is_in(word, wanted.span)])
    ]
    inside = _of_one_speaker(inside, speaker, wanted.span)
    found, omitted, parts, gone = [], list[bool](), set[int](), set[int]()
    for number, (utterance, held) in enumerate(inside):
        first, stop = held[0], held[-1] + 1
        words = utterance.words[first:stop]
        out = [any(_is_in(word, span) for span in wanted.omit) for word in words]
        omitted += out
        if all(out):
            gone.add(number)
        elif any(out) or len(words) < len(utterance.words):
            parts.add(number)
        found.append(_piece(utterance, first, stop))
    _check_omissions(wanted, [word for piece in found for word in piece.words], omitted)
    return Taken(pieces=tuple(found), omitted=tuple(omitted), parts=frozenset(parts), gone=frozenset(gone))


def _when(span: Span) -> str:
    return f"from {clock(span.start_ms, decimals=1)} to {clock(span.end_ms, decimals=1)}"


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start_ms <= inner.start_ms and inner.end_ms <= outer.end_ms


def _is_in(word: Word, span: Span) -> bool:
    return 2 * span.start_ms <= word.span.start_ms + word.span.end_ms < 2 * span.end_ms


def _piece(utterance: UtteranceView, first: int, stop: int) -> Piece:
    held = list(pieces(utterance.text, utterance.words))[first:stop]
    text = "".join(before + word.text for before, word in held)[len(held[0][0]) :]
    return Piece(
        utterance_id=utterance.id,
        first=first,
        text=text,
        words=tuple(Word(text=word.text, span=word.span) for _, word in held),
        language=utterance.utterance.language,
        speaker=utterance.speaker,
        reported=depth_before([word.text for word in utterance.words], first),
        line=utterance.translation,
        line_stop=len((utterance.translation or "").split()),
    )


def _of_one_speaker(
    inside: Sequence[tuple[UtteranceView, list[int]]], speaker: str | None, span: Span
) -> list[tuple[UtteranceView, list[int]]]:
    when = _when(span)
    if not inside:
        raise UsageError(
            f"No word is said {when}.",
            advice="A word is quoted if its middle lies between --from and --to.",
            code="no-words",
        )
    labels = list(dict.fromkeys(utterance.speaker for utterance, _ in inside))
    if speaker is not None:
        if speaker not in labels:
            raise UsageError(
                f"No speaker {shown(speaker)} says a word {when}.",
                advice=f"Heard: {_listed(labels)}.",
                code="no-words",
            )
        return [(utterance, held) for utterance, held in inside if utterance.speaker == speaker]
    if len(labels) > 1:
        raise UsageError(
            f"More than one voice is heard {when}: {_listed(labels)}.",
            advice="A quote is of one: name it (--speaker), or quote each by itself.",
            code="two-voices",
            labels=", ".join(label or "?" for label in labels),
        )
    return list(inside)


def _listed(labels: Sequence[str | None]) -> str:
    return ", ".join(label or "somebody without a label" for label in labels)


def _check_span(view: RecordingView, wanted: Wanted) -> None:
    end_ms = view.recording.duration_ms
    if not wanted.span.duration_ms:
        raise UsageError(
            "A quote of no duration holds no words.", advice="Let --to be later than --from.", code="no-words"
        )
    if wanted.span.end_ms > end_ms:
        raise UsageError(
            f"The quote would end at {clock(wanted.span.end_ms, decimals=1)}, and the recording is over at "
            f"{clock(end_ms, decimals=1)}.",
            advice="A quote lies within one recording: quote each by itself.",
            code="over",
            over=clock(end_ms, decimals=1),
        )


def _check_omissions(wanted: Wanted, words: Sequence[Word], omitted: Sequence[bool]) -> None:
    for span in wanted.omit:
        when = _when(span)
        if span.duration_ms >= wanted.span.duration_ms:
            raise UsageError(
                f"The omission {when} is as long as the quote, or longer.", advice="Leave out less, or quote more."
            )
        if not any(_is_in(word, span) for word in words):
            raise UsageError(f"No word of the quote is said {when}, so none can be left out.")
    if omitted[0] or omitted[-1]:
        raise UsageError(
            "The omission takes away the first or the last word of the quote.",
            advice="Move --from or --to instead.",
        )
