"""`key`, `verify` and `custody` as a user has them."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import authority
import calls
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
    assert "A key was made" not in second.stderr
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
    assert [step["verb"] for step in steps] == ["create", "acquire", "process", "inspect"]
    assert Digest.parse(steps[0]["key"])
    assert earwitness("custody", "case", "-o", "history.svg").stdout == ""
    assert (tmp_path / "history.svg").read_text("utf-8").startswith("<svg ")


def test_without_an_authority_a_request_waits_in_the_case(earwitness: Run, tmp_path: Path) -> None:
    earwitness(*HEAR)
    asked = earwitness("timestamp", "case")
    assert asked.returncode == 0
    assert "a request waits in the case" in asked.stderr
    assert [path.name for path in (tmp_path / "case" / "timestamps").iterdir()] == ["000004.tsq"]
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


needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")


@needs_openssl
def test_an_authority_that_was_chosen_is_asked_after_a_command_that_writes_and_no_other(
    earwitness: Run, tmp_path: Path
) -> None:
    root = authority.make_authority(tmp_path / "authority")
    asked: list[bytes] = []

    def answer(query: bytes) -> bytes:
        asked.append(query)
        return authority.stamped(root.parent, query)

    with authority.serving(answer) as url:
        done = earwitness("timestamp", "--always", "--tsa", url, "--trust", root)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        assert earwitness(*HEAR).returncode == 0
        assert earwitness("show", "case").returncode == 0
        assert len(asked) == 1
    away = earwitness("publish", "case", "-o", "page")
    assert away.returncode == 0, "the work is done all the same"
    assert "No time stamp yet: 127.0.0.1 could not be asked" in away.stderr
    assert sorted(path.suffix for path in (tmp_path / "case" / "timestamps").iterdir()) == [".tsq", ".tsr"]
    assert earwitness("timestamp", "--never").returncode == 0
    assert "No time stamp yet" not in earwitness("publish", "case", "-o", "page").stderr


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("timestamp", "--always"), "It is not said whom to ask. Name the authority: --always --tsa URL."),
        (("timestamp", "--always", "--never", "--tsa", "http://a"), "It is not said whom to ask."),
        (("timestamp",), "It is not said which case is to be stamped. Name it, or choose --always."),
        (("timestamp", "--always", "--tsa", "tsa.example"), '"tsa.example" is no address'),
        (
            ("timestamp", "--always", "--tsa", "http://a", "--trust", "none.pem"),
            'The file "none.pem" could not be read',
        ),
    ],
)
def test_what_is_no_authority_to_choose_is_refused_and_nothing_is_chosen(
    earwitness: Run, tmp_path: Path, asked: tuple[str, ...], sentence: str
) -> None:
    refused = earwitness(*asked)
    assert refused.returncode == 2
    assert refused.stderr.startswith(sentence)
    assert not (tmp_path / "config" / "earwitness" / "timestamps.json").exists()


def test_a_choice_that_cannot_be_read_is_said_and_keeps_nobody_from_working(
    earwitness: Run, tmp_path: Path
) -> None:
    (tmp_path / "config" / "earwitness").mkdir(parents=True)
    (tmp_path / "config" / "earwitness" / "timestamps.json").write_text("no choice")
    done = earwitness(*HEAR)
    assert done.returncode == 0
    assert "does not say whom to ask for time stamps." in done.stderr
    assert earwitness("timestamp", "case").returncode == 3


NAMING = """
import sys
import earwitness as ew
for number in range(5):
    while True:
        try:
            ew.Case.open("case").name_speaker("S1", f"{sys.argv[1]} {number}")
            break
        except ew.EarwitnessError as err:
            assert "is writing to the case" in str(err), err
"""


def test_two_people_who_write_at_once_take_turns_and_the_chain_has_both(tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    at_once = [
        subprocess.Popen(
            [sys.executable, "-c", NAMING, who],
            cwd=tmp_path,
            env={**os.environ, "EARWITNESS_KEY": str(tmp_path / f"{who}.pem")},
        )
        for who in ("Anna", "Olga")
    ]
    assert [one.wait(120) for one in at_once] == [0, 0]
    items = list(case.verify())
    assert [item for item in items if item.outcome == "fail"] == []
    assert sum(item.text.startswith("5 lines signed by the key") for item in items) == 2
    assert len(case.attributions()) == 10
