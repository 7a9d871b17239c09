"""A kill at any moment of handing a case on, or of taking one in, leaves no half bag and no half case."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import calls
from earwitness.workflow.case import Case

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
        worker = subprocess.Popen([sys.executable, "-c", WORK], cwd=tmp_path, stdout=subprocess.PIPE)
        assert worker.stdout
        worker.stdout.readline()
        time.sleep(chance.uniform(0, 0.6))
        worker.kill()
        worker.wait()
        assert _failures(case) == []
        if (tmp_path / "taken").exists():
            assert _failures(Case.open(tmp_path / "taken")) == []
            (tmp_path / "taken").rename(tmp_path / f"kept {number}")
        if (tmp_path / "bag.zip").exists():
            assert Case.receive(tmp_path / "bag.zip", tmp_path / f"checked {number}").findings == []


def _failures(case: Case) -> list[str]:
    return [item.text for item in case.verify() if item.outcome == "fail"]


def _noise(path: Path) -> Path:
    data = os.urandom(8_000_000)
    path.write_bytes(
        b"RIFF" + (len(data) + 36).to_bytes(4, "little") + _HEAD + len(data).to_bytes(4, "little") + data
    )
    return path


_HEAD = b"WAVEfmt " + bytes.fromhex("10000000 0100 0100 803e0000 007d0000 0200 1000") + b"data"
