"""What each command prints, where, and with which exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from earlier import earlier_case
from earwitness.cli.main import VERBS
from manual import MANUAL

Run = Callable[..., "subprocess.CompletedProcess[str]"]

ROOT = Path(__file__).parents[2]
SAMPLE_CALL = ROOT / "demo" / "call.m4a"


def test_help_answers_at_once() -> None:
    """The house limit is 0.3 s; the fastest of five, since the machine may be busy with something else."""
    times = []
    for _ in range(5):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "earwitness", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - started)
    assert min(times) < 0.3


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help_and_a_place_in_the_manual(earwitness: Run, verb: str) -> None:
    assert earwitness(verb, "--help").returncode == 0
    assert f"\n## {verb}\n" in MANUAL


def test_the_manual_shows_the_help_that_the_program_prints() -> None:
    checked = subprocess.run(
        [sys.executable, ROOT / "tools" / "manual.py", "--check"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stderr


def test_every_exit_code_is_in_the_manual() -> None:
    assert all(f"\n| {code} | " in MANUAL for code in (0, 1, 2, 3, 130))


def test_process_tells_language_length_first_utterances_and_what_next(earwitness: Run) -> None:
    done = earwitness("process", SAMPLE_CALL, "--case", "my case", "--model", "fake:", "--speakers", "none")
    assert '"call.m4a"' in done.stdout
    assert "in ru" in done.stdout
    assert "1:0" in done.stdout
    assert "the battery did not go." in done.stdout
    assert " show 'my case'\n" in done.stderr


def test_show_prints_one_json_object_as_its_schema_says_and_nothing_else(earwitness: Run, case: Path) -> None:
    shown = earwitness("show", case, "--json")
    schema = json.loads((ROOT / "docs" / "schema" / "recording.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(shown.stdout), schema)
    assert shown.stderr == ""


def test_a_recording_is_found_by_its_name_and_by_the_beginning_of_its_digest(earwitness: Run, case: Path) -> None:
    by_itself = json.loads(earwitness("show", case, "--json").stdout)
    digits = by_itself["recording"]["digest"].removeprefix("sha256:")
    for named in ("call.m4a", digits[:6], f"sha256:{digits}"):
        assert json.loads(earwitness("show", case, named, "--json").stdout) == by_itself


@pytest.mark.parametrize("format_name", ["srt", "vtt", "txt"])
@pytest.mark.parametrize("language", ["ru", "en", "both"])
def test_export_writes_the_same_to_a_file_as_to_standard_output(
    earwitness: Run, case: Path, tmp_path: Path, format_name: str, language: str
) -> None:
    asked = ["export", case, "--format", format_name, "--language", language]
    printed = earwitness(*asked).stdout
    assert earwitness(*asked, "-o", "out").returncode == 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == printed
    assert ("батарея" in printed) == (language != "en")
    assert ("battery" in printed) == (language != "ru")


def test_publish_prints_the_path_of_a_page_with_its_sound(earwitness: Run, case: Path, tmp_path: Path) -> None:
    done = earwitness("publish", case, "-o", "page", "--title", "An order", "--origin", "Invented.")
    assert done.stdout.strip() == "page/index.html"
    names = {path.name for path in (tmp_path / "page").iterdir()}
    assert names == {"index.html", "sound.mp3", "captions.ru.vtt", "captions.en.vtt"}
    again = earwitness("publish", case, "-o", "page")
    assert again.returncode == 0, again.stderr


def test_publish_leaves_alone_a_folder_that_holds_something_else(
    earwitness: Run, case: Path, tmp_path: Path
) -> None:
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "thesis.txt").write_text("mine")
    done = earwitness("publish", case, "-o", "page")
    assert (done.returncode, done.stderr.count("\n")) == (3, 1)
    assert [path.name for path in (tmp_path / "page").iterdir()] == ["thesis.txt"]


def test_the_published_files_do_not_carry_the_name_of_the_recording(earwitness: Run, tmp_path: Path) -> None:
    (tmp_path / "from-Ivan-Petrov.m4a").write_bytes(SAMPLE_CALL.read_bytes())
    earwitness("process", "from-Ivan-Petrov.m4a", "--case", "c", "--model", "fake:", "--speakers", "none")
    assert earwitness("publish", "c", "-o", "page").returncode == 0
    for path in [*(tmp_path / "page").iterdir(), tmp_path / "c" / "ledger.jsonl"]:
        assert b"Petrov" not in path.read_bytes()


def test_models_lists_the_carried_one_as_here(earwitness: Run) -> None:
    listed = earwitness("models").stdout.splitlines()
    assert listed[0].split()[:2] == ["base", "here"]
    assert any(line.startswith("large-v3-turbo") for line in listed)


def test_models_checks_the_folder_that_it_is_given(earwitness: Run, tmp_path: Path) -> None:
    checked = earwitness("models", "base").stdout
    assert checked.strip().endswith("sha256:d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9")
    assert earwitness("models", checked.split("  ")[1]).stdout.split("  ")[1:] == checked.split("  ")[1:]
    refused = earwitness("models", tmp_path)
    assert (refused.returncode, "lacks model.bin" in refused.stderr) == (3, True)


def _heeds_ctrl_c() -> None:
    """What a shell starts in the background ignores it, and whatever that starts as well."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_stops_at_once_with_a_sentence_and_the_same_command_goes_on(
    earwitness: Run, tmp_path: Path
) -> None:
    """With the real model, in the middle of a batch, which alone takes seconds."""
    command = ["process", str(SAMPLE_CALL), "--case", "case"]
    process = subprocess.Popen(
        [sys.executable, "-m", "earwitness", *command],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heeds_ctrl_c,  # noqa: PLW1509  (no thread runs here)
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "case" / "originals").is_dir() or not any((tmp_path / "case" / "originals").glob("*/*")):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    time.sleep(1.5)
    os.kill(process.pid, signal.SIGINT)
    asked = time.monotonic()
    _, stderr = process.communicate(timeout=60)
    assert time.monotonic() - asked < 10  # seconds on a busy machine; a batch is not waited for
    assert process.returncode == 130
    assert stderr.strip() == "Stopped. What was finished is kept: the same command goes on from there."
    assert earwitness(*command).returncode == 0


def test_a_reader_that_has_had_enough_is_no_error(case: Path) -> None:
    shown = subprocess.run(
        f"{sys.executable} -m earwitness show {case} | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stderr == ""


def test_a_case_of_an_earlier_version_is_brought_up_to_date_by_a_command_that_writes(
    earwitness: Run, tmp_path: Path
) -> None:
    earlier_case(tmp_path / "case", SAMPLE_CALL.read_bytes())
    refused = earwitness("show", "case")
    assert refused.returncode == 3
    assert "such as `earwitness process`, brings it up to date" in refused.stderr
    done = earwitness("process", SAMPLE_CALL, "--case", "case", "--model", "fake:", "--speakers", "none")
    assert done.returncode == 0, done.stderr
    assert earwitness("show", "case").returncode == 0
    assert earwitness("verify", "case").returncode == 0
