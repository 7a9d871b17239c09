"""Certificates of an organisation for content credentials: good ones, and those that sign nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

Key = ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | rsa.RSAPrivateKey

EMAIL, DOCUMENTS, TIME = (
    ExtendedKeyUsageOID.EMAIL_PROTECTION,
    ObjectIdentifier("1.3.6.1.5.5.7.3.36"),
    ExtendedKeyUsageOID.TIME_STAMPING,
)


def new_key(kind: str = "ec") -> Key:
    match kind:
        case "ed25519":
            return ed25519.Ed25519PrivateKey.generate()
        case "rsa":
            return rsa.generate_private_key(65537, 2048)
        case "secp256k1":
            return ec.generate_private_key(ec.SECP256K1())
        case _:
            return ec.generate_private_key(ec.SECP256R1())


def make(  # noqa: PLR0913  (each spoils one thing)
    folder: Path,
    *,
    key: Key | None = None,
    shown_key: Key | None = None,
    days: tuple[float, float] = (-10, 10),
    use: ObjectIdentifier = EMAIL,
    passphrase: bytes | None = None,
) -> Path:
    """A PEM file with a leaf, its root and a private key: `shown_key`, where it is not the leaf's; gives its path.

    The root alone is beside it, as root.pem.
    """
    folder.mkdir(parents=True, exist_ok=True)
    root_key, key = new_key(), key or new_key()
    root = _certificate("Root", root_key, root_key, (-20, 400), None)
    leaf = _certificate("The Newsroom", key, root_key, days, use)
    locked: KeySerializationEncryption = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    pem = [one.public_bytes(Encoding.PEM) for one in (leaf, root)]
    pem.append((shown_key or key).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, locked))
    (folder / "desk.pem").write_bytes(b"".join(pem))
    (folder / "root.pem").write_bytes(root.public_bytes(Encoding.PEM))
    return folder / "desk.pem"


def _certificate(
    name: str, key: Key, above: Key, days: tuple[float, float], use: ObjectIdentifier | None
) -> x509.Certificate:
    now, is_root = datetime.now(UTC), use is None
    names = [
        x509.Name(
            [x509.NameAttribute(NameOID.COMMON_NAME, one), x509.NameAttribute(NameOID.ORGANIZATION_NAME, one)]
        )
        for one in (name, "Root")
    ]
    usage = dict.fromkeys(
        ("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only"), False
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(names[0])
        .issuer_name(names[1])
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=not is_root,
                key_cert_sign=is_root,
                crl_sign=is_root,
                decipher_only=False,
                **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
    )
    if use:
        builder = builder.add_extension(x509.ExtendedKeyUsage([use]), critical=False)
    return builder.sign(above, hashes.SHA256())
