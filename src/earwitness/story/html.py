"""What every page is made with: templates that escape, style and script inside it, and a policy against the rest.

Style and script stand inside a page, allowed by their digests: a file beside it would need `'self'` in the
Content-Security-Policy, and Firefox takes no file on disk for the page's own.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from earwitness.records.time import clock
from earwitness.story import wording

STARTER = 'document.documentElement.classList.add("js");'  # before the first row is drawn: nothing jumps later


def policy(*, scripts: Sequence[str], style: str, media: str, connect: str) -> str:
    """The Content-Security-Policy of a page with these scripts and this style and nothing else.

    `media` and `connect` are where its sound may come from; on a web host `file:` means nothing.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_allowed, scripts))}",
            f"style-src {_allowed(style)}",
            f"media-src {media}",
            f"connect-src {connect}",
            "img-src data:",  # the icon of the tab: without one, browsers ask the host for /favicon.ico
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _allowed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def static(name: str, room: str = "earwitness.story") -> str:
    """A file of the folder `static` of a room."""
    return resources.files(room).joinpath("static", name).read_text(encoding="utf-8")


@cache
def environment(room: str = "earwitness.story") -> Environment:
    """The templates of the folder `templates` of a room, in which every value is escaped."""
    environment = Environment(
        loader=PackageLoader(room),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    helpers: dict[str, Any] = {
        "clock": clock,
        "day": wording.day,
        "day_of": wording.day_of,
        "length_of": wording.length,
        "counted": wording.counted,
        "maker": wording.maker,
        "basis": wording.basis,
        "share_of": wording.share_of,
        "left_out": wording.left_out,
        "echoes": wording.echoes,
        "sound_of": wording.sound_of,
    }
    environment.filters.update(helpers)
    return environment
