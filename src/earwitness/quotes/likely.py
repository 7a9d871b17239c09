"""Which words of an English line a part of its original likely is: to be shown to an editor, and never taken; and
whether those that an editor typed are plainly of something else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby

from earwitness.quotes.select import Taken
from earwitness.records.view import RecordingView
from earwitness.translation.ties import Tie

_SURE = 3
"""How many words have to stand for others, and none for what is quoted: one tie in ten is wrong."""


def likely(taken: Taken, view: RecordingView, tie: Tie) -> str:
    """The English that goes with what a passage keeps, as `--english` takes it; empty where nothing is tied to it.

    What is left out between two kept words is an ellipsis.
    """
    words = list(_words(taken, view, tie))
    kept = [at for at, (_, is_kept) in enumerate(words) if is_kept]
    if not kept:
        return ""
    runs = groupby(words[kept[0] : kept[-1] + 1], key=lambda word: bool(word[1]))
    return " ".join(" ".join(word for word, _ in run) if is_kept else "…" for is_kept, run in runs)


def is_of_others(taken: Taken, view: RecordingView, tie: Tie, english: Collection[int]) -> bool:
    """Whether the English at these positions of the lines likely stands for none of the words that are kept."""
    tied = [goes for at, (_, goes) in enumerate(_words(taken, view, tie)) if at in english and goes is not None]
    return len(tied) >= _SURE and not any(tied)


def _words(taken: Taken, view: RecordingView, tie: Tie) -> Iterator[tuple[str, bool | None]]:
    """Each word of the lines, and whether it goes with a word that is kept; None where it goes with none."""
    said = {utterance.id: [word.text for word in utterance.words] for utterance in view.utterances}
    begun = 0
    for at, piece in enumerate(taken.pieces):
        omitted = taken.omitted[begun : begun + len(piece.words)]
        begun += len(piece.words)
        if at in taken.parts:
            kept = {piece.first + place for place, out in enumerate(omitted) if not out}
            tied = tie(said[piece.utterance_id], piece.line_words)
            for word, to in zip(piece.line_words, tied, strict=True):
                yield word, not kept.isdisjoint(to) if to else None
        else:
            yield from ((word, at not in taken.gone) for word in piece.line_words)
