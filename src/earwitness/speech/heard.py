"""What a listening gives for each chunk, before it becomes utterances."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from earwitness.backends.protocols import Passage, Voice
from earwitness.records.speech import Word, pieces
from earwitness.records.time import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one chunk, or a part of one, said: in its own language, and in English where that is another.

    `voice` are the stretches in which somebody may be speaking. `language_probability` (0 to 1) is how probable
    the language is by this sound alone, and `likeliest` the language that is most probable so. The words'
    confidences are calibrated (confidence.py). `unheard` are stretches in which somebody surely speaks and nothing
    was written although they were heard twice. `channel` is the chunk's. `english_again` says that the English is
    a second try, since the first went round in a loop.
    """

    span: Span
    voice: tuple[Voice, ...]
    language: str
    language_probability: float
    likeliest: str
    passage: Passage
    english: Passage | None
    unheard: tuple[Span, ...] = ()
    channel: int | None = None
    english_again: bool = False

    def before(self, at_ms: int) -> Heard:
        """What of it was said before that moment; a word belongs to where the middle of it lies."""
        return self._part(Span(self.span.start_ms, min(max(at_ms, self.span.start_ms), self.span.end_ms)))

    def after(self, at_ms: int) -> Heard:
        """What of it was said from that moment on."""
        return self._part(Span(min(max(at_ms, self.span.start_ms), self.span.end_ms), self.span.end_ms))

    def _part(self, span: Span) -> Heard:
        voice = (replace(one, span=one.span.intersection(span)) for one in self.voice if one.span.overlap_ms(span))
        return replace(
            self,
            span=span,
            voice=tuple(voice),
            passage=said_in(self.passage, span),
            english=said_in(self.english, span) if self.english else None,
            unheard=tuple(one for one in self.unheard if one.overlap_ms(span)),
        )


def said_in(passage: Passage, span: Span) -> Passage:
    """The words of a passage whose middles lie in the span, with their text."""
    kept = [(before, word) for before, word in pieces(passage.text, passage.words) if middle_in(word, span)]
    return replace(
        passage,
        text="".join(before + word.text for before, word in kept).strip(),
        words=tuple(word for _, word in kept),
    )


def joined(passage: Passage, parts: Iterable[Passage]) -> Passage:
    """The passage with the text and the words of these parts, in their order, instead of its own."""
    held = [part for part in parts if part.words]
    return replace(
        passage,
        text=" ".join(part.text for part in held),
        words=tuple(word for part in held for word in part.words),
    )


def middle_in(word: Word, span: Span) -> bool:
    """Whether the middle of the word lies in the span."""
    return span.contains((word.span.start_ms + word.span.end_ms) // 2)
