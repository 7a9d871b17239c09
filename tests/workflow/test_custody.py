"""The history of a recording, in sentences and as a picture, says what the ledger says and no name of a file."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

import tampering
from earwitness.archive.folder import CaseFolder
from earwitness.errors import UsageError
from earwitness.formats.history import Moment, history_svg
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.case import Case
from earwitness.workflow.person import writing

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return Case.open(tampering.whole_case(tmp_path_factory.mktemp("whole"), SAMPLE_CALL))


def test_each_line_about_the_recording_is_a_sentence_with_who_signed_it(case: Case) -> None:
    steps = case.custody("call.m4a")
    translated, quoted = (
        ["translate"] * 4 + ["choose"] * 2,
        ["correct", "quote", "gloss", "commit", "excerpt", "withdraw", "set"],
    )
    done = ["create", "acquire", "process", "inspect", "source", *translated, *quoted, "derive", "publish"]
    assert [step.verb for step in steps] == done
    assert steps[1].text == (
        "It was taken in: 266,376 bytes, 1:04 of aac in mov,mp4,m4a,3gp,3g2,mj2, with no stretches without sound."
    )
    assert steps[2].text.startswith("It was heard by the model fake, giving 33 utterances (transcript ")
    said = {step.verb: step.text for step in steps}
    assert said["translate"].startswith("2 translations were proposed for utterances of transcript ")
    assert said["choose"].startswith("Which translation is shown was chosen for 1 utterance of transcript ")
    assert said["choose"].endswith(", by a person.")
    assert said["quote"].startswith("A quote was made of it, q1 (sha256:")
    assert said["withdraw"] == "The quote q1 was taken back."
    assert said["publish"] == "A page was made of it, of 4 files, telling of who speaks: labels."
    assert all(step.by.startswith("Анна (key ") for step in steps if step.verb != "correct")
    (corrected,) = (step.by for step in steps if step.verb == "correct")
    assert corrected.startswith("Ivan, a guest of Анна (key ")
    assert said["source"] == "It was said from whom it came; what was said is kept apart, s1."
    by_people = {"translate", "correct", "source"}
    assert all(step.program == "earwitness 0.1.0" for step in steps if step.verb not in by_people)


def test_what_was_done_to_another_recording_is_not_told(case: Case) -> None:
    steps = case.custody("t1.wav")
    assert [step.verb for step in steps] == [
        "create",
        "acquire",
        "process",
        "attribute",
        "fetch",
        "inspect",
        "gloss",
        "set",
        "route",
    ]
    assert steps[3].text == (
        "It was said who S1 of transcript t1 is (claimed); the name is in the database, t1-a1."
    )
    assert steps[3].program is None
    with pytest.raises(UsageError, match="Which recording"):
        case.custody()


def test_the_picture_is_svg_with_every_sentence_and_without_the_files_name(case: Case, tmp_path: Path) -> None:
    steps = case.custody("call.m4a", to=tmp_path / "history.svg")
    text = (tmp_path / "history.svg").read_text("utf-8")
    root = ElementTree.fromstring(text)
    said = " ".join(root.itertext())
    assert all(word in said for step in steps for word in step.text.split())
    assert "call.m4a" not in said


def test_a_verb_that_is_not_known_here_is_told_with_what_its_line_has(tmp_path: Path) -> None:
    case = tampering.calls.call(tmp_path / "case")
    (recording,) = case.recordings()
    with CaseFolder.open(case.path, write=True) as folder, writing(folder) as change:
        detail = {"to": "a court\n", "copies": 2}
        change.record_event(verb="hand over", agent=PROGRAM, recording=recording.digest, detail=detail)
    assert case.custody()[-1].text == 'hand over: copies 2, to "a court\\n".'


def test_whatever_the_sentences_hold_the_picture_is_xml() -> None:
    moment = Moment(at="2026-01-02T03:04:05.678Z", what="<note>", by="A & B", text='"]]> \x00\x1b \u202e x ' * 30)
    ElementTree.fromstring(history_svg("<&>", [moment, moment]))
    ElementTree.fromstring(history_svg("nothing", []))
