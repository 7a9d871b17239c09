"""One quote on somebody else's page: the snippet that is pasted there, and oEmbed for programs that paste it."""

from __future__ import annotations

import json

from markupsafe import Markup

from earwitness.records.story import Head
from earwitness.story.exhibit import Exhibit

WIDTH, HEIGHT = 640, 380
"""What the frame of a quote is given where nobody says otherwise, in CSS pixels."""


def address(head: Head, shown: Exhibit) -> str | None:
    """Where the page of a quote will stand; None where the story does not say where it will."""
    return f"{head.address}embed/{shown.id}.html" if head.address else None


def snippet(head: Head, shown: Exhibit) -> str | None:
    """HTML to be pasted into another page, whatever stands in the title; None where the address is not known."""
    where = address(head, shown)
    frame = Markup(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" referrerpolicy="no-referrer" '
        'style="border:0"></iframe>'
    )
    return str(frame.format(where, f"A quote: {head.title}", HEIGHT)) if where else None


def oembed(head: Head, shown: Exhibit, card: str | None) -> str | None:
    """The reply of an oEmbed provider (oembed.com, version 1.0) as a file; None where the address is not known."""
    html = snippet(head, shown)
    if not html or not head.address:
        return None
    reply = {
        "type": "rich",
        "version": "1.0",
        "title": head.title,
        "html": html,
        "width": WIDTH,
        "height": HEIGHT,
        "provider_url": head.address,
    }
    if head.author:
        reply["author_name"] = head.author
    if card:
        reply |= {"thumbnail_url": head.address + card, "thumbnail_width": 1200, "thumbnail_height": 630}
    return json.dumps(reply, ensure_ascii=False, indent=1) + "\n"
