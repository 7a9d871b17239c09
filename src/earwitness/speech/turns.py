"""Words go to speakers by time, and what was heard in one go is parted where the speaker changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from operator import itemgetter

from earwitness.records.speech import Turn, Word, pieces
from earwitness.records.time import Span
from earwitness.speech.utterances import ends_sentence

NEAR_MS = 500
"""A word outside every turn goes to one that is no further away: turns end a little early on soft last sounds."""

SNAP_MS = 250
"""A change of speaker may move this far to where a sentence ends: neither turns nor words are exact to less."""


def by_speaker(
    text: str, words: Sequence[Word], turns: Sequence[Turn]
) -> Iterator[tuple[str, tuple[Word, ...], str | None]]:
    """Part a passage where the speaker changes: the text, the words and the speaker of each part, in order.

    `words` are those of `text`; `turns` are in order of their start. The speaker is None where no turn is near.

    >>> said = [Word(text="Идёшь?", span=Span(0, 400)), Word(text="Нет.", span=Span(500, 800))]
    >>> turns = [Turn(span=Span(0, 450), speaker="S1"), Turn(span=Span(450, 900), speaker="S2")]
    >>> [(part, speaker) for part, _, speaker in by_speaker("Идёшь? Нет.", said, turns)]
    [('Идёшь?', 'S1'), ('Нет.', 'S2')]
    """
    told = zip(speakers(words, turns), pieces(text, words), strict=True)
    for speaker, run in groupby(told, key=itemgetter(0)):
        parts = [piece for _, piece in run]
        joined = "".join(before + word.text for before, word in parts)
        yield joined.strip(), tuple(word for _, word in parts), speaker


def speakers(words: Sequence[Word], turns: Sequence[Turn]) -> list[str | None]:
    """Who says each word: whoever's turns cover most of it, else whose turn is nearest within NEAR_MS, else None.

    Where two speak at once, the one who already spoke goes on. A change moves to the end of a sentence where that
    is within SNAP_MS. One word that is given to another in the middle of somebody's talk goes back to them if they
    speak during it too; but never one that is a sentence of its own, such as "No.".
    """
    near = _Near(turns)
    shares = [near.shares(word.span) for word in words]
    told: list[str | None] = []
    for share in shares:
        before = told[-1] if told else None
        told.append(max(share, key=lambda one: (share[one], one == before, one), default=None))
    _snap(told, words, near)
    _steady(told, words, shares)
    return told


class _Near:
    """The turns, so that those near a moment are found without looking at all."""

    def __init__(self, turns: Sequence[Turn]) -> None:
        self._turns = turns
        self._starts_ms = [turn.span.start_ms for turn in turns]
        self._ended_ms = list(
            accumulate((turn.span.end_ms for turn in turns), max)
        )  # by this one or one before it

    def turns(self, span: Span) -> Sequence[Turn]:
        """Those that touch the span or what lies within NEAR_MS of it."""
        first = bisect_left(self._ended_ms, span.start_ms - NEAR_MS)
        return self._turns[first : bisect_right(self._starts_ms, span.end_ms + NEAR_MS)]

    def shares(self, span: Span) -> dict[str, int]:
        """For each speaker near the span, how many ms of it are theirs; or, if nobody's are, how far, negative."""
        share: dict[str, int] = {}
        away: dict[str, int] = {}
        for turn in self.turns(span):
            if shared := span.overlap_ms(turn.span):
                share[turn.speaker] = share.get(turn.speaker, 0) + shared
            distance = max(0, turn.span.start_ms - span.end_ms, span.start_ms - turn.span.end_ms)
            if distance <= NEAR_MS:
                away[turn.speaker] = max(-distance, away.get(turn.speaker, -distance))
        return share or away

    def speaks_within(self, speaker: str | None, span: Span) -> bool:
        """Whether any of that speaker's turns touches the span."""
        return any(turn.speaker == speaker and turn.span.overlap_ms(span) for turn in self.turns(span))


def _snap(told: list[str | None], words: Sequence[Word], near: _Near) -> None:
    """Move changes of speaker by one word to where a sentence ends, if the other speaks that near to it."""
    for at in range(1, len(words)):
        before, after = told[at - 1], told[at]
        if before == after or ends_sentence(words[at - 1].text):
            continue
        if at >= 2 and told[at - 2] == before and ends_sentence(words[at - 2].text):
            if near.speaks_within(after, _around(words[at - 1])):
                told[at - 1] = after
        elif (
            at + 1 < len(words)
            and told[at + 1] == after
            and ends_sentence(words[at].text)
            and near.speaks_within(before, _around(words[at]))
        ):
            told[at] = before


def _around(word: Word) -> Span:
    middle_ms = (word.span.start_ms + word.span.end_ms) // 2
    return Span(max(0, middle_ms - SNAP_MS), middle_ms + SNAP_MS)


def _steady(told: list[str | None], words: Sequence[Word], shares: Sequence[dict[str, int]]) -> None:
    """Give single words back to those in the middle of whose talk they stand."""
    for at in range(1, len(words) - 1):
        speaker = told[at - 1]
        if speaker is None or told[at] in (speaker, None) or told[at + 1] != speaker:
            continue
        is_sentence = ends_sentence(words[at].text) and ends_sentence(words[at - 1].text)
        if not is_sentence and shares[at].get(speaker, -1) > 0:
            told[at] = speaker
