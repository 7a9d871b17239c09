"""Encryption to named keys by age (https://age-encryption.org), through pyrage (extra `seal`).

A key is one of age's own, one of SSH's, or that by which somebody signs here: age takes an Ed25519 key of SSH's.
"""

from __future__ import annotations

import base64
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from earwitness.errors import NotInstalledError, SealError, UsageError
from earwitness.records.text import shown


def require() -> None:
    """Raise NotInstalledError where the extra is not installed."""
    if find_spec("pyrage") is None:
        raise NotInstalledError(
            "What seals and opens cases is not installed (package pyrage).",
            advice="Install it: pip install 'earwitness[seal]'",
        )


def recipient(text: str) -> Any:
    """The key of somebody who may open it: `age1…`, `ssh-ed25519 …`, or as `earwitness key` shows one.

    Raises UsageError for anything else.
    """
    require()
    import pyrage  # noqa: PLC0415  (an extra)

    kind = pyrage.ssh.Recipient if text.startswith("ssh-") else pyrage.x25519.Recipient
    try:
        return (
            kind.from_str(text) if text.startswith(("ssh-", "age1")) else pyrage.ssh.Recipient.from_str(_ssh(text))
        )
    except (pyrage.RecipientError, ValueError, TypeError) as err:
        raise UsageError(
            f"{shown(text)} is no key to which a case can be sealed.",
            advice="Give a public key: age1…, ssh-ed25519 …, or the one that `earwitness key` shows.",
        ) from err


def identity(data: bytes, path: Path) -> list[Any]:
    """The private keys in a file: age's own, a line each, or one in OpenSSH's form without a passphrase.

    Raises SealError where there are none.
    """
    require()
    import pyrage  # noqa: PLC0415  (an extra)

    try:
        if data.lstrip().startswith(b"-----BEGIN"):
            return [pyrage.ssh.Identity.from_buffer(data)]
        lines = [line for line in data.decode().splitlines() if line.strip() and not line.startswith("#")]
        if lines:
            return [pyrage.x25519.Identity.from_str(line.strip()) for line in lines]
    except (pyrage.IdentityError, ValueError):
        pass
    raise SealError(f"{shown(path)} holds no private key of age or SSH that can be read without a passphrase.")


@contextmanager
def sealing(target: BinaryIO, recipients: Sequence[Any]) -> Iterator[BinaryIO]:
    """A file to write what only the recipients shall read: it reaches `target` encrypted, and no disk before."""
    import pyrage  # noqa: PLC0415  (an extra)

    inside, outside = os.pipe()
    failures: list[BaseException] = []

    def encrypt() -> None:
        with os.fdopen(inside, "rb") as file:
            try:
                pyrage.encrypt_io(file, target, list(recipients))
            except (pyrage.EncryptError, OSError) as err:
                failures.append(err)

    thread = threading.Thread(target=encrypt, daemon=True)
    thread.start()
    try:
        with os.fdopen(outside, "wb") as file:
            yield file
    except BrokenPipeError:
        pass  # why, the other side says
    finally:
        thread.join()
    for err in failures:
        raise err if isinstance(err, OSError) else SealError(f"It could not be sealed: {err}.") from err


def unseal(sealed: BinaryIO, target: BinaryIO, identities: Sequence[Any], path: Path) -> None:
    """Write what was sealed to `target`; SealError where none of the keys opens it, or it is not whole."""
    require()
    import pyrage  # noqa: PLC0415  (an extra)

    if not sealed.read(22).startswith(b"age-encryption.org/v1"):
        raise SealError(f"{shown(path)} is not sealed: it is no file of age's.")
    sealed.seek(0)
    try:
        pyrage.decrypt_io(sealed, target, list(identities))
    except pyrage.DecryptError as err:
        if "matching keys" in str(err):
            raise SealError(
                f"{shown(path)} is not sealed to your key.", advice="Name another: --identity."
            ) from err
        raise SealError(f"{shown(path)} is not whole: {err}.") from err
    except OSError as err:
        if err.errno is None:  # how pyrage says that what it decrypted is not what was encrypted
            raise SealError(f"{shown(path)} was changed or cut off since it was sealed.") from err
        raise


def _ssh(public: str) -> str:
    key = load_der_public_key(base64.b64decode(public, validate=True))
    if not isinstance(key, Ed25519PublicKey):
        raise TypeError
    return key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
