"""What a recording itself tells is kept when it comes, bound to the ledger, and told again from there."""

from __future__ import annotations

import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import numpy as np
import pytest

import calls
import media
from earwitness.archive.folder import CaseFolder
from earwitness.errors import FixityError
from earwitness.ledger import chain
from earwitness.records.custody import CustodyEvent
from earwitness.workflow.case import Case
from earwitness.workflow.fetch import Wanted
from serving import file, serving

TITLE = "Аня, at the crossing"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Five seconds with a silence of zeros in the midst, and a title that names somebody."""
    samples = media.chirps(5.0)
    samples[32_000:48_000] = 0
    coding = media.CODINGS["call.wav"]
    return media.write(tmp_path / "a.wav", samples, coding, metadata={"title": TITLE})


@pytest.fixture
def case(tmp_path: Path, sound: Path) -> Case:
    made = Case.create(tmp_path / "case")
    made.add(sound)
    return made


def events(case: Case) -> list[CustodyEvent]:
    with CaseFolder.open(case.path) as opened:
        return [chain.parse(line)[0] for line in opened.database.event_lines()]


def failures(case: Case) -> list[str]:
    return [item.text for item in case.verify() if item.outcome == "fail"]


def test_what_it_tells_is_kept_when_it_comes_and_the_ledger_counts_it(case: Case) -> None:
    found = case.inspect()
    assert found.is_kept
    assert TITLE in [one.text for one in found.look.sayings]
    assert [(one.kind, one.span.start_ms, one.span.end_ms) for one in found.look.signals] == [
        ("zeros", 2000, 3000)
    ]
    assert [one.verb for one in events(case)] == ["create", "acquire", "inspect"]
    assert events(case)[-1].detail == {"sayings": len(found.look.sayings), "signals": 1}
    assert TITLE not in (case.path / "ledger.jsonl").read_text("utf-8")
    assert failures(case) == []


def test_looking_anew_tells_the_same_and_keeps_nothing(case: Case) -> None:
    kept, anew = case.inspect().look, case.inspect(anew=True)
    assert not anew.is_kept
    assert (anew.look.sayings, anew.look.signals, anew.look.reach) == (kept.sayings, kept.signals, kept.reach)
    assert anew.look.levels == kept.levels
    assert len(events(case)) == 3


def test_it_is_kept_once_whichever_way_a_recording_comes(case: Case, sound: Path, tmp_path: Path) -> None:
    case.add(sound)
    case.process(sound, model="fake:", diarizer=None)
    with serving({"/a.wav": file(sound.read_bytes(), "audio/wav")}) as site:
        case.fetch(Wanted(address=f"{site}/a.wav", allow_local=True))
    assert [one.verb for one in events(case)].count("inspect") == 1
    other = media.write(tmp_path / "b.wav", media.chirps(3.0), media.CODINGS["call.wav"])
    case.process(other, model="fake:", diarizer=None)
    assert [one.verb for one in events(case)][-2:] == ["process", "inspect"]
    assert case.inspect("b.wav").is_kept


def test_it_is_told_and_drawn_where_the_sound_itself_is_not_there(case: Case, tmp_path: Path) -> None:
    shutil.rmtree(case.path / "originals")
    found = case.inspect(to=tmp_path / "picture.svg")
    assert found.is_kept
    assert "every sample is zero" in (tmp_path / "picture.svg").read_text("utf-8")
    with pytest.raises(FixityError):
        case.inspect(anew=True)


@pytest.mark.parametrize("column", ["sayings", "signals", "reach", "levels", "made_by", "made_at"])
def test_a_changed_word_of_it_is_found(case: Case, column: str) -> None:
    with sqlite3.connect(case.path / "case.sqlite") as database:
        database.execute(f"UPDATE looks SET {column} = {column} || ' '")
    assert failures(case) == ["Row 1 of looks was changed."]


def test_of_a_recording_that_came_before_it_was_kept_it_is_told_now_and_kept_when_it_comes_again(
    tmp_path: Path,
) -> None:
    case = calls.call(tmp_path / "case")
    assert not case.inspect().is_kept
    assert "add" in {one.command for one in case.checklist()}
    case.add(tmp_path / "case.wav")
    assert case.inspect().is_kept
    assert "add" not in {one.command for one in case.checklist()}


def test_it_goes_along_in_a_bag_for_people_and_programs(case: Case, tmp_path: Path) -> None:
    case.hand_over(tmp_path / "bag.zip")
    with zipfile.ZipFile(tmp_path / "bag.zip") as packed:
        (picture,), (told,) = (
            [name for name in packed.namelist() if name.endswith(ending)]
            for ending in (".sound.svg", ".look.json")
        )
        assert b"every sample is zero" in packed.read(picture)
        held = json.loads(packed.read(told))
        assert {picture.removeprefix("bag/"), told.removeprefix("bag/")} <= {
            part.split('"')[0] for part in packed.read("bag/index.html").decode().split('href="')
        }
    assert TITLE in [one["text"] for one in held["sayings"]]
    assert [one["kind"] for one in held["signals"]] == ["zeros"]


def test_a_row_of_it_that_makes_no_sense_keeps_nobody_from_handing_the_case_on(case: Case, tmp_path: Path) -> None:
    with sqlite3.connect(case.path / "case.sqlite") as database:
        database.execute("""UPDATE looks SET levels = '["no digits"]'""")
    texts = [item.text for item in case.hand_over(tmp_path / "bag.zip").items if item.outcome == "fail"]
    assert texts == ["Row 1 of looks was changed.", 'What "a.wav" tells itself could not be read.']


def test_silence_and_a_moment_of_sound_are_looked_at_too(tmp_path: Path) -> None:
    case = Case.create(tmp_path / "case")
    for name, samples in (("none.wav", np.zeros(16_000 * 7, np.float32)), ("short.wav", media.chirps(0.05))):
        case.add(media.write(tmp_path / name, samples, media.CODINGS["call.wav"]))
        found = case.inspect(name, to=tmp_path / "picture.svg")
        assert (found.is_kept, found.look.signals) == (True, ())
