"""What is not to be heard: when masked words are said, and those in whose place a gloss stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from earwitness.quotes.masking import unmasked
from earwitness.quotes.obscene import is_obscene
from earwitness.quotes.render import kept_words
from earwitness.quotes.style import Style
from earwitness.quotes.words import key, parts
from earwitness.records.mark import SIDES, Gloss, Mask, Side
from earwitness.records.quote import Quote
from earwitness.records.time import Span, hull
from earwitness.records.view import RecordingView, UtteranceView

LEAST_COVERED_MS = 120
COVERED_PAUSE_MS = 100
"""How long a word is covered in the sound at least, since some have no duration; and how much of the pauses beside
it at most, since its times are a machine's."""

_NO_NAMES = frozenset({"they", "this", "that", "these", "those", "there", "their"})

WITHHELD_MS = 250
"""How much before and after words is covered that are withheld."""


def covered_spans(view: RecordingView, style: Style, *, but: Iterable[Quote] = ()) -> list[Span]:
    """When obscene words are spoken: what is not to be heard where the style does not print them in full.

    `but` are quotes whose editor may have chosen to print some of them: what is printed is heard.
    """
    if style.mask == "in full":
        return []
    printed = {
        words[at].span
        for quote in but
        for words in ([word for piece in quote.pieces for word in piece.words],)
        for at, _ in unmasked(quote, "source")
    }
    return [
        covering(when_said(heard, at), view)
        for heard in view.utterances
        for at, word in enumerate(heard.words)
        if is_obscene(word.text) and word.span not in printed
    ]


def unheard(quote: Quote, view: RecordingView, style: Style) -> list[Span]:
    """When those words of a quote are said that its listener is not to hear.

    They are the masked ones, unless the style prints them in full, and those in whose place a gloss stands: it may
    be there to protect somebody, so the sound beside their times is covered too, whoever speaks there.
    """
    words = [word for piece in quote.pieces for word in piece.words]
    spans = []
    for mark in quote.of("source"):
        if isinstance(mark, Mask) and style.mask != "in full":
            spans.append(covering(words[mark.at].span, view))
        if isinstance(mark, Gloss) and mark.first < mark.stop:
            span = hull(word.span for word in words[mark.first : mark.stop])
            spans.append(Span(max(0, span.start_ms - WITHHELD_MS), span.end_ms + WITHHELD_MS))
    return spans


def when_said(heard: UtteranceView, at: int) -> Span:
    """The time of one word, or all between its neighbours where nobody has timed it."""
    words, untimed = heard.words, heard.review.untimed if heard.review else ()
    if at not in untimed:
        return words[at].span
    before = [word.span.end_ms for other, word in enumerate(words[:at]) if other not in untimed]
    after = [word.span.start_ms for other, word in enumerate(words[at + 1 :], at + 1) if other not in untimed]
    start_ms = before[-1] if before else heard.span.start_ms
    return Span(start_ms, max(start_ms, after[0] if after else heard.span.end_ms))


def covering(span: Span, view: RecordingView) -> Span:
    """What is covered for a word: its time, and the pauses beside it, into which its sound may reach."""
    short_ms = max(0, LEAST_COVERED_MS - span.duration_ms) // 2
    before_ms, after_ms = pauses_beside(span, view)
    return Span(
        max(0, span.start_ms - max(short_ms, min(COVERED_PAUSE_MS, before_ms))),
        span.end_ms + max(short_ms, min(COVERED_PAUSE_MS, after_ms)),
    )


def pauses_beside(span: Span, view: RecordingView) -> tuple[int, int]:
    """How long nobody says a word right before a span, and right after it."""
    words = [word.span for heard in view.utterances for word in heard.words]
    before = max((min(one.end_ms, span.start_ms) for one in words if one.start_ms < span.start_ms), default=0)
    after = min(
        (max(one.start_ms, span.end_ms) for one in words if one.end_ms > span.end_ms),
        default=max(span.end_ms, view.recording.duration_ms),
    )
    return span.start_ms - before, after - span.end_ms


def shown_though_withheld(quote: Quote, who: str) -> Iterator[tuple[str, str]]:
    """Words that are shown, in the quote or as the speaker's name, and are like one in whose place a gloss stands.

    Each is given with that one. Names are inflected: alike are words that begin alike and are four letters long.
    """
    for side in SIDES:
        words, is_kept = quote.words(side), kept_words(quote, side)
        seen = [*(word for word, kept in zip(words, is_kept, strict=True) if kept), *who.split()]
        for mark in quote.of(side):
            for word in words[mark.first : mark.stop] if isinstance(mark, Gloss) else ():
                stem = key(word)[: max(4, len(key(word)) - 2)]
                if len(stem) >= 4:
                    yield from ((parts(one).core, parts(word).core) for one in seen if key(one).startswith(stem))


def withheld_on_one_side(quote: Quote) -> Iterator[tuple[str, Side]]:
    """Words that look like names and are replaced by a gloss in one language, where nothing is in the other."""
    replaced = {
        side: [one for one in quote.of(side) if isinstance(one, Gloss) and one.first < one.stop] for side in SIDES
    }
    for side, other in (SIDES, SIDES[::-1]):
        if replaced[other] or not quote.words(other):
            continue
        for gloss in replaced[side]:
            for word in quote.words(side)[gloss.first : gloss.stop]:
                core = parts(word).core
                if len(core) >= 4 and core[0].isupper() and core.lower() not in _NO_NAMES:
                    yield core, side
