"""What a page tells of who speaks: the labels, unless its publisher asks for more.

A name that was on the web cannot be taken back, and a role or a source can give a name away. So nothing that
somebody typed about a speaker goes onto a page by itself, and evidence never does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from earwitness.records.attribution import Attribution
from earwitness.records.view import RecordingView

Disclosure = Literal["labels", "roles", "names", "sources"]

_TOLD: Mapping[Disclosure, frozenset[str]] = MappingProxyType(
    {
        "labels": frozenset(),
        "roles": frozenset({"role"}),
        "names": frozenset({"role", "name"}),
        "sources": frozenset({"role", "name", "according_to"}),
    }
)

DISCLOSURES = tuple(_TOLD)
"""Each tells what the one before it tells, and more: labels alone, roles, names, and who says so."""


def disclosed(view: RecordingView, what: Disclosure) -> RecordingView:
    """The view with what may be told of its speakers and nothing else: every file of a page is made from it."""
    kept = (_kept(one, _TOLD[what]) for one in view.attributions)
    return replace(view, attributions=tuple(one for one in kept if one))


def _kept(one: Attribution, told: frozenset[str]) -> Attribution | None:
    name, role, according_to = (
        getattr(one, field) if field in told else None for field in ("name", "role", "according_to")
    )
    if name is None and role is None:
        return None
    return Attribution(
        id=one.id,
        transcript_id=one.transcript_id,
        speaker=one.speaker,
        name=name,
        role=role,
        according_to=according_to,
        hedge=one.hedge,
        made_at=one.made_at,
    )
