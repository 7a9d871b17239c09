"""The manual's own commands, run as they are printed: nobody should need earwitness to check a case."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from earwitness.ledger import chain, keys
from earwitness.records.custody import Agent, CustodyEvent, Digest

MANUAL = Path(__file__).parents[2] / "docs" / "case-format.md"


def snippet(begins: str) -> str:
    found = [
        text for text in re.findall(r"```sh\n(.*?)```", MANUAL.read_text("utf-8"), re.DOTALL) if begins in text
    ]
    assert len(found) == 1
    return found[0]


def printed(script: str, folder: Path) -> str:
    ran = subprocess.run(["sh", "-c", script], cwd=folder, capture_output=True, text=True, check=True, timeout=60)
    assert ran.stderr == ""
    return ran.stdout


@pytest.fixture
def lines(tmp_path: Path) -> list[bytes]:
    lines: list[bytes] = []
    key = keys.Key.new()
    for number in range(1, 7):
        event = CustodyEvent(
            number=number,
            at="2026-01-02T03:04:05Z",
            verb="note",
            agent=Agent(kind="software", name="earwitness", version="0.1.0"),
            detail={"text": 'приказ \\ " \n % $HOME `id` -n 😀'},
        )
        lines.append(chain.line(event, chain.line_digest(lines[-1]) if lines else None, signer=key))
    (tmp_path / "ledger.jsonl").write_bytes(b"".join(lines))
    return lines


def test_sed_and_sha256sum_give_what_the_next_line_calls_previous(lines: list[bytes], tmp_path: Path):
    digits = printed("sed -n 3p ledger.jsonl | sha256sum", tmp_path).split()[0]
    assert chain.parse(lines[3])[1] == Digest(digits)


needs_jq = pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")


@needs_jq
def test_the_manuals_script_finds_nothing_in_a_good_chain(lines: list[bytes], tmp_path: Path):
    assert printed(snippet("does not follow"), tmp_path) == ""


def _is_openssl_3() -> bool:
    if shutil.which("openssl") is None:
        return False
    return b"OpenSSL 3" in subprocess.run(["openssl", "version"], capture_output=True, check=False).stdout


needs_openssl = pytest.mark.skipif(not _is_openssl_3(), reason="OpenSSL 3 is not installed")


@needs_jq
@needs_openssl
def test_the_manuals_script_believes_good_signatures_and_names_the_others(lines: list[bytes], tmp_path: Path):
    assert printed(snippet("pkeyutl"), tmp_path) == ""
    lines[1] = lines[1].replace(b"note", b"nope")
    lines[2] = lines[2].replace(b'"signature":"', b'"signature":"AAAA')
    event, previous = chain.parse(lines[3])
    lines[3] = chain.line(event, previous)
    forged = chain.line(event, previous, signer=keys.Key.new())
    lines[4] = forged.replace(_signer(forged), _signer(lines[5]))
    (tmp_path / "ledger.jsonl").write_bytes(b"".join(lines))
    assert printed(snippet("pkeyutl"), tmp_path).splitlines() == [
        "line 2 is not as it was signed",
        "line 3 is not as it was signed",
        "line 4 is not signed",
        "line 5 is not as it was signed",
    ]


@needs_jq
@needs_openssl
def test_what_is_signed_is_found_though_the_detail_has_a_signature_of_its_own(tmp_path: Path):
    detail = {"signature": "x", "z": {"signature": "y", "signer": "z"}, "text": 'a\x7f","signature":"AA==",'}
    agent = Agent(kind="software", name='"signature":"A",', version=None)
    event = CustodyEvent(number=1, at="2026-01-02T03:04:05Z", verb="note", agent=agent, detail=detail)
    (tmp_path / "ledger.jsonl").write_bytes(chain.line(event, None, signer=keys.Key.new()))
    assert printed(snippet("pkeyutl"), tmp_path) == ""


def _signer(line: bytes) -> bytes:
    return re.findall(rb'"signer":"([^"]+)"', line)[0]


@needs_jq
@pytest.mark.parametrize("act", ["changed", "removed", "swapped"])
def test_the_manuals_script_names_the_same_lines_as_earwitness(lines: list[bytes], tmp_path: Path, act: str):
    if act == "changed":
        lines[1] = lines[1].replace(b"note", b"nope")
    elif act == "removed":
        del lines[1]
    else:
        lines[1:3] = reversed(lines[1:3])
    (tmp_path / "ledger.jsonl").write_bytes(b"".join(lines))
    named = {int(number) for number in re.findall(r"line (\d) ", printed(snippet("does not follow"), tmp_path))}
    assert named == {problem.line for problem in chain.check(lines)}
    assert named


@needs_jq
def test_the_manuals_script_sees_a_last_line_that_is_cut_off(lines: list[bytes], tmp_path: Path):
    (tmp_path / "ledger.jsonl").write_bytes(b"".join(lines)[:-1])
    assert printed(snippet("does not follow"), tmp_path) == "the last line is cut off\n"


def test_the_manual_names_each_field_of_a_line(lines: list[bytes]):
    fields = set(re.findall(r'"(\w+)":', lines[0].decode())) - {"kind", "name", "digest", "text"}
    assert fields <= set(re.findall(r"^\| `(\w+)` \|", MANUAL.read_text("utf-8"), re.MULTILINE))
