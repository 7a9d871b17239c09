"""What the README tells a newcomer to type works as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROGRAM = Path(sys.executable).parent

pytestmark = pytest.mark.model


def blocks() -> list[str]:
    """The indented blocks: what is to be typed."""
    return [
        re.sub(r"^    ", "", found, flags=re.MULTILINE)
        for found in re.findall(r"(?:^    .*\n|^\n(?=    ))+", README, re.M)
    ]


def typed(starts: str) -> list[str]:
    lines = "\n".join(blocks()).splitlines()
    return [line.partition("  #")[0].strip() for line in lines if line.startswith(starts)]


def environment() -> dict[str, str]:
    """A newcomer's: the program is found, no `make` stands above, and how numpy multiplies is its own choice."""
    mine = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "OPENBLAS_"))}
    return {**mine, "PATH": f"{PROGRAM}{os.pathsep}{os.environ['PATH']}"}


@pytest.mark.skipif(not (ROOT / ".venv" / "ready-to-run").exists(), reason="make has not set this checkout up")
def test_make_demo_ends_with_the_path_of_a_story_page() -> None:
    assert typed("make") == ["make demo", "make test"]
    done = subprocess.run(
        ["make", "demo"], cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    page = Path(done.stdout.splitlines()[-1].partition(": ")[2])
    assert page.is_relative_to(ROOT)
    assert "What it doubts" in done.stdout
    assert page.read_text(encoding="utf-8").count("отказались") >= 1


ALONE = ["unshare", "--net", "--map-root-user"]
"""Runs a command in a network namespace of its own: it has no interface that is up, not even loopback."""


@pytest.fixture(scope="module")
def alone() -> list[str]:
    """What makes a command run where there is no network; nothing where that cannot be made."""
    if not shutil.which("unshare"):
        return []
    tried = subprocess.run([*ALONE, "true"], capture_output=True, check=False)
    return [] if tried.returncode else ALONE


def test_the_commands_run_in_the_order_in_which_they_are_shown(alone: list[str], tmp_path: Path) -> None:
    """And where there is no network at all, if this machine can be without."""
    shutil.copy(ROOT / "demo" / "call.m4a", tmp_path)
    article = (ROOT / "demo" / "article.md").read_text(encoding="utf-8")
    (tmp_path / "article.html").write_text(
        "".join(f"<p>{paragraph}</p>" for paragraph in article.split("\n\n")), encoding="utf-8"
    )
    commands = typed("earwitness")
    verbs = ["process", "show", "export", "quote", "publish", "verify", "export", "check"]
    assert [command.split()[1] for command in commands] == verbs
    for command in commands:
        done = subprocess.run(
            [*alone, "sh", "-c", command],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        found = command.split()[1] == "check"  # the article misquotes the call
        assert done.returncode == found, f"{command}\n{done.stderr}"
    assert (tmp_path / "call.srt").read_text(encoding="utf-8").startswith("1\n00:00:0")
    assert (tmp_path / "page" / "index.html").exists()
    assert (tmp_path / "page" / "sound.mp3").stat().st_size > 100_000
    assert (tmp_path / "bag.zip").exists()
    assert "stitched" in done.stdout


def test_without_a_network_the_commands_ran_and_what_needs_one_says_so(alone: list[str]) -> None:
    """Offline is a promise."""
    if not alone:
        pytest.skip("no network namespace can be made here")
    program = [*alone, sys.executable, "-m", "earwitness", "models"]
    assert subprocess.run(program, capture_output=True, check=False).returncode == 0
    fetched = subprocess.run([*program, "--fetch", "small"], capture_output=True, text=True, check=False)
    assert fetched.returncode == 3
    assert "could not be fetched" in fetched.stderr


def test_the_lines_of_python_run(tmp_path: Path) -> None:
    shutil.copy(ROOT / "demo" / "call.m4a", tmp_path)
    (code,) = (block for block in blocks() if "import earwitness" in block)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Он тебя ударил?" in done.stdout


def test_the_pictures_are_there() -> None:
    pictures = re.findall(r'<img src="([^"]+)"', README)
    assert pictures
    assert all((ROOT / picture).stat().st_size > 10_000 for picture in pictures)
