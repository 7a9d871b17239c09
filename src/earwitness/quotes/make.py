"""Make a quote of what is asked for, or say in one sentence why that cannot be quoted so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from earwitness.errors import RecordError, UsageError
from earwitness.quotes import by_word, notation
from earwitness.quotes.likely import english_words, likely, uneven
from earwitness.quotes.masking import with_masks
from earwitness.quotes.render import kept_words
from earwitness.quotes.select import Taken, Wanted, take
from earwitness.quotes.style import DEFAULT, Style
from earwitness.quotes.typed import RESERVED
from earwitness.quotes.words import is_spoken, key
from earwitness.records.mark import SIDES, Gloss, Join, Mark, Omission, Order, Side, kept, place, shifted
from earwitness.records.quote import Piece, Quote, words_of
from earwitness.records.text import is_one_line, one_line, shown
from earwitness.records.view import RecordingView
from earwitness.translation.ties import Tie, untied


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be quoted, as it was typed.

    `glosses` are WORD=TEXT (in its place) or WORD+TEXT (after it), and may end in | SOURCE. `masks` are WORD or
    WORD=RULE, `emphases` WORDS. A word may be several; WORD#2 is the second time that it is said. `speaker` is a
    label, needed where several speak. `added` are glosses by their place. `out_of_order` lets passages stand in
    another order than they were said in, `as_spoken` leaves obscene words unmasked that nothing else masks.
    """

    passages: tuple[Wanted, ...]
    speaker: str | None = None
    glosses: tuple[str, ...] = ()
    masks: tuple[str, ...] = ()
    emphases: tuple[str, ...] = ()
    added: tuple[Gloss, ...] = ()
    out_of_order: bool = False
    as_spoken: bool = False


def make(  # noqa: PLR0913  (what makes it a record is given from outside)
    view: RecordingView,
    asked: Asked,
    *,
    style: Style = DEFAULT,
    tie: Tie | None = None,
    id: str,  # noqa: A002
    salt: str,
    made_at: str,
) -> Quote:
    """The quote that is asked for, masked as the house does it where nothing else is said. Raises UsageError.

    `tie` says which English is likely meant by a part of a line.
    """
    if view.transcript is None or not asked.passages:
        raise UsageError("There is nothing to quote.", advice="Say from when to when (--from, --to).")
    pieces: list[Piece] = []
    marks: list[Mark] = []
    counts = dict.fromkeys(SIDES, 0)
    for wanted in asked.passages:
        taken = take(view, wanted, speaker=asked.speaker)
        if wanted.english is None and (unclear := taken.unclear):
            raise _which_english(taken, unclear, view, tie)
        passage, its_marks = _passage(taken, wanted.english)
        if wanted.english is not None:
            _check_edges(taken, view, tie or untied, passage, its_marks)
        if pieces:
            marks.append(Join(piece=len(pieces)))
            if any(isinstance(mark, Gloss) and mark.first == mark.stop == 0 for mark in its_marks):
                raise UsageError("A passage after a join begins with a gloss.", advice="Put it after a word.")
        for mark in its_marks:
            marks.append(mark if isinstance(mark, Join | Order) else shifted(mark, counts[mark.side]))
        pieces += passage
        counts = {side: sum(len(words_of(piece, side)) for piece in pieces) for side in SIDES}
    marks += [*asked.added, *_order(pieces, marks, asked)]
    try:
        quote = Quote(
            id=id,
            recording=view.recording.digest,
            transcript_id=view.transcript.id,
            translation_id=view.translation.id if view.translation else None,
            pieces=tuple(pieces),
            marks=tuple(sorted(marks, key=place)),
            salt=salt,
            made_at=made_at,
        )
        for text in asked.glosses:
            quote = _with(quote, by_word.gloss(quote, text))
        for text in asked.masks:
            quote = _with(quote, by_word.mask(quote, text, style.mask_rule))
        for text in asked.emphases:
            quote = _with(quote, by_word.emphasis(quote, text))
    except RecordError as err:
        raise UsageError(err.message, advice="Mark less, and each word once in a way.", code="marks") from err
    if len(quote.speakers) > 1:
        raise UsageError(
            "The passages are of different voices.", advice="A quote is of one: quote each by itself."
        )
    _check_words(quote)
    _check_glosses(quote)
    _check_english(quote)
    return quote if asked.as_spoken else with_masks(quote, style)


def _which_english(taken: Taken, unclear: Sequence[Piece], view: RecordingView, tie: Tie | None) -> UsageError:
    """What to say where a part of a line is quoted: the words to choose from, and those that likely are meant."""
    line = " ".join(word for piece in taken.pieces for word in piece.line_words)
    advice = f"Type those to keep (--english), out of: {one_line(line)}"
    if tie and (meant := likely(taken, view, tie)):
        advice += f' Most likely they are: --english "{one_line(meant)}"'
    return UsageError(
        f"A part of {', '.join(one.utterance_id for one in unclear)} is quoted, and nothing says which of "
        "its English words are meant.",
        advice=advice,
        code="which-english",
        line=one_line(line),
    )


def _check_edges(
    taken: Taken, view: RecordingView, tie: Tie, passage: Sequence[Piece], marks: Sequence[Mark]
) -> None:
    """Refuse English that begins or ends elsewhere than what is heard, as far as that is plain."""
    starts = accumulate((len(piece.line_words) for piece in passage), initial=0)
    places = [
        start + at
        for start, piece in zip(starts, passage, strict=False)
        for at in range(piece.line_first, piece.line_stop)
    ]
    typed = [at for at, is_kept in zip(places, kept(len(places), marks, "english"), strict=True) if is_kept]
    found = uneven(english_words(taken, view, tie), typed) if typed else None
    if found is None:
        return
    said = one_line(found.text)
    if found.is_heard:
        raise UsageError(
            f"“{said}” is heard in what is quoted, and the English leaves it out at its edge.",
            advice="Let the quote begin later or end sooner (--from, --to), or type it too.",
            code="english-lacks",
            said=said,
        )
    raise UsageError(
        f"“{said}” is not heard in what is quoted.",
        advice="Let the quote begin sooner or end later (--from, --to), or leave it out.",
        code="not-heard",
        said=said,
    )


def _passage(taken: Taken, english: str | None) -> tuple[list[Piece], list[Mark]]:
    """The pieces of one passage with the English that is theirs, and its marks, counted from its first words."""
    marks: list[Mark] = list(_runs(taken.omitted, "source"))
    line = [word for piece in taken.pieces for word in piece.line_words]
    gone = [at in taken.gone for at, piece in enumerate(taken.pieces) for _ in piece.line_words]
    if english is None:
        first = next((at for at, is_gone in enumerate(gone) if not is_gone), 0)
        stop = next((at for at in range(len(gone), 0, -1) if not gone[at - 1]), first)
        return _trimmed(taken.pieces, first, stop), [*marks, *_runs(gone[first:stop], "english")]
    if not line:
        raise UsageError("Nothing of this was translated.", advice="Leave --english out.", code="no-english")
    read = notation.read(english, line, never={at for at, is_gone in enumerate(gone) if is_gone})
    return _trimmed(taken.pieces, read.first, read.stop), [*marks, *read.marks]


def _trimmed(pieces: Sequence[Piece], first: int, stop: int) -> list[Piece]:
    """The pieces with the English words from `first` up to and without `stop`, counted over all their lines."""
    found, base = [], 0
    for piece in pieces:
        length = len(piece.line_words)
        begin, end = (min(max(edge - base, 0), length) for edge in (first, stop))
        found.append(replace(piece, line_first=begin, line_stop=end))
        base += length
    return found


def _runs(flags: Sequence[bool], side: Side) -> Iterator[Omission]:
    """An omission for each run of words that are left out; those at an edge are no part of the quote."""
    at = 0
    for is_out, run in groupby(flags):
        length = len(list(run))
        if is_out and at > 0 and at + length < len(flags):
            yield Omission(side=side, first=at, stop=at + length)
        at += length


def _with(quote: Quote, mark: Mark) -> Quote:
    return replace(quote, marks=tuple(sorted([*quote.marks, mark], key=place)))


def _order(pieces: Sequence[Piece], marks: Sequence[Mark], asked: Asked) -> Iterator[Order]:
    begins = [0, *(mark.piece for mark in marks if isinstance(mark, Join))]
    spans = [wanted.span for wanted in asked.passages]
    if any(a.overlap_ms(b) for at, a in enumerate(spans) for b in spans[:at]):
        raise UsageError("Two passages of the quote overlap.", advice="Make them one.")
    if any(pieces[a].span.start_ms > pieces[b].span.start_ms for a, b in pairwise(begins)):
        if not asked.out_of_order:
            raise UsageError(
                "The passages stand in another order than they were said in.",
                advice="Give them in their order, or say --out-of-order: the quote is then marked so.",
            )
        yield Order()


def _check_words(quote: Quote) -> None:
    for side in SIDES:
        for word, is_kept in zip(quote.words(side), kept_words(quote, side), strict=True):
            if is_kept and (not is_one_line(word) or any(sign in word for sign in RESERVED)):
                raise UsageError(
                    f"The word {shown(word)} cannot be quoted: it holds a control character, or a sign that marks "
                    "an edit.",
                    advice="Leave it out, or have the transcript corrected.",
                    code="word-of-signs",
                    word=one_line(word),
                )
        if not any(map(is_spoken, _shown(quote, side))) and quote.words(side):
            raise UsageError("Nothing would be left of the quote.", advice="Leave out less.", code="nothing-left")
    for mark in quote.marks:
        for text in (mark.text, mark.source or "") if isinstance(mark, Gloss) else ():
            if not is_one_line(text):
                raise UsageError(
                    f"A gloss holds what cannot be shown on one line: {shown(text)}.",
                    advice="Type it again without that.",
                )


def _shown(quote: Quote, side: Side) -> list[str]:
    return [word for word, is_kept in zip(quote.words(side), kept_words(quote, side), strict=True) if is_kept]


def _check_glosses(quote: Quote) -> None:
    """Refuse a gloss that gives out as the editor's what is spoken there."""
    for mark in quote.marks:
        if not isinstance(mark, Gloss):
            continue
        added = [key(word) for word in mark.text.split() if is_spoken(word)]
        words = [key(word) for word in quote.words(mark.side)]
        beside = [one for one in quote.of(mark.side) if isinstance(one, Omission)]
        first = next((one.first for one in beside if one.stop == mark.first), mark.first) - len(added)
        stop = next((one.stop for one in beside if one.first == mark.stop), mark.stop) + len(added)
        around = words[max(0, first) : stop]
        if any(around[at : at + len(added)] == added for at in range(len(around))):
            raise UsageError(
                f"The gloss [{mark.text}] repeats what is spoken there.",
                advice="Keep the spoken words and add nothing.",
                code="gloss-spoken",
                gloss=one_line(mark.text),
            )


def _check_english(quote: Quote) -> None:
    """Refuse English that is said once and would stand there twice."""
    places = [
        (piece.utterance_id, at) for piece in quote.pieces for at in range(piece.line_first, piece.line_stop)
    ]
    times = Counter(place for place, is_kept in zip(places, kept_words(quote, "english"), strict=True) if is_kept)
    if any(count > 1 for count in times.values()):
        raise UsageError(
            "Two passages of the quote have the same English words.",
            advice="Type for each what is its own (--english).",
        )
