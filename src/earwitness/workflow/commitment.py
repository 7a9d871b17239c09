"""What a page calls a recording by: a salted commitment, which confirms a guess to nobody who lacks the salt.

The plain digest of a leaked file tells whoever handed out marked copies which of them it was. The commitment is
the SHA-256 of a random salt and the digest, 32 bytes each; the salt stays in the case, and whoever is shown it can
check that the page is of that recording.
"""

from __future__ import annotations

import secrets

from earwitness.archive.folder import CaseFolder
from earwitness.records.custody import Digest
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.person import writing

_SALT_BYTES = 32


def commitment(case: CaseFolder, recording: Digest) -> Digest:
    """The commitment to a recording (the case is opened for writing), the same on each of its pages."""
    salt = case.database.salt(recording)
    if salt is None:
        salt = secrets.token_hex(_SALT_BYTES)
        with writing(case) as change:
            change.add_commitment(recording, salt)
            change.record_event(verb="commit", agent=PROGRAM, recording=recording)
    return committed(recording, salt)


def committed(recording: Digest, salt: str) -> Digest:
    """The commitment that this salt gives.

    >>> committed(Digest.of(b"call"), "00" * 32).short
    '5a03a6a3fd62'
    """
    return Digest.of(bytes.fromhex(salt) + bytes.fromhex(recording.hex))
