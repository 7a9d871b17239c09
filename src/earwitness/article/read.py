"""Read an article: what it quotes, and what it claims in its own words."""

from __future__ import annotations

from earwitness.article.attribution import learn, quotations
from earwitness.article.claims import claims
from earwitness.article.layers import layers
from earwitness.article.people import People
from earwitness.article.raw import shown
from earwitness.records.article import Article, Reading


def read(article: Article) -> Reading:
    """The quotations of an article with who speaks them, its claims, and the marks that have no other half.

    Who speaks is found by rules for English; in another language the quotations are found all the same.

    >>> from earwitness.formats.article.registry import read_article
    >>> reading = read(read_article("“We refused,” a man reportedly says, “all of us.”".encode()))
    >>> [(one.text, one.speaker, one.verb, one.hedge) for one in reading.quotations]
    [('We refused, all of us.', 'a man', 'says', 'reportedly')]
    """
    found, alone = shown(article)
    people = People()
    every = list(layers(article, found))
    learn(article, every[0], people)
    quoted = [one for layer in every for one in quotations(article, layer, people)]
    return Reading(
        article=article,
        quotations=tuple(sorted(quoted, key=lambda one: (one.start, -one.end))),
        claims=tuple(claims(article, every[0], quoted, people)),
        unclosed=tuple(alone),
    )
