"""Whatever is changed in a case is found and named, and nothing is where nothing was changed."""

from __future__ import annotations

import json
import random
import re
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

import tampering
from earlier import earlier_case
from earwitness.archive.folder import CaseFolder
from earwitness.errors import CaseError
from earwitness.ledger import chain, keys
from earwitness.records.canonical import canonical
from earwitness.records.custody import Digest
from earwitness.workflow import person
from earwitness.workflow.case import Case
from earwitness.workflow.checks.item import Item
from earwitness.workflow.verify import verify

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in which something of each kind happened, and every table holds something."""
    return tampering.whole_case(tmp_path_factory.mktemp("whole"), SAMPLE_CALL, stamped=True)


@pytest.fixture
def case(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "case"))


def failures(case: Path) -> list[str]:
    return [item.text for item in verify(case) if item.outcome == "fail"]


def unsure(case: Path) -> list[str]:
    return [item.text for item in verify(case) if item.outcome == "not checked"]


def test_a_case_that_nobody_touched_passes_and_nothing_in_it_is_left_unchecked(whole: Path) -> None:
    items = list(verify(whole))
    assert {item.name for item in items} == {
        "database", "ledger", "ledger.jsonl", "signatures", "clock", "time stamps", "rows", "originals",
        "derived", "sources",
    }  # fmt: skip
    assert [item.name for item in items if item.outcome != "pass"] == ["time stamps"]


def test_two_hundred_copies_that_were_moved_read_or_written_to_give_no_false_alarm(
    whole: Path, tmp_path: Path
) -> None:
    alarms = {}
    for number in range(200):
        copy = Path(shutil.copytree(whole, tmp_path / f"copy {number} é"))
        if number % 4 == 1:
            Case.open(copy).recording("call.m4a")
        if number % 4 == 3:
            Case.open(copy).name_speaker("S1", f"Nobody {number}", "t1.wav")
        if found := failures(copy):
            alarms[number] = found
        shutil.rmtree(copy)
    assert alarms == {}


def test_each_of_two_hundred_single_changes_by_chance_is_found_and_named(whole: Path, tmp_path: Path) -> None:
    """bench/tamper.py makes as many as it is told."""
    missed = {}
    for seed in range(200):
        copy, chance = Path(shutil.copytree(whole, tmp_path / "copy")), random.Random(seed)
        done, named = chance.choice(tampering.ACTS)(copy, chance)
        found = failures(copy)
        if not any(named in text for text in found):
            missed[seed] = (done, named, found)
        shutil.rmtree(copy)
    assert missed == {}


@pytest.mark.parametrize("table", tampering.TABLES)
def test_a_changed_row_of_each_table_is_found(case: Path, table: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tampering, "TABLES", (table,))
    done, named = tampering.row_value(case, random.Random(1))
    assert any(named in text for text in failures(case)), done


def test_what_was_written_before_rows_were_told_of_is_not_checked_until_something_is_written(
    tmp_path: Path,
) -> None:
    digest = earlier_case(tmp_path / "case", b"sound")
    CaseFolder.open(tmp_path / "case", write=True).close()  # brings it up to date
    assert failures(tmp_path / "case") == []
    assert unsure(tmp_path / "case") == [
        "2 lines without a signature: 1-2.",
        "When the lines were written, only the clocks of those who wrote them say.",
        "Rows that were there before lines told of rows: 1 of about, 1 of recordings.",
    ]
    with CaseFolder.open(tmp_path / "case", write=True) as opened, person.writing(opened) as change:
        change.record_event(verb="note", agent=person.acting().agent, recording=digest)
    assert failures(tmp_path / "case") == []
    assert unsure(tmp_path / "case")[0] == "2 lines without a signature: 1-2."
    with sqlite3.connect(tmp_path / "case" / "case.sqlite") as database:
        database.execute("UPDATE recordings SET name = 'another.wav'")
    assert failures(tmp_path / "case") == ["Row 1 of recordings was changed."]


def test_another_persons_key_continues_the_chain_and_both_are_named(
    case: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = person.acting()
    monkeypatch.setenv("EARWITNESS_KEY", str(tmp_path / "another.pem"))
    person.call_oneself("Ольга")
    Case.open(case).name_speaker("S2", "Her son", "t1.wav")
    second = person.acting()
    assert failures(case) == []
    told = [item.text for item in verify(case) if item.name == "signatures"]
    assert f"signed by the key {first.agent.name}" in told[0]
    assert told[1] == f'1 line signed by the key {second.agent.name}, who is called "Ольга" here.'
    assert "Ольга" not in (case / "ledger.jsonl").read_text("utf-8")


def test_a_line_that_somebody_else_signs_in_anothers_name_is_found(case: Path) -> None:
    with CaseFolder.open(case) as opened:
        lines = list(opened.database.event_lines())
    event, previous = chain.parse(lines[-1])
    forged = json.loads(chain.line(event, previous, signer=keys.Key.new()))
    forged["signer"] = json.loads(lines[-1])["signer"]
    text = json.dumps(forged, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
    with sqlite3.connect(case / "case.sqlite") as database:
        database.execute("UPDATE events SET line = ? WHERE number = ?", (text, len(lines)))
    (case / "ledger.jsonl").write_bytes(b"".join([*lines[:-1], text.encode()]))
    assert failures(case) == [f"Line {len(lines)} is not as the key that it names signed it."]


def test_two_copies_that_both_went_on_are_a_fork_and_both_stay(case: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(case, tmp_path / "other"))
    assert [item.outcome for item in verify(case, against=other) if item.name == "copies"] == ["pass"]
    Case.open(case).name_speaker("S1", "Mother", "t1.wav")
    (ahead,) = [item for item in verify(case, against=other) if item.name == "copies"]
    assert (ahead.outcome, ahead.text[-28:]) == ("pass", "this one only goes on from there."[-28:])
    Case.open(other).name_speaker("S1", "Sister", "t1.wav")
    before = [sorted((path, path.read_bytes()) for path in at.rglob("*.jsonl")) for at in (case, other)]
    (fork,) = [item for item in verify(case, against=other) if item.name == "copies"]
    assert fork.outcome == "fail"
    assert "A fork: " in fork.text
    assert "1 line by the key" in fork.text
    assert before == [sorted((path, path.read_bytes()) for path in at.rglob("*.jsonl")) for at in (case, other)]
    assert failures(case) == failures(other) == []
    (stranger,) = [
        item for item in verify(case, against=Case.create(tmp_path / "third").path) if item.name == "copies"
    ]
    assert stranger.text.startswith("They are not copies of one case")


def test_a_clock_that_was_set_back_is_named(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("earwitness.archive.transaction.now", lambda: "2026-01-02T03:04:05.678Z")
    Case.open(case).name_speaker("S1", "Mother", "t1.wav")
    (told,) = failures(case)
    assert "a clock was set back in between." in told


def test_a_line_that_a_kill_kept_from_the_file_is_no_finding_and_a_line_that_was_cut_off_is(case: Path) -> None:
    ledger = case / "ledger.jsonl"
    lines = ledger.read_bytes().splitlines(keepends=True)
    ledger.write_bytes(b"".join(lines[:-1]))
    assert failures(case) == [f"Line {len(lines)} is missing."]
    with sqlite3.connect(case / "case.sqlite") as database:
        database.execute("INSERT INTO outbox VALUES (?)", (len(lines),))
    assert failures(case) == []
    assert any("killed before its last lines reached it" in text for text in unsure(case))
    CaseFolder.open(case, write=True).close()
    assert failures(case) == []
    assert ledger.read_bytes() == b"".join(lines)


def test_a_damaged_database_is_a_finding_and_hides_nothing_else(case: Path) -> None:
    (case / "case.sqlite").write_bytes(b"no database at all" * 1000)
    (case / "mine.txt").touch()
    items = list(verify(case))
    assert [(item.name, item.outcome) for item in items] == [
        ("database", "fail"),
        ("ledger", "pass"),
        ("signatures", "pass"),
        ("clock", "pass"),
        ("originals", "pass"),
        ("derived", "pass"),
        ("sources", "pass"),
        ("folder", "not checked"),
    ]
    assert "is no SQLite database" in items[0].text
    assert items[-1] == Item(name="folder", outcome="not checked", text='"mine.txt" is no part of a case.')
    made = next((case / "derived").glob("*/*"))
    made.unlink()
    assert failures(case)[1:] == [f"The file sha256:{made.stem} is missing."]


@pytest.mark.parametrize("version", [1, 2])
def test_a_line_that_nobody_signed_cannot_follow_one_that_somebody_did(case: Path, version: int) -> None:
    with CaseFolder.open(case) as opened:
        lines = list(opened.database.event_lines())
    event, _ = chain.parse(lines[-1])
    event = replace(event, number=len(lines) + 1, rows=None)
    data = chain.line(event, chain.line_digest(lines[-1]))
    if version == 1:
        held = json.loads(data)
        kept = {name: held[name] for name in held if name not in {"rows", "signer", "signature"}}
        data = canonical(kept | {"version": 1}) + b"\n"
    with sqlite3.connect(case / "case.sqlite") as database:
        database.execute("INSERT INTO events VALUES (?, ?)", (event.number, data.decode()))
    (case / "ledger.jsonl").write_bytes(b"".join([*lines, data]))
    assert failures(case) == [f"Line {event.number} is not signed, and lines before it are."]


def test_a_line_of_a_later_version_is_named_and_the_others_are_checked(case: Path) -> None:
    with CaseFolder.open(case) as opened:
        lines = list(opened.database.event_lines())
    later = lines[-1].replace(b'"version":2}', b'"version":3}')
    with sqlite3.connect(case / "case.sqlite") as database:
        database.execute("UPDATE events SET line = ? WHERE number = ?", (later.decode(), len(lines)))
    (case / "ledger.jsonl").write_bytes(b"".join([*lines[:-1], later]))
    found = failures(case)
    assert found[0].startswith(
        f"Line {len(lines)}: It is of version 3, and this earwitness reads up to version 2."
    )
    assert not re.search(rf"Line (?!{len(lines)}\b)", " ".join(found))


def test_text_that_is_no_text_in_one_row_is_found_there(case: Path) -> None:
    with sqlite3.connect(case / "case.sqlite") as database:
        database.execute("UPDATE utterances SET text = CAST(x'fffe41' AS TEXT) WHERE number = 2")
    assert "Row 2 of utterances was changed." in failures(case)


def test_a_file_that_no_line_tells_of_is_said_and_is_no_finding(case: Path) -> None:
    digest = Digest.of(b"left by a kill")
    stray = case / "originals" / digest.hex[:2] / digest.hex
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"left by a kill")
    assert failures(case) == []
    assert any(digest.hex in text for text in unsure(case))


def test_what_is_no_case_cannot_be_verified(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="There is no case"):
        list(verify(tmp_path / "none"))


def test_a_name_cannot_be_tried_against_the_ledger_alone(whole: Path) -> None:
    """The digest of a row is salted, and the salt is in the database."""
    with sqlite3.connect(whole / "case.sqlite") as database:
        salts = [salt for (salt,) in database.execute("SELECT salt FROM bound")]
    ledger = (whole / "ledger.jsonl").read_text("utf-8")
    assert len(set(salts)) == len(salts)
    assert all(len(salt) == 32 for salt in salts)
    assert not [salt for salt in salts if salt in ledger]
