"""Which words an edited text still has: those keep their times exactly, the others stand between them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from earwitness.records.speech import Word, is_spaced
from earwitness.records.time import Span

Opcode = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """The words of an edited text.

    `kept` gives, for each, the position that it had, None for a word that was not there so. `untimed` are the
    positions of those whose times are only known to lie between their neighbours'.
    """

    words: tuple[Word, ...]
    kept: tuple[int | None, ...]
    untimed: tuple[int, ...]


def align(words: Sequence[Word], text: str, *, span: Span, language: str) -> Aligned:
    """The words of `text`, which was `words` before, inside `span`.

    A word that is written as before is the same word, with its times and its confidence. One with other stops or
    capitals has the same times. As many words in the place of as many take their times one by one, until somebody
    listens; else they share the time between their neighbours by their length.
    """
    texts = _texts(words, text, language)
    new: list[Word] = []
    kept: list[int | None] = []
    untimed: list[int] = []
    for opcode, a, b, c, d in _opcodes([word.text for word in words], texts):
        if opcode == "equal":
            for old, written in zip(range(a, b), texts[c:d], strict=True):
                is_same = _same(words[old].text, written)
                confidence = words[old].confidence if is_same else None
                new.append(Word(text=written, span=words[old].span, confidence=confidence))
                kept.append(old if is_same else None)
            continue
        untimed += range(len(new), len(new) + d - c)
        kept += [None] * (d - c)
        if b - a == d - c:
            new += [Word(text=one, span=old.span) for one, old in zip(texts[c:d], words[a:b], strict=True)]
        else:
            new += _shared(texts[c:d], _room(words, a, b, span))
    return Aligned(words=tuple(new), kept=tuple(kept), untimed=tuple(untimed))


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Iterator[Opcode]:
    """As difflib's, with "equal" for words that sound alike; what stands before and after one edit is the same."""
    ours, theirs = ([_sound(one) for one in texts] for texts in (old, new))
    most = min(len(old), len(new))
    head = next((at for at in range(most) if not _same(old[at], new[at])), most)
    tail = next((at for at in range(most - head) if not _same(old[-1 - at], new[-1 - at])), most - head)
    yield "equal", 0, head, 0, head
    middle = SequenceMatcher(a=ours[head : len(ours) - tail], b=theirs[head : len(theirs) - tail], autojunk=False)
    for opcode, a, b, c, d in middle.get_opcodes():
        yield opcode, head + a, head + b, head + c, head + d
    yield "equal", len(old) - tail, len(old), len(new) - tail, len(new)


def _room(words: Sequence[Word], first: int, stop: int, span: Span) -> Span:
    """The time that the words from `first` up to `stop` had, or where none were, that between their neighbours."""
    if first < stop:
        start_ms = words[first].span.start_ms
        return Span(start_ms, max(start_ms, *(word.span.end_ms for word in words[first:stop])))
    end_ms = words[stop].span.start_ms if stop < len(words) else span.end_ms
    start_ms = words[first - 1].span.end_ms if first else span.start_ms
    return Span(min(start_ms, end_ms), end_ms)


def _shared(texts: Sequence[str], room: Span) -> Iterator[Word]:
    """Words that share a stretch by their length."""
    total, at = sum(map(len, texts)), 0
    for text in texts:
        start, end = (room.start_ms + room.duration_ms * upto // total for upto in (at, at + len(text)))
        at += len(text)
        yield Word(text=text, span=Span(start, end))


def _texts(words: Sequence[Word], text: str, language: str) -> list[str]:
    if is_spaced(language):
        return text.split()
    return [part for piece in text.split() for part in _unspaced([word.text for word in words], piece)]


def _unspaced(words: Sequence[str], text: str) -> Iterator[str]:
    """Words that are whole in the text are its words; what stands between them is one word each time."""
    before = "".join(words)
    ends, place = {}, 0
    for word in words:
        ends[place] = place = place + len(word)
    for _, a, b, c, d in SequenceMatcher(a=before, b=text, autojunk=False).get_opcodes():
        at, begun = a, c
        while b - a == d - c and before[a:b] == text[c:d] and at < b:
            stop = ends.get(at, 0)
            if at < stop <= b:
                if begun < c + at - a:
                    yield text[begun : c + at - a]
                yield text[c + at - a : c + stop - a]
                at, begun = stop, c + stop - a
            else:
                at += 1
        if begun < d:
            yield text[begun:d]


def _same(a: str, b: str) -> bool:
    return unicodedata.normalize("NFC", a) == unicodedata.normalize("NFC", b)


def _sound(text: str) -> str:
    """The word without stops and capitals; one that is all stops is itself."""
    letters = "".join(c for c in unicodedata.normalize("NFC", text).casefold() if c.isalnum())
    return letters or text
