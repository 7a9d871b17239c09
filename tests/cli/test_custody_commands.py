"""`key`, `verify` and `custody` as a user has them."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from earwitness.ledger import keys
from earwitness.records.custody import Digest

Run = Callable[..., "CompletedProcess[str]"]

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"
HEAR = ("process", SAMPLE_CALL, "--case", "case", "--model", "fake:", "--speakers", "none")


@pytest.fixture(autouse=True)
def somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who has no key yet."""
    monkeypatch.delenv("EARWITNESS_KEY")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def test_a_first_key_is_made_without_a_question_and_told_of_once(earwitness: Run, tmp_path: Path) -> None:
    first = earwitness(*HEAR)
    assert first.returncode == 0, first.stderr
    path = tmp_path / "config" / "earwitness" / "key.pem"
    assert f"A key was made by which you sign what you do: {path}" in first.stderr
    assert path.stat().st_mode & 0o777 == 0o600
    second = earwitness("publish", "case", "-o", "page")
    assert "key" not in second.stderr
    assert not list((tmp_path / "case").rglob("*.pem"))


def test_reading_commands_make_no_key_and_need_no_passphrase(
    earwitness: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert earwitness(*HEAR).returncode == 0
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "somebody else"))
    for command in (
        ("show", "case"),
        ("verify", "case"),
        ("custody", "case"),
        ("export", "case", "--format", "txt"),
    ):
        assert earwitness(*command).returncode == 0
    assert not (tmp_path / "somebody else").exists()


def test_key_shows_the_public_half_and_keeps_a_name_for_the_cases_to_come(earwitness: Run, tmp_path: Path) -> None:
    shown = dict(line.split(maxsplit=1) for line in earwitness("key", "--name", " Анна ").stdout.splitlines())
    assert shown["name"] == "Анна"
    assert shown["digest"].startswith("sha256:" + shown["key"])
    assert earwitness(*HEAR).returncode == 0
    assert shown["public"] in (tmp_path / "case" / "ledger.jsonl").read_text("utf-8")
    assert "Анна" not in (tmp_path / "case" / "ledger.jsonl").read_text("utf-8")
    assert f'by the key {shown["key"]}, who is called "Анна" here.' in earwitness("verify", "case").stdout
    assert "name    -" in earwitness("key", "--name", "").stdout
    refused = earwitness("key", "--name", "Анна\n")
    assert refused.returncode == 0
    assert earwitness("key", "--name", "a\u202eb").returncode == 2


def test_a_key_under_a_passphrase_takes_it_from_the_environment_and_says_so_where_it_is_not_there(
    earwitness: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.write(tmp_path / "config" / "earwitness" / "key.pem", keys.Key.new(), "secret")
    refused = earwitness(*HEAR)
    assert refused.returncode == 3
    assert "has a passphrase. Type it at a terminal, or put it into the environment" in refused.stderr
    assert not (tmp_path / "case").exists()
    monkeypatch.setenv("EARWITNESS_PASSPHRASE", "secret")
    assert earwitness(*HEAR).returncode == 0
    monkeypatch.setenv("EARWITNESS_PASSPHRASE", "another")
    wrong = earwitness("publish", "case", "-o", "page")
    assert wrong.returncode == 3
    assert "That is not the passphrase" in wrong.stderr
    assert earwitness("key", "--passphrase").returncode == 3


def test_a_key_that_others_may_read_is_told_of(earwitness: Run, tmp_path: Path) -> None:
    earwitness("key")
    (tmp_path / "config" / "earwitness" / "key.pem").chmod(0o644)
    assert "chmod 600" in earwitness("key").stderr


def test_verify_says_what_it_looked_at_and_its_exit_code_is_the_finding(earwitness: Run, tmp_path: Path) -> None:
    earwitness(*HEAR)
    good = earwitness("verify", "case")
    assert (good.returncode, good.stderr) == (0, "")
    assert "pass         rows          " in good.stdout
    with sqlite3.connect(tmp_path / "case" / "case.sqlite") as database:
        database.execute("UPDATE utterances SET text = 'приказ' WHERE number = 3")
    bad = earwitness("verify", "case", "--json")
    assert bad.returncode == 1
    items = [json.loads(line) for line in bad.stdout.splitlines()]
    assert [item for item in items if item["outcome"] == "fail"] == [
        {"name": "rows", "outcome": "fail", "text": "Row 3 of utterances was changed."}
    ]
    assert "FAIL         rows          Row 3 of utterances was changed." in earwitness("verify", "case").stdout
    assert earwitness("verify", "no case").returncode == 3
    assert earwitness("verify", "case", "--trust", "none.pem").returncode == 2


def test_custody_is_sentences_json_or_a_picture(earwitness: Run, tmp_path: Path) -> None:
    earwitness(*HEAR)
    told = earwitness("custody", "case").stdout
    assert "It was taken in: 266,376 bytes" in told
    steps = [json.loads(line) for line in earwitness("custody", "case", "--json").stdout.splitlines()]
    assert [step["verb"] for step in steps] == ["create", "acquire", "process"]
    assert Digest.parse(steps[0]["key"])
    assert earwitness("custody", "case", "-o", "history.svg").stdout == ""
    assert (tmp_path / "history.svg").read_text("utf-8").startswith("<svg ")


def test_without_an_authority_a_request_waits_in_the_case(earwitness: Run, tmp_path: Path) -> None:
    earwitness(*HEAR)
    asked = earwitness("timestamp", "case")
    assert asked.returncode == 0
    assert "a request waits in the case" in asked.stderr
    assert [path.name for path in (tmp_path / "case" / "timestamps").iterdir()] == ["000003.tsq"]
    assert earwitness("timestamp", "case", "--tsa", "http://127.0.0.1:9").returncode == 3


def test_at_a_terminal_the_passphrase_is_asked_for_unseen(tmp_path: Path) -> None:
    path = tmp_path / "config" / "earwitness" / "key.pem"
    keys.write(path, keys.Key.new(), None)
    assert "New passphrase" in _at_terminal(["key", "--passphrase"], ["secret", "secret"])
    assert b"ENCRYPTED" in path.read_bytes()
    said = _at_terminal(["key"], ["secret"])
    assert f"Passphrase of the key {path}" in said
    assert "public  MCowBQYDK2VwAyEA" in said
    assert "secret" not in said
    assert "That is not the passphrase" in _at_terminal(["key"], ["another"])
    assert "public  " in _at_terminal(["key", "--passphrase"], ["secret", "", ""])
    assert b"ENCRYPTED" not in path.read_bytes()


def _at_terminal(arguments: list[str], typed: list[str]) -> str:
    """What a command prints at a terminal at which these lines are typed, each when it is asked for."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "earwitness", *arguments]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
    os.close(theirs)
    said = b""
    with contextlib.suppress(OSError):  # Linux says so where the other end is closed
        while data := os.read(ours, 4096):
            said += data
            if typed and said.endswith(b": "):  # written when nothing is shown any more
                os.write(ours, typed.pop(0).encode() + b"\n")
    os.close(ours)
    process.wait(30)
    return said.decode()
