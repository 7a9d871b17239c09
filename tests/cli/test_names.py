"""`earwitness names`: suggests, and adds nothing that nobody asked for."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import calls
from earwitness.errors import UsageError
from earwitness.workflow.case import Case
from manual import MANUAL

Run = Callable[..., "subprocess.CompletedProcess[str]"]
SAID = [
    ("S1", "Мы с Сергеем Ивановым едем в Белгород."),
    ("S2", "Третья батарея бригады молчит."),
    ("S1", "Она работает в Министерстве обороны."),
    ("S2", "Он видел Андрея Чайковского."),
]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    pytest.importorskip("slovnet", reason="the extra `names` is not installed")
    monkeypatch.setattr(calls, "SAID", SAID)
    made = calls.call(tmp_path / "mycase")
    calls.hear(made, "t1")
    return made


def test_names_are_suggested_written_to_a_file_and_put_in_only_when_asked(
    earwitness: Run, case: Case, tmp_path: Path
) -> None:
    listed = earwitness("names", "mycase").stdout
    assert listed.startswith("Сергей Иванов = Sergei Ivanov  (person; ru)\n    Сергеем Ивановым in u1\n")
    assert "Министерство обороны = ?  (organisation; ru)" in listed
    assert "батарея = battery  (unit; ru)" in listed
    earwitness("names", "mycase", "-o", "names.csv")
    assert case.glossary() == []
    assert earwitness("names", "mycase", "--add", "сергей иванов", "--add", "батарея").stderr.endswith(
        "2 put in.\n"
    )
    assert {one.term.term: one.term.kind for one in case.glossary()} == {
        "Сергей Иванов": "name",
        "батарея": "term",
    }
    assert "Сергей Иванов" not in [one.said for one in case.suggested_names()]
    case.import_glossary(tmp_path / "names.csv")
    assert {one.term.term for one in case.glossary()} >= {"Белгород", "бригада"}
    assert "Министерство обороны" not in {one.term.term for one in case.glossary()}


def test_the_scheme_is_the_cases_own_and_names_that_are_there_stay(earwitness: Run, case: Case) -> None:
    case.add_suggested(["Андрей Чайковский"])
    done = earwitness("names", "mycase", "--scheme", "scholarly", "--json")
    assert json.loads(done.stdout.splitlines()[0])["english"] == "Sergej Ivanov"
    assert case.suggested_names()[0].english == "Sergej Ivanov"
    assert [one.term.translation for one in case.glossary()] == ["Andrei Chaikovsky"]


REFUSED = {
    "a name that is not suggested": (
        "Петров",
        'Nothing is suggested for "Петров". `earwitness names CASE` lists all.',
    ),
    "a name whose English is not known": (
        "Министерство обороны",
        'It is not known what "Министерство обороны" is in English. '
        'Say it: earwitness glossary CASE --name --add "Министерство обороны=…".',
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_put_in_is_refused_in_the_manuals_words(case: Case, kind: str) -> None:
    name, sentence = REFUSED[kind]
    with pytest.raises(UsageError) as refused:
        case.add_suggested(["Белгород", name])
    assert str(refused.value) == sentence
    assert f"| {kind} | {sentence} |" in MANUAL
    assert case.glossary() == []


WITHOUT_NATASHA = """
import importlib.util
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "natasha" else found(name, *more)
from earwitness.cli.main import main
main()
"""


def test_without_the_extra_the_extra_is_named(case: Case, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_NATASHA, "names", "mycase"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    sentence = "What finds names is not installed (package natasha). Install it: pip install 'earwitness[names]'"
    assert (done.returncode, done.stderr.strip()) == (3, sentence)
    assert f"| names, without the extra | {sentence} |" in MANUAL
