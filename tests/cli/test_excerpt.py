"""`earwitness excerpt`: what it makes and says, and what it refuses in the manual's words."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

import calls
import media
from earwitness.workflow.case import Case
from manual import MANUAL

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    calls.translate(made, "t1", "e1")
    made.quote(calls.Span(4_000, 5_700))
    return made


def test_a_clip_is_made_of_what_is_asked_for_and_its_files_are_named(earwitness: Run, case: Case) -> None:
    done = earwitness("excerpt", case.path, "q1", "-o", "clips", "--make", "wav, srt,card")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [f"clips/q1/{name}" for name in ("q1.wav", "q1.srt", "q1.png", "about.json")]
    folder = case.path.parent
    assert all((folder / name).stat().st_size for name in done.stdout.split())
    told = earwitness("custody", case.path).stdout
    assert "The quote q1 was cut out of it, as a clip of 3 files." in told


def test_a_reading_is_made_by_the_program_that_the_extra_brings(earwitness: Run, case: Case) -> None:
    if find_spec("espeakng_loader") is None:
        pytest.skip("the extra `reading` is not installed")
    done = earwitness("excerpt", case.path, "q1", "-o", "clips", "--make", "wav", "--voice", "read-english")
    assert (done.returncode, done.stderr.strip()) == (0, "")
    sound, _ = media.decoded(case.path.parent / "clips" / "q1" / "q1.wav", sample_rate_hz=22_050)
    assert 3 < len(sound) / 22_050 < 12
    assert 0.1 < abs(sound).max() < 1
    assert "as a clip of 1 file, read by a machine’s voice (eSpeak NG)." in earwitness("custody", case.path).stdout


def _withdrawn(case: Case) -> None:
    case.withdraw_quote("q1")


def _corrected(case: Case) -> None:
    calls.translate(case, "t1", "e2", ["Hello?", "I hear you.", "We did not go.", "Take care."])


def _occupied(case: Case) -> None:
    (case.path.parent / "clips" / "q1").mkdir(parents=True)
    (case.path.parent / "clips" / "q1" / "letter.txt").touch()


def _fine(case: Case) -> None:
    """Nothing happens before."""


REFUSED: dict[str, tuple[Callable[[Case], None], list[str], int, str]] = {
    "a clip of a quote that was withdrawn": (
        _withdrawn,
        [],
        2,
        "The quote q1 was withdrawn. Quote it anew.",
    ),
    "a clip of a quote under which something was corrected": (
        _corrected,
        [],
        2,
        "Something was corrected under q1 since. Look at it (`earwitness quotes`), and quote it anew.",
    ),
    "a kind of clip that there is not": (
        _fine,
        ["--make", "gif"],
        2,
        'A quote cannot be made into "gif". Ask for wav, mp3, m4a, video, srt, vtt, card.',
    ),
    "a sound without the voice": (
        _fine,
        ["--make", "wav", "--voice", "out"],
        2,
        "The voice is to be left out, and wav is nothing but the voice. Leave one of both out.",
    ),
    "a folder for a clip that holds something else": (
        _occupied,
        [],
        3,
        '"clips/q1" is not empty and holds no clip of earwitness. Choose another folder with -o.',
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_cut_out_is_refused_in_the_manuals_words(earwitness: Run, case: Case, kind: str) -> None:
    before, asked, code, sentence = REFUSED[kind]
    before(case)
    refused = earwitness("excerpt", case.path, "q1", "-o", "clips", "--no-credentials", *asked)
    assert (refused.returncode, refused.stdout) == (code, "")
    assert refused.stderr.strip() == sentence
    assert f"| {kind} | {sentence} |" in MANUAL
    assert not (case.path.parent / "clips" / "q1" / "q1.srt").exists()
