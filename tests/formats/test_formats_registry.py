"""Export by the name of a format, and the golden files of each."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

from earwitness.errors import UsageError
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
    assert list(FORMATS) == ["srt", "vtt", "txt", "json"]


def test_json_is_the_object_with_its_letters_readable() -> None:
    text = export_text(VIEW, format="json")
    assert json.loads(text) == recording_to_json(VIEW)
    assert "Алло?" in text


def test_json_of_one_language_is_refused() -> None:
    with pytest.raises(UsageError, match="JSON carries every language"):
        export_text(VIEW, format="json", language="en")


def test_a_format_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError, match=r"no format 'pdf'\. Ask for srt, vtt, txt, json\."):
        export_text(VIEW, format="pdf")


@pytest.mark.parametrize("kind", ["srt", "vtt", "txt"])
def test_a_recording_that_was_not_processed_is_told_to_be(kind: str) -> None:
    bare = RecordingView(recording=VIEW.recording, transcript=None, translation=None)
    with pytest.raises(UsageError, match="earwitness process"):
        export_text(bare, format=kind)
