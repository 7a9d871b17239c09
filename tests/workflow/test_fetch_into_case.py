"""A recording fetched from the web into a case: with its page, bound and checked, and no address in the ledger."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

import media
from earwitness.errors import FetchError
from earwitness.ledger import chain
from earwitness.records.custody import Digest
from earwitness.records.source import Words
from earwitness.workflow.case import Case
from earwitness.workflow.fetch import Wanted
from serving import file, gone, says, serving

PAGE = b"<html><head><title>A call of Zinaida's</title></head><body><audio src='/call.mp3'></audio></body></html>"


@pytest.fixture(scope="module")
def mp3(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return media.recording(tmp_path_factory.mktemp("sound"), "call.mp3").read_bytes()


@pytest.fixture
def case(tmp_path: Path, mp3: bytes) -> Case:
    made = Case.create(tmp_path / "case")
    with serving({"/zinaida": says(PAGE), "/call.mp3": file(mp3)}) as site:
        made.fetch(Wanted(address=f"{site}/zinaida", allow_local=True), words=Words(origin="a reader"))
    return made


def fails(case: Case) -> list[str]:
    return [item.text for item in case.verify() if item.outcome == "fail"]


def test_what_came_is_kept_by_digest_and_bound(case: Case, mp3: bytes) -> None:
    (recording,) = case.recordings()
    (kept,) = case.fetches()
    assert recording.digest == Digest.of(mp3)
    assert (kept.title, kept.host, kept.certificate) == ("A call of Zinaida's (1)", "127.0.0.1", None)
    assert case.sources()[0].words == Words(origin="a reader")
    assert {path.name.partition(".")[0] for path in case.path.glob("derived/*/*")} == {
        one.hex for one in (kept.warc, kept.info, kept.log)
    }
    assert [item.outcome for item in case.verify() if item.name in ("rows", "derived", "originals")] == [
        "pass"
    ] * 3


def test_the_ledger_has_digests_and_no_address_or_title(case: Case) -> None:
    lines = (case.path / "ledger.jsonl").read_bytes().splitlines(keepends=True)
    (event,) = [event for event, _ in map(chain.parse, lines) if event.verb == "fetch"]
    assert event.detail["requests"] == 2
    assert not event.detail["encrypted"]
    assert not [line for line in lines if b"inaida" in line or b"127.0.0.1" in line or b"reader" in line]
    assert any("It was fetched from the web, by 2 requests" in step.text for step in case.custody())


def test_a_changed_row_or_file_of_a_fetching_is_found(case: Case) -> None:
    (kept,) = case.fetches()
    with sqlite3.connect(case.path / "case.sqlite") as database:
        database.execute("UPDATE fetches SET title = 'Another'")
    next(case.path.glob(f"derived/*/{kept.warc.hex}*")).unlink()
    assert fails(case) == ["Row 1 of fetches was changed.", f"The file {kept.warc} is missing."]


def test_the_same_recording_fetched_again_is_one_recording_with_two_fetchings(case: Case, mp3: bytes) -> None:
    with serving({"/call.mp3": file(mp3)}) as site:
        case.fetch(Wanted(address=f"{site}/call.mp3", allow_local=True))
    assert (len(case.recordings()), len(case.fetches())) == (1, 2)
    assert not fails(case)


def test_where_nothing_comes_nothing_is_kept(case: Case) -> None:
    before = sorted(case.path.rglob("*"))
    with serving({"/": says(PAGE), "/call.mp3": gone}) as site, pytest.raises(FetchError):
        case.fetch(Wanted(address=site, allow_local=True))
    with pytest.raises(FetchError, match="private network"):
        case.fetch("http://127.0.0.1:9/")
    assert sorted(case.path.rglob("*")) == before
