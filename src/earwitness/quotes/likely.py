"""Which words of an English line a part of its original likely is: to be shown to an editor, and never taken; and
whether those that an editor typed begin or end elsewhere than what is heard.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from earwitness.quotes.select import Taken
from earwitness.quotes.words import is_spoken
from earwitness.records.view import RecordingView
from earwitness.translation.ties import Tie

_SURE = 3
"""How many tied words at an edge have to say the same: one tie in ten is wrong."""


@dataclass(frozen=True, slots=True)
class Word:
    """An English word of a line, and whether what it translates is quoted, None where nobody knows.

    It is `sure` where all of its utterance is quoted, or nothing.
    """

    text: str
    is_heard: bool | None
    is_sure: bool = False


@dataclass(frozen=True, slots=True)
class Uneven:
    """English words at an edge that are heard and not typed, or typed and not heard."""

    text: str
    is_heard: bool


def likely(taken: Taken, view: RecordingView, tie: Tie) -> str:
    """The English that goes with what a passage keeps, as `--english` takes it; empty where nothing is tied to it.

    What is left out between two kept words is an ellipsis.
    """
    words = english_words(taken, view, tie)
    kept = [at for at, word in enumerate(words) if word.is_heard]
    if not kept:
        return ""
    runs = groupby(words[kept[0] : kept[-1] + 1], key=lambda word: bool(word.is_heard))
    return " ".join(" ".join(word.text for word in run) if is_kept else "…" for is_kept, run in runs)


def uneven(words: Sequence[Word], typed: Sequence[int]) -> Uneven | None:
    """Whether English, typed as the words at these positions, begins or ends elsewhere than what is heard."""
    edges: tuple[tuple[Sequence[int], bool], ...] = (
        (range(typed[0] - 1, -1, -1), True),
        (range(typed[-1] + 1, len(words)), True),
        (typed, False),
        (typed[::-1], False),
    )
    for places, is_heard in edges:
        run = list(_run(words, places, is_heard))
        if sum(_SURE if words[at].is_sure else 1 for at in run) >= _SURE:
            ends = places[0], run[-1]
            return Uneven(" ".join(word.text for word in words[min(ends) : max(ends) + 1]), is_heard)
    return None


def english_words(taken: Taken, view: RecordingView, tie: Tie) -> list[Word]:
    """The words of a passage's lines, with what is known of each."""
    return list(_words(taken, view, tie))


def _run(words: Sequence[Word], places: Iterable[int], is_heard: bool) -> Iterator[int]:
    """The spoken words at these places, one after another, of which the same is known, those of none apart."""
    for at in places:
        if words[at].is_heard is None or not is_spoken(words[at].text):
            continue
        if words[at].is_heard != is_heard:
            return
        yield at


def _words(taken: Taken, view: RecordingView, tie: Tie) -> Iterator[Word]:
    said = {utterance.id: [word.text for word in utterance.words] for utterance in view.utterances}
    begun = 0
    for at, piece in enumerate(taken.pieces):
        omitted = taken.omitted[begun : begun + len(piece.words)]
        begun += len(piece.words)
        if at in taken.parts:
            kept = {piece.first + place for place, out in enumerate(omitted) if not out}
            tied = tie(said[piece.utterance_id], piece.line_words)
            for text, to in zip(piece.line_words, tied, strict=True):
                yield Word(text, not kept.isdisjoint(to) if to else None)
        else:
            yield from (Word(text, at not in taken.gone, is_sure=True) for text in piece.line_words)
