"""The people of a case: those who sign, by the name that they chose, and guests, by that which they were given."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.errors import UsageError
from earwitness.ledger.keys import person
from earwitness.records.custody import Agent, Digest, Guest
from earwitness.records.text import shown
from earwitness.workflow.person import acting, plain


def authors(case: CaseFolder) -> Mapping[Agent, str]:
    """What the people of a case are called; of those who sign, the newest name of each."""
    signing = {person(one.key): one.name for one in case.database.persons()}
    return signing | {one.agent: one.name for one in case.database.guests()}


def invited(case: CaseFolder, names: Sequence[str]) -> list[Guest]:
    """The guests of whoever acts by these names: who was one before is the same again.

    Nothing is kept of a guest before they do something. Raises UsageError for an empty name and one given twice.
    """
    host = acting().key.public
    known = {one.name: one for one in case.database.guests() if one.host == host}
    names = [plain(name) for name in names]
    for at, name in enumerate(names):
        if not name or name in names[:at]:
            raise UsageError(f"This is no name of one more person: {shown(name)}.", advice="Give each their own.")
    return [
        known.get(name) or Guest(digest=Digest.of(secrets.token_bytes(32)), host=host, name=name, made_at=now())
        for name in names
    ]
