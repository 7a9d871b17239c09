"""A story as its editor writes it: Markdown with a head in YAML, in which quotes are named and not pasted.

    ---
    title: The order at the river
    ---
    A man says almost all of his battery refused the order.

    {{ quote q1 }}

    He adds that {{ quote q2 inline }}.

Markdown is CommonMark without HTML and pictures: what looks like HTML is text, and nothing is fetched. The head is
read as text alone: YAML's types, tags and references are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from earwitness.errors import UsageError
from earwitness.records.route import is_address, is_day
from earwitness.records.story import CHANGED, Head, Reference
from earwitness.records.text import is_one_line, shown
from earwitness.story import languages
from earwitness.story.disclose import DISCLOSURES

_HEAD = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<head>.*?)(?:^|\n)---[ \t]*(?:\r?\n|\Z)(?P<prose>.*)", re.DOTALL)
_REFERENCE = re.compile(r"\{\{(?P<inside>.*?)\}\}", re.DOTALL)
_QUOTE = re.compile(r"\s*quote\s+(?P<id>\w{1,40})(?P<inline>\s+inline)?\s*")
_LONGEST_CONTEXT_S = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A story that was read: its head, and its prose as tokens that `html` writes out."""

    head: Head
    tokens: Sequence[Token]

    @property
    def references(self) -> tuple[Reference, ...]:
        """The quotes that it names, in order, as often as it names them."""
        return tuple(token.meta["reference"] for token in _all(self.tokens) if token.type == _TYPE)

    def html(self, written: Callable[[Reference], str]) -> str:
        """The prose as HTML, with what `written` gives in the place of each quote."""
        return str(_markdown().renderer.render(self.tokens, _markdown().options, {"written": written}))


_TYPE = "quote_reference"


def read_draft(text: str) -> Draft:
    """Read a story; UsageError for a head that makes no sense and for what stands in {{ }} and names no quote."""
    found = _HEAD.match(text)
    if not found:
        raise UsageError(
            "The story has no head.", advice="Let it begin with a line ---, then title: …, then a line ---."
        )
    head = _head(found["head"])
    markdown = _markdown()
    tokens = list(_blocks(markdown.parse(found["prose"])))
    draft = Draft(head=head, tokens=tokens)
    if not draft.references:
        raise UsageError("The story quotes nothing.", advice="Name a quote in it: {{ quote q1 }}.")
    return draft


def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable(["image"])
    markdown.inline.ruler.before("escape", _TYPE, _reference)
    markdown.add_render_rule(_TYPE, _written)
    markdown.add_render_rule("link_open", _outward)
    return markdown


def _reference(state: StateInline, silent: bool) -> bool:
    """A rule of markdown-it: a quote's name in the midst of text."""
    found = _REFERENCE.match(state.src, state.pos)
    if not found:
        return False
    named = _QUOTE.fullmatch(found["inside"])
    if not named:
        raise UsageError(
            f"This names no quote: {shown(found.group())}.",
            advice="Write {{ quote q1 }}, or {{ quote q1 inline }} inside a sentence.",
        )
    if state.linkLevel:
        raise UsageError(f"The quote {named['id']} stands inside a link.", advice="Put it outside.")
    if not silent:
        token = state.push(_TYPE, "", 0)
        token.meta["reference"] = Reference(named["id"], named["inline"] is not None)
    state.pos = found.end()
    return True


def _blocks(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with each quote that is a paragraph by itself in the place of that paragraph."""
    at = 0
    while at < len(tokens):
        inside = tokens[at + 1].children or [] if tokens[at].type == "paragraph_open" else []
        if len(inside) == 1 and inside[0].type == _TYPE and not inside[0].meta["reference"].inline:
            yield Token(_TYPE, "", 0, meta=inside[0].meta, block=True)
            at += 3
            continue
        for child in tokens[at].children or []:
            if child.type == _TYPE and not child.meta["reference"].inline:
                named = child.meta["reference"].quote_id
                raise UsageError(
                    f"The quote {named} stands in the midst of a text.",
                    advice=f"Put it on a line by itself with empty lines around it, or write {{{{ quote {named} "
                    "inline }}.",
                )
        yield tokens[at]
        at += 1


def _all(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _all(token.children or [])


def _written(_: Any, tokens: Sequence[Token], at: int, __: Any, env: Mapping[str, Any]) -> str:
    return str(env["written"](tokens[at].meta["reference"]))


def _outward(renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    tokens[at].attrSet("rel", "noopener noreferrer")
    return str(renderer.renderToken(tokens, at, options, env))


class _Text(yaml.BaseLoader):
    """Reads text, lists and mappings and nothing else, each where it stands."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):  # a few lines of them can stand for gigabytes
            raise yaml.YAMLError("it refers to another part of itself")
        return super().compose_node(parent, index)


def _head(text: str) -> Head:
    try:
        read = yaml.load(text, Loader=_Text)
    except (yaml.YAMLError, RecursionError, ValueError) as err:
        raise UsageError(
            f"The story's head cannot be read: {_problem(err)}.",
            advice="Write a line `name: text` for each thing.",
        ) from err
    if not isinstance(read, dict):
        raise UsageError("The story's head says nothing.", advice="Write at least title: ….")
    said: dict[str, Any] = {}
    for name, value in read.items():
        if name not in _FIELDS:
            raise UsageError(
                f"The story's head says {shown(name)}, which nothing is known of.",
                advice=f"It may say {', '.join(_FIELDS)}.",
            )
        if not isinstance(value, str) or not value.strip() or not is_one_line(value.strip()):
            raise UsageError(
                f"What the story's head says of {name} is no text of one line.", advice="Write it so."
            )
        field, read_value = _FIELDS[name]
        said[field] = read_value(name, value.strip())
    if "title" not in said:
        raise UsageError("The story has no title.", advice="Write title: … in its head.")
    return Head(**said)


def _problem(err: Exception) -> str:
    return str(getattr(err, "problem", None) or err).partition("\n")[0]


def _plain(_: str, value: str) -> str:
    return value


def _yes_or_no(name: str, value: str) -> bool:
    return _one_of("yes", "no")(name, value) == "yes"


def _one_of(*known: str) -> Callable[[str, str], str]:
    def read(name: str, value: str) -> str:
        if value not in known:
            raise UsageError(
                f"The story's head says {name}: {shown(value)}.", advice=f"It may be {', '.join(known)}."
            )
        return value

    return read


def _day(name: str, value: str) -> str:
    if not (is_day(value) and len(value) == 10):
        raise UsageError(f"The story's head says {name}: {shown(value)}.", advice="Write it as 2026-03-05.")
    return value


def _language(name: str, value: str) -> str:
    if not languages.tag(value):
        raise UsageError(f"The story's head says {name}: {shown(value)}.", advice="Write a tag such as en or uk.")
    return value


def _address(name: str, value: str) -> str:
    if not is_address(value):
        raise UsageError(
            f"The story's head says {name}: {shown(value)}.", advice="It begins with https:// or http://."
        )
    return value if value.endswith("/") else f"{value}/"


def _context(name: str, value: str) -> int:
    if not (value.isascii() and value.isdigit() and int(value) <= _LONGEST_CONTEXT_S):
        raise UsageError(
            f"The story's head says {name}: {shown(value)}.",
            advice=f"It is a number of seconds, from 0 to {_LONGEST_CONTEXT_S}.",
        )
    return 1000 * int(value)


_FIELDS: Mapping[str, tuple[str, Callable[[str, str], Any]]] = {
    "title": ("title", _plain),
    "summary": ("summary", _plain),
    "author": ("author", _plain),
    "date": ("day", _day),
    "language": ("language", _language),
    "address": ("address", _address),
    "context": ("context_ms", _context),
    "transcript": ("transcript", _yes_or_no),
    "route": ("route", _yes_or_no),
    "speakers": ("speakers", _one_of(*DISCLOSURES)),
    "digest": ("digest", _yes_or_no),
    "changed": ("changed", _one_of(*CHANGED)),
}
