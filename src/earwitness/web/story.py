"""A story beside the words, with its quotes as they are now: somebody writes it elsewhere, so it is read anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.quotes.masking import masking
from earwitness.quotes.render import ENGLISH
from earwitness.quotes.sentence import in_sentence
from earwitness.quotes.style import Style
from earwitness.records.quote import QuoteView
from earwitness.records.story import CheckReference, Reference
from earwitness.records.view import RecordingView
from earwitness.story.draft import read_draft
from earwitness.workflow.quote import house_style, quotes
from earwitness.workflow.story import read_story


def story_html(case: CaseFolder, source: Path, *, seen: Iterable[RecordingView] = ()) -> str:
    """The story's prose as HTML, `seen` as with workflow.quote.quotes.

    Raises UsageError for a story that cannot be read or makes no sense.
    """
    draft = read_draft(read_story(source))
    style = masking(house_style(case), draft.head.mask)
    held = {view.id: view for view in quotes(case, mask=draft.head.mask, seen=seen)}
    return f"<h3>{escape(draft.head.title)}</h3>\n{draft.html(lambda named: _written(named, held, style))}"


def _written(named: Reference | CheckReference, held: Mapping[str, QuoteView], style: Style) -> str:
    if isinstance(named, CheckReference):  # it is found when the page is made
        return f"<p class=facts>{{{{ check {named.number} }}}}</p>"
    tag, view = ("span" if named.inline else "blockquote"), held.get(named.quote_id)
    if view is None:
        return f'<{tag} class="again">{escape(named.quote_id)}: ?</{tag}>{named.sign}'
    language = ENGLISH if view.english else view.quote.pieces[0].language
    text, after = in_sentence(view.english or view.source, named.sign, style, language)
    words = f'<span lang="{escape(language)}" dir="auto">{escape(text)}</span>'
    kind = "resolved" if view.withdrawal else "again" if view.look_again else "quoted"
    return f'<{tag} class="{kind}" data-quote="{escape(view.id)}">{words}</{tag}>{after}'
