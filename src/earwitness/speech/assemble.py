"""Put what the chunks said together into one run of utterances, doubts and all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from earwitness.records.recording import Gap
from earwitness.records.speech import Utterance, Word
from earwitness.speech.doubt import doubts
from earwitness.speech.listen import Heard
from earwitness.speech.utterances import settle, split, utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The utterances of one chunk, and the English words that say them (None where none were asked for)."""

    utterances: tuple[Utterance, ...]
    english: tuple[Word, ...] | None


def assemble(heard: Iterable[Heard], *, gaps: Sequence[Gap]) -> list[Stretch]:
    """The utterances in order, numbered through the recording; a chunk in which nothing was said gives none."""
    stretches: list[Stretch] = []
    number = 0
    for chunk in heard:
        said: list[Utterance] = []
        words = settle(chunk.passage.words, [voice.span for voice in chunk.voice])
        for text, inside in split(chunk.passage.text, words):
            number += 1
            one = utterance(number, chunk.language, text, inside)
            said.append(replace(one, doubts=doubts(one, chunk, gaps=gaps)))
        if said:
            stretches.append(
                Stretch(utterances=tuple(said), english=chunk.english.words if chunk.english else None)
            )
    return stretches
