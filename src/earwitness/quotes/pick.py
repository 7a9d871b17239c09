"""A quote as somebody points at it, word by word, made into what is asked for by time.

What is taken is what the command line takes. Where times do not tell the words from others of the same voice, that
is refused, and no other word is taken in their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from earwitness.errors import ConflictError, UsageError
from earwitness.quotes.likely import likely
from earwitness.quotes.make import Asked
from earwitness.quotes.select import passages, take
from earwitness.quotes.typed import check_gloss
from earwitness.records.mark import Gloss
from earwitness.records.text import shown
from earwitness.records.time import Span, hull
from earwitness.records.view import RecordingView, UtteranceView
from earwitness.translation.ties import Tie


class Place(NamedTuple):
    """A word: the utterance in which it stands, and its position there."""

    utterance_id: str
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """Words of the editor's in the place of the original's from `first` to `last`, or `behind` them."""

    first: Place
    last: Place
    text: str
    behind: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """The words from `first` to `last` without those of `omit`, and what is `added` to them.

    `speaker` is needed where several speak there. `english` is that of quotes.select.Wanted.
    """

    first: Place
    last: Place
    omit: tuple[Place, ...] = ()
    added: tuple[Added, ...] = ()
    speaker: str | None = None
    english: str | None = None


def asked(view: RecordingView, picked: Picked) -> Asked:
    """What is picked, as it is asked for.

    Raises UsageError where that makes no sense, ConflictError where one of the words is not there any more.
    """
    held = {one.id: one for one in view.utterances}
    said = _said(view, held, picked)
    voices = {held[place.utterance_id].speaker for place in said}
    speaker = voices.pop() if picked.speaker is None and len(voices) == 1 else picked.speaker
    mine = [place for place in said if speaker is None or held[place.utterance_id].speaker == speaker]
    wanted = passages(
        [hull(_span(held, place) for place in mine or said)],
        [_span(held, place) for place in picked.omit],
        [] if picked.english is None else [picked.english],
    )
    taken = take(view, wanted[0], speaker=speaker)
    places = [Place(one.utterance_id, one.first + at) for one in taken.pieces for at in range(len(one.words))]
    if places != mine:
        raise UsageError(
            "By their times these words are not told from others that are said there.",
            advice="Correct the times, or quote other words.",
            code="same-times",
        )
    added = tuple(_gloss(places, one) for one in picked.added)
    return Asked(passages=wanted, speaker=speaker, added=added)


def guessed(view: RecordingView, asked: Asked, tie: Tie) -> Asked | None:
    """The same with the English that likely is meant, for an editor to judge; None where it is clear which is.

    It is all English of what is quoted where nothing is tied to it.
    """
    (wanted,) = asked.passages
    taken = take(view, wanted, speaker=asked.speaker)
    if wanted.english is not None or not taken.unclear:
        return None
    line = " ".join(word for piece in taken.pieces for word in piece.line_words)
    return replace(asked, passages=(replace(wanted, english=likely(taken, view, tie) or line),))


def _said(view: RecordingView, held: dict[str, UtteranceView], picked: Picked) -> list[Place]:
    """The words from the first to the last, whoever says them, in order."""
    order = {one.id: number for number, one in enumerate(view.utterances)}
    for place in (picked.first, picked.last):
        _span(held, place)
    begin, end = ((order[place.utterance_id], place.at) for place in (picked.first, picked.last))
    if end < begin:
        raise UsageError("The quote would end before it begins.", advice="Let its last word come after its first.")
    between = (
        (number, Place(one.id, at))
        for number, one in enumerate(view.utterances[begin[0] : end[0] + 1], begin[0])
        for at in range(len(one.words))
    )
    return [place for number, place in between if begin <= (number, place.at) <= end]


def _span(held: dict[str, UtteranceView], place: Place) -> Span:
    found = held.get(place.utterance_id)
    if found is None or not 0 <= place.at < len(found.words):
        raise ConflictError(
            f"Word {place.at + 1} of {shown(place.utterance_id)} is not there any more.",
            advice="Select it again.",
            code="word-gone",
        )
    return found.words[place.at].span


def _gloss(places: Sequence[Place], added: Added) -> Gloss:
    text = check_gloss(added.text)
    if added.first not in places or added.last not in places:
        raise UsageError(f"The gloss [{text}] stands at no word of the quote.", advice="Put it at one of them.")
    first, stop = places.index(added.first), places.index(added.last) + 1
    if stop <= first:
        raise UsageError(f"The gloss [{text}] would end before it begins.", advice="Put it at one word.")
    return Gloss(side="source", first=stop if added.behind else first, stop=stop, text=text)
