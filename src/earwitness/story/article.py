"""A story's page: prose, quotes that can be heard, who says so, and the transcript where the editor lets it.

What goes onto it is an allow-list: quotes as they are published and their sound with what stands around it
(exhibit.py), who speaks and by which route it came as far as the head of the story says, and nothing else of the
case. The same story gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from earwitness.records.route import is_day
from earwitness.records.story import CheckReference, Head, Reference
from earwitness.story import linked_data, wording
from earwitness.story.attribution import account
from earwitness.story.chain import chain_svg
from earwitness.story.checked import CheckedArticle
from earwitness.story.draft import Draft
from earwitness.story.embed import oembed, snippet
from earwitness.story.exhibit import Exhibit, Heard, Taped, heard, sound_id
from earwitness.story.flow import flow
from earwitness.story.html import STARTER, environment, policy, static
from earwitness.story.rows import AnyRow, Row, Tongue


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleFacts:
    """What is known of the page besides the story: when it is made and by which version.

    `inside` has its sounds as data: addresses by what they are called, where the page is to be one file. `cards`
    has the picture (PNG) of each quote for link previews, by its id, where there is one.
    """

    made_on: date
    version: str
    inside: Mapping[str, str] = field(default_factory=dict)
    cards: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def single(self) -> bool:
        """Whether the page is one file."""
        return bool(self.inside)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One recording as the end of the page tells of it: `reviewed` is how many of its utterances people looked at,
    `rows` are its whole transcript, if that may be told.
    """

    taped: Taped
    told: str
    picture: Markup
    reviewed: int
    rows: tuple[tuple[AnyRow, Heard | None], ...]


def render_article(
    draft: Draft,
    exhibits: Mapping[str, Exhibit],
    taped: Sequence[Taped],
    facts: ArticleFacts,
    checked: CheckedArticle | None = None,
) -> dict[str, bytes]:
    """The files of the page by name: `index.html` and, unless it is one file, for each quote a page to embed, with
    its card and its oEmbed reply. `checked` is what may be told of the article that the story checks.
    """
    head = draft.head
    day = date.fromisoformat(head.day) if head.day and is_day(head.day) else facts.made_on
    used = list(dict.fromkeys(one.quote_id for one in draft.references))
    shown = [exhibits[one] for one in used]
    common: dict[str, Any] = {
        "facts": facts,
        "head": head,
        "day": day,
        "several": len(taped) > 1,
        "starter": Markup(STARTER),
        "style": Markup(static("base.css") + static("article.css")),
        "script": Markup(static("article.js")),
    }
    common["policy"] = _policy(common["style"], common["script"], single=facts.single)
    macros = environment().get_template("quote.html.j2").module
    found = {one.number: one for one in checked.found} if checked else {}
    first: set[str | int] = set()

    def written(reference: Reference | CheckReference) -> str:
        named = reference.number if isinstance(reference, CheckReference) else reference.quote_id
        is_first = named not in first
        first.add(named)
        if isinstance(reference, CheckReference):
            verdict = found[reference.number]
            heard_in = [exhibits[one] for one in verdict.quotes]
            return str(macros.check(checked, verdict, heard_in, is_first))  # type: ignore[attr-defined]
        one = exhibits[reference.quote_id]
        if reference.inline:
            return str(macros.inline(one, is_first, *one.within(reference.sign)))  # type: ignore[attr-defined]
        pasted = None if facts.single else snippet(head, one)
        return str(macros.block(one, is_first, len(taped) > 1, snippet=pasted))  # type: ignore[attr-defined]

    prose = Markup(draft.html(written))
    index = (
        environment()
        .get_template("article.html.j2")
        .render(
            **common,
            prose=prose,
            prose_tongue=Tongue.of(head.language),
            origins=[_origin(one, head, shown) for one in taped],
            sounds=list(_sounds(taped)),
            first_card=next((one for one in shown if one.id in facts.cards), None),
            data=linked_data.article(head, day.isoformat(), shown, taped, checked),
        )
    )
    files = {"index.html": index.encode(errors="replace")}
    if not facts.single:
        for one in shown:
            files |= _embedded(one, taped, common)
    return files


def _embedded(one: Exhibit, taped: Sequence[Taped], common: Mapping[str, Any]) -> dict[str, bytes]:
    """The files of one quote by itself, in a folder of their own."""
    head, facts = common["head"], common["facts"]
    named = {name for heard in (one.quote, one.context) if heard for name, _ in heard.passages}
    card = f"embed/{one.id}.png" if one.id in facts.cards else None
    html = (
        environment()
        .get_template("embed.html.j2")
        .render(
            **common,
            one=one,
            sounds=[sound for sound in _sounds(taped) if sound[0] in named],
            data=linked_data.quotation(head, one, taped, base="../") | {"@context": "https://schema.org"},
            card=card,
        )
    )
    files = {f"embed/{one.id}.html": html.encode(errors="replace")}
    if reply := oembed(head, one, card):
        files[f"embed/{one.id}.json"] = reply.encode()
    if card:
        files[card] = facts.cards[one.id]
    return files


def _policy(style: str, script: str, *, single: bool) -> str:
    media, connect = ("data: blob:", "data:") if single else ("'self' file: blob:", "'self'")
    return policy(scripts=[STARTER, script], style=style, media=media, connect=connect)


def _sounds(taped: Sequence[Taped]) -> list[tuple[str, str, int, str]]:
    """Each sound of the page: what it is called, its address, its recording, and when it is in that."""
    return [
        (sound_id(one.number, at), address, one.number, wording.stretch(span))
        for one in taped
        for at, (span, address) in enumerate(one.sounds)
    ]


def _origin(taped: Taped, head: Head, shown: Sequence[Exhibit]) -> Origin:
    quoted = [one.speaker for one in shown if one.recording == taped.number and one.speaker]
    voices = [(label, taped.said_of(label)) for label in dict.fromkeys(quoted)]
    told = account(taped.links, voices).text
    named = [said for _, said in voices if said]
    rows = flow(taped.view) if head.transcript else []
    return Origin(
        taped=taped,
        told=told,
        picture=Markup(chain_svg(taped.links, named, told, id_=f"chain-{taped.number}")),
        reviewed=sum(bool(one.shaped_by or one.accepted_by) for one in taped.view.reviewed),
        rows=tuple((row, heard(taped, [row.span]) if isinstance(row, Row) else None) for row in rows),
    )
