"""The key by which a person signs: Ed25519, in a file of the person's own, in forms that openssl reads.

A public key is written as the base64 of its SubjectPublicKeyInfo (RFC 8410): the middle line of a PEM file.
"""

from __future__ import annotations

import base64
import contextlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_public_key,
    load_pem_private_key,
)

from earwitness.errors import PassphraseError, SigningError
from earwitness.records.custody import Agent, Digest
from earwitness.records.text import shown


class Key:
    """A private key. `public` is its public half as the ledger writes it."""

    def __init__(self, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.public = base64.b64encode(
            private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        ).decode("ascii")

    @classmethod
    def new(cls) -> Key:
        """A key that nobody had before."""
        return cls(Ed25519PrivateKey.generate())

    @property
    def agent(self) -> Agent:
        """The person as records name them: by the key, and by nothing else."""
        return person(self.public)

    def sign(self, data: bytes) -> bytes:
        """The signature, of 64 bytes."""
        return self._private.sign(data)

    def openssh(self) -> bytes:
        """The private key as OpenSSH writes one, by which what is sealed to its public half is opened."""
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())

    def _pem(self, passphrase: str | None) -> bytes:
        how = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, how)


def person(public: str) -> Agent:
    """Whoever holds this public key, as records name them; ValueError for what is no public key."""
    digest = Digest.of(base64.b64decode(public, validate=True))
    return Agent(kind="person", name=digest.short, digest=digest)


def is_signed(data: bytes, signature: bytes, public: str) -> bool:
    """Whether the holder of this public key signed these bytes."""
    try:
        key = load_der_public_key(base64.b64decode(public, validate=True))
        if not isinstance(key, Ed25519PublicKey):
            return False
        key.verify(signature, data)
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True


def read(path: Path, passphrase: str | None) -> Key | None:
    """The key of this file; None if there is no such file.

    Raises PassphraseError where a passphrase is needed or is another one, SigningError for any other file.
    """
    try:
        private = load_pem_private_key(path.read_bytes(), passphrase.encode() if passphrase else None)
    except FileNotFoundError:
        return None
    except OSError as err:
        raise SigningError(f"The key {shown(path)} could not be read: {err.strerror or err}.") from err
    except TypeError as err:  # how cryptography says that there is a passphrase too many or too few
        if passphrase:
            return read(path, None)
        raise PassphraseError(
            f"The key {shown(path)} has a passphrase.",
            advice="Type it at a terminal, or put it into the environment as EARWITNESS_PASSPHRASE.",
            code="passphrase",
        ) from err
    except (ValueError, UnsupportedAlgorithm) as err:
        if passphrase and b"ENCRYPTED" in path.read_bytes():
            raise PassphraseError(f"That is not the passphrase of the key {shown(path)}.") from err
        raise _no_key(path) from err
    if not isinstance(private, Ed25519PrivateKey):
        raise _no_key(path)
    return Key(private)


def write(path: Path, key: Key, passphrase: str | None, *, replace: bool = False) -> bool:
    """Keep a key in a file that only its owner reads; False, and nothing done, if one is there already."""
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
                file.write(key._pem(passphrase))
                file.flush()
                os.fsync(file.fileno())
            if replace:
                part.replace(path)
            else:
                os.link(part, path)  # whole or not at all, and never over another process's key
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError:
        return False
    except OSError as err:
        raise SigningError(
            f"The key {shown(path)} could not be written: {err.strerror or err}.",
            advice="Name another file in the environment as EARWITNESS_KEY.",
        ) from err
    return True


def is_private(path: Path) -> bool:
    """Whether nobody but its owner may read the file; what is no file of anybody's own counts as private."""
    with contextlib.suppress(OSError):
        return not path.is_file() or not path.stat().st_mode & 0o077
    return True


def _no_key(path: Path) -> SigningError:
    return SigningError(
        f"{shown(path)} is no Ed25519 key.",
        advice="Restore it from a copy; or move it aside, and a new one is made, by which nobody knows you.",
    )
