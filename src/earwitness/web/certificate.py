"""The certificate by which browsers of a network know this server: an office's, or one that is made here.

One that is made here is signed by nobody but itself. Whoever comes compares its fingerprint with the one that the
terminal shows; it stays the same for an address, so that this is done once.
"""

from __future__ import annotations

import ipaddress
import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from earwitness.archive.atomic import whole_file
from earwitness.errors import UsageError
from earwitness.records.text import shown
from earwitness.web.clear import Context
from earwitness.workflow.person import acting

_LASTS = timedelta(days=397)
"""What browsers take for the longest that a server's certificate may last."""


def own(name: str) -> Path:
    """A file with a certificate of this address or name and its key, beside the key of whoever acts.

    It is made where there is none that is valid for another day.
    """
    path = acting().path.with_name(f"review {name}.pem".replace(":", "-"))
    try:
        (held,) = x509.load_pem_x509_certificates(path.read_bytes())
        lasts = held.not_valid_after_utc - datetime.now(UTC) > timedelta(days=1)
    except (OSError, ValueError):
        lasts = False
    if not lasts:
        with whole_file(path) as file:
            os.fchmod(file.fileno(), 0o600)
            file.write(_made(name))
    return path


def loaded(path: Path, key: Path | None) -> tuple[ssl.SSLContext, str]:
    """What serves by a PEM file (its key in another, where that is named), and its SHA-256 fingerprint.

    Raises UsageError for a file that cannot be read, is no certificate with its key, or has expired.
    """
    context = Context(ssl.PROTOCOL_TLS_SERVER)
    try:
        first = x509.load_pem_x509_certificates(path.read_bytes())[0]
        context.load_cert_chain(path, key, password="")  # nobody is asked: the terminal is not always there
    except ssl.SSLError as err:
        raise UsageError(
            f"{shown(path)} holds no certificate with its key in PEM.",
            advice="Put its key, without a passphrase, below it, or name the key's file (--certificate-key).",
        ) from err
    except OSError as err:
        raise UsageError(f"{shown(err.filename or path)} could not be read: {err.strerror or err}.") from err
    except ValueError as err:
        raise UsageError(f"{shown(path)} holds no certificate in PEM.") from err
    if first.not_valid_after_utc < datetime.now(UTC):
        raise UsageError(f"The certificate in {shown(path)} expired on {first.not_valid_after_utc:%Y-%m-%d}.")
    return context, first.fingerprint(hashes.SHA256()).hex(":").upper()


def _made(name: str) -> bytes:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "earwitness review")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(called)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))  # clocks differ
        .not_valid_after(now + _LASTS)
        .add_extension(x509.SubjectAlternativeName([_alternative(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return certificate.public_bytes(Encoding.PEM) + pem


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
