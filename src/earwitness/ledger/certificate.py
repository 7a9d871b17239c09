"""The certificate by which a desk signs what it publishes: its own, made on first use, or an organisation's.

It is another key than that of the ledger: what is published tells nobody which cases are by the same person.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from earwitness.backends.c2pa_credentials import USES
from earwitness.errors import CredentialsError
from earwitness.records.text import shown

_YEARS = 30
"""How long an own certificate lasts: what it signed is worth nothing afterwards."""

_CURVES = {"secp256r1": "es256", "secp384r1": "es384", "secp521r1": "es512"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A private key with its certificates, the signer's first, all in PEM; `algorithm` as C2PA names it.

    `authority` is the address at which a time stamp of each signature is asked for; None asks nobody.
    """

    chain: bytes
    key: bytes = field(repr=False)
    algorithm: str
    authority: str | None = None


def read(path: Path) -> Certificate:
    """The certificate of a PEM file with certificates, the signer's first, and the private key.

    Raises CredentialsError for one that is no such file, has expired or is not valid yet, or is of another key.
    """
    try:
        pem = path.read_bytes()
        certificates = x509.load_pem_x509_certificates(pem)
    except OSError as err:
        raise CredentialsError(f"{shown(path)} could not be read: {err.strerror or err}.") from err
    except ValueError as err:
        raise CredentialsError(f"{shown(path)} holds no certificate in PEM.") from err
    key = _key(pem, path)
    leaf, now = certificates[0], datetime.now(UTC)
    if _public(key.public_key()) != _public(leaf.public_key()):
        raise CredentialsError(
            f"The key in {shown(path)} is not that of its first certificate.",
            advice="Put the signer's certificate first, then those above it, then its own key.",
        )
    if now > leaf.not_valid_after_utc:
        raise CredentialsError(f"The certificate in {shown(path)} expired on {leaf.not_valid_after_utc:%Y-%m-%d}.")
    if now < leaf.not_valid_before_utc:
        raise CredentialsError(
            f"The certificate in {shown(path)} is valid from {leaf.not_valid_before_utc:%Y-%m-%d}."
        )
    if not _uses(leaf) & {*USES}:
        raise CredentialsError(
            f"The certificate in {shown(path)} is not made for signing content.",
            advice=f"Its extended key usage has to name one of {', '.join(USES)}.",
        )
    chain = b"".join(one.public_bytes(Encoding.PEM) for one in certificates)
    plain = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return Certificate(chain=chain, key=plain, algorithm=_algorithm(key, path))


def make(path: Path) -> bool:
    """Make a certificate in a file that only its owner reads; False, and nothing done, if there is one already.

    It is signed by a root of its own, whose key is thrown away: whoever trusts the root trusts this certificate
    and no other. Neither names anybody, nor the day on which it was made.
    """
    name = f"An earwitness desk {secrets.token_hex(4)}"
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root = _builder(f"{name} (root)", f"{name} (root)", root_key, root_key, is_root=True)
    leaf = _builder(name, f"{name} (root)", key, root_key, is_root=False)
    held = [one.sign(root_key, hashes.SHA256()).public_bytes(Encoding.PEM) for one in (leaf, root)]
    pem = b"".join([*held, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())])
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
                file.write(pem)
                file.flush()
                os.fsync(file.fileno())
            os.link(part, path)  # whole or not at all, and never over another process's
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError:
        return False
    except OSError as err:
        raise CredentialsError(f"{shown(path)} could not be written: {err.strerror or err}.") from err
    return True


def root_of(certificate: Certificate) -> bytes:
    """What others are given to trust: the last of the certificates, in PEM."""
    return x509.load_pem_x509_certificates(certificate.chain)[-1].public_bytes(Encoding.PEM)


def _builder(
    name: str, issuer: str, key: ec.EllipticCurvePrivateKey, above: ec.EllipticCurvePrivateKey, *, is_root: bool
) -> x509.CertificateBuilder:
    began = datetime(datetime.now(UTC).year, 1, 1, tzinfo=UTC)
    subject, by = (
        x509.Name(
            [x509.NameAttribute(NameOID.COMMON_NAME, one), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "-")]
        )
        for one in (name, issuer)
    )
    usage = x509.KeyUsage(
        digital_signature=not is_root,
        key_cert_sign=is_root,
        crl_sign=is_root,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(began)
        .not_valid_after(began + timedelta(days=365 * _YEARS))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
    )
    if is_root:
        return builder
    return builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)


def _uses(leaf: x509.Certificate) -> set[str]:
    try:
        return {one.dotted_string for one in leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value}
    except (x509.ExtensionNotFound, ValueError):
        return set()


def _key(pem: bytes, path: Path) -> PrivateKeyTypes:
    begins = pem.find(b"PRIVATE KEY-----")
    begins = pem.rfind(b"-----BEGIN", 0, begins) if begins >= 0 else -1
    if begins < 0:
        raise CredentialsError(f"{shown(path)} holds no private key.", advice="Put it below the certificates.")
    try:
        return load_pem_private_key(pem[begins:], None)
    except TypeError as err:
        raise CredentialsError(
            f"The key in {shown(path)} has a passphrase.",
            advice="Take it off (openssl pkey), in a file of your own.",
        ) from err
    except (ValueError, UnsupportedAlgorithm) as err:
        raise CredentialsError(f"{shown(path)} holds no private key that can be read.") from err


def _public(key: object) -> bytes:
    public: bytes = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)  # type: ignore[attr-defined]
    return public


def _algorithm(key: PrivateKeyTypes, path: Path) -> str:
    match key:
        case ec.EllipticCurvePrivateKey() if key.curve.name in _CURVES:
            return _CURVES[key.curve.name]
        case ed25519.Ed25519PrivateKey():
            return "ed25519"
        case rsa.RSAPrivateKey():
            return "ps256"
    raise CredentialsError(f"The key in {shown(path)} is of a kind that signs no content credentials.")
