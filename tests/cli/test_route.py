"""`earwitness route`: by which way a recording came."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import calls
from earwitness.workflow.case import Case
from earwitness.workflow.route import Told
from manual import MANUAL

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    return made


def test_the_command_says_links_and_tells_what_can_be_said(earwitness: Run, case: Case) -> None:
    done = earwitness(
        "route", case.path, "--published-by", "The agency", "--day", "2026-03", "--according-to", "us"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "l1 published by The agency in March 2026",
        "    claimed, not confirmed, according to us",
        "",
        "Voices are heard in a recording. According to us, The agency published it in March 2026. Who speaks "
        "could not be established. The weakest link of this is claimed, not confirmed.",
    ]
    (line,) = earwitness("route", case.path, "--json").stdout.splitlines()
    assert json.loads(line)["day"] == "2026-03"


@pytest.mark.parametrize(
    ("kind", "arguments", "sentence"),
    [
        (
            "a link that there is not",
            ["--published-by", "A desk", "--again", "l7"],
            'The recording has no link "l7". It has: l1.',
        ),
        (
            "a link on a day that is none",
            ["--published-by", "A desk", "--day", "yesterday"],
            'This is no day: "yesterday". Write 2026, 2026-03 or 2026-03-05.',
        ),
        (
            "a web address that is none",
            ["--published-by", "A desk", "--address", "javascript:alert(1)"],
            'This is no web address: "javascript:alert(1)". It begins with https:// or http://.',
        ),
        (
            "something of no link",
            ["--day", "2026"],
            "--day says something of a link. Say of which: --recorded-by, --published-by, --translated-by or "
            "--reported-by.",
        ),
    ],
)
def test_what_makes_no_sense_gets_one_sentence_which_is_in_the_manual(
    earwitness: Run, case: Case, kind: str, arguments: list[str], sentence: str
) -> None:
    case.tell_route(Told(kind="published", by="The agency"))
    done = earwitness("route", case.path, *arguments)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (2, "", sentence)
    assert f"| {kind} | {sentence} |" in MANUAL
    assert len(case.route()) == 1
