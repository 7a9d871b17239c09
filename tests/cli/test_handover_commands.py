"""`export --to`, `import` and `credentials` as a user has them."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import authority
import calls
from manual import MANUAL

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_a_case_goes_out_and_comes_in_and_what_was_found_is_the_exit_code(earwitness: Run, tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    out = earwitness("export", "case", "--to", "bag.zip")
    assert (out.returncode, out.stdout, out.stderr) == (0, "bag.zip\n", "")
    back = earwitness("import", "bag.zip", "--case", "back", "--receipt")
    assert (back.returncode, back.stdout, back.stderr) == (0, "back\n", "")
    assert "received the case" in earwitness("custody", "back").stdout
    with sqlite3.connect(case.path / "case.sqlite") as database:
        database.execute("UPDATE utterances SET text = 'приказ' WHERE number = 2")
    found = earwitness("export", "case", "--to", "bag.zip")
    assert found.returncode == 1
    assert found.stderr.splitlines() == [
        "FAIL rows: Row 2 of utterances was changed.",
        'FAIL bag: What "case.wav" says could not be written as vtt.',
    ]
    assert earwitness("import", "bag.zip", "--case", "other").returncode == 1


@pytest.mark.parametrize(
    ("asked", "code", "sentence"),
    [
        (("export", "case"), 2, "It is not said what to write. Add --format, or --to BAG.zip for the whole case."),
        (
            ("export", "case", "--to", "bag.zip", "--format", "srt"),
            2,
            "--to hands the whole case on. Leave RECORDING, --format and -o out.",
        ),
        (
            ("export", "case", "--to", "."),
            2,
            'A bag is a file outside the case: "." is not. Name another, as bag.zip.',
        ),
        (("import", "none.zip", "--case", "back"), 3, 'There is no file "none.zip".'),
        (
            ("import", "case", "--case", "back"),
            3,
            '"case" is not taken in. It is no bag: it holds no bagit.txt. Get the bag again from whoever sent it.',
        ),
        (
            ("import", "case/README.txt", "--case", "back"),
            3,
            '"case/README.txt" is no ZIP or TAR file that can be read. Get the bag again from whoever sent it.',
        ),
    ],
)
def test_what_cannot_be_handed_on_or_taken_in_is_said_in_a_sentence(
    earwitness: Run, tmp_path: Path, asked: tuple[str, ...], code: int, sentence: str
) -> None:
    calls.call(tmp_path / "case")
    refused = earwitness(*asked)
    assert (refused.returncode, refused.stderr.strip(), refused.stdout) == (code, sentence, "")
    assert not (tmp_path / "back").exists()


def test_a_published_sound_is_read_and_the_exit_code_says_whether_it_is_as_it_was_signed(
    earwitness: Run, tmp_path: Path
) -> None:
    calls.hear(calls.call(tmp_path / "case"), "t1")
    assert earwitness("publish", "case", "-o", "page").returncode == 0
    valid = earwitness("credentials", "page/sound.mp3")
    assert valid.returncode == 0
    assert valid.stdout.startswith("Valid, not trusted: nothing was changed since it was signed")
    (tmp_path / "root.pem").write_text(earwitness("credentials").stdout)
    assert earwitness("credentials", "page/sound.mp3", "--trust", "root.pem").stdout.startswith("Trusted: ")
    sound = bytearray((tmp_path / "page" / "sound.mp3").read_bytes())
    sound[-100] ^= 1
    (tmp_path / "changed.mp3").write_bytes(sound)
    changed = earwitness("credentials", "changed.mp3", "--json")
    assert (changed.returncode, json.loads(changed.stdout)["state"]) == (1, "invalid")
    assert earwitness("publish", "case", "-o", "page", "--no-credentials").returncode == 0
    none = earwitness("credentials", "page/sound.mp3")
    assert none.returncode == 1
    assert none.stdout.startswith("It carries no content credentials.")


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_a_published_sound_is_stamped_by_an_authority_that_is_named_or_not_published(
    earwitness: Run, tmp_path: Path
) -> None:
    calls.hear(calls.call(tmp_path / "case"), "t1")
    root = authority.make_authority(tmp_path / "authority")
    with authority.serving(lambda query: authority.stamped(root.parent, query)) as url:
        done = earwitness("publish", "case", "-o", "page", "--tsa", url)
    assert done.returncode == 0, done.stderr
    (tmp_path / "trust.pem").write_text(earwitness("credentials").stdout + root.read_text())
    said = earwitness("credentials", "page/sound.mp3", "--trust", "trust.pem").stdout
    assert "Trusted: " in said
    assert ", says an authority whom you trust\n" in said
    assert ", says an authority whom --trust does not name\n" in earwitness("credentials", "page/sound.mp3").stdout
    for asked, code, sentence in (
        (("--tsa", "http://127.0.0.1:9"), 3, "127.0.0.1 could not be asked for a time stamp: "),
        (("--tsa", "tsa"), 2, '"tsa" is no address of a time-stamping authority. Give an http(s) URL.\n'),
        (
            ("--tsa", url, "--no-credentials"),
            2,
            "--tsa is for content credentials. Leave --no-credentials or --tsa out.\n",
        ),
    ):
        refused = earwitness("publish", "case", "-o", "other", *asked)
        assert refused.returncode == code
        assert refused.stderr.startswith(sentence)
        assert not (tmp_path / "other").exists()
        assert code == 3 or f"| {sentence.strip()} |" in MANUAL


WITHOUT_C2PA = """
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "c2pa" else found(name, *more)
from earwitness.cli.main import main
main()
"""


def test_without_the_extra_a_page_is_made_and_the_extra_is_named(tmp_path: Path) -> None:
    calls.hear(calls.call(tmp_path / "case"), "t1")
    missing = "What signs and reads content credentials is not installed (package c2pa-python)."
    sentence = f"{missing} Install it: pip install 'earwitness[credentials]'"
    for asked, code, said in (
        (("publish", "case", "-o", "page"), 0, f"What is published carries no content credentials. {sentence}"),
        (("publish", "case", "-o", "other", "--certificate", "desk.pem"), 3, sentence),
        (("credentials", "page/sound.mp3"), 3, sentence),
    ):
        command = [sys.executable, "-c", WITHOUT_C2PA, *asked]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr.strip()) == (code, said)
    assert (tmp_path / "page" / "sound.mp3").exists()
    assert sentence in MANUAL


def test_a_sealed_case_is_told_what_stays_on_the_disk_and_opens_again(earwitness: Run, tmp_path: Path) -> None:
    calls.hear(calls.call(tmp_path / "case"), "t1")
    mine = dict(line.split(maxsplit=1) for line in earwitness("key").stdout.splitlines())["public"]
    kept = earwitness("seal", "case", "--to", mine, "-o", "case.age")
    assert (kept.returncode, kept.stdout) == (0, "case.age\n")
    assert kept.stderr.strip() == "The folder is still there, not encrypted. --remove takes it away."
    gone = earwitness("seal", "case", "--to", mine, "-o", "case.age", "--remove")
    assert gone.returncode == 0
    assert "Disks keep what was removed until it is overwritten" in gone.stderr
    assert not (tmp_path / "case").exists()
    assert earwitness("unseal", "case.age", "--case", "case").stdout == "case\n"
    assert "was sealed as it was then, sources too, to 1 key" in earwitness("custody", "case").stdout
    refused = earwitness("seal", "case", "--to", "Anna", "-o", "other.age", "--remove")
    assert refused.returncode == 2
    assert refused.stderr.strip() in MANUAL
    assert (tmp_path / "case").exists()
    assert not (tmp_path / "other.age").exists()
