"""Export by the name of a format, and the golden files of each."""

from __future__ import annotations

import json
import runpy
from dataclasses import replace
from pathlib import Path

import pytest

from earwitness.errors import UsageError
from earwitness.formats import ctm
from earwitness.formats.recording_json import recording_to_json
from earwitness.formats.registry import FORMATS, export_text
from earwitness.records.view import RecordingView

GOLDEN = Path(__file__).parents[1] / "data/golden"
MAKER = runpy.run_path(str(GOLDEN / "make.py"))
VIEW: RecordingView = MAKER["VIEW"]


@pytest.mark.parametrize(("name", "data"), MAKER["files"]().items())
def test_each_format_writes_the_golden_bytes(name: str, data: bytes) -> None:
    assert data.decode() == (GOLDEN / name).read_bytes().decode()


def test_there_is_no_golden_file_that_nothing_makes() -> None:
    assert {path.name for path in GOLDEN.glob("call.*")} == set(MAKER["files"]())


def test_the_formats_are_those_of_the_manual() -> None:
    assert list(FORMATS) == ["srt", "vtt", "txt", "json", "rttm", "ctm"]


def test_json_is_the_object_with_its_letters_readable() -> None:
    text = export_text(VIEW, format="json")
    assert json.loads(text) == recording_to_json(VIEW)
    assert "Алло?" in text


def test_json_of_one_language_is_refused() -> None:
    with pytest.raises(UsageError, match="JSON carries every language"):
        export_text(VIEW, format="json", language="en")


def test_a_format_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"no format 'pdf'\. Ask for srt, vtt, txt, json, rttm, ctm\."):
        export_text(VIEW, format="pdf")


@pytest.mark.parametrize(
    ("kind", "language", "says"), [("rttm", "ru", "has no words"), ("ctm", "en", "a translation has no times")]
)
def test_what_a_format_for_scoring_has_no_place_for_is_refused(kind: str, language: str, says: str) -> None:
    with pytest.raises(UsageError, match=f"{says}.* Leave --language out"):
        export_text(VIEW, format=kind, language=language)


def test_without_turns_there_is_no_rttm_and_with_nobody_heard_an_empty_one() -> None:
    assert VIEW.transcript
    untold = replace(VIEW.transcript, turns=(), diarized_by=None)
    with pytest.raises(UsageError, match="Nobody has told the speakers of this recording apart"):
        export_text(replace(VIEW, transcript=untold), format="rttm")
    assert export_text(replace(VIEW, transcript=replace(VIEW.transcript, turns=())), format="rttm") == ""


def test_formats_for_scoring_have_labels_and_digests_and_no_names() -> None:
    both = export_text(VIEW, format="rttm") + export_text(VIEW, format="ctm")
    assert VIEW.recording.digest.short in both
    assert "Soldier" not in both
    assert VIEW.recording.name not in both


def test_words_of_two_channels_are_two_runs_each_in_order_of_time() -> None:
    assert VIEW.transcript
    first, second, third = VIEW.transcript.utterances
    apart = (replace(first, channel=2), replace(second, channel=1), replace(third, channel=2))
    text = export_text(replace(VIEW, transcript=replace(VIEW.transcript, utterances=apart)), format="ctm")
    assert [(channel, len(words)) for (_, channel), words in ctm.parse(text).items()] == [
        (1, len(second.words)),
        (2, len(first.words) + len(third.words)),
    ]


@pytest.mark.parametrize("kind", ["srt", "vtt", "txt", "rttm", "ctm"])
def test_a_recording_that_was_not_processed_is_told_to_be(kind: str) -> None:
    bare = RecordingView(recording=VIEW.recording, transcript=None, translation=None)
    with pytest.raises(UsageError, match="earwitness process"):
        export_text(bare, format=kind)
