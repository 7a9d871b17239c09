"""A piece of a quote as it would be if it denied what it says, or said what it denies.

What was turned round on the way into an article is less like what is said than what was not, so that its place is
missed, and nobody is told. A piece that is near to nothing is therefore compared once more, the other way round;
whether something is denied there is then for check/differ.py to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from earwitness.backends.protocols import Vectors
from earwitness.check.cut import Piece
from earwitness.check.search import Hits, Near, Space

NEAR_ENOUGH = 0.65
"""The cosine from which a piece is near enough to something as it is."""

_COST = 0.1  # in cosine: what fits as it is comes first

_DENIED = re.compile(r"\b(?:do|does|did)(?:n['’]t| not)\s+|\bnot\s+|n['’]t\b|\bnever\s+", re.IGNORECASE)


def turned(text: str) -> str:
    """The text the other way round; roughly, for an embedder and for no reader.

    >>> turned("They weren't there."), turned("I don't trust him."), turned("We let them in.")
    ('They were there.', 'I trust him.', 'No, not we let them in.')
    """
    without = _DENIED.sub("", text)
    return without if without != text else f"No, not {text[:1].lower()}{text[1:]}"


def nearer(pieces: Sequence[Piece], hits: Sequence[Hits], space: Space) -> list[Hits]:
    """What is near to the pieces, those that are near to nothing as near as they are when turned round."""
    far = [at for at, one in enumerate(hits) if one.near and one.near[0].cosine < NEAR_ENOUGH]
    found = list(hits)
    for at, row in zip(far, space.of([turned(pieces[at].plain) for at in far]), strict=True):
        near, others = (_either(held, row) for held in (hits[at].near, hits[at].others))
        found[at] = Hits(near=near, others=others)
    return found


def _either(held: Sequence[Near], row: Vectors) -> tuple[Near, ...]:
    either = [near._replace(cosine=max(near.cosine, float(near.row @ row) - _COST)) for near in held]
    return tuple(sorted(either, key=lambda near: -near.cosine))
