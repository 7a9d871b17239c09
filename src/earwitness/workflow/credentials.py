"""Content credentials on what is published: signed offline, by the desk's own certificate or an organisation's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from earwitness.archive.atomic import whole_file
from earwitness.backends import c2pa_credentials
from earwitness.errors import CredentialsError, UsageError
from earwitness.formats import credentials
from earwitness.ledger import authority, certificate
from earwitness.ledger.certificate import Certificate
from earwitness.records.credentials import Act, Claim, Credentials
from earwitness.records.text import shown
from earwitness.records.time import Span
from earwitness.workflow.agent import VERSION
from earwitness.workflow.person import key_path, talk

CARRIERS = frozenset(c2pa_credentials.MEDIA_TYPES)
"""The suffixes of files that can carry credentials."""


def desk_certificate(named: Path | None = None) -> Certificate:
    """The certificate of this file, else the desk's own, which is made if there is none.

    Raises NotInstalledError without the extra `credentials`, CredentialsError for one that signs nothing.
    """
    c2pa_credentials.require()
    path = named or key_path().with_name("credentials.pem")
    if named is None and certificate.make(path):
        talk.tell(f"A certificate was made by which you sign what you publish: {path}")
    return certificate.read(path)


def made_of(hidden: Sequence[Span]) -> tuple[Act, ...]:
    """What is done to sound that is published: words are covered in these spans, and all is encoded anew."""
    covered = (Act(kind="redacted", spans=tuple(hidden)),) if hidden else ()
    return (*covered, Act(kind="transcoded"))


def attach(source: Path, target: Path, claim: Claim, by: Certificate) -> None:
    """Write a file with its credentials, whole or not at all; `target` has the suffix of what it is.

    Raises CredentialsError where it cannot be signed so, TimestampError where whoever signs wants a time stamp and
    none comes, CaseError where it cannot be written.
    """
    manifest = credentials.manifest(claim, c2pa_credentials.MEDIA_TYPES[target.suffix.lower()], VERSION)
    with source.open("rb") as file, whole_file(target) as made:
        if by.authority is None:
            c2pa_credentials.sign(file, made, manifest, by)
            return
        with authority.relaying(by.authority) as relay:
            try:
                c2pa_credentials.sign(file, made, manifest, by, stamped_at=relay.address)
            except CredentialsError as err:
                raise relay.failure or err from err


def read_credentials(path: Path, *, trust: Path | None = None) -> Credentials:
    """What a file says of how it was made. `trust` is a PEM file of those whose signature one believes.

    Raises UsageError for a file that cannot be read, CredentialsError for one that can carry no credentials.
    """
    try:
        roots = trust.read_bytes() if trust else None
        with path.open("rb"):
            pass
    except OSError as err:
        raise UsageError(f"{shown(err.filename)} could not be read: {err.strerror or err}.") from err
    if roots is not None and b"-----BEGIN CERTIFICATE-----" not in roots:
        raise CredentialsError(f"{shown(trust)} holds no certificate in PEM.")
    return credentials.read(*c2pa_credentials.read(path, roots=roots))
