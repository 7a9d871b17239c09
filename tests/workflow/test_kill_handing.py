"""A kill at any moment of handing on, taking in, sealing or opening leaves nothing half and loses nothing."""

from __future__ import annotations

import os
import random
import shutil
import time
from pathlib import Path

import calls
from earwitness.archive.folder import CaseFolder
from earwitness.workflow.case import Case
from starting import Started

WORK = """
import shutil, sys
from pathlib import Path
from earwitness.workflow.case import Case
print("ready", flush=True)
for number in range(1000):
    Case.open("case").hand_over("bag.zip")
    Case.receive("bag.zip", "taken")
    Path("taken").rename(f"gone {number}")
    shutil.rmtree(f"gone {number}")
"""


def test_killed_at_five_moments_what_is_there_is_whole(tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    case.add(_noise(tmp_path / "noise.wav"))
    chance = random.Random(1)
    for number in range(5):
        worker = Started(exec, WORK, {}, cwd=tmp_path)
        with worker.stdout as said:
            said.readline()
            time.sleep(chance.uniform(0, 0.6))
            worker.kill()
        assert _failures(case) == []
        if (tmp_path / "taken").exists():
            assert _failures(Case.open(tmp_path / "taken")) == []
            (tmp_path / "taken").rename(tmp_path / f"kept {number}")
        if (tmp_path / "bag.zip").exists():
            assert Case.receive(tmp_path / "bag.zip", tmp_path / f"checked {number}").findings == []


SEALING = """
import shutil, sys
from pathlib import Path
from earwitness.workflow.case import Case
from earwitness.workflow.person import acting
from earwitness.workflow.seal import remove
print("ready", flush=True)
for number in range(1000):
    if Path("case").exists():
        Case.open("case").seal("case.age", acting().key.public)
        remove(Path("case"))
    Case.unseal("case.age", "case")
"""


def test_killed_at_any_moment_of_sealing_and_opening_the_case_is_whole_in_one_place_or_the_other(
    tmp_path: Path,
) -> None:
    """Whoever seals with --remove has at any moment the folder, or a file that opens: never half of both."""
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    case.add(_noise(tmp_path / "noise.wav"))
    chance, folders, files = random.Random(3), 0, 0
    for _ in range(6):
        worker = Started(exec, SEALING, {}, cwd=tmp_path)
        with worker.stdout as said:
            said.readline()
            time.sleep(chance.uniform(0, 0.6))
            worker.kill()
        if CaseFolder.is_case(tmp_path / "case"):
            folders += 1
            assert _failures(case) == []
        else:
            files += 1
            shutil.rmtree(tmp_path / "case", ignore_errors=True)  # what was left of one that was being removed
            assert Case.unseal(tmp_path / "case.age", tmp_path / "case").findings == []
        if (tmp_path / "case.age").exists():
            assert Case.unseal(tmp_path / "case.age", tmp_path / "opened").findings == []
            shutil.rmtree(tmp_path / "opened")
    assert folders
    assert {one.name for one in tmp_path.iterdir() if not one.name.endswith(".part")} <= {
        "case", "case.age", "case.wav", "noise.wav", ".case.new",
    }  # fmt: skip


def _failures(case: Case) -> list[str]:
    return [item.text for item in case.verify() if item.outcome == "fail"]


def _noise(path: Path) -> Path:
    data = os.urandom(8_000_000)
    path.write_bytes(
        b"RIFF" + (len(data) + 36).to_bytes(4, "little") + _HEAD + len(data).to_bytes(4, "little") + data
    )
    return path


_HEAD = b"WAVEfmt " + bytes.fromhex("10000000 0100 0100 803e0000 007d0000 0200 1000") + b"data"
