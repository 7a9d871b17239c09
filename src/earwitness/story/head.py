"""The head of a story: a line of YAML for each thing that its editor says of the page.

It is read as text alone: YAML's types, tags and references are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import yaml

from earwitness.errors import UsageError
from earwitness.quotes.masking import MASKINGS
from earwitness.recording.cover import COVERS
from earwitness.records.route import is_address, is_day
from earwitness.records.story import CHANGED, Head
from earwitness.records.text import is_one_line, shown
from earwitness.story import languages
from earwitness.story.disclose import DISCLOSURES

_LONGEST_CONTEXT_S = 600


class _Text(yaml.BaseLoader):
    """Reads text, lists and mappings and nothing else, each where it stands."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):  # a few lines of them can stand for gigabytes
            raise yaml.YAMLError("it refers to another part of itself")
        return super().compose_node(parent, index)


def read_head(text: str) -> Head:
    """The head that this YAML says; UsageError for what makes no sense."""
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
    "mask": ("mask", _one_of(*MASKINGS)),
    "cover": ("cover", _one_of(*COVERS)),
    "checks": ("checks", _plain),
    "changed": ("changed", _one_of(*CHANGED)),
}
