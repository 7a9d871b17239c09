"""`earwitness review` says in a sentence why it cannot serve a page."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import calls
from earwitness.web import certificate
from manual import MANUAL

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_port_that_is_taken_is_said(earwitness: Run, tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = earwitness("review", case.path, "--no-browser", "--port", str(port))
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == f"The port {port} is taken. Name another one (--port), or none.\n"


@pytest.mark.parametrize(
    "asked",
    [
        ["--reviewer", "Anna"],
        ["--listen", "0.0.0.0"],
        ["--listen", "127.0.0.1", "--reviewer", "Anna", "--reviewer", " Anna"],
        ["--listen", "127.0.0.1", "--certificate", "desk.pem"],
    ],
)
def test_what_nobody_can_come_to_is_refused_in_the_manuals_words(
    earwitness: Run, tmp_path: Path, asked: list[str]
) -> None:
    pem = certificate.own("127.0.0.1").read_bytes()
    (tmp_path / "desk.pem").write_bytes(pem[: pem.index(b"-----BEGIN PRIVATE")])
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    refused = earwitness("review", case.path, "--no-browser", *asked)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert f"| {refused.stderr.strip()} |" in MANUAL


def test_a_recording_that_nobody_heard_has_nothing_to_review(earwitness: Run, tmp_path: Path) -> None:
    refused = earwitness("review", calls.call(tmp_path / "case").path, "--no-browser")
    assert refused.returncode == 2
    assert "was not processed to the end" in refused.stderr


def test_without_its_extra_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import importlib.util, sys; find = importlib.util.find_spec;"
        "importlib.util.find_spec = lambda name, *rest: None if name == 'uvicorn' else find(name, *rest);"
        "from earwitness.cli.main import main; sys.argv = ['earwitness', 'review', 'case']; main()"
    )
    refused = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert refused.returncode == 3
    assert refused.stderr == (
        "What serves the page is not installed. Install it: pip install 'earwitness[review]'\n"
    )
