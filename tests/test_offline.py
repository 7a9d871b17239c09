"""Offline is a promise: the whole path runs where there is no network at all."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE_CALL = Path(__file__).parents[1] / "demo" / "call.m4a"
ALONE = ["unshare", "--net", "--map-root-user"]
"""Runs a command in a network namespace of its own: it has no interface that is up, not even loopback."""


def test_the_whole_path_runs_without_any_network(tmp_path: Path) -> None:
    if (
        not shutil.which("unshare")
        or subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode
    ):
        pytest.skip("no network namespace can be made here")
    earwitness = [*ALONE, sys.executable, "-m", "earwitness"]
    for asked in (
        ["process", SAMPLE_CALL, "--case", "case"],
        ["show", "case"],
        ["export", "case", "--format", "vtt", "-o", "call.vtt"],
        ["publish", "case", "-o", "page"],
        ["models"],
    ):
        done = subprocess.run([*earwitness, *asked], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "page" / "sound.mp3").stat().st_size > 100_000
    fetched = subprocess.run(
        [*earwitness, "models", "--fetch", "small"], capture_output=True, text=True, check=False
    )
    assert fetched.returncode == 3
    assert "could not be fetched" in fetched.stderr
