"""An event tells of the rows that were added before it, and of those as they are."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from earlier import earlier_case
from earwitness.archive.binding import Bound, Held, rows_digest
from earwitness.archive.folder import DATABASE, CaseFolder
from earwitness.archive.inspection import inspecting
from earwitness.archive.recording_rows import Derivative
from earwitness.ledger import chain
from earwitness.records.custody import Digest


def bound(path: Path) -> dict[int, list[tuple[str, int]]]:
    with inspecting(path / DATABASE) as seen:
        return {event: sorted((one.table, one.row_id) for one in told) for event, told in seen.bound().items()}


def told_of(path: Path) -> list[Held]:
    with inspecting(path / DATABASE) as seen:
        return [*seen.rows(), *(held for _, held in seen.batches())]


def test_an_event_tells_of_the_rows_that_came_with_it_and_its_line_has_their_digest(
    case: CaseFolder, make
) -> None:
    digest = Digest.of(b"sound")
    with case.database.writing(chain.line) as change:
        change.add_recording(make.recording(digest))
        first = change.record_event(verb="acquire", agent=make.agent, recording=digest)
        change.add_transcript(make.transcript(digest), pipeline_id="p", pipeline={})
        second = change.record_event(verb="process", agent=make.agent, recording=digest)
        third = change.record_event(verb="note", agent=make.agent)
    assert bound(case.path) == {
        1: [("about", 1)],
        2: [("recordings", 1)],
        3: [("transcripts", 1), ("utterances", 1), ("utterances", 2)],
    }
    with inspecting(case.path / DATABASE) as seen:
        told = seen.bound()
        assert [rows_digest(told[number]) for number in (2, 3)] == [first.rows, second.rows]
    assert third.rows is None


def test_what_was_there_already_is_told_of_once(case: CaseFolder, make) -> None:
    digest = Digest.of(b"sound")
    made = Derivative(recording=digest, kind="page sound", digest=digest, made_by=make.agent, made_at="now")
    for _ in range(2):
        with case.database.writing(chain.line) as change:
            if case.database.recording(digest) is None:
                change.add_recording(make.recording(digest))
            change.add_derivative(made)
            change.record_event(verb="derive", agent=make.agent)
    assert bound(case.path) == {1: [("about", 1)], 2: [("derivatives", 1), ("recordings", 1)]}


def test_a_work_is_told_of_when_it_is_finished_and_not_twice(case: CaseFolder, make) -> None:
    digest = Digest.of(b"sound")
    with case.database.writing(chain.line) as change:
        change.add_recording(make.recording(digest))
        change.record_event(verb="acquire", agent=make.agent)
    case.database.save_batch(digest, "work", 0, ["heard"])
    case.database.save_batch(digest, "another", 0, ["heard"])
    for _ in range(2):
        with case.database.writing(chain.line) as change:
            change.bind_batches(digest, "work")
            change.record_event(verb="process", agent=make.agent)
    assert bound(case.path)[3] == [("batches", 1)]
    assert 4 not in bound(case.path)


def test_the_first_event_after_an_upgrade_tells_of_all_rows_but_works_in_progress(tmp_path: Path, make) -> None:
    digest = earlier_case(tmp_path / "case", b"sound")
    with CaseFolder.open(tmp_path / "case", write=True) as case:
        case.database.save_batch(digest, "work", 0, ["heard"])
        with case.database.writing(chain.line) as change:
            change.add_transcript(make.transcript(digest), pipeline_id="p", pipeline={})
            change.record_event(verb="process", agent=make.agent, recording=digest)
        with case.database.writing(chain.line) as change:
            change.record_event(verb="note", agent=make.agent)
    assert bound(tmp_path / "case") == {
        3: [("about", 1), ("recordings", 1), ("transcripts", 1), ("utterances", 1), ("utterances", 2)]
    }


def test_a_column_that_a_later_version_adds_changes_no_digest(case: CaseFolder, make) -> None:
    with case.database.writing(chain.line) as change:
        change.add_recording(make.recording(Digest.of(b"sound")))
        change.record_event(verb="acquire", agent=make.agent)
    case.close()
    before = [held.text for held in told_of(case.path)]
    with sqlite3.connect(case.path / DATABASE) as database:
        database.execute("ALTER TABLE recordings ADD COLUMN later TEXT")
    assert [held.text for held in told_of(case.path)] == before
    with sqlite3.connect(case.path / DATABASE) as database:
        database.execute("UPDATE recordings SET later = 'x'")
    assert [held.text for held in told_of(case.path)] != before


def test_the_same_row_has_another_digest_each_time_and_fits_each(case: CaseFolder) -> None:
    held = Held("recordings", 1, b'{"name":"call.m4a"}')
    first, second = held.bind(), held.bind()
    assert first.digest != second.digest
    assert held.fits(first)
    assert held.fits(second)
    assert not Held("recordings", 1, b'{"name":"call.mp3"}').fits(first)
    assert rows_digest([first, Bound("about", 1, "", "d")]) == rows_digest([Bound("about", 1, "", "d"), first])
