"""Put what was heard together into one run of utterances, with speakers and doubts, and say what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from earwitness.records.recording import Gap
from earwitness.records.speech import Drop, Turn, Utterance, Word
from earwitness.records.time import hull
from earwitness.speech.confidence import agreement
from earwitness.speech.doubt import doubts
from earwitness.speech.drop import drops, is_invented
from earwitness.speech.heard import Heard
from earwitness.speech.repeats import repeated
from earwitness.speech.turns import by_speaker
from earwitness.speech.utterances import settle, split


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The utterances of one chunk, and the English words that say them (None where none were asked for).

    `again` says that the English is a second try.
    """

    utterances: tuple[Utterance, ...]
    english: tuple[Word, ...] | None
    again: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """What becomes a transcript: the utterances in order, the same by stretch, and what was left out."""

    utterances: tuple[Utterance, ...]
    stretches: tuple[Stretch, ...]
    drops: tuple[Drop, ...]


def assemble(
    heard: Iterable[Heard], *, turns: Sequence[Turn] | None, gaps: Sequence[Gap], echoes: Sequence[Drop] = ()
) -> Assembled:
    """The utterances in order of time, numbered through the recording.

    `turns` part what was heard where the speaker changes; None where nobody told speakers apart. `echoes` were not
    listened to. A chunk in which nothing was said gives no stretch.
    """
    held = list(heard)
    said = [list(_utterances(one, turns, gaps)) if not is_invented(one) else [] for one in held]
    order = sorted(
        ((of, at) for of, utterances in enumerate(said) for at in range(len(utterances))),
        key=lambda place: said[place[0]][place[1]].span,
    )
    for number, (of, at) in enumerate(order, 1):
        said[of][at] = replace(said[of][at], id=f"u{number}")
    return Assembled(
        utterances=tuple(said[of][at] for of, at in order),
        stretches=tuple(
            Stretch(
                utterances=tuple(utterances),
                english=one.english.words if one.english else None,
                again=one.english_again,
            )
            for one, utterances in zip(held, said, strict=True)
            if utterances
        ),
        drops=tuple(sorted((*echoes, *(drop for one in held for drop in drops(one))), key=lambda drop: drop.span)),
    )


def _utterances(heard: Heard, turns: Sequence[Turn] | None, gaps: Sequence[Gap]) -> Iterator[Utterance]:
    words = settle(heard.passage.words, [voice.span for voice in heard.voice])
    near = [turn for turn in turns or () if turn.channel == heard.channel]
    during = [turn for turn in near if turn.span.overlap_ms(heard.span)]
    shares = iter(agreement(heard.passage))
    circles = repeated(word.text for word in words)  # a loop of sentences is parted at each of them
    circling = iter([at in circles for at in range(len(words))])
    for text, spoken, speaker in by_speaker(heard.passage.text, words, near):
        for part, inside in split(text, spoken):
            one = Utterance(
                id="",  # its place among all of them is not known yet
                span=hull(word.span for word in inside),
                language=heard.language,
                text=part,
                words=inside,
                speaker=speaker,
                channel=heard.channel,
            )
            agreed = [next(shares) for _ in inside]
            looped = [at for at in range(len(inside)) if next(circling)]
            found = doubts(one, heard, agreement=agreed, looped=looped, gaps=gaps, turns=during)
            yield replace(one, doubts=found)
