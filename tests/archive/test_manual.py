"""docs/case-format.md says how a case is, and its commands do what it says."""

import re
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from earwitness.archive.folder import CaseFolder
from earwitness.ledger import chain
from earwitness.records.custody import Digest

MANUAL = (Path(__file__).parents[2] / "docs" / "case-format.md").read_text("utf-8")


@pytest.fixture
def closed(case: CaseFolder, make, tmp_path: Path) -> Path:
    for number in range(3):
        source = tmp_path / f"call {number}.wav"
        source.write_bytes(bytes([number]))
        digest = case.store.add(source).digest
        with case.database.writing(chain.line) as change:
            change.add_recording(make.recording(digest))
            change.record_event(verb="acquire", agent=make.agent, recording=digest, detail={"text": "приказ\n'\\"})
    case.close()
    return case.path


def printed(command: str, folder: Path) -> str:
    ran = subprocess.run(
        ["sh", "-c", command], cwd=folder, capture_output=True, text=True, check=False, timeout=60
    )
    return ran.stdout + ran.stderr


def test_its_command_for_the_originals_names_the_one_that_changed(closed: Path):
    (command,) = (text for text in re.findall(r"```sh\n(.*?)```", MANUAL, re.DOTALL) if "originals" in text)
    command = command.replace("cd mycase/originals", "cd originals")
    assert printed(command, closed) == ""
    hexadecimal = Digest.of(b"\x01").hex
    changed = closed / "originals" / hexadecimal[:2] / f"{hexadecimal}.wav"
    changed.chmod(0o644)
    changed.write_bytes(b"\x05")
    assert printed(command, closed) == f"CHANGED: {hexadecimal[:2]}/{hexadecimal}.wav\n"


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 program is not installed")
def test_its_command_for_the_rows_of_an_event_gives_what_the_line_says(closed: Path):
    (command,) = re.findall(r"\$ (sqlite3 .*bound.*sha256sum)", MANUAL)
    event, _ = chain.parse((closed / "ledger.jsonl").read_bytes().splitlines(keepends=True)[2])
    assert event.rows == Digest(printed(command, closed).split()[0])


@pytest.mark.skipif(shutil.which("sqlite3") is None, reason="the sqlite3 program is not installed")
def test_its_command_that_compares_the_ledger_with_the_database_finds_a_cut(closed: Path):
    (command,) = re.findall(r"\$ (sqlite3 .* cmp .*)", MANUAL)
    assert printed(command, closed) == ""
    ledger = closed / "ledger.jsonl"
    ledger.write_bytes(b"".join(ledger.read_bytes().splitlines(keepends=True)[:-1]))
    assert "EOF on ledger.jsonl" in printed(command, closed)


def test_it_describes_every_table_and_column(closed: Path):
    described = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", MANUAL, re.MULTILINE))
    database = sqlite3.connect(closed / "case.sqlite")
    for (table,) in database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        assert table in described
        columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
        if table not in {"about", "batches"}:
            assert columns - {"number"} <= set(re.findall(r"`(\w+)`", described[table])), table
    database.close()


def test_it_names_everything_that_lies_in_the_folder(closed: Path):
    listed = {name.partition("/")[0] for name in re.findall(r"^\| `([\w./…]+)` \|", MANUAL, re.MULTILINE)}
    assert {entry.name for entry in closed.iterdir()} <= listed
