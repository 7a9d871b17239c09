"""The route of a recording as a small picture: SVG to stand inside a page, whose style sheet colours it.

Top to bottom, a dot each: who speaks, the recording, each link of the route beneath the one that it builds on;
where several build on one, they stand a step in. How sure a link is shows in the line that leads to it, and stands
there in words too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from earwitness.formats import svg
from earwitness.records.attribution import HEDGES, Attribution, Hedge
from earwitness.records.route import Link
from earwitness.story.attribution import day_in_words

_WIDTH, _STEP, _LINE, _SPACE, _COLUMNS = 360, 28, 19, 16, 40
_DEEPEST = 5
_DASHES = {"confirmed": "", "claimed": "8 4", "reported": "5 5", "unknown": "1.5 6", "denied": "1.5 6"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Node:
    text: str
    depth: int
    parent: int | None
    hedge: Hedge | None = None
    note: str = ""


def chain_svg(links: Sequence[Link], speakers: Sequence[Attribution], told: str, *, id_: str = "chain") -> str:
    """The picture of a route and of who its speakers are said to be; `told` is the same in words, for whoever
    cannot see it. `id_` tells it apart on its page.
    """
    nodes = list(_nodes(links, speakers))
    drawn: list[str] = []
    tops: list[int] = []
    y = 20
    for node in nodes:
        x = 12 + node.depth * _STEP
        tops.append(y)
        if node.parent is not None:
            drawn.append(_line(12 + nodes[node.parent].depth * _STEP, tops[node.parent], x, y, node.hedge))
        columns = _COLUMNS - 3 * node.depth
        lines = wrap(node.text, columns)
        for number, line in enumerate(lines):
            drawn.append(svg.text(x + 16, y + 5 + number * _LINE, line))
        y += _LINE * (len(lines) - 1)
        for line in wrap(node.note, columns + 4):
            y += _LINE
            drawn.append(svg.text(x + 16, y + 5, line, "basis"))
        y += _LINE + _SPACE
    for node, top in zip(nodes, tops, strict=True):
        drawn.append(f'<circle cx="{12 + node.depth * _STEP}" cy="{top}" r="6"/>')
    return (
        f'<svg class="chain" viewBox="0 0 {_WIDTH} {y - _SPACE}" role="img" lang="en" '
        f'aria-labelledby="{id_}-name {id_}-told"><title id="{id_}-name">Who says so</title>'
        f'<desc id="{id_}-told">{svg.safe(told)}</desc>{"".join(drawn)}</svg>'
    )


def _nodes(links: Sequence[Link], speakers: Sequence[Attribution]) -> Iterator[_Node]:
    named = [one for one in speakers if one.who]
    for one in named:
        who = ", ".join(filter(None, (one.name, one.role)))
        yield _Node(text=f"{one.speaker}: {who}", depth=0, parent=None, note=_basis(one.hedge, one.according_to))
    if not named:
        yield _Node(text="Whoever speaks", depth=0, parent=None, note="not established")
    recording = len(named) or 1
    yield _Node(text="The recording", depth=0, parent=recording - 1, hedge=named[-1].hedge if named else "unknown")
    yield from _beneath(None, links, depth=0, parent=recording, number=recording + 1)


def _beneath(after: str | None, links: Sequence[Link], *, depth: int, parent: int, number: int) -> Iterator[_Node]:
    """What builds on a link (None: on the recording), and on that in turn; `number` is that of the next node."""
    held = {link.id for link in links}
    mine = [link for link in links if (link.after if link.after in held else None) == after]
    depth = depth if len(mine) == 1 else min(depth + 1, _DEEPEST)
    for link in mine:
        what = " ".join(filter(None, (f"{link.kind} by {link.by}", _where(link))))
        yield _Node(
            text=what[:1].upper() + what[1:],
            depth=depth,
            parent=parent,
            hedge=link.hedge,
            note=_basis(link.hedge, link.according_to),
        )
        below = list(_beneath(link.id, links, depth=depth, parent=number, number=number + 1))
        yield from below
        number += 1 + len(below)


def _where(link: Link) -> str:
    when = day_in_words(link.day) if link.day else ""
    return " ".join(filter(None, (f"on {link.channel}" if link.channel else "", when)))


def _basis(hedge: Hedge, according_to: str | None) -> str:
    return f"{HEDGES[hedge]}{f', according to {according_to}' if according_to else ''}"


def _line(x1: int, y1: int, x2: int, y2: int, hedge: Hedge | None) -> str:
    """From one dot to another: straight down, or, where several lead from one, down a common line and across."""
    dashes = _DASHES[hedge or "confirmed"]
    drawn = f' stroke-dasharray="{dashes}" stroke-linecap="round"' if dashes else ""
    if x1 == x2:
        return f'<path d="M{x1} {y1}V{y2}"{drawn}/>'
    return f'<path class="trunk" d="M{x1} {y1}V{y2}"/><path d="M{x1} {y2}H{x2}"{drawn}/>'
