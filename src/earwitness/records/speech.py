"""What was heard: words, utterances, and the transcript that one listening gave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from earwitness.errors import RecordError
from earwitness.records.custody import Agent, Digest
from earwitness.records.time import Span

_UNSPACED = frozenset({"zh", "ja", "th", "lo", "my", "yue"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as the text has it, punctuation attached, without white space around.

    `confidence` is how probably the word is right, from 0 to 1, as far as speech/confidence.py can tell; of what a
    backend gives, and of words in a translation, it is the model's own. None where nothing is known.
    """

    text: str
    span: Span
    confidence: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A stretch in which one speaker speaks, a label such as S1; turns of different speakers may overlap.

    `channel` counts from one: the channel that is theirs, None where all are in the same sound.
    """

    span: Span
    speaker: str
    channel: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A reason not to trust something that was heard or translated.

    `reason` is a stable code for programs (each room's doubt.py lists its own), `text` says it to people, `words`
    are the positions of what it is about (empty: all of it): the utterance's words, or for a translation what
    white space parts in its line.
    """

    reason: str
    text: str
    words: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """What a person corrects and a translator translates: the words of one stretch of talk.

    `id` is stable within its transcript. `speaker` is a label, None while nobody has told speakers apart, or
    where nobody's turn is near. `channel` counts from one, None where the channels were mixed. `language` is a
    BCP 47 tag. The words' texts, in order, are `text` without its white space.
    """

    id: str
    span: Span
    language: str
    text: str
    words: tuple[Word, ...]
    speaker: str | None = None
    channel: int | None = None
    doubts: tuple[Doubt, ...] = ()

    def __post_init__(self) -> None:
        if any(not 0 <= at < len(self.words) for doubt in self.doubts for at in doubt.words):
            raise RecordError(f"A doubt is about a word that utterance {self.id} does not have.")

    def pieces(self) -> Iterator[tuple[str, Word]]:
        """Each word with the white space that stands before it: joined, they give `text` again."""
        return pieces(self.text, self.words)


ECHO = "echo"
"""The reason of a Drop: the party of another channel, faintly heard in this one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drop:
    """What was left out of a transcript, and why: text where nobody speaks, or sound that was not heard at all.

    `text` is what the recogniser put out, empty where it was not asked. `reason` is a stable code (speech/drop.py
    lists them), `why` says it to people.
    """

    span: Span
    reason: str
    why: str
    text: str = ""
    channel: int | None = None

    @property
    def is_echo(self) -> bool:
        """Whether what is said there stands under whoever said it, in another channel."""
        return self.reason == ECHO


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """All that one listening heard in a recording; a second listening is a second transcript, beside it.

    `made_at` is RFC 3339 in UTC; `language` is the one that most of it is in, None where nothing was said.
    `turns` say who spoke when, in order of their start; `diarized_by` told them apart, None where nobody did.
    """

    id: str
    recording: Digest
    language: str | None
    utterances: tuple[Utterance, ...]
    made_by: Agent
    made_at: str
    turns: tuple[Turn, ...] = ()
    diarized_by: Agent | None = None
    drops: tuple[Drop, ...] = ()


def is_spaced(language: str) -> bool:
    """Whether a language (BCP 47) is written with spaces between its words.

    >>> is_spaced("ru"), is_spaced("zh-Hans")
    (True, False)
    """
    return language.partition("-")[0] not in _UNSPACED


def pieces(text: str, words: Iterable[Word]) -> Iterator[tuple[str, Word]]:
    """Pair each word with the text that stands before it.

    >>> word = Word(text="нет", span=Span(0, 300))
    >>> [before for before, _ in pieces(" нет", [word])]
    [' ']
    """
    at = 0
    for word in words:
        found = text.index(word.text, at)
        yield text[at:found], word
        at = found + len(word.text)
