import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from earlier import earlier_case
from earwitness.archive import connection
from earwitness.archive.folder import CaseFolder
from earwitness.errors import CaseError, CaseLockedError, NewerCaseError
from earwitness.ledger import chain
from earwitness.records.custody import Digest

NOBODY = 65534
FORK = multiprocessing.get_context("fork")  # a child is there in a millisecond, with all imported
LATEST = connection.migrations()[-1][0]
PARTS = {".lock", "README.txt", "case.sqlite", "derived", "ledger.jsonl", "originals", "tmp"}


def names(path: Path) -> set[str]:
    return {entry.name for entry in path.iterdir()}


def add(case: CaseFolder, make, data: bytes) -> Digest:
    """A recording with its bytes, its facts and its event."""
    source = case.path.parent / "source.wav"
    source.write_bytes(data)
    digest = case.store.add(source).digest
    with case.database.writing(chain.line) as change:
        change.add_recording(make.recording(digest))
        change.record_event(verb="acquire", agent=make.agent, recording=digest)
    return digest


def assert_whole(case: CaseFolder, digest: Digest) -> None:
    assert case.database.recording(digest) is not None
    case.store.check(digest)
    assert chain.check(case.database.event_lines()) == []


def test_a_new_case_says_what_it_is_to_strangers_and_to_file(tmp_path: Path, make):
    with make.case(tmp_path / "deep" / "er" / "case") as case:
        event, previous = chain.parse(next(case.database.event_lines()))
        assert (event.verb, event.detail, previous) == ("create", {"case": case.id}, None)
    assert names(case.path) == PARTS
    assert len((case.path / "README.txt").read_text("utf-8").splitlines()) == 4
    assert (case.path / "case.sqlite").read_bytes()[68:72] == b"Earw"


def test_closing_leaves_one_database_file_whether_a_writer_or_a_reader_leaves_last(tmp_path: Path, make):
    writer = make.case(tmp_path / "case")
    reader = CaseFolder.open(writer.path)
    add(writer, make, b"sound")
    writer.close()
    assert len(reader.database.recordings()) == 1
    reader.close()
    assert names(writer.path) == PARTS
    with CaseFolder.open(writer.path) as reader:
        reader.database.recordings()
    assert names(writer.path) == PARTS


def test_a_case_can_be_zipped_moved_and_opened_elsewhere(tmp_path: Path, make):
    with make.case(tmp_path / "case") as case:
        digest, case_id = add(case, make, b"sound"), case.id
    zipped = shutil.make_archive(str(tmp_path / "handed on"), "zip", case.path)
    shutil.rmtree(case.path)
    with zipfile.ZipFile(zipped) as file:
        files = [info for info in file.infolist() if not info.is_dir()]  # many programs drop empty folders
        file.extractall(tmp_path / "else where #1?", files)
    with CaseFolder.open(tmp_path / "else where #1?", write=True) as moved:
        assert moved.id == case_id
        assert_whole(moved, digest)
        assert_whole(moved, add(moved, make, b"more"))


@pytest.mark.parametrize("name", ["my\ncase 😀", "?#%41", "case\udcff", "'; DROP TABLE"])
def test_a_case_may_have_any_name(tmp_path: Path, make, name: str):
    with make.case(tmp_path / name) as case:
        add(case, make, b"sound")
    with CaseFolder.open(tmp_path / name) as case:
        assert len(case.database.recordings()) == 1


def test_a_folder_of_other_things_is_not_made_a_case(tmp_path: Path, make):
    (tmp_path / "thesis.doc").touch()
    with pytest.raises(CaseError, match="is no earwitness case and is not empty"):
        make.case(tmp_path)
    with pytest.raises(CaseError, match="is not empty"):
        make.case(tmp_path / "thesis.doc")
    assert names(tmp_path) == {"thesis.doc"}


def test_a_case_is_not_made_twice(case: CaseFolder, make):
    case.close()
    with pytest.raises(CaseError, match="is a case already"):
        make.case(case.path)
    CaseFolder.open(case.path, write=True).close()


def test_originals_without_their_database_are_never_taken_for_an_empty_folder(case: CaseFolder, make):
    add(case, make, b"sound")
    case.close()
    case.ledger_path.unlink()
    (case.path / "case.sqlite").unlink()
    with pytest.raises(CaseError, match="is not empty"):
        make.case(case.path)


def test_what_is_no_case_is_refused_with_what_to_do(tmp_path: Path):
    with pytest.raises(CaseError, match=r"There is no case .* `earwitness process RECORDING --case .*` makes one"):
        CaseFolder.open(tmp_path / "none")
    with pytest.raises(CaseError, match=r"is no earwitness case: it holds no case\.sqlite"):
        CaseFolder.open(tmp_path)
    (tmp_path / "case.sqlite").write_bytes(b"")
    with pytest.raises(CaseError, match="not the database of an earwitness case"):
        CaseFolder.open(tmp_path)
    (tmp_path / "case.sqlite").write_bytes(b"text that somebody called a database" * 200)
    with pytest.raises(CaseError, match="is no SQLite database"):
        CaseFolder.open(tmp_path, write=True)
    (tmp_path / "case.sqlite").unlink()
    sqlite3.connect(tmp_path / "case.sqlite").execute("CREATE TABLE theirs (x)").connection.close()
    with pytest.raises(CaseError, match="not the database of an earwitness case"):
        CaseFolder.open(tmp_path, write=True)
    assert sqlite3.connect(tmp_path / "case.sqlite").execute("PRAGMA journal_mode").fetchone() == ("delete",)


@pytest.mark.parametrize("write", [False, True])
def test_a_case_of_a_later_version_is_refused_and_left_as_it_is(case: CaseFolder, write: bool):
    case.close()
    _set_version(case, LATEST + 5)
    before = (case.path / "case.sqlite").read_bytes()
    with pytest.raises(NewerCaseError, match=rf"is of version {LATEST + 5}, .* up to {LATEST}\. Update"):
        CaseFolder.open(case.path, write=write)
    assert (case.path / "case.sqlite").read_bytes() == before
    assert names(case.path) == PARTS


def test_a_case_of_an_earlier_version_is_upgraded_by_the_next_writer(
    case: CaseFolder, monkeypatch: pytest.MonkeyPatch
):
    case.close()
    later = (*connection.migrations(), (LATEST + 1, "CREATE TABLE notes (text TEXT) STRICT;"))
    monkeypatch.setattr(connection, "migrations", lambda: later)
    with pytest.raises(CaseError, match="written by an earlier earwitness"):
        CaseFolder.open(case.path)
    CaseFolder.open(case.path, write=True).close()
    CaseFolder.open(case.path).close()


@pytest.mark.parametrize("version", range(1, LATEST))
def test_a_case_of_each_earlier_version_is_upgraded_with_what_it_holds(tmp_path: Path, make, version: int):
    digest = earlier_case(tmp_path / "case", b"sound", version=version)
    with CaseFolder.open(tmp_path / "case", write=True) as upgraded:
        assert_whole(upgraded, digest)
        assert upgraded.database.attributions(digest) == []
        with upgraded.database.writing(chain.line) as change:
            change.add_transcript(make.transcript(digest), pipeline_id="p", pipeline={})
        assert upgraded.database.transcript(digest) == make.transcript(digest)


def test_an_upgrade_that_fails_leaves_the_case_as_it_was(case: CaseFolder, monkeypatch: pytest.MonkeyPatch):
    case.close()
    broken = (
        *connection.migrations(),
        (LATEST + 1, "CREATE TABLE notes (text TEXT); INSERT INTO nowhere VALUES (1)"),
    )
    with monkeypatch.context() as patch:
        patch.setattr(connection, "migrations", lambda: broken)
        with pytest.raises(CaseError, match="nowhere"):
            CaseFolder.open(case.path, write=True)
    with CaseFolder.open(case.path, write=True) as reopened:
        assert reopened.id


def test_migrations_are_numbered_from_one_without_a_gap():
    assert [number for number, _ in connection.migrations()] == [*range(1, len(connection.migrations()) + 1)]


def test_two_processes_never_write_to_a_case_at_once_and_the_second_is_told_who_does(
    case: CaseFolder, make, in_child
):
    def second() -> None:
        with CaseFolder.open(case.path, write=True) as other:
            add(other, make, b"from the child")

    with pytest.raises(CaseLockedError, match=rf"Another process \(process id {os.getpid()}\) is writing"):
        in_child(second)
    with pytest.raises(CaseLockedError):  # and again: asking does not spoil the lock
        in_child(second)
    case.close()
    in_child(second)
    with CaseFolder.open(case.path) as reader:
        assert len(reader.database.recordings()) == 1


def test_a_case_can_be_read_while_another_process_writes_to_it(tmp_path: Path, make):
    make.case(tmp_path / "case").close()
    enough = FORK.Event()

    def write() -> None:
        with CaseFolder.open(tmp_path / "case", write=True) as case:
            for number in range(10_000):
                add(case, make, str(number).encode())
                if enough.is_set():
                    return

    writer = FORK.Process(target=write)
    writer.start()
    try:
        seen, deadline = [0], time.monotonic() + 60
        while seen[-1] < 20 and time.monotonic() < deadline:
            with CaseFolder.open(tmp_path / "case") as reader:
                recordings = reader.database.recordings()
                for recording in recordings[-2:]:
                    assert_whole(reader, recording.digest)
                seen.append(len(recordings))
    finally:
        enough.set()
        writer.join(20)
    assert writer.exitcode == 0
    assert seen == sorted(seen)
    assert seen[-1] >= 20
    assert names(tmp_path / "case") == PARTS


def test_another_program_that_holds_the_database_is_told_of(
    case: CaseFolder, monkeypatch: pytest.MonkeyPatch, make
):
    case.close()
    monkeypatch.setattr(connection, "_WAIT_SECONDS", 0.05)
    with CaseFolder.open(case.path, write=True) as writer:
        other = sqlite3.connect(case.path / "case.sqlite", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseError, match="Another program is using"):
            add(writer, make, b"sound")
        other.execute("ROLLBACK")
        other.close()
        assert_whole(writer, add(writer, make, b"sound"))


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that anybody may reach: pytest's own are for one user."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_who_may_not_write_to_a_case_can_read_it_also_while_its_owner_writes(open_folder: Path, make, in_child):
    case = make.case(open_folder / "case")
    digest = add(case, make, b"sound")

    def read() -> None:
        with CaseFolder.open(case.path) as reader:
            assert_whole(reader, digest)

    def write() -> None:
        CaseFolder.open(case.path, write=True)

    for folder in (case.path, *case.path.rglob("*/")):
        folder.chmod(0o555)
    try:
        in_child(read, user=NOBODY if os.geteuid() == 0 else None)
        case.close()
        assert names(case.path) == PARTS
        in_child(read, user=NOBODY if os.geteuid() == 0 else None)
        with pytest.raises(CaseError, match="cannot be written"):
            in_child(write, user=NOBODY if os.geteuid() == 0 else None)
    finally:
        for folder in (case.path, *case.path.rglob("*/")):
            folder.chmod(0o755)


def test_a_case_that_may_not_even_be_looked_at_is_told_of(open_folder: Path, make, in_child):
    make.case(open_folder / "case").close()
    (open_folder / "case").chmod(0o700)
    if os.geteuid() != 0:
        pytest.skip("only root can become somebody else")
    with pytest.raises(CaseError, match="cannot be read"):
        in_child(lambda: CaseFolder.open(open_folder / "case"), user=NOBODY)


def test_a_case_on_a_read_only_disk_can_be_read(small_disk: Path, make):
    with make.case(small_disk / "case") as case:
        digest = add(case, make, b"sound")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with CaseFolder.open(case.path) as reader:
        assert_whole(reader, digest)
    with pytest.raises(CaseError, match="cannot be written"):
        CaseFolder.open(case.path, write=True)
    with pytest.raises(CaseError, match="cannot be written: read-only file system"):
        make.case(small_disk / "another")


@pytest.mark.parametrize("left", ["case.sqlite-wal", "case.sqlite-*"])
def test_a_case_copied_while_it_was_open_to_a_read_only_disk_can_be_read_in_full(
    small_disk: Path, tmp_path: Path, make, left: str
):
    with make.case(tmp_path / "case") as case:
        digest = add(case, make, b"sound")
        shutil.copytree(case.path, small_disk / "case", ignore=shutil.ignore_patterns("case.sqlite-*"))
        for path in case.path.glob(left):
            shutil.copy(path, small_disk / "case")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    with CaseFolder.open(small_disk / "case") as reader:
        assert_whole(reader, digest)
        assert len(list(reader.database.event_lines())) == 2


def _set_version(case: CaseFolder, version: int) -> None:
    other = sqlite3.connect(case.path / "case.sqlite")
    other.execute(f"PRAGMA user_version = {version}")
    other.close()
