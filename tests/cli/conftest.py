"""The command line as a user has it: a process, its two streams and its exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def earwitness(tmp_path: Path) -> Run:
    """Run `earwitness` with these arguments in an empty folder."""

    def run(*arguments: str | Path, user: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "earwitness", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            user=user,
            env={**os.environ, "COLUMNS": "100"},
            timeout=120,
        )

    return run
