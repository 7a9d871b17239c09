"""What not to trust of what was heard: reasons that were measured, in words that a reader understands.

Codes: `unsure` (these words are probably wrong, or not much more probably right), `readings` (so they are, and
most other readings of the same sound have other words), `unknown` (they stand in no dictionary), `repeats` (the
same words over and over, as a decoder in a loop writes them), `stretched` (a word lasts longer than it takes to
say), `too-fast` (more words than a mouth can say in that time), `faint` (the voice detector is not sure that
anybody speaks there), `language` (it may be in another one), `overlap` (somebody else speaks into these words),
`gap` (sound is missing inside).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from earwitness.backends.protocols import Voice
from earwitness.records.recording import Gap
from earwitness.records.speech import Doubt, Turn, Utterance
from earwitness.records.time import Span, clock
from earwitness.speech.again import CLEAR_VOICE, LONGEST_WORD_MS
from earwitness.speech.heard import Heard
from earwitness.speech.repeats import repeated
from earwitness.speech.spelling import UNKNOWN, unknown

UNSURE_BELOW = 0.7
"""The confidence (confidence.py) below which a word is doubted: bench/doubt.py prints what that finds and misses.
"""

CONTESTED_BELOW = 0.5
LIKELY_LANGUAGE = 0.5
FASTEST_CHARACTERS_A_SECOND = 30
LEAST_OVERLAP_MS = 400
"""Less of another's turn is a breath, or the edge of a turn."""


def doubts(  # noqa: PLR0913  (each is measured elsewhere)
    utterance: Utterance,
    heard: Heard,
    *,
    agreement: Sequence[float],
    gaps: Iterable[Gap],
    looped: Sequence[int] = (),
    turns: Sequence[Turn] = (),
) -> tuple[Doubt, ...]:
    """All reasons to doubt one utterance of what was heard.

    `agreement` is, for each word, the share of readings that have it (confidence.agreement); `gaps` are where
    sound is missing; `looped` are the words that belong to a loop, which may go on beyond this; `turns` say who
    else speaks in the same sound.
    """
    return (
        *_of_words(utterance, agreement, looped),
        *_of_all(utterance, heard),
        *_of_others(utterance, turns),
        *_of_gaps(utterance, gaps),
    )


def _of_words(utterance: Utterance, agreement: Sequence[float], looped: Sequence[int]) -> Iterator[Doubt]:
    words = utterance.words
    unsure = [
        at for at, word in enumerate(words) if word.confidence is not None and word.confidence < UNSURE_BELOW
    ]
    contested = tuple(at for at in unsure if agreement[at] < CONTESTED_BELOW)
    if alone := tuple(at for at in unsure if at not in contested):
        yield Doubt(reason="unsure", text="The recogniser was unsure of these words.", words=alone)
    if contested:
        yield Doubt(
            reason="readings", text="Heard again, or read otherwise, these are other words.", words=contested
        )
    if strange := unknown((word.text for word in words), utterance.language):
        yield Doubt(
            reason=UNKNOWN, text="No dictionary has these: names, slang, or not what was said.", words=strange
        )
    if circling := tuple(sorted({*looped, *repeated(word.text for word in words)})):
        text = "The same words come over and over: a machine in a loop?"
        yield Doubt(reason="repeats", text=text, words=circling)
    if stretched := tuple(at for at, word in enumerate(words) if word.span.duration_ms > LONGEST_WORD_MS):
        text = "This lasts longer than it takes to say: something may not have been heard."
        yield Doubt(reason="stretched", text=text, words=stretched)


def _of_all(utterance: Utterance, heard: Heard) -> Iterator[Doubt]:
    if _characters_a_second(utterance) > FASTEST_CHARACTERS_A_SECOND:
        yield Doubt(reason="too-fast", text="More words than can be said in this time.")
    if _voice_probability(utterance, heard.voice) < CLEAR_VOICE:
        yield Doubt(reason="faint", text="It is not sure that anybody speaks here.")
    if heard.language_probability < LIKELY_LANGUAGE:
        other = f" ({heard.likeliest})" if heard.likeliest != heard.language else ""
        yield Doubt(
            reason="language", text=f"This may be in another language{other} than the one it was heard in."
        )


def _of_others(utterance: Utterance, turns: Sequence[Turn]) -> Iterator[Doubt]:
    others = [
        turn.span
        for turn in turns
        if utterance.speaker not in (None, turn.speaker)
        and utterance.span.overlap_ms(turn.span) >= LEAST_OVERLAP_MS
    ]
    if words := tuple(at for at, word in enumerate(utterance.words) if _is_mostly_in(word.span, others)):
        text = "Somebody else speaks at the same time: words may be missing, or theirs."
        yield Doubt(reason="overlap", text=text, words=words)


def _of_gaps(utterance: Utterance, gaps: Iterable[Gap]) -> Iterator[Doubt]:
    for gap in gaps:
        if lost_ms := utterance.span.overlap_ms(gap.span):
            text = f"{lost_ms / 1000:.1f} s of sound are missing at {clock(gap.span.start_ms)}."
            yield Doubt(reason="gap", text=text)


def _is_mostly_in(span: Span, others: Iterable[Span]) -> bool:
    return any(2 * span.overlap_ms(other) > span.duration_ms for other in others)


def _characters_a_second(utterance: Utterance) -> float:
    return len(utterance.text) / max(utterance.span.duration_ms / 1000, 0.5)


def _voice_probability(utterance: Utterance, voice: Sequence[Voice]) -> float:
    return max((one.probability for one in voice if utterance.span.overlap_ms(one.span)), default=0.0)
