"""What an article says in its own words, and whom it cites for it: somebody, the recording, or nobody."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from earwitness.article.grammar import MASK, Tokens
from earwitness.article.layers import Layer
from earwitness.article.people import People
from earwitness.article.route import routes
from earwitness.article.sayings import Saying, any_saying, last_saying
from earwitness.article.words import ASKING, DENYING, HEDGE, HEDGING, RECORDING, REFERRING, TALKING
from earwitness.records.article import Article, Claim, Quotation, Step

_FEWEST = 3
"""Words of the writer's own from which on a sentence says something."""

_NEGATED_WITHIN = 3
"""Words before a verb among which one may turn it round: did not respond, has never said."""

_LONGEST = 200
"""Tokens of a sentence in which it is looked for whom it cites: whatever goes on for longer is none."""


def claims(article: Article, layer: Layer, quotations: Sequence[Quotation], people: People) -> Iterator[Claim]:
    """Each sentence outside headings and block quotations that says that something is so.

    A question is none, nor what only says who speaks a whole sentence that is quoted; what quotes a word or two
    is one all the same.
    """
    whole = [one for one in quotations if one.depth == 0 and one.kind == "speech" and _is_whole(article, one)]
    cited = False  # whether the sentence before cites it
    for block in article.blocks:
        if block.kind != "paragraph":
            continue
        for start, end in layer.sentences(block.start, block.end):
            next_whole = bisect_right(whole, start, key=lambda one: one.end)
            if next_whole < len(whole) and whole[next_whole].start < end:
                continue
            found = layer.tokens(start, end)
            if sum(token.is_word for token in found) >= _FEWEST and found[-1].text not in ("?", ":"):
                said = _claim(article, layer, found, people)
                refers = cited and REFERRING.match(layer.masked, start, end) is not None
                yield replace(said, cites_recording=True) if refers else said
                cited = said.cites_recording or refers


def _citing(masked: str, found: Tokens) -> Saying | None:
    """Who is said to say so; nobody where that is the writer, or where somebody is said not to say it."""
    saying = last_saying(masked, found) or any_saying(masked, found)
    if saying is None or saying.verb is None:
        return saying
    speaker = saying.speaker[0].low if saying.speaker else ""
    before = takewhile(lambda one: one.is_word, (one for one in reversed(found) if one.end <= saying.verb.start))
    denied = any(
        one.low in ("not", "never") or one.low.endswith(("n't", "n’t")) for one in islice(before, _NEGATED_WITHIN)
    )
    requests = saying.verb.low in ASKING and any(
        one.low == "for" for one in found if one.start == saying.verb.end + 1
    )
    says_nothing = requests or saying.verb.low in TALKING or (denied and saying.verb.low not in DENYING)
    return None if speaker in ("i", "we") or says_nothing else saying


def _is_whole(article: Article, quotation: Quotation) -> bool:
    """Whether it is quoted as a sentence of its own, not as part of one of the writer's."""
    lead = article.text[max(0, quotation.start - 9) : quotation.start].rstrip("\"'“„«‘ \u00a0\u202f")[-1:]
    return (
        len(quotation.pieces) > 1
        or quotation.form != "marks"
        or quotation.text.endswith((",", "?", "!", "…"))
        or lead in ("", ":", ",", ".")
    )


def _claim(article: Article, layer: Layer, found: Tokens, people: People) -> Claim:
    start, end = found[0].start, found[-1].end
    saying = _citing(layer.masked, found[:_LONGEST])
    source: Tokens = saying.speaker if saying else ()
    hands = [(kind, who) for kind, who in routes(layer.masked, start, end) if who[0].text[0] != MASK]
    according = next((who for kind, who in hands if kind == "according to"), ())
    if according and (not source or according[0].start < source[0].start):
        source, saying = according, None
    hedged = HEDGE.search(layer.masked, start, end)
    verb = saying.verb if saying else None
    held = hedged[0].strip() if hedged else verb.text if verb and verb.low in HEDGING else None
    return Claim(
        start=start,
        end=end,
        text=article.text[start:end],
        source=people.called(source, article) if source else None,
        verb=verb.text if verb else None,
        hedge=held,
        route=tuple(Step(kind=kind, who=article.text[who[0].start : who[-1].end]) for kind, who in hands),
        cites_recording=RECORDING.search(layer.masked, start, end) is not None,
    )
