"""A quote as a page lays it out: its texts, who says them, where its sound is, what was done to it.

Nothing here knows HTML: the template writes what this arranges. What is told is an allow-list: nothing of the case
that is not named here reaches a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from earwitness.quotes.reader import Edit, edits
from earwitness.quotes.render import ENGLISH, kept_words, published
from earwitness.quotes.sentence import in_sentence
from earwitness.quotes.style import DEFAULT, Style
from earwitness.quotes.withheld import unheard
from earwitness.recording.cover import COVERS, Cover
from earwitness.records.attribution import Attribution
from earwitness.records.custody import Digest
from earwitness.records.mark import Mask
from earwitness.records.quote import Quote, QuoteView
from earwitness.records.route import Link
from earwitness.records.time import Span, clock, hull, seconds
from earwitness.records.view import RecordingView
from earwitness.story import wording
from earwitness.story.disclose import Disclosure
from earwitness.story.rows import Explained, Tongue
from earwitness.story.stretches import holding, widened


@dataclass(frozen=True, slots=True, kw_only=True)
class Taped:
    """A recording that a story quotes.

    `number` tells it apart on the page. `view` holds what may be told of its speakers (story.disclose). `sounds`
    are the stretches that the page carries, each with its address; `links` is its route, as far as it may be told.
    """

    number: int
    view: RecordingView
    sounds: tuple[tuple[Span, str], ...]
    links: tuple[Link, ...] = ()
    commitment: Digest | None = None

    def said_of(self, speaker: str | None) -> Attribution | None:
        """Who a speaker is said to be, as far as it may be told."""
        return next((one for one in self.view.attributions if one.speaker == speaker), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Where something sounds: passage by passage, in which sound of the page, and from when to when in it.

    `address` is that of the first passage, as a media fragment; of a sound inside the page, it is the place there.
    """

    address: str
    passages: tuple[tuple[str, Span], ...]

    @property
    def parts(self) -> str:
        """The passages as the page's script reads them, in milliseconds."""
        return ",".join(f"{sound}:{span.start_ms}-{span.end_ms}" for sound, span in self.passages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One quote on a page. `block` texts stand in no quotation marks, the others do, by the house style.

    `speaker` and `voice` are None where no voices were told apart, or where the recording was heard anew since.
    `covered` is how many of its words, or runs of them, are not heard, and `cover` what is heard in their place.
    `english` is None where nothing is translated, `context` where no more may be heard than the quote. `voice` is
    the speaker's label with who that is said to be.
    """

    id: str
    original: str
    block_original: str
    tongue: Tongue
    english: str | None
    block_english: str | None
    speaker: str | None
    voice: str | None
    basis: str | None
    recording: int
    when: str
    length_ms: int
    quote: Heard
    context: Heard | None
    edits: tuple[Edit, ...]
    glossary: tuple[Explained, ...]
    covered: int
    cover: str
    style: Style
    is_doubtful: bool
    has_others: bool
    is_changed: bool

    @property
    def is_translated(self) -> bool:
        """Whether what the page shows first is not what was said."""
        return self.english is not None

    def within(self, sign: str) -> tuple[str, str]:
        """Its words as they stand in a sentence that goes on with this sign, and what of the sign stands after."""
        if self.english is not None:
            return in_sentence(self.english, sign, self.style, ENGLISH)
        return in_sentence(self.original, sign, self.style, self.tongue.tag)


def exhibit(  # noqa: PLR0913  (each says one thing)
    view: QuoteView,
    taped: Taped,
    *,
    context_ms: int,
    speakers: Disclosure,
    style: Style = DEFAULT,
    cover: Cover = "tone",
) -> Exhibit:
    """Lay out a quote of this recording, whose sounds hold it with its context, as the style prints it."""
    quote = view.quote
    language = quote.pieces[0].language
    transcript = taped.view.transcript
    is_shown = transcript is not None and transcript.id == quote.transcript_id
    speaker = quote.pieces[0].speaker if is_shown else None  # another listening counts its voices anew
    said = taped.said_of(speaker)
    spans = [hull(piece.span for piece in passage) for passage in quote.passages]
    wide = [widened(one, context_ms=context_ms, duration_ms=taped.view.recording.duration_ms) for one in spans]
    return Exhibit(
        id=quote.id,
        original=view.source,
        block_original=published(quote, "source", style, quoted=False),
        tongue=Tongue.of(language),
        english=view.english if language != ENGLISH else None,
        block_english=(published(quote, "english", style, quoted=False) or None) if language != ENGLISH else None,
        speaker=speaker,
        voice=said.called if said else speaker,
        basis=wording.basis(said) if said and said.who else None,
        recording=taped.number,
        when=", ".join(f"{clock(one.start_ms)}–{clock(one.end_ms)}" for one in spans),
        length_ms=sum(one.duration_ms for one in spans),
        quote=heard(taped, spans),
        context=heard(taped, wide) if context_ms else None,
        edits=(*edits(quote, style, sources=speakers == "sources"), *_uneven(view)),
        glossary=tuple(dict.fromkeys(_explained(quote, taped.view))) if is_shown else (),
        covered=len(unheard(quote, taped.view, style)),
        cover=COVERS[cover],
        style=style,
        is_doubtful=any(notice.reason == "doubt" for notice in view.notices),
        has_others=any(notice.reason in ("overlap", "between") for notice in view.notices),
        is_changed=view.look_again,
    )


def _uneven(view: QuoteView) -> Iterator[Edit]:
    """That a listener hears more than a reader reads, or less, where no mark says so."""
    if any(notice.reason == "english" for notice in view.notices):
        yield Edit(
            text="What is heard and the translation that is shown differ: one has words that the other lacks."
        )


def _explained(quote: Quote, view: RecordingView) -> Iterator[Explained]:
    """The terms of the glossary with a note that the quote shows whole; never a name's (see flow.py)."""
    hidden = {mark.at for mark in quote.of("source") if isinstance(mark, Mask)}
    shown = [is_kept and at not in hidden for at, is_kept in enumerate(kept_words(quote, "source"))]
    base = 0
    for piece in quote.pieces:
        there = {piece.first + at for at in range(len(piece.words)) if shown[base + at]}
        for mention in view.mentions.get(piece.utterance_id, ()):
            term = mention.term
            if term.note is not None and term.kind == "term" and there >= set(range(mention.first, mention.stop)):
                yield Explained(said=term.term, english=term.translation, note=term.note)
        base += len(piece.words)


def heard(taped: Taped, spans: Sequence[Span]) -> Heard:
    """Where spans of a recording sound, each of which lies in one of its sounds."""
    held = [span for span, _ in taped.sounds]
    places = [(holding(span, held), span) for span in spans]
    passages = tuple((sound_id(taped.number, at), span.shift(-held[at].start_ms)) for at, span in places)
    first = passages[0][1]
    address = taped.sounds[places[0][0]][1]
    if not address.startswith("#"):  # it is a file
        address += f"#t={seconds(first.start_ms)},{seconds(first.end_ms)}"
    return Heard(address=address, passages=passages)


def sound_id(recording: int, at: int) -> str:
    """What a sound is called on the page."""
    return f"sound-{recording}-{at + 1}"
