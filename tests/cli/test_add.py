"""`earwitness add`: take a recording in, with from whom it came, which nothing else tells."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

import calls
from manual import MANUAL
from serving import Answer, file, gone, says, serving

Run = Callable[..., "subprocess.CompletedProcess[str]"]

WHO = "Zinaida the nurse, by Signal"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    calls.call(tmp_path / "call")
    return tmp_path / "call.wav"


def test_a_recording_is_taken_in_and_its_source_told_by_one_command_alone(
    earwitness: Run, sound: Path, tmp_path: Path
) -> None:
    done = earwitness(
        "--debug", "add", sound, "--case", "c", "--from", WHO, "--note", "no call back", "--publisher", "A channel"
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith('"call.wav"  0:10  sha256:')
    assert "A channel published it" in earwitness("route", "c").stdout.replace("may have ", "")
    processed = earwitness("process", "call.wav", "--case", "c", "--model", "fake:", "--speakers", "none")
    assert processed.returncode == 0, processed.stderr
    others = [done, processed]
    for asked in (["show", "--json"], ["custody"], ["verify", "--json"]):
        others.append(earwitness(asked[0], "c", *asked[1:]))
    assert not [ran.args for ran in others if "Zinaida" in ran.stdout + ran.stderr or "call back" in ran.stdout]
    told = earwitness("custody", "c", "--sources").stdout
    assert WHO in told
    assert "no call back" in told


def test_a_source_can_be_told_without_a_command_line(sound: Path, tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "earwitness", "add", str(sound), "--case", "c", "--from", "-"]
    done = subprocess.run(asked, cwd=tmp_path, input=f"{WHO}\n", capture_output=True, text=True, check=True)
    assert "Zinaida" not in done.stdout + done.stderr
    asked = [sys.executable, "-m", "earwitness", "custody", "c", "--sources"]
    assert WHO in subprocess.run(asked, cwd=tmp_path, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize(
    ("kind", "origin", "sentence"),
    [
        ("an empty source", " ", "The source is empty. Write what is known, or leave the option out."),
        (
            "a source with a line break",
            "Zinaida\nthe nurse",
            "The source holds what cannot be shown on one line. Type it again without that.",
        ),
    ],
)
def test_what_makes_no_sense_gets_one_sentence_which_is_in_the_manual(
    earwitness: Run, sound: Path, kind: str, origin: str, sentence: str
) -> None:
    done = earwitness("add", sound, "--case", "c", "--from", origin)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (2, "", sentence)
    assert f"| {kind} | {sentence} |" in MANUAL
    assert not (sound.parent / "c").exists()


def test_what_is_no_recording_is_refused_and_no_case_is_made(earwitness: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.wav").write_text("Dear all, " * 100)
    done = earwitness("add", "letter.wav", "--case", "c")
    assert done.returncode == 3
    assert done.stderr.startswith('"letter.wav" is not sound or video that can be read.')
    assert not (tmp_path / "c").exists()


def test_a_recording_is_fetched_from_a_page_and_its_publisher_is_a_link(
    earwitness: Run, sound: Path, tmp_path: Path
) -> None:
    page = says(b"<title>A call</title><audio src='/call.wav'></audio>")
    with serving({"/": page, "/call.wav": file(sound.read_bytes(), "audio/wav")}) as site:
        done = earwitness("add", site, "--case", "c", "--publisher", "A channel", "--allow-local")
        assert done.returncode == 0, done.stderr
    assert done.stdout.startswith('"call.wav"  0:10  sha256:')
    route = earwitness("route", "c").stdout
    assert f"address: {site}" in route
    assert "archived: sha256:" in route
    assert earwitness("verify", "c").returncode == 0


@pytest.mark.parametrize(
    ("kind", "answer", "arguments", "sentence"),
    [
        (
            "a private address, or one that sends to such",
            gone,
            [],
            '"{site}/a" is in a private network or on this machine: nothing is fetched from there. '
            "If it is in a network of your own, say so: --allow-local.",
        ),
        (
            "an address that serves 20 GB",
            says(bytes(2000), "audio/mpeg"),
            ["--allow-local", "--limit", "1k"],
            '"{site}/a" holds more than 1 kB. If that is what you want, set another --limit.',
        ),
        ("an address where nothing is", gone, ["--allow-local"], '"{site}/a" answers 404 Not Found.'),
        (
            "a video that was removed meanwhile",
            says(b"<audio src='/gone.mp3'></audio>"),
            ["--allow-local"],
            'The page "{site}/a" is there, and its sound is not: 404 Not Found. '
            "It may have been removed meanwhile. Nothing of it is kept.",
        ),
    ],
)
def test_what_cannot_be_fetched_gets_one_sentence_which_is_in_the_manual(  # noqa: PLR0913, PLR0917
    earwitness: Run, tmp_path: Path, kind: str, answer: Answer, arguments: list[str], sentence: str
) -> None:
    with serving({"/a": answer}) as site:
        done = earwitness("add", f"{site}/a", "--case", "c", *arguments)
        assert (done.returncode, done.stdout, done.stderr.strip()) == (3, "", sentence.format(site=site))
    in_manual = sentence.format(site="https://video.example").replace("1 kB", "2 GB")
    assert f"| {kind} | {in_manual} |" in MANUAL


def test_what_a_file_says_and_what_is_noticed_is_told_without_a_verdict(earwitness: Run, tmp_path: Path) -> None:
    case = calls.call(tmp_path / "call")
    (digest,) = (one.digest for one in case.recordings())
    done = earwitness("inspect", "call", "-o", "picture.svg")
    assert done.returncode == 0, done.stderr
    assert "track 1: codec audio, pcm_s16le" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("Whether it is genuine is not told.")
    assert digest.short in ElementTree.parse(tmp_path / "picture.svg").getroot()[0].text
    held = json.loads(earwitness("inspect", "call", "--json").stdout)
    assert held["recording"] == str(digest)
    assert held["signals"] == []


def test_the_checklist_tells_what_is_missing_with_its_command(earwitness: Run, tmp_path: Path) -> None:
    calls.call(tmp_path / "call")
    done = earwitness("custody", "call", "--checklist")
    assert (done.returncode, done.stderr) == (1, "")
    assert "    No authority has said since it came that it was there. (timestamp)" in done.stdout
    assert "verify\n    What it tells itself is not kept. (add)\n" in done.stdout
