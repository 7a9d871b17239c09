"""What each kind of correction makes of an utterance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from earwitness.errors import UsageError
from earwitness.records.review import UNCLEAR, Unclear
from earwitness.records.speech import Doubt, Turn, Utterance, pieces
from earwitness.records.text import one_line, shown
from earwitness.records.time import Span, clock, hull
from earwitness.review.align import align

MOST_CHARACTERS = 10_000

_LABEL = re.compile(r"S[1-9][0-9]{0,2}")
_UNCLEAR = {
    "unclear": "A person was not sure of these words.",
    "unintelligible": "A person could not make these words out.",
}


def cleaned(text: str) -> str:
    """What was typed, as one line of composed characters (NFC), without white space around.

    Raises UsageError for more than MOST_CHARACTERS.
    """
    line = " ".join(one_line(unicodedata.normalize("NFC", text)).split())
    if len(line) > MOST_CHARACTERS:
        raise UsageError(
            f"This is {len(line):,} characters long, and an utterance at most {MOST_CHARACTERS:,}.",
            advice="Split the utterance, and give each part its own words.",
            code="too-long",
            length=len(line),
            most=MOST_CHARACTERS,
        )
    return line


def check_label(label: str) -> None:
    """Raise UsageError for what is no label of a voice."""
    if not _LABEL.fullmatch(label):
        raise UsageError(
            f"{shown(label)} is no label of a voice.",
            advice="Labels are S1, S2, … up to S999.",
            code="no-label",
            label=label,
        )


def is_a_persons(doubt: Doubt) -> bool:
    """Whether a person doubts it."""
    return doubt.reason in UNCLEAR


def retold(utterance: Utterance, text: str, *, untimed: Sequence[int]) -> tuple[Utterance, tuple[int, ...]]:
    """The utterance saying `text`, and which of its words have no times of their own."""
    found = align(utterance.words, text, span=utterance.span, language=utterance.language)
    now = {old: new for new, old in enumerate(found.kept) if old is not None}
    doubts = [
        replace(one, words=tuple(now[at] for at in one.words if at in now))
        for one in utterance.doubts
        if not one.words or any(at in now for at in one.words)
    ]
    waiting = {*found.untimed, *(now[at] for at in untimed if at in now)}
    return (
        replace(utterance, text=text, words=found.words, doubts=tuple(doubts)),
        tuple(sorted(waiting)),
    )


def retimed(utterance: Utterance, spans: Sequence[Span]) -> Utterance:
    """The utterance with these times of its words; UsageError where one crosses its neighbour."""
    if len(spans) != len(utterance.words) or not spans:
        raise UsageError(f"{shown(utterance.id)} has {len(utterance.words)} words, and {len(spans)} times came.")
    before = [word.span for word in utterance.words]
    for at, (one, after) in enumerate(pairwise(spans)):
        is_new = (one, after) != (before[at], before[at + 1])
        if after.start_ms < one.start_ms or (is_new and after.start_ms < one.end_ms):
            raise UsageError(
                f"“{one_line(utterance.words[at].text)}” would end at {clock(one.end_ms, decimals=3)}, after the "
                f"next word begins ({clock(after.start_ms, decimals=3)}).",
                advice="Move the next word first.",
                code="times-cross",
                word=utterance.words[at].text,
                ends=clock(one.end_ms, decimals=3),
                begins=clock(after.start_ms, decimals=3),
            )
    words = tuple(replace(word, span=span) for word, span in zip(utterance.words, spans, strict=True))
    return replace(utterance, words=words, span=hull(spans))


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of two into which an utterance is parted, and which of its words have no times of their own."""

    utterance: Utterance
    untimed: tuple[int, ...]


def split(utterance: Utterance, at: int, *, id: str, untimed: Sequence[int]) -> tuple[Part, Part]:  # noqa: A002
    """The utterance as two, the second, of that id, from the word at that position."""
    if not 0 < at < len(utterance.words):
        raise UsageError(
            f"{shown(utterance.id)} cannot be parted there.", advice="Part it between two words.", code="no-part"
        )
    whole, words = utterance.span, utterance.words
    ends_ms, starts_ms = words[at - 1].span.end_ms, words[at].span.start_ms
    spans = (
        Span(whole.start_ms, max(whole.start_ms, ends_ms)),
        Span(starts_ms, max(starts_ms, whole.end_ms)),
    )
    ranges = (range(at), range(at, len(words)))
    first, second = (
        Part(
            utterance=replace(
                utterance,
                id=name,
                span=span,
                text=_text(utterance, mine),
                words=words[mine.start : mine.stop],
                doubts=tuple(_doubts_in(utterance.doubts, mine)),
            ),
            untimed=tuple(one - mine.start for one in untimed if one in mine),
        )
        for name, span, mine in zip((utterance.id, id), spans, ranges, strict=True)
    )
    return first, second


def merged(first: Utterance, second: Utterance) -> Utterance:
    """Both as one, by the first one's speaker; UsageError where they are not said one after the other."""
    if (first.channel, first.language) != (second.channel, second.language):
        raise UsageError("Utterances of different channels or languages cannot be joined.", code="no-join")
    if second.words[0].span.start_ms < first.words[-1].span.start_ms:
        raise UsageError("They are said at the same time, and cannot be joined.", code="same-time")
    many = len(first.words)
    return replace(
        first,
        span=hull([first.span, second.span]),
        text=f"{first.text} {second.text}",
        words=first.words + second.words,
        doubts=(
            *(_about(one, range(many)) for one in first.doubts),
            *(_about(one, range(len(second.words)), many) for one in second.doubts),
        ),
    )


def marked(utterance: Utterance, words: Sequence[int], unclear: Unclear | None) -> Utterance:
    """The utterance with a person's doubt of these words in the place of earlier ones; None: with none."""
    if any(not 0 <= at < len(utterance.words) for at in words):
        raise UsageError(f"{shown(utterance.id)} has {len(utterance.words)} words, and others were marked.")
    about = tuple(sorted(set(words)))
    rest = [at for at in range(len(utterance.words)) if about and at not in about]
    doubts = [replace(one, words=held) for one in utterance.doubts if (held := _left(one, rest)) is not None]
    if unclear:
        doubts.append(Doubt(reason=unclear, text=_UNCLEAR[unclear], words=about))
    return replace(utterance, doubts=tuple(doubts))


def given(turns: Sequence[Turn], utterance: Utterance, speaker: str | None) -> tuple[Turn, ...]:
    """Who speaks when, with the time of an utterance given from its speaker to another."""
    if speaker is not None:
        check_label(speaker)
    found: list[Turn] = []
    for turn in turns:
        if turn.speaker != utterance.speaker or not turn.span.overlap_ms(utterance.span):
            found.append(turn)
            continue
        for start_ms, end_ms in (
            (turn.span.start_ms, utterance.span.start_ms),
            (utterance.span.end_ms, turn.span.end_ms),
        ):
            if start_ms < end_ms:
                found.append(replace(turn, span=Span(start_ms, end_ms)))
    if speaker is not None and turns:
        found.append(Turn(span=utterance.span, speaker=speaker, channel=utterance.channel))
    return tuple(sorted(found, key=lambda one: (one.span, one.speaker)))


def relabelled(turns: Sequence[Turn], speaker: str, to: str, *, from_ms: int) -> tuple[Turn, ...]:
    """Who speaks when, with the time of one speaker from a moment on given to another."""
    found: list[Turn] = []
    for turn in turns:
        start_ms, end_ms = turn.span.start_ms, turn.span.end_ms
        if turn.speaker != speaker or end_ms <= from_ms:
            found.append(turn)
            continue
        if start_ms < from_ms:
            found.append(replace(turn, span=Span(start_ms, from_ms)))
        found.append(replace(turn, speaker=to, span=Span(max(start_ms, from_ms), end_ms)))
    return tuple(found)


def _left(doubt: Doubt, rest: Sequence[int]) -> tuple[int, ...] | None:
    """Which words a doubt is about still; None where it is gone. Only people's go."""
    if not is_a_persons(doubt):
        return doubt.words
    return tuple(at for at in rest if not doubt.words or at in doubt.words) or None


def _about(doubt: Doubt, words: range, shift: int = 0) -> Doubt:
    """The doubt as one of a longer utterance: of all its words becomes of those."""
    return replace(doubt, words=tuple(shift + at for at in doubt.words or words))


def _doubts_in(doubts: Sequence[Doubt], mine: range) -> list[Doubt]:
    return [
        replace(one, words=tuple(at - mine.start for at in one.words if at in mine))
        for one in doubts
        if not one.words or any(at in mine for at in one.words)
    ]


def _text(utterance: Utterance, mine: range) -> str:
    held = list(pieces(utterance.text, utterance.words))[mine.start : mine.stop]
    return "".join(before + word.text for before, word in held)[len(held[0][0]) :]
