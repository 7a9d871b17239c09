"""On a terminal, what is heard is read out as it is heard; elsewhere nothing but the result is printed."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"


def process(folder: Path, stderr: int) -> subprocess.Popen[str]:
    command = ["process", str(SAMPLE_CALL), "--case", "case", "--model", "fake:", "--speakers", "none"]
    return subprocess.Popen(
        [sys.executable, "-m", "earwitness", *command],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=stderr,
        text=True,
    )


def test_a_terminal_shows_what_was_heard_before_all_is_done(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    with process(tmp_path, theirs) as running:
        os.close(theirs)
        shown = b""
        while "нет, батарея".encode() not in shown:
            shown += os.read(ours, 1024)
        assert b"0:00" in shown
        while part := _read(ours):
            shown += part
        assert running.stdout is not None
        assert "heard by fake" in running.stdout.read()
    os.close(ours)
    assert running.returncode == 0
    assert b"no, the battery did not go." in shown


def test_a_file_gets_no_words_on_standard_error(tmp_path: Path) -> None:
    with process(tmp_path, subprocess.PIPE) as running:
        _, told = running.communicate()
    assert running.returncode == 0
    assert "батарея" not in told


def _read(terminal: int) -> bytes:
    """What comes next; nothing where the program has let go of the terminal, which Linux calls an error."""
    try:
        return os.read(terminal, 1024)
    except OSError:
        return b""
