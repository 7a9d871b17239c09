"""What a person types of somebody: text that can be shown on one line, and how sure it is."""

from __future__ import annotations

from earwitness.errors import UsageError
from earwitness.records.attribution import HEDGES, Hedge
from earwitness.records.text import is_one_line, shown


def hedged(typed: str | None, what: str, according_to: str | None, evidence: str | None) -> Hedge:
    """The hedge that was typed: by default `claimed` where somebody is named who says so, else `unknown`.

    `what` completes "It is not said what confirms …". Raises UsageError for a hedge that there is not, and for one
    that lacks what it rests on.
    """
    wanted = typed or ("claimed" if according_to else "unknown")
    hedge = next((known for known in HEDGES if known == wanted), None)
    if hedge is None:
        raise UsageError(f"There is no hedge {shown(wanted)}.", advice=f"There are: {', '.join(HEDGES)}.")
    if hedge == "confirmed" and evidence is None:
        raise UsageError(
            f"It is not said what confirms {what}.",
            advice="Give the evidence (--evidence), or choose another hedge.",
        )
    if hedge in ("claimed", "reported") and according_to is None:
        raise UsageError(
            f"It is not said by whom it is {hedge} {what}.",
            advice="Name who says so (--according-to), or leave the hedge out.",
        )
    return hedge


def text(typed: str, what: str) -> str:
    """The text without white space around it; UsageError where it is empty or not one line."""
    said = typed.strip()
    if not said:
        raise UsageError(f"{what} is empty.", advice="Write what is known, or leave the option out.", code="empty")
    if not is_one_line(said):
        raise UsageError(
            f"{what} holds what cannot be shown on one line: {shown(said)}.",
            advice="Type it again without that.",
            code="not-one-line",
        )
    return said


def optional(typed: str | None, what: str) -> str | None:
    """The same of what may be left out."""
    return None if typed is None else text(typed, what)
