"""A label becomes a person only by what somebody says, which stays, and never without the label."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import calls
from earwitness.archive.folder import CaseFolder
from earwitness.errors import CaseLockedError, UsageError
from earwitness.ledger import chain
from earwitness.records.attribution import HEDGES
from earwitness.records.time import Span
from earwitness.workflow.case import Case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    return made


def events(case: Case) -> list[dict[str, Any]]:
    lines = (case.path / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    assert chain.check(lines) == []
    return [dict(event.detail) for event, _ in map(chain.parse, lines) if event.verb == "attribute"]


def test_the_voices_are_listed_in_the_order_of_first_speech_with_what_they_say(case: Case) -> None:
    first, second = case.speakers()
    assert (first.label, first.talk_ms, first.utterances) == ("S1", 3_200, 2)
    assert (second.label, second.first_words) == ("S2", "Слышу.")
    assert first.attribution is second.attribution is first.channel is None


def test_a_name_is_a_layer_and_the_newest_is_shown_while_the_history_stays(case: Case) -> None:
    given = [
        case.name_speaker("S2", "Soldier"),
        case.name_speaker("S2", "Ivan Petrov", role="gunner", according_to="a channel"),
        case.name_speaker("S1", "Mother"),
    ]
    assert case.attributions() == given
    assert [speaker.attribution for speaker in case.speakers()] == [given[2], given[1]]
    seen = case.recording()
    assert [utterance.voice for utterance in seen.utterances][:2] == ["Mother? (S1)", "Ivan Petrov? (S2)"]
    assert [utterance.speaker for utterance in seen.utterances][:2] == ["S1", "S2"]


@pytest.mark.parametrize(
    ("said", "hedge"),
    [
        ({}, "unknown"),
        ({"according_to": "the SBU"}, "claimed"),
        ({"according_to": "the SBU", "hedge": "reported"}, "reported"),
        ({"hedge": "denied"}, "denied"),
        ({"evidence": "A voice compared by two experts."}, "unknown"),
        ({"evidence": "A voice compared by two experts.", "hedge": "confirmed"}, "confirmed"),
    ],
)
def test_where_nobody_says_so_the_hedge_is_unknown(case: Case, said: dict[str, str], hedge: str) -> None:
    assert case.name_speaker("S1", "Mother", **said).hedge == hedge


def test_the_ledger_tells_of_each_naming_and_of_no_name_role_source_or_evidence(case: Case) -> None:
    secrets = ["Петров", "gunner", "his mother", "a letter to us"]
    made = case.name_speaker(
        "S2", "Петров", role="gunner", according_to="his mother", hedge="confirmed", evidence="a letter to us"
    )
    assert events(case) == [{"transcript": "t1", "speaker": "S2", "attribution": made.id, "hedge": "confirmed"}]
    ledger = (case.path / "ledger.jsonl").read_text("utf-8")
    assert not [secret for secret in secrets if secret in ledger]
    assert made.id == "t1-a1"


def test_names_are_not_carried_over_to_another_transcript(case: Case) -> None:
    earlier = case.name_speaker("S1", "Mother")
    calls.hear(case, "t2")
    assert [speaker.attribution for speaker in case.speakers()] == [None, None]
    later = case.name_speaker("S1", "Sister")
    assert (later.transcript_id, later.id) == ("t2", "t2-a1")
    assert case.attributions() == [earlier, later]


@pytest.mark.parametrize(
    ("speaker", "name", "said", "says"),
    [
        ("S9", "Mother", {}, r'has no speaker "S9"\. It has S1, S2\.'),
        ("s1", "Mother", {}, "has no speaker"),
        ("", "Mother", {}, "has no speaker"),
        ("S1", "", {}, "The name is empty"),
        ("S1", " \u00a0", {}, "The name is empty"),
        ("S1", "Ivan\nPetrov", {}, r"cannot be shown on one line: \"Ivan\\nPetrov\""),
        ("S1", "Ivan\x1b[31m", {}, "The name holds what cannot be shown"),
        ("S1", "\u202enavI", {}, "The name holds what cannot be shown"),
        ("S1", "Ivan\udcff", {}, "The name holds what cannot be shown"),
        ("S1", "Mother", {"role": ""}, "The role is empty"),
        ("S1", "Mother", {"according_to": "a\tb"}, "The name of who says so holds"),
        ("S1", "Mother", {"evidence": "\0"}, "The evidence holds"),
        ("S1", "Mother", {"hedge": "sure"}, r'no hedge "sure"\. There are: confirmed, claimed'),
        ("S1", "Mother", {"hedge": "confirmed"}, r"not said what confirms who S1 is\. Give the evidence"),
        ("S1", "Mother", {"hedge": "confirmed", "according_to": "the SBU"}, "not said what confirms"),
        ("S1", "Mother", {"hedge": "claimed"}, r"not said by whom it is claimed who S1 is\. Name who says so"),
        ("S1", "Mother", {"hedge": "reported", "evidence": "x"}, "not said by whom it is reported"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence_and_leaves_nothing(
    case: Case, speaker: str, name: str, said: dict[str, str], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        case.name_speaker(speaker, name, **said)
    assert case.attributions() == []
    assert events(case) == []


def test_a_recording_whose_speakers_nobody_told_apart_has_none_to_name(tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1", speakers=False)
    for ask in (case.speakers, lambda: case.name_speaker("S1", "Mother")):
        with pytest.raises(UsageError, match=r"Nobody has told the speakers of the recording \w{12} apart\."):
            ask()


def test_a_recording_in_which_nobody_was_heard_says_so(tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1", silent=True)
    with pytest.raises(UsageError, match="Nobody was heard to speak"):
        case.speakers()


def test_a_name_with_letters_of_any_script_and_a_no_break_space_is_kept_as_it_is(case: Case) -> None:
    for name in ("Пётр\u00a0Иванов", "علی\u200cرضا", "Ο'Νιλ", "李 👩\u200d👩\u200d👧"):
        assert case.name_speaker("S1", name).name == name
    assert case.attributions()[0].name == "Пётр\u00a0Иванов"


def test_naming_waits_for_no_other_writer(case: Case) -> None:
    with CaseFolder.open(case.path, write=True), pytest.raises(CaseLockedError):
        case.name_speaker("S1", "Mother")


def test_the_hedges_are_those_that_the_graph_of_attributions_will_have() -> None:
    assert list(HEDGES) == ["confirmed", "claimed", "reported", "denied", "unknown"]


def test_how_long_somebody_speaks_is_the_length_of_their_turns(case: Case) -> None:
    transcript = case.recording().transcript
    assert transcript is not None
    assert [turn.span for turn in transcript.turns if turn.speaker == "S1"] == [Span(0, 1_600), Span(6_000, 7_600)]
    assert sum(speaker.talk_ms for speaker in case.speakers()) == 6_400
