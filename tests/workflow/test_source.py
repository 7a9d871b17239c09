"""From whom a recording came: kept apart from all that is handed on, and checked like all else."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

import calls
from earwitness.errors import FixityError, UsageError
from earwitness.ledger import chain
from earwitness.records.source import Words
from earwitness.workflow.case import Case

WHO, NOTE = "Zinaida the nurse, by Signal", "she wants no call back"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    calls.translate(made, "t1", "e1")
    made.add(tmp_path / "case.wav", words=Words(origin=WHO, note=NOTE))
    return made


def fails(case: Case) -> list[str]:
    return [item.text for item in case.verify() if item.outcome == "fail"]


def test_what_was_said_of_a_source_is_told_to_whoever_asks_for_sources(case: Case) -> None:
    (told,) = case.sources()
    assert told.words == Words(origin=WHO, note=NOTE)
    assert told.source.made_by.kind == "person"


def test_no_file_of_the_case_has_the_source_but_those_under_sources(case: Case, tmp_path: Path) -> None:
    case.publish(tmp_path / "page", route=True, speakers="sources", digest=True)
    for form in ("json", "txt", "vtt"):
        case.export(format=form, to=tmp_path / f"export.{form}")
    case.custody(to=tmp_path / "history.svg")
    holding = [
        path.relative_to(tmp_path)
        for path in tmp_path.rglob("*")
        if path.is_file() and (b"Zinaida" in (held := path.read_bytes()) or b"call back" in held)
    ]
    assert [path.parts[:2] for path in holding] == [("case", "sources")]


def test_the_line_of_the_ledger_has_a_digest_that_confirms_no_guess(case: Case) -> None:
    lines = (case.path / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (event,) = [event for event, _ in map(chain.parse, lines) if event.verb == "source"]
    assert set(event.detail) == {"source", "digest"}
    again = Case.create(case.path.with_name("again"))
    again.add(case.path.with_name("case.wav"), words=Words(origin=WHO, note=NOTE))
    assert again.sources()[0].source.digest != case.sources()[0].source.digest
    (said,) = [step.text for step in case.custody() if step.verb == "source"]
    assert "kept apart, s1" in said


def test_only_their_owner_may_look_into_the_folder_of_sources(case: Case) -> None:
    assert stat.S_IMODE((case.path / "sources").stat().st_mode) == 0o700


def test_the_same_said_again_is_kept_once_and_something_else_is_a_layer(case: Case, tmp_path: Path) -> None:
    case.add(tmp_path / "case.wav", words=Words(origin=f" {WHO} ", note=NOTE))
    case.add(tmp_path / "case.wav", words=Words(note="another note"))
    case.add(tmp_path / "case.wav")
    assert [told.words for told in case.sources()] == [Words(origin=WHO, note=NOTE), Words(note="another note")]
    assert len(case.recordings()) == 1
    assert not fails(case)


def test_changed_words_are_found_and_not_shown(case: Case) -> None:
    (path,) = (case.path / "sources").glob("*/*")
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"Zinaida", b"Tatiana"))
    assert [path.name in text for text in fails(case)] == [True]
    with pytest.raises(FixityError):
        case.sources()


def test_a_copy_without_sources_verifies_and_says_that_they_are_not_there(case: Case) -> None:
    (path,) = (case.path / "sources").glob("*/*")
    path.unlink()
    assert not fails(case)
    assert [item.text for item in case.verify() if item.name == "sources"] == [
        f"The file sha256:{path.stem} is not in this copy: it is kept elsewhere, or was taken away."
    ]
    assert case.sources()[0].words is None


@pytest.mark.parametrize(
    "words", [Words(origin=" "), Words(origin="Zinaida\nthe nurse"), Words(note="Zinaida\u202e")]
)
def test_words_that_make_no_sense_are_refused_without_being_repeated(
    case: Case, words: Words, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as refused:
        case.add(tmp_path / "case.wav", words=words)
    assert "Zinaida" not in str(refused.value)
    assert len(case.sources()) == 1


def test_a_recording_of_the_case_is_processed_by_its_name_or_digest(tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    (recording,) = case.recordings()
    (tmp_path / "case.wav").unlink()
    for named in ("case.wav", recording.digest.short):
        assert case.process(named, model="fake:", diarizer=None).recording == recording
