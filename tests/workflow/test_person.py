"""Whoever acts signs all that happens, and is named by a key and by what they chose, in no ledger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import calls
import tampering
from earwitness.archive.folder import CaseFolder
from earwitness.errors import PassphraseError, UsageError
from earwitness.ledger import chain
from earwitness.workflow import person
from earwitness.workflow.case import Case

SOURCE = Path(person.__file__).parent
SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A person who has no key yet."""
    path = tmp_path / "somebody" / "key.pem"
    monkeypatch.setenv("EARWITNESS_KEY", str(path))
    return path


def entries(case: Path) -> list[chain.Entry]:
    with CaseFolder.open(case) as opened:
        return [chain.read(line) for line in opened.database.event_lines()]


def test_every_line_of_every_verb_is_signed_by_whoever_acts(tmp_path: Path) -> None:
    made = entries(tampering.whole_case(tmp_path, SAMPLE_CALL))
    assert {entry.event.verb for entry in made} == {
        "create", "acquire", "process", "attribute", "translate", "choose", "correct", "quote", "withdraw", "set",
        "derive", "publish", "route", "commit", "gloss", "fetch", "source", "excerpt", "inspect",
    }  # fmt: skip
    assert all(entry.signer == person.acting().key.public for entry in made)
    assert all(chain.is_signed_well(entry) for entry in made)


def test_no_workflow_writes_but_through_whoever_acts() -> None:
    writes = {
        path.name
        for path in SOURCE.rglob("*.py")
        if re.search(r"database\.writing\(|chain\.line\b", path.read_text())
    }
    assert writes == {"person.py"}


def test_the_key_is_made_on_first_use_and_told_of_once(key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(person.talk, "tell", told.append)
    first, second = person.acting(), person.acting()
    assert first.key.public == second.key.public
    assert len(told) == 1
    assert str(key) in told[0]


def test_a_naming_has_its_maker_and_the_case_has_what_they_are_called(tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    nameless = case.name_speaker("S1", "Mother")
    assert nameless.made_by == person.acting().agent
    assert nameless.made_by.kind == "person"
    person.call_oneself("Анна")
    case.name_speaker("S1", "Sister")
    case.name_speaker("S2", "Son")
    person.call_oneself("Анна К.")
    case.name_speaker("S2", "Brother")
    with CaseFolder.open(case.path) as opened:
        held = [(one.key, one.name) for one in opened.database.persons()]
    assert held == [(person.acting().key.public, "Анна"), (person.acting().key.public, "Анна К.")]
    assert "Анна" not in (case.path / "ledger.jsonl").read_text("utf-8")
    assert case.attributions()[0] == nameless


@pytest.mark.parametrize("name", ["two\nlines", "turned\u202eround", "x" * 201])
def test_a_name_that_cannot_be_shown_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="cannot be shown on one line"):
        person.call_oneself(name)
    assert person.acting().name is None


def test_a_passphrase_is_asked_for_once_and_can_be_taken_away(
    key: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return "тайна"

    public = person.acting().key.public
    person.lock("тайна")
    assert person.acting().key.public == public
    person._known.clear()  # as in another process
    with pytest.raises(PassphraseError):
        person.acting()
    monkeypatch.setattr(person.talk, "ask", answer)
    case = Case.create(tmp_path / "case")
    assert person.acting().key.public == public
    assert len(asked) == 1
    assert str(key) in asked[0]
    person.lock("")
    person._known.clear()
    monkeypatch.setattr(person.talk, "ask", lambda question: None)
    assert person.acting().key.public == public
    assert [item for item in case.verify() if item.outcome == "fail"] == []
