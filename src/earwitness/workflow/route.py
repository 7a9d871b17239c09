"""Say by which route a recording came: links, each a layer that replaces none, by whom and on which evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.errors import UsageError
from earwitness.records.route import (
    LINK_KINDS,
    Link,
    is_address,
    is_day,
    is_digest,
    is_link_id,
    standing_links,
)
from earwitness.records.text import shown
from earwitness.workflow import saying, show
from earwitness.workflow.person import acting, writing

DIRECTLY = "recording"
"""What a link is said to build on where it builds on no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody says of a link; the fields are those of a Link, as they were typed.

    `again` is the id of the link that this is said of anew, whose place and kind it then has; None for a new one.
    `after` None means the newest link of the recording, or, said anew, what it built on before.
    """

    kind: str
    by: str
    again: str | None = None
    after: str | None = None
    channel: str | None = None
    day: str | None = None
    address: str | None = None
    hedge: str | None = None
    according_to: str | None = None
    evidence: str | None = None
    archived: str | None = None


def route(case: CaseFolder, named: str | None) -> list[Link]:
    """All that was ever said of the route of a recording, oldest first; `standing_links` of it is what counts."""
    digest = show.find(case, named).digest
    return [one for one in case.database.links() if one.recording == digest]


def tell(case: CaseFolder, named: str | None, told: Told) -> Link:
    """Keep what is said of a link (the case is opened for writing).

    Raises UsageError for a link that there is not, for text, a day or an address that is none, and for a hedge
    that lacks what it rests on.
    """
    recording = show.find(case, named).digest
    history = case.database.links()
    mine = {one.id: one for one in history if one.recording == recording}
    if told.kind not in LINK_KINDS:
        raise UsageError(f"There is no link {shown(told.kind)}.", advice=f"There are: {', '.join(LINK_KINDS)}.")
    before = _known(mine, told.again) if told.again else None
    by = saying.text(told.by, "The name of who did it")
    link_id = before.id if before else f"l{len({one.id for one in history}) + 1}"
    maker = acting().agent
    link = Link(
        id=link_id,
        recording=recording,
        kind=next(kind for kind in LINK_KINDS if kind == told.kind),
        by=by,
        channel=saying.optional(told.channel, "The channel"),
        day=_checked(told.day, is_day, "no day", "Write 2026, 2026-03 or 2026-03-05."),
        address=_checked(told.address, is_address, "no web address", "It begins with https:// or http://."),
        after=_after(mine, told, before, link_id),
        hedge=saying.hedged(told.hedge, f"that {by} {told.kind} it", told.according_to, told.evidence),
        according_to=saying.optional(told.according_to, "The name of who says so"),
        evidence=saying.optional(told.evidence, "The evidence"),
        archived=_checked(
            told.archived,
            lambda text: is_address(text) or is_digest(text),
            "neither a web address nor a digest",
            "Name the kept copy by one of them.",
        ),
        made_by=maker,
        made_at=now(),
    )
    with writing(case) as change:
        change.add_link(link)
        change.record_event(
            verb="route",
            agent=maker,
            recording=recording,
            detail={"link": link.id, "kind": link.kind, "hedge": link.hedge},  # no names: a line stays for good
        )
    return link


def _after(mine: dict[str, Link], told: Told, before: Link | None, link_id: str) -> str | None:
    if told.after == DIRECTLY:
        return None
    if told.after is None:
        standing = standing_links(mine.values())
        return before.after if before else standing[-1].id if standing else None
    after = _known(mine, told.after)
    if int(after.id[1:]) >= int(link_id[1:]):
        raise UsageError(f"{link_id} cannot build on {after.id}, which came later.", advice="Name an earlier one.")
    return after.id


def _known(mine: dict[str, Link], asked: str) -> Link:
    if not is_link_id(asked) or asked not in mine:
        there = ", ".join(mine) or "none yet"
        raise UsageError(f"The recording has no link {shown(asked)}.", advice=f"It has: {there}.")
    return mine[asked]


def _checked(typed: str | None, fits: Callable[[str], bool], what: str, advice: str) -> str | None:
    if typed is not None and not fits(typed):
        raise UsageError(f"This is {what}: {shown(typed)}.", advice=advice)
    return typed
