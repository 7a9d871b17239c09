"""The page that lies on top of a bag, for somebody who never heard of earwitness: what is here, how to check it.

Plain HTML without a script: it opens from disk in any browser, and is printed as it stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined

from earwitness.records.custody import Digest
from earwitness.records.recording import Recording
from earwitness.story.wording import counted, length


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A recording in a bag: where its original lies, and what was made of it for people (label, path)."""

    recording: Recording
    path: str
    readable: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What `verify` said of one thing before the bag was made."""

    name: str
    outcome: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What the page tells. `who` is the key of whoever handed the case on, `name` what they chose to be called.

    `sources` is whether what was said of sources goes along, None where nothing was.
    """

    id: str
    at: str
    who: Digest
    name: str | None
    head: Digest
    recordings: Sequence[Handed]
    quotes: Sequence[tuple[str, str]]
    sources: bool | None
    verified: Sequence[Said]
    version: str


def render(contents: Contents) -> str:
    """The page."""
    environment = Environment(
        loader=PackageLoader("earwitness.story"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update({"length": length, "counted": counted})
    return environment.get_template("handover.html.j2").render(it=contents)


def check_script() -> str:
    """A script for `sh` that checks a bag with public tools, to lie beside the page."""
    return resources.files("earwitness.story").joinpath("static", "check.sh").read_text(encoding="utf-8")
