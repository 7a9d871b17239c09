"""The command line as a user has it: a process, its two streams and its exit code."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import starting

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"

Run = Callable[..., "CompletedProcess[str]"]


@pytest.fixture
def earwitness(tmp_path: Path) -> Run:
    """Run `earwitness` with these arguments in an empty folder."""

    def run(*arguments: str | Path) -> CompletedProcess[str]:
        return starting.earwitness(*arguments, cwd=tmp_path, env={**os.environ, "COLUMNS": "100"})

    return run


@pytest.fixture(scope="session")
def heard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case in which the sample call was heard by the double."""
    asked = ["process", SAMPLE_CALL, "--case", "case", "--model", "fake:", "--speakers", "none"]
    folder = tmp_path_factory.mktemp("heard")
    done = starting.earwitness(*asked, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "case"


@pytest.fixture
def case(heard: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(heard, tmp_path / "case"))
