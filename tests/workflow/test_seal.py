"""A sealed case is opened by the keys it was sealed to, by nobody else, and whole or not at all."""

from __future__ import annotations

import base64
import re
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, x25519
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

import calls
from earwitness.archive.folder import CaseFolder
from earwitness.errors import CaseError, SealError, UsageError
from earwitness.ledger import chain
from earwitness.records.source import Words
from earwitness.workflow import person
from earwitness.workflow.case import Case

SECRET = "Аня, by Signal"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    made.add(tmp_path / "case.wav", words=Words(origin=SECRET))
    return made


@pytest.fixture
def sealed(case: Case, tmp_path: Path) -> Path:
    return case.seal(tmp_path / "case.age", person.acting().key.public).path


def failures(case: Case) -> list[str]:
    return [item.text for item in case.verify() if item.outcome == "fail"]


def files(case: Case) -> set[str]:
    return {str(path.relative_to(case.path)) for path in case.path.rglob("*") if path.is_file()}


def test_who_it_was_sealed_to_opens_it_and_all_is_there_sources_too(
    case: Case, sealed: Path, tmp_path: Path
) -> None:
    opened = Case.open(Case.unseal(sealed, tmp_path / "opened").path)
    assert failures(opened) == []
    assert files(opened) == files(case) - {".lock"}
    assert [said.words.origin for said in opened.sources() if said.words] == [SECRET]
    assert (opened.path / "sources").stat().st_mode & 0o777 == 0o700
    with CaseFolder.open(opened.path) as folder:
        event, _ = chain.parse(list(folder.database.event_lines())[-1])
    assert (event.verb, event.detail["keys"]) == ("seal", 1)


def test_nothing_of_it_can_be_read_in_the_file_or_beside_it(case: Case, sealed: Path, tmp_path: Path) -> None:
    data = sealed.read_bytes()
    assert data.startswith(b"age-encryption.org/v1\n")
    for told in (SECRET.encode(), b"case.sqlite", b"PK\x03\x04", person.acting().key.public.encode()):
        assert told not in data
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "case.age", "case.wav"]


def test_another_person_cannot_open_it_and_one_of_several_can(
    case: Case, sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = person.acting().key.public
    monkeypatch.setenv("EARWITNESS_KEY", str(tmp_path / "another.pem"))
    with pytest.raises(SealError, match="is not sealed to your key"):
        Case.unseal(sealed, tmp_path / "opened")
    assert not (tmp_path / "opened").exists()
    case.seal(tmp_path / "both.age", mine, person.acting().key.public)
    assert failures(Case.open(Case.unseal(tmp_path / "both.age", tmp_path / "opened").path)) == []


def test_keys_of_age_and_of_ssh_do_too(case: Case, tmp_path: Path) -> None:
    age, ssh = pyrage.x25519.Identity.generate(), ed25519.Ed25519PrivateKey.generate()
    (tmp_path / "age.txt").write_text(f"# created: today\n{age}\n")
    (tmp_path / "id_ed25519").write_bytes(ssh.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    public = ssh.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    case.seal(tmp_path / "case.age", str(age.to_public()), f"{public} anna@desk")
    for name in ("age.txt", "id_ed25519"):
        Case.unseal(tmp_path / "case.age", tmp_path / f"by {name}", identity=tmp_path / name)


@pytest.mark.parametrize("how", ["cut off", "cut in its head", "changed", "emptied", "not sealed"])
def test_what_is_not_whole_is_not_opened_and_leaves_nothing(sealed: Path, tmp_path: Path, how: str) -> None:
    data = bytearray(sealed.read_bytes())
    data[len(data) // 2] ^= how == "changed"
    kept = {"cut off": data[:-7], "cut in its head": data[:100], "emptied": b"", "not sealed": b"PK" + data}
    sealed.write_bytes(kept.get(how, data))
    with pytest.raises(SealError) as raised:
        Case.unseal(sealed, tmp_path / "opened")
    assert re.search("is not whole|is not sealed|was changed or cut off", str(raised.value))
    assert not list(tmp_path.glob("*opened*"))


@pytest.mark.parametrize(
    "key", ["", "Anna", "age1qqqq", "ssh-ed25519 AAAA", "AAAA", "ssh-dss AAAAB3NzaC1kc3MAAACB"]
)
def test_what_is_no_key_is_refused_before_anything_is_written(case: Case, tmp_path: Path, key: str) -> None:
    lines = (case.path / "ledger.jsonl").read_bytes()
    with pytest.raises(UsageError, match="is no key to which a case can be sealed"):
        case.seal(tmp_path / "case.age", key)
    with pytest.raises(UsageError, match="to whom"):
        case.seal(tmp_path / "case.age")
    assert (case.path / "ledger.jsonl").read_bytes() == lines
    assert not (tmp_path / "case.age").exists()


def test_a_key_of_another_kind_and_a_file_without_one_are_refused(
    case: Case, sealed: Path, tmp_path: Path
) -> None:
    public = x25519.X25519PrivateKey.generate().public_key()
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(UsageError, match="is no key"):
        case.seal(tmp_path / "other.age", base64.b64encode(der).decode())
    (tmp_path / "letter.txt").write_text("Dear Sir")
    with pytest.raises(SealError, match="holds no private key"):
        Case.unseal(sealed, tmp_path / "opened", identity=tmp_path / "letter.txt")
    with pytest.raises(SealError, match="could not be read"):
        Case.unseal(tmp_path / "none.age", tmp_path / "opened")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").touch()
    with pytest.raises(CaseError, match="is there already"):
        Case.unseal(sealed, tmp_path / "there")


def test_a_full_disk_while_sealing_is_a_sentence_and_leaves_no_file(case: Case, tmp_path: Path) -> None:
    if subprocess.run(
        ["unshare", "--mount", "--map-root-user", "true"], capture_output=True, check=False
    ).returncode:
        pytest.skip("no file system can be mounted here")
    (tmp_path / "small").mkdir()
    seal = f"{sys.executable} -m earwitness seal case --to {person.acting().key.public} -o small/case.age"
    script = f"mount -t tmpfs -o size=64k none small && {seal}; echo $?; ls -A small"
    command = ["unshare", "--mount", "--map-root-user", "sh", "-c", script]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr.startswith("The disk is full")
    assert done.stdout == "3\n"
