"""What an article says in its own words, and whom it cites for it: somebody, the recording, or nobody."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from earwitness.article.grammar import MASK, Tokens, tokens, without_asides
from earwitness.article.layers import Layer
from earwitness.article.people import People
from earwitness.article.phrases import HEDGE, HOLDING, RECORDING, REFERRING, SAID_BY_NOBODY
from earwitness.article.route import routes, steps
from earwitness.article.sayings import last_saying, sayings
from earwitness.article.verbs import Saying
from earwitness.article.words import (
    ASKING,
    DENYING,
    HEDGING,
    QUESTIONS,
    TALKING,
    TAPES,
)
from earwitness.records.article import Article, Claim, Quotation

_FEWEST = 3
"""Words of the writer's own from which on a sentence says something."""

_NEGATED_WITHIN = 3
"""Words before a verb among which one may turn it round: did not respond, has never said."""

_QUESTION_WITHIN = 8
"""Tokens after "asks" among which a question begins: asks a woman who is not named whether."""

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
    if SAID_BY_NOBODY.search(masked, found[0].start, found[-1].end):
        return None
    if held := HOLDING.match(masked, found[0].start, found[-1].end):
        return Saying(speaker=tuple(tokens(masked, *held.span("who"))))
    last = last_saying(masked, found)
    said = next((one for one in (*filter(None, [last]), *sayings(masked, found)) if _tells(found, one)), None)
    return None if said and said.speaker and said.speaker[0].low in ("i", "we", "you") else said


def _tells(found: Tokens, saying: Saying) -> bool:
    """Whether something is said, and not only that somebody speaks, wants something, or does not say it."""
    verb = saying.verb
    if verb is None:
        return True
    before = takewhile(lambda one: one.is_word, (one for one in reversed(found) if one.end <= verb.start))
    near = [one.low for one in islice(before, _NEGATED_WITHIN)]
    neither = "neither" in near or "nor" in near
    denied = any(low in ("not", "never") or low.endswith(("n't", "n’t")) for low in near)
    after = [one for one in found if one.start >= verb.end][:_QUESTION_WITHIN]
    requests = verb.low in ASKING and not any(one.low in QUESTIONS or one.text[0] == MASK for one in after)
    return not (requests or verb.low in TALKING or neither or (denied and verb.low not in DENYING))


def _is_whole(article: Article, quotation: Quotation) -> bool:
    """Whether it is quoted as a sentence of its own, not as part of one of the writer's."""
    lead = article.text[max(0, quotation.start - 9) : quotation.start].rstrip("\"'“„«‘ \u00a0\u202f")[-1:]
    if lead == "\n":  # a paragraph begins with it: „We left“, she said
        return quotation.text[:1].isupper() and len(quotation.text.split()) >= _FEWEST
    return (
        len(quotation.pieces) > 1
        or quotation.form != "marks"
        or quotation.text.endswith((",", "?", "!", "…"))
        or lead in ("", ":", ",", ".")
    )


def _claim(article: Article, layer: Layer, found: Tokens, people: People) -> Claim:
    start, end = found[0].start, found[-1].end
    saying = _citing(layer.masked, without_asides(found[:_LONGEST])) or Saying()
    hands = [(kind, who) for kind, who in routes(layer.masked, start, end) if who[0].text[0] != MASK]
    according = next((who for kind, who in hands if kind == "according to" and _vouches(layer, found, who)), ())
    if according:
        saying = Saying(speaker=tuple(according))
    source, verb = saying.speaker, saying.verb
    hedged = HEDGE.search(layer.masked, start, end)
    held = hedged[0].strip() if hedged else verb.text if verb and verb.low in HEDGING else None
    return Claim(
        start=start,
        end=end,
        text=article.text[start:end],
        source=people.called(source, article) if source else None,
        verb=verb.text if verb else None,
        hedge=held,
        route=tuple(steps(article.text, saying.told, hands)),
        cites_recording=RECORDING.search(layer.masked, start, end) is not None,
    )


def _vouches(layer: Layer, found: Tokens, who: Tokens) -> bool:
    """Whether what is according to somebody is the whole sentence, and they are not the recording."""
    lead = layer.masked[found[0].start : who[0].start].lower().rstrip()
    return ";" not in lead and not lead.endswith(("citing", "quoting")) and who[-1].low not in TAPES
