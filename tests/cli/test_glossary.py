"""`earwitness glossary`: put in, taken out, listed, exchanged; refused in the manual's words."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from earwitness.workflow.case import Case
from manual import MANUAL

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.create(tmp_path / "mycase")


def test_a_term_is_put_in_listed_exported_and_taken_out(earwitness: Run, case: Case, tmp_path: Path) -> None:
    asked = ["--add", "бобик=bobik", "--note", "a Russian army jeep", "--form", "бобон", "--also", "army jeep"]
    done = earwitness("glossary", "mycase", *asked, "--export", "terms.csv")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (0, "1 term was put in.")
    assert "бобик,ru,bobik,army jeep,бобон,a Russian army jeep,term" in (tmp_path / "terms.csv").read_text("utf-8")
    listed = earwitness("glossary", "mycase").stdout.splitlines()
    assert listed[:3] == [
        "бобик = bobik | army jeep  (ru)",
        "    also said: бобон",
        "    a Russian army jeep",
    ]
    assert json.loads(earwitness("glossary", "mycase", "--json").stdout)["term"] == "бобик"
    assert earwitness("glossary", "mycase", "--remove", "бобик").stderr == "1 term was taken out.\n"
    assert "The glossary is empty." in earwitness("glossary", "mycase").stderr
    assert earwitness("glossary", "mycase", "--import", "terms.csv").stderr == "1 term was put in.\n"
    assert "taken out" in earwitness("glossary", "mycase", "--history").stdout


REFUSED = {
    "a word that stands for two terms": (
        ["--import", "two.csv"],
        "“бобик” stands for two terms: “бобик” (bobik) and “бобик” (doggy). Leave one away, or that form of it.",
    ),
    "a circle of terms": (
        ["--import", "circle.csv"],
        "“козлик”, the translation of “бобик”, is a term itself: “козлик” (бобик). Give the English.",
    ),
    "a glossary that is not in UTF-8": (
        ["--import", "windows.csv"],
        '"windows.csv": It is not in UTF-8. Save it as “CSV UTF-8”, or say what it is in, as --encoding cp1251.',
    ),
    "a glossary without its columns": (
        ["--import", "bare.csv"],
        '"bare.csv": The first line does not name the columns term and translation. '
        "Columns may be: term, language, translation, also, forms, note, kind.",
    ),
    "a TBX file with entities": (
        ["--import", "bomb.tbx"],
        '"bomb.tbx": The file defines entities, which could be anything. Write it without.',
    ),
    "a glossary in another format": (
        ["--import", "terms.xlsx"],
        'A glossary is not kept as "terms.xlsx". Its name ends in .csv or .tbx.',
    ),
    "a term that there is not": (
        ["--remove", "танк"],
        'The glossary has no term "танк". `earwitness glossary CASE` lists it.',
    ),
    "a term without English": (
        ["--add", "бобик"],
        '--add бобик lacks the English. Write it as --add "бобик=bobik".',
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_makes_no_glossary_is_refused_in_the_manuals_words_and_nothing_is_kept(
    earwitness: Run, case: Case, tmp_path: Path, kind: str
) -> None:
    header = "term,translation\n"
    (tmp_path / "two.csv").write_text(f"{header}бобик,bobik\nбобик,doggy\n", "utf-8")
    (tmp_path / "circle.csv").write_text(f"{header}бобик,козлик\nкозлик,бобик\n", "utf-8")
    (tmp_path / "windows.csv").write_bytes(f"{header}бобик,bobik\n".encode("cp1251"))
    (tmp_path / "bare.csv").write_text("бобик,bobik\n", "utf-8")
    (tmp_path / "bomb.tbx").write_text('<!DOCTYPE tbx [<!ENTITY a "x">]><tbx>&a;</tbx>')
    asked, sentence = REFUSED[kind]
    done = earwitness("glossary", "mycase", *asked)
    assert (done.returncode, done.stderr.strip(), done.stdout) == (2, sentence, "")
    assert f"| {kind} | {sentence} |" in MANUAL
    assert case.glossary(history=True) == []


@pytest.mark.parametrize("asked", [["--name"], ["--encoding", "cp1251"]])
def test_an_option_without_what_it_speaks_of_is_refused(earwitness: Run, case: Case, asked: list[str]) -> None:
    assert earwitness("glossary", "mycase", *asked).returncode == 2
