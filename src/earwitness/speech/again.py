"""What to hear a second time, by itself, and how that goes into what was heard first.

A recogniser that listens to half a minute at once passes over sentences that repeat the one before, stretches one
word over what it left out, loops, and holds on to the language that it began in. Heard alone, most such places
come out right. So wherever somebody surely speaks and no word stands, a word lasts longer than words do, the same
words come over and over, or several words in a row are doubtful, that place is cut out and heard again; and the
second hearing counts if it is the better one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Passage, Voice
from earwitness.records.speech import Word
from earwitness.records.time import Span, hull
from earwitness.speech.heard import Heard, joined
from earwitness.speech.repeats import repeated

CLEAR_VOICE = 0.5
"""The voice detector's probability from which somebody surely speaks."""

LEAST_VOICED_MS = 1_000
LONGEST_WORD_MS = 2_000
UNSURE_BELOW, LEAST_UNSURE_MS = 0.5, 1_500
"""A run of words with less confidence, and so long at least, is heard again."""

LONGEST_PART_MS = 12_000
EDGE_MS = 150
ACCEPTED = 0.4
"""The mean confidence from which words count where there were none that could be believed."""

BETTER = 0.1
"""By how much the mean confidence must be more than that of the doubtful words it replaces."""

_MOST_OF_CHUNK = 0.9  # what is nearly all of a chunk was heard by itself already
_PER_MS = SAMPLE_RATE_HZ // 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """A place to hear again: what of the first hearing it replaces, and from which mean confidence on."""

    span: Span
    accepted: float


def places(heard: Heard) -> list[Again]:
    """The places of one chunk to hear again, in order; they do not overlap."""
    words = heard.passage.words
    looped, unsure = set(repeated([word.text for word in words])), _unsure(words)
    believed = [
        at
        for at, word in enumerate(words)
        if at not in looped and at not in unsure and word.span.duration_ms <= LONGEST_WORD_MS
    ]
    found: list[Again] = []
    for before, after in pairwise([-1, *believed, len(words)]):
        start_ms = words[before].span.end_ms if before >= 0 else heard.span.start_ms
        end_ms = words[after].span.start_ms if after < len(words) else heard.span.end_ms
        if start_ms < end_ms:
            between = range(before + 1, after)
            only_unsure = bool(between) and all(at in unsure for at in between)
            accepted = _mean([words[at] for at in between]) + BETTER if only_unsure else ACCEPTED
            found += [
                Again(span=part, accepted=accepted)
                for part in _parts(heard, Span(start_ms, end_ms))
                if only_unsure or _voiced_ms(heard.voice, part) >= LEAST_VOICED_MS
            ]
    return found


def cut(chunk: Chunk, span: Span) -> Chunk:
    """A part of a chunk as a chunk of its own, with a little of what stands beside it."""
    wide = Span(max(0, span.start_ms - EDGE_MS), span.end_ms + EDGE_MS).intersection(chunk.span)
    first = (wide.start_ms - chunk.span.start_ms) * _PER_MS
    return replace(
        chunk,
        span=wide,
        samples=chunk.samples[first : first + wide.duration_ms * _PER_MS],
        voice=tuple(
            replace(one, span=one.span.intersection(wide)) for one in chunk.voice if one.span.overlap_ms(wide)
        ),
    )


def merged(first: Heard, hearings: Sequence[tuple[Again, Heard]]) -> list[Heard]:
    """What was heard first with what was heard better at the second time, in order.

    Where a place turns out to be in another language, what was heard is parted there. A place in which somebody
    surely speaks and that has no words after both hearings becomes `unheard`.
    """
    whole: list[Heard] = []
    rest = first
    for place, second in hearings:
        before, after = rest.before(place.span.start_ms), rest.after(place.span.end_ms)
        inside = rest.after(place.span.start_ms).before(place.span.end_ms)
        if not _is_better(second.passage, place):
            if not inside.passage.words:
                rest = replace(rest, unheard=(*rest.unheard, place.span))
        elif second.language == rest.language:
            rest = replace(
                rest,
                passage=joined(rest.passage, (before.passage, second.passage, after.passage)),
                english=_english(before, inside, second, after),
            )
        else:
            whole += [one for one in (before, replace(second, span=place.span)) if one.passage.words]
            rest = after
    return [*whole, rest]


def _is_better(passage: Passage, place: Again) -> bool:
    return (
        bool(passage.words)
        and not repeated([word.text for word in passage.words])
        and _mean(passage.words) >= place.accepted
    )


def _english(before: Heard, inside: Heard, second: Heard, after: Heard) -> Passage | None:
    """The English with that of the second hearing where the first has none, or only a loop."""
    whole = before.english
    if whole is None or inside.english is None or after.english is None or second.english is None:
        return whole
    stands = inside.english.words and not repeated([word.text for word in inside.english.words])
    return joined(whole, (whole, inside.english if stands else second.english, after.english))


def _unsure(words: Sequence[Word]) -> set[int]:
    """The positions of words in runs of doubtful ones that are long enough to be heard alone."""
    found: set[int] = set()
    run: list[int] = []
    for at, word in enumerate([*words, None]):
        if word is not None and word.confidence is not None and word.confidence < UNSURE_BELOW:
            run.append(at)
            continue
        if run and words[run[-1]].span.end_ms - words[run[0]].span.start_ms >= LEAST_UNSURE_MS:
            found.update(run)
        run = []
    return found


def _parts(heard: Heard, span: Span) -> Iterator[Span]:
    """The stretches of the span with a clear voice, put together while they are short."""
    stretches = [
        voice.span.intersection(span)
        for voice in heard.voice
        if voice.probability >= CLEAR_VOICE and voice.span.overlap_ms(span)
    ]
    parts: list[Span] = []
    for stretch in stretches:
        if parts and stretch.end_ms - parts[-1].start_ms <= LONGEST_PART_MS:
            parts[-1] = hull((parts[-1], stretch))
        else:
            parts.append(stretch)
    return (part for part in parts if part.duration_ms < _MOST_OF_CHUNK * heard.span.duration_ms)


def _voiced_ms(voices: Sequence[Voice], span: Span) -> int:
    return sum(voice.span.overlap_ms(span) for voice in voices if voice.probability >= CLEAR_VOICE)


def _mean(words: Sequence[Word]) -> float:
    known = [word.confidence for word in words if word.confidence is not None]
    return sum(known) / len(known) if known else 0.0
