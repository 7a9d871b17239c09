"""A case's glossary: entries are added and superseded, never edited, and the ledger has none of their words."""

from __future__ import annotations

from pathlib import Path

import pytest

import calls
from earwitness.errors import UsageError
from earwitness.records.glossary import Term
from earwitness.workflow import person
from earwitness.workflow.case import Case

BOBIK = Term(term="бобик", language="ru", translation="bobik", note="a Russian army jeep")
JEEP = Term(term="бобик", language="ru", translation="army jeep")
GOAT = Term(term="козлик", language="ru", translation="goat")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.create(tmp_path / "case")


def held(case: Case) -> list[Term]:
    return [entry.term for entry in case.glossary()]


def test_a_term_is_superseded_and_what_was_there_stays(case: Case) -> None:
    assert [one.id for one in case.add_terms([BOBIK, GOAT])] == ["g1", "g2"]
    assert [one.id for one in case.add_terms([JEEP, GOAT])] == ["g3"]
    assert case.add_terms([JEEP, GOAT]) == []
    assert held(case) == [JEEP, GOAT]
    case.remove_term("БОБИК")
    assert held(case) == [GOAT]
    assert [(one.id, one.removed) for one in case.glossary(history=True)] == [
        ("g1", False),
        ("g2", False),
        ("g3", False),
        ("g4", True),
    ]


def test_who_put_a_term_in_is_kept_by_key_and_by_the_name_that_they_chose(case: Case) -> None:
    person.call_oneself("Анна")
    case.add_terms([BOBIK])
    person.call_oneself("")
    (entry,) = case.glossary()
    assert entry.made_by == person.acting().agent
    assert case.authors()[entry.made_by] == "Анна"


def test_terms_that_contradict_the_rest_are_refused_and_none_is_kept(case: Case) -> None:
    case.add_terms([BOBIK])
    with pytest.raises(UsageError, match="stands for two terms"):
        case.add_terms([Term(term="танк", language="ru", translation="tank", forms=("бобик",)), GOAT])
    with pytest.raises(UsageError, match='has no term "танк"'):
        case.remove_term("танк")
    assert held(case) == [BOBIK]


def test_the_ledger_and_the_history_tell_of_terms_without_their_words(tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    case.add_terms([BOBIK, GOAT])
    case.remove_term("козлик")
    ledger = (case.path / "ledger.jsonl").read_text("utf-8")
    assert not [word for word in ("бобик", "bobik", "jeep", "козлик", "goat") if word in ledger]
    assert [step.text for step in case.custody()][-2:] == [
        "2 terms were put into the glossary; the words are in the database, g1-g2.",
        "1 term was taken out of the glossary; the words are in the database, g3.",
    ]
    assert not [item for item in case.verify() if item.outcome == "fail"]


@pytest.mark.parametrize("name", ["terms.csv", "terms.TBX"])
def test_a_glossary_goes_from_one_case_into_another(case: Case, tmp_path: Path, name: str) -> None:
    case.add_terms([BOBIK, GOAT])
    case.export_glossary(tmp_path / name)
    other = Case.create(tmp_path / "other")
    assert len(other.import_glossary(tmp_path / name)) == 2
    assert other.import_glossary(tmp_path / name) == []
    assert held(other) == held(case)


def test_a_file_that_is_not_there_or_no_glossary_is_named(case: Case, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        case.import_glossary(tmp_path / "nowhere.csv")
    with pytest.raises(UsageError, match="A glossary is not kept as"):
        case.export_glossary(tmp_path / "terms.xlsx")
    (tmp_path / "terms.csv").write_text("term,translation\nбобик,bobik\nбобик,jeep\n")
    with pytest.raises(UsageError, match="stands for two terms"):
        case.import_glossary(tmp_path / "terms.csv")
    assert held(case) == []
