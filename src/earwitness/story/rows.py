"""What stands in the rows of a transcript's page: utterances with their runs of words, gaps, what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from earwitness.records.custody import Agent
from earwitness.records.speech import Word
from earwitness.records.time import Span
from earwitness.story import languages


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """What a browser and a reader must know of the language of a text."""

    tag: str
    name: str
    direction: languages.Direction

    @classmethod
    def of(cls, language: str | None) -> Tongue:
        """The tongue of a language tag, of whatever quality the tag is."""
        return cls(
            tag=languages.tag(language), name=languages.name(language), direction=languages.direction(language)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A doubt in words; `id` is unique on the page, `about` quotes the words it is about (empty: all of them)."""

    id: str
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A term of the glossary that is said: the words as they are there, their English, and what that is."""

    said: str
    english: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Neighbouring words that are doubted for the same reasons (mostly for none), or a gap between two words.

    `before` is the white space before the run; each word comes with the white space before it inside the run.
    """

    before: str
    words: tuple[tuple[str, Word], ...] = ()
    doubted_by: tuple[str, ...] = ()
    gap: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Neighbouring words of a translation that are doubted for the same reasons.

    Each comes with the white space before it inside the stretch, and with when the words were said that it came
    from, None where that is not known.
    """

    before: str
    words: tuple[tuple[str, str, Span | None], ...]
    doubted_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """One translation that was proposed, who made it, and its estimate from 0 to 1; one of them is shown."""

    text: str
    made_by: Agent
    estimate: str
    is_shown: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A gap of the recording between utterances."""

    kind: ClassVar = "gap"
    span: Span
    clock: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """What was left out of the transcript, and why; never the text itself, which nobody said."""

    kind: ClassVar = "omission"
    span: Span
    clock: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One utterance with its translation, which is empty where there is none.

    `fragment` is its address on the page; None where an earlier row starts at the same moment and has it. `who` is
    what stands beside the speaker's label.
    """

    kind: ClassVar = "utterance"
    span: Span
    clock: str
    seconds: str
    fragment: str | None
    speaker: str | None
    who: str | None
    tongue: Tongue
    other_language: bool
    text: str
    runs: tuple[Run, ...]
    word_notes: tuple[Note, ...]
    notes: tuple[Note, ...]
    translation: tuple[Stretch, ...]
    translation_word_notes: tuple[Note, ...]
    translation_notes: tuple[Note, ...]
    explained: tuple[Explained, ...] = ()
    proposed: tuple[Proposed, ...] = ()

    @property
    def doubted(self) -> bool:
        """Whether all of it, or all of its translation, is in doubt."""
        return bool(self.notes or (self.translation and self.translation_notes))


AnyRow = Row | Break | Omission
