"""What a story's page tells of somebody else's quotes: the article's words, the verdict, and where to hear it.

A verdict is a machine's, and it is told of no quote whose passage the story does not quote itself: readers hear
what it rests on. What else the check found (words of the tape, names, how sure it is) is for the desk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from earwitness.errors import UsageError
from earwitness.quotes.masking import masked_text
from earwitness.quotes.style import Style
from earwitness.records.article import Article
from earwitness.records.quote import Quote
from earwitness.records.route import is_address
from earwitness.records.time import clock, hull
from earwitness.records.verdict import UNSETTLED, VERDICTS, Check, Place, Verdict
from earwitness.story.rows import Tongue
from earwitness.story.stretches import stretches


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found of one quote of an article: its number there, its words, and the story's quotes to hear."""

    number: int
    text: str
    verdict: Verdict
    quotes: tuple[str, ...]

    @property
    def says(self) -> str:
        """The verdict in a sentence."""
        return f"The quote {VERDICTS[self.verdict]}."


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedArticle:
    """The article that a story checks, on which day, and what it tells of its quotes."""

    article: Article
    day: date
    found: tuple[Found, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return self.article.title or "An article"

    @property
    def address(self) -> str | None:
        """Where it is on the web, where the file tells and a browser may go there."""
        return self.article.address if self.article.address and is_address(self.article.address) else None

    @property
    def tongue(self) -> Tongue:
        """What it is written in."""
        return Tongue.of(self.article.language)


def told(
    check: Check, numbers: Sequence[int], quotes: Sequence[Quote], style: Style, *, day: date
) -> CheckedArticle:
    """What may be told of the article's quotes of these numbers, beside these quotes of the story.

    Raises UsageError for a number that there is not, and where nothing on the page bears the verdict out.
    """
    return CheckedArticle(
        article=check.reading.article,
        day=day,
        found=tuple(_found(check, number, quotes, style) for number in numbers),
    )


def _found(check: Check, number: int, quotes: Sequence[Quote], style: Style) -> Found:
    if number > len(check.quotes):
        raise UsageError(
            f"The article has no quote {number}: {len(check.quotes)} of it are checked.",
            advice="`earwitness check` counts them.",
        )
    one = check.quotes[number - 1]
    if one.verdict in UNSETTLED:
        raise UsageError(
            f"The quote {number} of the article {VERDICTS[one.verdict]}.",
            advice="A page tells only what its readers can hear: say this in your own words.",
        )
    heard = [id_ for place in one.places for id_ in _heard(place, number, quotes)]
    return Found(
        number=number,
        text=masked_text(one.quotation.text.rstrip(","), style),  # of the article's sentence, as houses put it
        verdict=one.verdict,
        quotes=tuple(dict.fromkeys(heard)),
    )


def _heard(place: Place, number: int, quotes: Sequence[Quote]) -> list[str]:
    """The quotes in which a place is heard, half of it at least."""
    spans = [
        (quote.id, span)
        for quote in quotes
        if quote.recording == place.recording
        for span in (hull(piece.span for piece in passage) for passage in quote.passages)
        if span.overlap_ms(place.span)
    ]
    together = stretches([span for _, span in spans], context_ms=0, duration_ms=place.span.end_ms)
    if 2 * sum(span.overlap_ms(place.span) for span in together) < max(1, place.span.duration_ms):
        when = f"{clock(place.span.start_ms, decimals=1)}–{clock(place.span.end_ms, decimals=1)}"
        raise UsageError(
            f"The quote {number} of the article is from {when}, which the story does not quote as it is now.",
            advice="Quote that passage in the story too, so that readers can hear it.",
        )
    return [id_ for id_, _ in spans]
