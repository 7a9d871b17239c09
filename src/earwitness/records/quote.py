"""A quote is an address: where in which recording, the words as they were, each editorial change made to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from earwitness.errors import RecordError
from earwitness.records.custody import Digest
from earwitness.records.mark import (
    SIDES,
    Case,
    Emphasis,
    Gloss,
    Join,
    Mark,
    Mask,
    Omission,
    Order,
    Side,
    Stop,
    place,
)
from earwitness.records.speech import Word
from earwitness.records.time import Span, hull


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What a quote takes of one utterance, as it was when the quote was made.

    `first` is the position of the first of `words` in the utterance; `text` holds them with what stands between
    them. `reported` says how deep in reported speech (he says: "…") the first stands. `line` is the whole English
    line as it was shown, of which the words from `line_first` up to and without `line_stop` are quoted: words of a
    line are what white space parts. It is None where there was no translation.
    """

    utterance_id: str
    first: int
    text: str
    words: tuple[Word, ...]
    language: str
    speaker: str | None = None
    reported: int = 0
    line: str | None = None
    line_first: int = 0
    line_stop: int = 0

    def __post_init__(self) -> None:
        if not self.words or self.first < 0 or self.reported < 0:
            raise RecordError(f"A quote takes nothing of utterance {self.utterance_id}.")
        if not 0 <= self.line_first <= self.line_stop <= len(self.line_words):
            raise RecordError(f"A quote takes words of a line that utterance {self.utterance_id} does not have.")

    @property
    def span(self) -> Span:
        """When its words are said."""
        return hull(word.span for word in self.words)

    @property
    def line_words(self) -> tuple[str, ...]:
        """The words of the whole English line."""
        return tuple((self.line or "").split())

    @property
    def english(self) -> tuple[str, ...]:
        """The English words that are quoted."""
        return self.line_words[self.line_first : self.line_stop]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of one recording with the editorial changes made to them; applying the marks to them gives what is
    published, in both languages (`quotes.render.published`).

    `id` is stable within the case. `translation_id` is None where there was none. `salt` is random: it keeps the
    quote's digest from confirming a guess at its words. Marks stand in order: source before English, by position,
    then joins and order. `made_at` is RFC 3339 in UTC. Raises RecordError for marks that do not fit the words.
    """

    id: str
    recording: Digest
    transcript_id: str
    translation_id: str | None
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...] = ()
    salt: str
    made_at: str

    def __post_init__(self) -> None:
        if not self.pieces:
            raise RecordError("A quote without words.")
        if list(self.marks) != sorted(self.marks, key=place):
            raise RecordError("The marks of a quote are not in order.")
        if len(set(map(place, self.marks))) < len(self.marks):
            raise RecordError("Two marks say the same of the same words.")
        if any(isinstance(mark, Join) and not 0 < mark.piece < len(self.pieces) for mark in self.marks):
            raise RecordError("A join stands where no passage begins.")
        for side in SIDES:
            _check_side(self, side)
        for passage in self.passages:
            _check_lines(passage)
        starts = [passage[0].span.start_ms for passage in self.passages]
        if any(a > b for a, b in pairwise(starts)) != any(isinstance(mark, Order) for mark in self.marks):
            raise RecordError("The order of a quote's passages is not what its marks say.")

    def skipped_ms(self, mark: Omission) -> int:
        """How long the sound is that an omission of the original leaves out."""
        spans = [word.span for piece in self.pieces for word in piece.words]
        return max(0, spans[mark.stop].start_ms - spans[mark.first - 1].end_ms)

    @property
    def passages(self) -> tuple[tuple[Piece, ...], ...]:
        """The pieces, parted at the joins."""
        joins = [mark.piece for mark in self.marks if isinstance(mark, Join)]
        return tuple(self.pieces[a:b] for a, b in pairwise([0, *joins, len(self.pieces)]))

    @property
    def span(self) -> Span:
        """From the first word that is said to the end of the last, in the order of the recording."""
        return hull(piece.span for piece in self.pieces)

    @property
    def speakers(self) -> tuple[str | None, ...]:
        """The labels of those who speak, each once."""
        return tuple(dict.fromkeys(piece.speaker for piece in self.pieces))

    def words(self, side: Side) -> tuple[str, ...]:
        """All words of one side, those that are left out included."""
        return tuple(text for piece in self.pieces for text in words_of(piece, side))

    def of(self, side: Side) -> Iterator[Omission | Gloss | Mask | Case | Stop | Emphasis]:
        """The marks of one side, in order."""
        return (mark for mark in self.marks if not isinstance(mark, Join | Order) and mark.side == side)


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A quote is taken back: a layer over it. `reason` is the editor's, None where none is given."""

    quote_id: str
    reason: str | None
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that an editor should see of a quote; `reason` is a stable code, `text` says it to people.

    `again` says that what the quote was made from has changed since: it asks to be looked at again. `about` is
    what stands in the text, for who says it in another language.
    """

    reason: str
    text: str
    again: bool = False
    about: Mapping[str, str] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A quote as it is shown now: in the house style of the case, with what is to be noticed.

    `source` and `english` are as published, in quotation marks, `english` None where nothing is translated.
    `contexts` is what stands before and after each of its pieces in the transcript. `voice` is what the speaker is
    called, None where nobody has told.
    """

    quote: Quote
    digest: Digest
    style: str
    source: str
    english: str | None
    contexts: tuple[tuple[str, str], ...] = ()
    voice: str | None = None
    notices: tuple[Notice, ...] = ()
    withdrawal: Withdrawal | None = None

    @property
    def id(self) -> str:
        """The quote's id."""
        return self.quote.id

    @property
    def look_again(self) -> bool:
        """Whether what it was made from has changed since."""
        return any(notice.again for notice in self.notices)


def words_of(piece: Piece, side: Side) -> tuple[str, ...]:
    """The texts of a piece's words on one side."""
    return tuple(word.text for word in piece.words) if side == "source" else piece.english


def _check_side(quote: Quote, side: Side) -> None:
    """Raise RecordError where marks overlap, reach out of their passage, or are about words that are not shown."""
    ends = [0]
    for passage in quote.passages:
        ends.append(ends[-1] + sum(len(words_of(piece, side)) for piece in passage))
    for mark in quote.of(side):
        first, stop = place(mark)[1:3]
        if not any(a <= first <= stop <= b for a, b in pairwise(ends)):
            raise RecordError(f"A mark ({mark.kind}) is about words that no passage has.")
    gone = _check_taking([mark for mark in quote.of(side) if isinstance(mark, Omission | Gloss)], ends)
    if any(a < b and gone >= set(range(a, b)) for a, b in pairwise(ends)):
        raise RecordError("Nothing that is spoken would be left of a passage.")
    _check_kept(quote, side, gone)


def _check_taking(taking: Sequence[Omission | Gloss], ends: Sequence[int]) -> set[int]:
    """Check what takes words away, and give the positions of those."""
    gone: set[int] = set()
    for one in taking:
        _take(gone, one)
    for one in taking:
        if isinstance(one, Omission) and (one.first == one.stop or {one.first, one.stop} & set(ends)):
            raise RecordError(
                "An omission is empty, or lies at the edge of a passage, which should begin or end there."
            )
        if isinstance(one, Gloss) and one.first == one.stop and any(a.first < one.first < a.stop for a in taking):
            raise RecordError("A gloss stands between words that are not shown.")
    if any(
        one.stop == other.first for one in taking for other in taking if one.kind == other.kind == Omission.kind
    ):
        raise RecordError("Two omissions stand side by side.")
    return gone


def _check_kept(quote: Quote, side: Side, gone: set[int]) -> None:
    """Check what is about words that are shown."""
    taking = [mark for mark in quote.of(side) if isinstance(mark, Omission | Gloss)]
    stressed: set[int] = set()
    for mark in quote.of(side):
        if isinstance(mark, Emphasis):
            _take(stressed, mark)
            if any(mark.first < one.first < mark.stop for one in taking):
                raise RecordError("A mark (emphasis) has another inside that breaks it.")
        if not isinstance(mark, Omission | Gloss):
            first, stop = place(mark)[1:3]
            if first == stop or gone & set(range(first, stop)):
                raise RecordError(f"A mark ({mark.kind}) is about words that are not shown.")


def _take(taken: set[int], mark: Omission | Gloss | Emphasis) -> None:
    mine = set(range(mark.first, mark.stop))
    if mine & taken:
        raise RecordError(f"A mark ({mark.kind}) is about words that another takes already.")
    taken |= mine


def _check_lines(passage: Sequence[Piece]) -> None:
    """Raise RecordError where English is missing between words that are quoted, without a mark that says so."""
    quoted = [piece.line_first <= at < piece.line_stop for piece in passage for at in range(len(piece.line_words))]
    if sum(a != b for a, b in pairwise([False, *quoted, False])) > 2:
        raise RecordError("English words are left out in the midst of a quote, and no omission says so.")
