"""A story as its editor writes it: Markdown with a head in YAML, in which quotes are named and not pasted.

    ---
    title: The order at the river
    ---
    A man says almost all of his battery refused the order.

    {{ quote q1 }}

    He adds that {{ quote q2 inline }}.

`{{ check 2 }}` stands for what was found of the second quote of the article that the head names (`checks`).

Markdown is CommonMark without HTML and pictures: what looks like HTML is text, and nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from earwitness.errors import UsageError
from earwitness.quotes.sentence import SIGNS
from earwitness.records.story import CheckReference, Head, Reference
from earwitness.records.text import shown
from earwitness.story.head import read_head

_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<head>.*?)(?:^|\n)---[ \t]*(?:\r?\n|\Z)(?P<prose>.*)", re.DOTALL)
_REFERENCE = re.compile(r"\{\{(?P<inside>.*?)\}\}", re.DOTALL)
_QUOTE = re.compile(r"\s*quote\s+(?P<id>\w{1,40})(?P<inline>\s+inline)?\s*")
_CHECK = re.compile(r"\s*check\s+(?P<number>[1-9][0-9]{0,3})\s*", re.ASCII)
_SIGN = re.compile(rf"[{SIGNS}](?![{SIGNS}…])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A story that was read: its head, and its prose as tokens that `html` writes out."""

    head: Head
    tokens: Sequence[Token]

    @property
    def references(self) -> tuple[Reference, ...]:
        """The quotes that it names, in order, as often as it names them."""
        return tuple(one for one in self._named if isinstance(one, Reference))

    @property
    def checks(self) -> tuple[int, ...]:
        """The quotes of the article that it checks, by their numbers, each once, in order."""
        return tuple(dict.fromkeys(one.number for one in self._named if isinstance(one, CheckReference)))

    @property
    def _named(self) -> Iterator[Reference | CheckReference]:
        return (token.meta["reference"] for token in _all(self.tokens) if token.type == _TYPE)

    def html(self, written: Callable[[Reference | CheckReference], str]) -> str:
        """The prose as HTML, with what `written` gives in the place of each quote and of each check."""
        return str(_markdown().renderer.render(self.tokens, _markdown().options, {"written": written}))


_TYPE = "story_reference"


def read_draft(text: str) -> Draft:
    """Read a story; UsageError for a head that makes no sense and for what stands in {{ }} and names no quote."""
    found = _HEAD.match(text)
    if not found:
        raise UsageError(
            "The story has no head.", advice="Let it begin with a line ---, then title: …, then a line ---."
        )
    head = read_head(found["head"])
    markdown = _markdown()
    tokens = list(_blocks(markdown.parse(found["prose"])))
    draft = Draft(head=head, tokens=tokens)
    if not draft.references:
        raise UsageError("The story quotes nothing.", advice="Name a quote in it: {{ quote q1 }}.")
    if draft.checks and head.checks is None:
        raise UsageError(
            "The story shows what was found of an article, and does not say of which.",
            advice="Name its file in the head: checks: article.html.",
        )
    if head.checks is not None and not draft.checks:
        raise UsageError(
            "The story's head names an article to check, and the story shows nothing of that.",
            advice="Write {{ check 1 }} where the first of its quotes is to stand.",
        )
    return draft


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable(["image"])
    markdown.inline.ruler.before("escape", _TYPE, _reference)
    markdown.add_render_rule(_TYPE, _written)
    markdown.add_render_rule("link_open", _outward)
    return markdown


def _reference(state: StateInline, silent: bool) -> bool:
    """A rule of markdown-it: the name of a quote, or of a check, in the midst of text."""
    found = _REFERENCE.match(state.src, state.pos)
    if not found:
        return False
    named = _read_reference(found)
    if state.linkLevel:
        raise UsageError(f"{_called(named)} stands inside a link.", advice="Put it outside.")
    if not silent:
        token = state.push(_TYPE, "", 0)
        token.meta["reference"] = named
    state.pos = found.end()
    return True


def _read_reference(found: re.Match[str]) -> Reference | CheckReference:
    if quote := _QUOTE.fullmatch(found["inside"]):
        return Reference(quote["id"], quote["inline"] is not None)
    if check := _CHECK.fullmatch(found["inside"]):
        return CheckReference(int(check["number"]))
    raise UsageError(
        f"This names no quote: {shown(found.group())}.",
        advice="Write {{ quote q1 }}, or {{ quote q1 inline }} inside a sentence.",
    )


def _called(named: Reference | CheckReference) -> str:
    return f"The quote {named.quote_id}" if isinstance(named, Reference) else f"The check {named.number}"


def _blocks(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with whatever is a block and a paragraph by itself in the place of that paragraph."""
    at = 0
    while at < len(tokens):
        inside = tokens[at + 1].children or [] if tokens[at].type == "paragraph_open" else []
        if len(inside) == 1 and _is_block(inside[0]):
            yield Token(_TYPE, "", 0, meta=inside[0].meta, block=True)
            at += 3
            continue
        children = tokens[at].children or []
        for child in filter(_is_block, children):
            named = child.meta["reference"]
            inline = f", or write {{{{ quote {named.quote_id} inline }}}}" if isinstance(named, Reference) else ""
            raise UsageError(
                f"{_called(named)} stands in the midst of a text.",
                advice=f"Put it on a line by itself with empty lines around it{inline}.",
            )
        _take_signs(children)
        yield tokens[at]
        at += 1


def _is_block(token: Token) -> bool:
    if token.type != _TYPE:
        return False
    named = token.meta["reference"]
    return not (isinstance(named, Reference) and named.inline)


def _take_signs(tokens: Sequence[Token]) -> None:
    """Give each quote in a sentence the one sign that follows it, and take that out of the text."""
    for at, token in enumerate(tokens):
        if token.type != _TYPE:
            continue
        after = next((one for one in tokens[at + 1 :] if not one.type.endswith("_close")), None)
        if after and after.type == "text" and (sign := _SIGN.match(after.content)):
            token.meta["reference"] = replace(token.meta["reference"], sign=sign.group())
            after.content = after.content[1:]


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _written(_: Any, tokens: Sequence[Token], at: int, __: Any, env: Mapping[str, Any]) -> str:
    return str(env["written"](tokens[at].meta["reference"]))


def _outward(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    tokens[at].attrSet("rel", "noopener noreferrer")
    return str(renderer.renderToken(tokens, at, options, env))
