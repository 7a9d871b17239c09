"""The manual's own commands, run as they are printed: nobody should need earwitness to check a case."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from earwitness.ledger import chain
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
    for number in range(1, 7):
        event = CustodyEvent(
            number=number,
            at="2026-01-02T03:04:05Z",
            verb="note",
            agent=Agent(kind="software", name="earwitness", version="0.1.0"),
            detail={"text": 'приказ \\ " \n % $HOME `id` -n 😀'},
        )
        lines.append(chain.line(event, chain.line_digest(lines[-1]) if lines else None))
    (tmp_path / "ledger.jsonl").write_bytes(b"".join(lines))
    return lines


def test_sed_and_sha256sum_give_what_the_next_line_calls_previous(lines: list[bytes], tmp_path: Path):
    digits = printed("sed -n 3p ledger.jsonl | sha256sum", tmp_path).split()[0]
    assert chain.parse(lines[3])[1] == Digest(digits)


needs_jq = pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")


@needs_jq
def test_the_manuals_script_finds_nothing_in_a_good_chain(lines: list[bytes], tmp_path: Path):
    assert printed(snippet("ledger.jsonl"), tmp_path) == ""


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
    named = {int(number) for number in re.findall(r"line (\d) ", printed(snippet("ledger.jsonl"), tmp_path))}
    assert named == {problem.line for problem in chain.check(lines)}
    assert named


@needs_jq
def test_the_manuals_script_sees_a_last_line_that_is_cut_off(lines: list[bytes], tmp_path: Path):
    (tmp_path / "ledger.jsonl").write_bytes(b"".join(lines)[:-1])
    assert printed(snippet("ledger.jsonl"), tmp_path) == "the last line is cut off\n"


def test_the_manual_names_each_field_of_a_line(lines: list[bytes]):
    fields = set(re.findall(r'"(\w+)":', lines[0].decode())) - {"kind", "name", "digest", "text"}
    assert fields <= set(re.findall(r"^\| `(\w+)` \|", MANUAL.read_text("utf-8"), re.MULTILINE))
