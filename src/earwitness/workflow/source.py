"""Keep from whom a recording came where nothing that is handed on holds it: no export, page, log or ledger line.

The words lie in a file under sources/ that has a salt in it; the database and the ledger have its digest, by which
the file can be checked, and by which nobody who lacks it can try names.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.errors import UsageError
from earwitness.records.custody import Digest
from earwitness.records.source import Source, Words, words_from_bytes, words_to_bytes
from earwitness.records.text import is_one_line
from earwitness.workflow.person import acting, writing

_SALT_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was said of a source, and by whom; `words` is None where this copy of the case lacks them."""

    source: Source
    words: Words | None


def checked(words: Words) -> Words:
    """The words without white space around them; UsageError, which never repeats them, for what makes no sense."""
    return Words(origin=_line(words.origin, "The source"), note=_line(words.note, "The note"))


def keep(case: CaseFolder, recording: Digest, words: Words) -> Source:
    """Keep what is said of a source (the case is opened for writing); what was said last is not kept twice.

    Raises UsageError for what makes no sense.
    """
    words = checked(words)
    before = [one for one in told(case, recording) if one.words is not None]
    if before and before[-1].words == words:
        return before[-1].source
    data = words_to_bytes(words, salt=secrets.token_hex(_SALT_BYTES))
    source = Source(
        id=f"s{len(case.database.sources()) + 1}",
        recording=recording,
        digest=case.store.add_source(data).digest,
        made_by=acting().agent,
        made_at=now(),
    )
    with writing(case) as change:
        change.add_source(source)
        change.record_event(
            verb="source",
            agent=source.made_by,
            recording=recording,
            detail={"source": source.id, "digest": str(source.digest)},
        )
    return source


def told(case: CaseFolder, recording: Digest) -> list[Told]:
    """All that was said of where a recording came from, oldest first.

    Raises FixityError and RecordError for words that were changed.
    """
    found = []
    for source in case.database.sources():
        if source.recording == recording:
            data = case.store.source(source.digest)
            found.append(Told(source=source, words=None if data is None else words_from_bytes(data)))
    return found


def _line(typed: str | None, what: str) -> str | None:
    if typed is None:
        return None
    said = typed.strip()
    if not said:
        raise UsageError(f"{what} is empty.", advice="Write what is known, or leave the option out.")
    if not is_one_line(said):
        raise UsageError(f"{what} holds what cannot be shown on one line.", advice="Type it again without that.")
    return said
