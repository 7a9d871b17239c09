"""By which route a recording came: who made it, published it, translated it, reported it, each with a hedge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from earwitness.errors import RecordError
from earwitness.records.attribution import HEDGES, Hedge
from earwitness.records.custody import Agent, Digest
from earwitness.records.text import is_one_line, shown

LinkKind = Literal["recorded", "published", "translated", "reported"]
LINK_KINDS: tuple[LinkKind, ...] = ("recorded", "published", "translated", "reported")

STRENGTHS: Mapping[Hedge, int] = MappingProxyType(
    {"denied": 0, "unknown": 1, "reported": 2, "claimed": 3, "confirmed": 4}
)
"""How much each hedge lets one say: a number for comparing, and for nothing else."""

_DAY = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)  # what may become a link that somebody follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One edge of the route: what `by` did with the recording, or with what the link `after` gave (None: with the
    recording itself).

    `id` names its place in the case (l1, l2, …); the newest that is said of it counts, and `after` is always of an
    earlier number. `channel` is where, `day` when (2026, 2026-03 or 2026-03-05), `address` a web address,
    `archived` that of a kept copy, or its digest. `hedge`, `according_to` and `evidence` say how sure it is that
    this is so, who says it, and what it rests on. None where that is not known. Raises RecordError for a text that
    is empty or is not one line, a day or an address that is none, and a link that builds on none before it.
    """

    id: str
    recording: Digest
    kind: LinkKind
    by: str
    channel: str | None = None
    day: str | None = None
    address: str | None = None
    after: str | None = None
    hedge: Hedge = "unknown"
    according_to: str | None = None
    evidence: str | None = None
    archived: str | None = None
    made_by: Agent | None = None
    made_at: str

    def __post_init__(self) -> None:
        if self.kind not in LINK_KINDS or self.hedge not in HEDGES:
            raise RecordError(f"There is no link {self.kind!r} with a hedge {self.hedge!r}.")
        for text in (self.by, self.channel, self.according_to, self.evidence):
            if text is not None and not (text.strip() and is_one_line(text)):
                raise RecordError(f"This cannot be shown on one line: {shown(text)}.")
        if self.day is not None and not is_day(self.day):
            raise RecordError(f"This is no day: {shown(self.day)}.")
        if self.address is not None and not is_address(self.address):
            raise RecordError(f"This is no web address: {shown(self.address)}.")
        if self.archived is not None and not (is_address(self.archived) or is_digest(self.archived)):
            raise RecordError(f"This is neither a web address nor a digest: {shown(self.archived)}.")
        if not is_link_id(self.id) or (self.after is not None and not _is_before(self.after, self.id)):
            raise RecordError(f"The link {self.id} builds on {self.after}, which does not come before it.")

    @property
    def is_taken_back(self) -> bool:
        """Whether whoever works on the case denies it themselves: then nothing is told of it."""
        return self.hedge == "denied" and self.according_to is None


def standing_links(history: Iterable[Link]) -> tuple[Link, ...]:
    """What is said now, out of all that was ever said, oldest first; what was taken back is left out.

    What was built on a link that is gone builds on what that one was built on.
    """
    newest = {one.id: one for one in history}
    return tuple(
        one if one.after is None else _hung(one, newest) for one in newest.values() if not one.is_taken_back
    )


def path_to(link: Link, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links that one rests on, from the recording on, itself the last."""
    held = {one.id: one for one in links}
    path = [link]
    while (before := path[0].after) is not None and before in held:
        path.insert(0, held[before])
    return tuple(path)


def weakest(hedges: Iterable[Hedge]) -> Hedge:
    """The hedge that lets one say least; there must be one at least.

    >>> weakest(["confirmed", "reported", "claimed"])
    'reported'
    """
    return min(hedges, key=STRENGTHS.__getitem__)


def is_day(text: str) -> bool:
    """Whether it is a year, a month or a day.

    >>> [is_day(text) for text in ("2026", "2026-03", "2026-03-05", "2026-13", "5 March")]
    [True, True, True, False, False]
    """
    found = _DAY.fullmatch(text)
    if not found:
        return False
    try:
        date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return False
    return True


def is_address(text: str) -> bool:
    """Whether it is an address on the web, which a reader may follow."""
    return _ADDRESS.fullmatch(text) is not None and is_one_line(text)


def is_digest(text: str) -> bool:
    """Whether it is the digest of a kept copy."""
    return re.fullmatch(r"sha256:[0-9a-f]{64}", text) is not None


def is_link_id(text: str) -> bool:
    """Whether it can be the id of a link."""
    return re.fullmatch(r"l[1-9][0-9]{0,8}", text) is not None


def _is_before(one: str, other: str) -> bool:
    return is_link_id(one) and int(one[1:]) < int(other[1:])


def _hung(link: Link, newest: Mapping[str, Link]) -> Link:
    after = link.after
    while after is not None and after in newest and newest[after].is_taken_back:
        after = newest[after].after
    return link if after == link.after else replace(link, after=after)
