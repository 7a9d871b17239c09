"""What is still missing for a recording, step by step."""

from __future__ import annotations

from pathlib import Path

import pytest

import calls
import tampering
from earwitness.records.source import Words
from earwitness.workflow.case import Case
from earwitness.workflow.checklist import STEPS
from earwitness.workflow.route import Told

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"
MANUAL = (Path(__file__).parents[2] / "docs" / "berkeley.md").read_text(encoding="utf-8")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return calls.call(tmp_path / "case")


def test_of_a_recording_that_was_only_taken_in_all_but_its_bytes_is_missing(case: Case) -> None:
    missing = case.checklist()
    assert [one.step for one in missing] == sorted((one.step for one in missing), key=STEPS.index)
    assert [one.command for one in missing] == [
        "add --from", "route", "key --name", "timestamp", "export --to", "add", "speakers --name", "process",
        "review", "quote", "publish",
    ]  # fmt: skip


def test_what_is_done_is_missed_no_more(case: Case, tmp_path: Path) -> None:
    case.add(tmp_path / "case.wav", words=Words(origin="a source"))
    case.tell_route(Told(kind="published", by="A channel"))
    calls.hear(case, "t1")
    case.name_speaker("S1", "Somebody")
    assert not {"add --from", "route", "process", "speakers --name"} & {one.command for one in case.checklist()}


def test_what_was_stamped_or_handed_on_before_it_came_does_not_count(tmp_path: Path) -> None:
    case = Case.open(tampering.whole_case(tmp_path, SAMPLE_CALL))
    case.hand_over(tmp_path / "bag.zip")
    assert "export --to" not in {one.command for one in case.checklist("call.m4a")}
    later = tmp_path / "later.wav"
    later.write_bytes((tmp_path / "t1.wav").read_bytes()[:-2000])
    case.add(later)
    assert {"timestamp", "export --to"} <= {one.command for one in case.checklist("later.wav")}


def test_a_changed_byte_is_missed_under_preserve(case: Case) -> None:
    (original,) = case.path.glob("originals/*/*")
    original.chmod(0o644)
    original.write_bytes(original.read_bytes() + b"\0")
    assert ("preserve", "verify") in {(one.step, one.command) for one in case.checklist()}


def test_the_page_of_the_manual_maps_each_step_to_its_commands(case: Case) -> None:
    for one in case.checklist():
        assert f"`{one.command}`" in MANUAL.partition(f"\n## {one.step.capitalize()}\n")[2].partition("\n## ")[0]
