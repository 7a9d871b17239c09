"""`earwitness speakers`: who speaks, who they are said to be, and what is no answer to that."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import calls
from earwitness.workflow.case import Case
from manual import MANUAL

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    return made


def test_it_lists_the_labels_with_how_much_they_speak_and_their_first_words(earwitness: Run, case: Case) -> None:
    shown = earwitness("speakers", case.path)
    assert shown.returncode == 0, shown.stderr
    assert shown.stderr == ""
    assert [line.strip() for line in shown.stdout.splitlines()][:3] == [
        "S1  nobody has said who this is",
        "0:03 of talk (50%), 2 utterances",
        "“Алло, ты меня слышишь?”",
    ]


def test_a_name_is_said_with_who_says_so_and_stays_beside_the_label(earwitness: Run, case: Case) -> None:
    done = earwitness(
        "speakers",
        case.path,
        "--name",
        "S2=Soldier",
        "--role",
        "gunner",
        "--according-to",
        "a channel on Telegram",
    )
    assert done.returncode == 0, done.stderr
    assert "S2  Soldier, gunner" in done.stdout
    assert "claimed, not confirmed, according to a channel on Telegram" in done.stdout
    assert "Soldier? (S2): Слышу." in earwitness("show", case.path).stdout
    assert "Soldier? (S2): Слышу." in earwitness("export", case.path, "--format", "txt").stdout
    assert "<v Soldier? (S2)>" in earwitness("export", case.path, "--format", "vtt").stdout
    assert json.loads(earwitness("show", case.path, "--json").stdout)["attributions"][0]["name"] == "Soldier"


def test_json_gives_a_line_for_each_label_and_for_each_name_ever_given(earwitness: Run, case: Case) -> None:
    earwitness("speakers", case.path, "--name", "S1=Mother")
    earwitness("speakers", case.path, "--name", "S1=Sister", "--hedge", "denied")
    first, second = map(json.loads, earwitness("speakers", case.path, "--json").stdout.splitlines())
    assert (first["speaker"], first["attribution"]["name"]) == ("S1", "Sister")
    assert (second["talk_ms"], second["attribution"]) == (3_200, None)
    past = list(map(json.loads, earwitness("speakers", case.path, "--history", "--json").stdout.splitlines()))
    assert [(one["name"], one["hedge"], one["transcript_id"]) for one in past] == [
        ("Mother", "unknown", "t1"),
        ("Sister", "denied", "t1"),
    ]
    shown = earwitness("speakers", case.path, "--history").stdout
    assert shown.index("Mother") < shown.index("Sister")


def test_names_of_an_earlier_transcript_are_listed_and_not_carried_over(earwitness: Run, case: Case) -> None:
    earwitness("speakers", case.path, "--name", "S1=Mother")
    calls.hear(case, "t2")
    for asked in ([], ["--json"]):
        shown = earwitness("speakers", case.path, *asked)
        assert "Mother" not in shown.stdout
        assert "not carried over" in shown.stderr
        assert "S1 of t1: Mother (on a basis that is not stated)" in shown.stderr


def test_a_name_cannot_forge_a_line_or_a_colour(earwitness: Run, case: Case) -> None:
    shown = earwitness("speakers", case.path, "--name", "S1=[red]M[/red]: x")
    assert "[red]M[/red]: x" in shown.stdout
    assert "\x1b" not in shown.stdout


REFUSED = {
    "a speaker that there is not": (["--name", "S9=Mother"], 'has no speaker "S9". It has S1, S2.'),
    "a label without a name": (["--name", "S1"], '--name S1 lacks the name. Write --name S1="Name".'),
    "an empty name": (["--name", "S1="], "The name is empty. Write what is known, or leave the option out."),
    "a name with a line break": (
        ["--name", "S1=Ivan\nPetrov"],
        r'The name holds what cannot be shown on one line: "Ivan\nPetrov". Type it again without that.',
    ),
    "confirmed without evidence": (
        ["--name", "S1=Mother", "--hedge", "confirmed"],
        "It is not said what confirms who S1 is. Give the evidence (--evidence), or choose another hedge.",
    ),
    "claimed by nobody": (
        ["--name", "S1=Mother", "--hedge", "claimed"],
        "It is not said by whom it is claimed who S1 is. "
        "Name who says so (--according-to), or leave the hedge out.",
    ),
    "a role without a name": (["--role", "gunner"], "--role says something of a name. Add --name LABEL=NAME."),
    "two names at once": (
        ["--name", "S1=Mother", "--name", "S2=Soldier"],
        "One speaker is named at a time. Run the command once for each.",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_makes_no_sense_is_refused_in_the_manuals_words(earwitness: Run, case: Case, kind: str) -> None:
    asked, sentence = REFUSED[kind]
    refused = earwitness("speakers", case.path, *asked)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.strip().endswith(sentence)
    assert refused.stderr.count("\n") == 1
    assert f"| {kind} | " in MANUAL
    assert f"{sentence} |" in MANUAL
    assert case.attributions() == []


def test_where_nobody_told_the_speakers_apart_that_is_said(earwitness: Run, tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1", speakers=False)
    for asked in (["speakers", case.path], ["export", case.path, "--format", "rttm"]):
        refused = earwitness(*asked)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert refused.stderr.startswith("Nobody has told the speakers of ")
