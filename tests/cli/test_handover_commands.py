"""`export --to` and `import` as a user has them."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import calls

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
        (("import", "case", "--case", "back"), 3, '"case" is no file. Pack the bag into a ZIP file first.'),
        (
            ("import", "case/README.txt", "--case", "back"),
            3,
            '"case/README.txt" is no ZIP file that can be read. Get the bag again from whoever sent it.',
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
