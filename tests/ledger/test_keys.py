"""A key is made once, belongs to its owner, and openssl reads it."""

from __future__ import annotations

import multiprocessing
import shutil
import subprocess
from pathlib import Path

import pytest

from earwitness.errors import PassphraseError, SigningError
from earwitness.ledger import keys
from earwitness.records.custody import Digest


def test_a_key_comes_back_from_its_file_which_only_its_owner_reads(tmp_path: Path) -> None:
    key, path = keys.Key.new(), tmp_path / "new folder" / "key.pem"
    assert keys.write(path, key, None)
    held = keys.read(path, None)
    assert held is not None
    assert held.public == key.public
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o077 == 0
    assert keys.is_private(path)
    path.chmod(0o644)
    assert not keys.is_private(path)
    path.parent.chmod(0o755)
    assert keys.is_private(path.parent), "nobody is told to close a folder to themselves"


def test_a_key_that_is_there_is_never_overwritten_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path, first = tmp_path / "key.pem", keys.Key.new()
    keys.write(path, first, None)
    assert not keys.write(path, keys.Key.new(), None)
    held = keys.read(path, None)
    assert held is not None
    assert held.public == first.public
    assert [entry.name for entry in tmp_path.iterdir()] == ["key.pem"]


def test_processes_that_make_the_first_key_at_once_have_the_same(tmp_path: Path) -> None:
    fork, path = multiprocessing.get_context("fork"), tmp_path / "key.pem"
    with fork.Pool(4) as pool:
        made = pool.map(_made, [path] * 12)
    assert sum(made) == 1


def _made(path: Path) -> bool:
    return keys.write(path, keys.Key.new(), None)


def test_under_a_passphrase_the_key_needs_it_and_only_it(tmp_path: Path) -> None:
    path, key = tmp_path / "key.pem", keys.Key.new()
    keys.write(path, key, "тайна")
    assert b"ENCRYPTED" in path.read_bytes()
    held = keys.read(path, "тайна")
    assert held is not None
    assert held.public == key.public
    with pytest.raises(PassphraseError, match=r"has a passphrase\. Type it at a terminal"):
        keys.read(path, None)
    with pytest.raises(PassphraseError, match="That is not the passphrase"):
        keys.read(path, "another")
    keys.write(path, key, None, replace=True)
    assert keys.read(path, "not needed") is not None


@pytest.mark.parametrize(
    "data", [b"", b"no key", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_what_is_no_key_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "key.pem").write_bytes(data)
    with pytest.raises(SigningError, match="is no Ed25519 key"):
        keys.read(tmp_path / "key.pem", None)
    assert keys.read(tmp_path / "none.pem", None) is None
    with pytest.raises(SigningError, match="could not be read"):
        keys.read(tmp_path, None)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_openssl_reads_the_key_and_an_rsa_key_is_refused(tmp_path: Path) -> None:
    path, key = tmp_path / "key.pem", keys.Key.new()
    keys.write(path, key, None)
    command = ["openssl", "pkey", "-in", str(path), "-pubout", "-outform"]
    pem = subprocess.run([*command, "PEM"], capture_output=True, text=True, check=True).stdout
    der = subprocess.run([*command, "DER"], capture_output=True, check=True).stdout
    assert pem.splitlines()[1] == key.public
    assert key.agent.digest == Digest.of(der)
    assert key.agent.name == Digest.of(der).short
    subprocess.run(
        ["openssl", "genrsa", "-out", str(tmp_path / "rsa.pem"), "2048"], capture_output=True, check=True
    )
    with pytest.raises(SigningError, match="is no Ed25519 key"):
        keys.read(tmp_path / "rsa.pem", None)
