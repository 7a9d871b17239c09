"""Time stamps after RFC 3161: an authority signs that it was shown a digest at a time. Bytes only, no network.

What is stamped is a line of the ledger, newline included: its SHA-256 is what the next line calls `previous`. A
reply is kept as it came, so that `openssl ts -verify` checks it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)
from rfc3161_client._rust import parse_timestamp_request  # a request can be read back by nothing public

from earwitness.errors import TimestampError
from earwitness.records.custody import Digest

Roots = Sequence[x509.Certificate]
"""The certificates of those whom somebody trusts to say what the time was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """That somebody said a line was there at a time, and whether they are one who is trusted (None: not asked)."""

    at: datetime
    is_trusted: bool | None


def request(line: bytes) -> bytes:
    """What to ask an authority about a line; a random number in it tells its answer from an old one."""
    builder = TimestampRequestBuilder().data(line).hash_algorithm(HashAlgorithm.SHA256)
    return builder.nonce(nonce=True).cert_request(cert_request=True).build().as_bytes()


def read(reply: bytes, line: bytes, *, asked: bytes | None = None, roots: Roots = ()) -> Stamp:
    """What a reply says of a line; with `asked`, that it answers this request.

    With `roots`, its signature and the certificates up to one of them are checked as of the time that it says.
    Raises TimestampError for a reply that says nothing, that is of other bytes, or not from whom it should be.
    """
    try:
        held = decode_timestamp_response(reply)
        if held.status not in (0, 1):
            reasons = " ".join(map(str, held.status_string)) or f"status {held.status}"
            raise TimestampError(f"The authority gave no time stamp: {reasons}.")
        said = held.tst_info
        imprint, at = said.message_imprint, said.gen_time.astimezone(UTC)
        if imprint.hash_algorithm.dotted_string != _SHA256 or imprint.message.hex() != Digest.of(line).hex:
            raise TimestampError("The time stamp is of other bytes.")
        if asked is not None and said.nonce != parse_timestamp_request(asked).nonce:
            raise TimestampError("The time stamp answers another request.")
    except ValueError as err:
        raise TimestampError("What the authority sent is no time stamp after RFC 3161.") from err
    if roots:
        _verify(held, Digest.of(line), roots)
    return Stamp(at=at, is_trusted=True if roots else None)


def read_roots(pem: bytes) -> Roots:
    """The certificates in a PEM file; TimestampError if there are none."""
    try:
        return x509.load_pem_x509_certificates(pem)
    except ValueError as err:
        raise TimestampError("That file holds no certificate in PEM.") from err


def _verify(held: TimeStampResponse, digest: Digest, roots: Roots) -> None:
    builder = VerifierBuilder(roots=list(roots))
    try:
        builder.build().verify(held, bytes.fromhex(digest.hex))
    except (VerificationError, ValueError) as err:
        raise TimestampError(
            f"The time stamp is not from whom you trust, or not as they signed it: {err}."
        ) from err


_SHA256 = "2.16.840.1.101.3.4.2.1"
