"""The report as one HTML file: the article with its quotes coloured by verdict, and beside it what the tape says.

Style, script and sound stand inside it, and its policy allows nothing else. It can be read and heard without a
script; with one, a click on a quote plays where it is from.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from markupsafe import Markup

from earwitness.quotes.words import key
from earwitness.records.article import Article, Block
from earwitness.records.custody import Digest
from earwitness.records.time import Span
from earwitness.records.verdict import UNSETTLED, VERDICTS, Check, Checked
from earwitness.story.html import STARTER, environment, policy, static
from earwitness.story.languages import direction, name, tag

_ROOM = "earwitness.check"

Sounds = Mapping[tuple[Digest, Span], str]
"""The sound of each place as a `data:` address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What is known of the report besides the check: when and by which version it is made, and the sounds."""

    made_on: date
    version: str
    sounds: Sounds = field(default_factory=dict)


class Part(NamedTuple):
    """Text of the article; `quote` is the number of the quote that it is of, None between quotes, and `first` says
    that it is the first of that one.
    """

    text: str
    quote: int | None = None
    first: bool = False


class Compared(NamedTuple):
    """A word of one translation, and whether the other has it too, in the same order."""

    text: str
    same: bool


def render_report(check: Check, facts: ReportFacts) -> bytes:
    """The file. The same check and facts give the same bytes."""
    article = check.reading.article
    style = Markup(static("base.css") + static("report.css", _ROOM))
    script = Markup(static("report.js", _ROOM))
    counts = Counter(one.verdict for one in check.quotes)
    html = (
        environment(_ROOM)
        .get_template("report.html.j2")
        .render(
            facts=facts,
            check=check,
            title=article.title or "An article",
            address=article.address,
            language=tag(article.language) or "en",
            blocks=parted(article, check.quotes),
            quotes=list(enumerate(check.quotes, 1)),
            counts=[(verdict, VERDICTS[verdict], counts[verdict]) for verdict in VERDICTS if counts[verdict]],
            unsettled=UNSETTLED,
            sound=lambda place: facts.sounds.get((place.recording, place.span)),
            theirs=lambda place: compared(place.quoted, place.translation),
            ours=lambda place: compared(place.translation, place.quoted),
            tag=tag,
            direction=direction,
            language_name=name,
            starter=Markup(STARTER),
            style=style,
            script=script,
            policy=policy(scripts=[STARTER, script], style=style, media="data:", connect="'none'"),
        )
    )
    return html.encode(errors="replace")


def parted(article: Article, quotes: Sequence[Checked]) -> list[tuple[Block, list[Part]]]:
    """Each block with its text, parted where quotes begin and end."""
    pieces = sorted(
        (piece.start, piece.end, number, at == 0)
        for number, one in enumerate(quotes, 1)
        for at, piece in enumerate(one.quotation.pieces)
    )
    starts = [piece[0] for piece in pieces]
    return [
        (
            block,
            _parts(article.text, block, pieces[bisect_left(starts, block.start) : bisect_left(starts, block.end)]),
        )
        for block in article.blocks
    ]


def _parts(text: str, block: Block, pieces: Sequence[tuple[int, int, int, bool]]) -> list[Part]:
    found: list[Part] = []
    at = block.start
    for start, end, number, first in pieces:
        found += [Part(text[at:start]), Part(text[max(at, start) : end], number, first)]
        at = max(at, end)
    found.append(Part(text[at : block.end]))
    return [part for part in found if part.text]


def compared(text: str, other: str) -> list[Compared]:
    """The words of a text, and which of them the other has; marks, stops and case make no difference.

    >>> [one.text for one in compared("We refused to go.", "we declined to go") if not one.same]
    ['refused']
    """
    words = text.split()
    matcher = SequenceMatcher(None, [*map(key, words)], [*map(key, other.split())], autojunk=False)
    same = {at for block in matcher.get_matching_blocks() for at in range(block.a, block.a + block.size)}
    return [Compared(word, at in same) for at, word in enumerate(words)]
