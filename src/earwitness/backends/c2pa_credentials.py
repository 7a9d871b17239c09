"""Content credentials by C2PA's own library (extra `credentials`). It fetches nothing, and signs offline.

The one thing that it asks for, where it is given an address, is a time stamp of its signature.

Its defaults would fetch manifests that a file names from the network, and embed a picture of what a file was made
from: both are off here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from earwitness.errors import CredentialsError, NotInstalledError
from earwitness.records.credentials import State
from earwitness.records.text import shown

MEDIA_TYPES = {
    ".mp3": "audio/mpeg", ".wav": "audio/wav", ".m4a": "audio/mp4", ".mp4": "video/mp4", ".flac": "audio/flac",
    ".png": "image/png", ".jpg": "image/jpeg",
}  # fmt: skip
"""The files that can carry credentials, by their suffixes."""

USES = ("1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.62558.2.1")
"""What a certificate has to be for, one of these: e-mail, documents, or C2PA's own purpose."""

_STATES: dict[str | None, State] = {"Trusted": "trusted", "Valid": "valid"}


class Signs(Protocol):
    """Whoever signs: ledger.certificate.Certificate."""

    @property
    def chain(self) -> bytes:
        """The certificates in PEM, the signer's first."""
        ...

    @property
    def key(self) -> bytes:
        """The private key in PEM."""
        ...

    @property
    def algorithm(self) -> str:
        """How it signs, as C2PA names it."""
        ...


def require() -> None:
    """Raise NotInstalledError where the extra is not installed."""
    if find_spec("c2pa") is None:
        raise NotInstalledError(
            "What signs and reads content credentials is not installed (package c2pa-python).",
            advice="Install it: pip install 'earwitness[credentials]'",
        )


def sign(
    source: BinaryIO, target: BinaryIO, manifest: Mapping[str, Any], by: Signs, *, stamped_at: str | None = None
) -> None:
    """Write `source` with its credentials to `target`, which is open for reading and writing.

    `manifest` is formats.credentials.manifest, `stamped_at` the address of a time-stamping authority. Raises
    CredentialsError, also where no time stamp comes; what is in `target` then is worth nothing.
    """
    require()
    import c2pa  # noqa: PLC0415  (heavy, and an extra)

    with _errors(), c2pa.Context(c2pa.Settings.from_dict(_settings())) as context:
        info = c2pa.C2paSignerInfo(
            by.algorithm.encode(), by.chain, by.key, stamped_at.encode() if stamped_at else None
        )
        builder = c2pa.Builder.from_json(json.dumps(manifest, ensure_ascii=False), context)
        with builder, c2pa.Signer.from_info(info) as signer:
            builder.sign(signer, manifest["format"], source, target)


def read(path: Path, *, roots: bytes | None = None) -> tuple[str, State]:
    """The JSON of a file's credentials, and whether to believe it; `roots` (PEM) are those one trusts.

    Raises CredentialsError for a file that can carry none.
    """
    require()
    import c2pa  # noqa: PLC0415  (heavy, and an extra)

    media_type = MEDIA_TYPES.get(path.suffix.lower())
    if media_type is None:
        kinds = ", ".join(suffix.removeprefix(".") for suffix in MEDIA_TYPES)
        raise CredentialsError(f"{shown(path)} is no file that carries content credentials ({kinds}).")
    with _errors(), path.open("rb") as file, c2pa.Context(c2pa.Settings.from_dict(_settings(roots))) as context:
        reader = c2pa.Reader.try_create(media_type, file, None, context)
        if reader is None:
            return "{}", "none"
        with reader:
            return reader.json(), _STATES.get(reader.get_validation_state(), "invalid")


def _settings(roots: bytes | None = None) -> dict[str, Any]:
    trust = {"trust_config": "\n".join(USES)} | ({"trust_anchors": roots.decode()} if roots else {})
    return {
        "version": 1,
        "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False, "verify_after_sign": True},
        "builder": {"thumbnail": {"enabled": False}},
        "trust": trust,
    }


@contextmanager
def _errors() -> Iterator[None]:
    import c2pa  # noqa: PLC0415  (heavy, and an extra)

    try:
        yield
    except c2pa.C2paError as err:
        if str(err).startswith("Remote"):
            raise CredentialsError("Its content credentials lie on the network, where nobody was asked.") from err
        raise CredentialsError(f"Content credentials could not be signed or read: {err}.") from err
