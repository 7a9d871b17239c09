"""No result is written into a case, where at worst it would take the database's place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import calls
from earwitness.archive.folder import DATABASE
from earwitness.errors import EarwitnessError
from earwitness.workflow.case import Case

STORY = "---\ntitle: A call\n---\n\n{{ quote q1 }}\n"

RESULTS: dict[str, Callable[[Case, Path], object]] = {
    "subtitles": lambda case, into: case.export(to=into / DATABASE, format="srt"),
    "quotes": lambda case, into: case.export_quotes(to=into / DATABASE, format="json"),
    "a glossary": lambda case, into: case.export_glossary(into / "terms.csv"),
    "the picture of its custody": lambda case, into: case.custody(to=into / "ledger.jsonl"),
    "the picture of its sound": lambda case, into: case.inspect(to=into / "originals" / "sound.svg"),
    "a page": lambda case, into: case.publish(into / "derived" / "page"),
    "a story": lambda case, into: case.publish_story(story(case), into / "story"),
    "a story in one file": lambda case, into: case.publish_story(story(case), into / DATABASE, single=True),
    "a clip": lambda case, into: case.excerpt("q1", into / "originals"),
    "a bag": lambda case, into: case.hand_over(into / "bag.zip"),
    "another case": lambda _, into: Case.create(into / "derived" / "case"),
}


def story(case: Case) -> Path:
    path = case.path.parent / "story.md"
    path.write_text(STORY)
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = calls.call(tmp_path_factory.mktemp("results") / "case")
    calls.hear(made, "t1")
    calls.translate(made, "t1", "e1")
    made.quote(calls.Span(4_000, 5_700))
    return made


@pytest.mark.parametrize("kind", RESULTS)
def test_nothing_is_written_into_a_case(case: Case, kind: str) -> None:
    before = contents(case.path)
    with pytest.raises(EarwitnessError, match="case"):
        RESULTS[kind](case, case.path)
    assert contents(case.path) == before


def test_a_link_into_a_case_is_followed(case: Case, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").symlink_to(case.path / "derived", target_is_directory=True)
    before = contents(case.path)
    with pytest.raises(EarwitnessError, match="lies in the case"):
        case.export(to=tmp_path / "elsewhere" / "call.srt", format="srt")
    assert contents(case.path) == before


def test_beside_a_case_everything_may_lie(case: Case) -> None:
    case.export(to=case.path.parent / "call.srt", format="srt")
    assert (case.path.parent / "call.srt").read_text()
