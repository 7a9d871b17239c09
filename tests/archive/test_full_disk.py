"""Disks that are really full, and files that really may not grow."""

import contextlib
import os
import resource
import subprocess
from pathlib import Path

import pytest

from earwitness.archive.atomic import write_file
from earwitness.archive.folder import CaseFolder
from earwitness.errors import CaseError
from earwitness.ledger import chain
from earwitness.records.custody import Digest


def add(case: CaseFolder, make, data: bytes, source: Path) -> Digest:
    source.write_bytes(data)
    digest = case.store.add(source).digest
    with case.database.writing(chain.line) as change:
        change.add_recording(make.recording(digest))
        change.record_event(verb="acquire", agent=make.agent, recording=digest)
    return digest


@pytest.mark.parametrize("size_bytes", [60_000, 3_000, 100])
def test_a_disk_that_fills_up_loses_nothing_that_was_finished(
    small_disk: Path, tmp_path: Path, make, size_bytes: int
):
    finished = []

    def add_without_end() -> None:
        with make.case(small_disk / "case") as case:
            while True:
                finished.append(add(case, make, os.urandom(size_bytes), tmp_path / "source.wav"))

    with pytest.raises(CaseError, match="The disk is full"):
        add_without_end()
    assert finished
    _fill(small_disk)
    with CaseFolder.open(small_disk / "case") as reader:
        assert {recording.digest for recording in reader.database.recordings()} >= set(finished)
    with pytest.raises(CaseError, match="The disk is full"):
        write_file(small_disk / "export.txt", b"words")

    subprocess.run(["mount", "-o", "remount,size=2m", small_disk], check=True)
    with CaseFolder.open(small_disk / "case", write=True) as case:
        assert chain.check(case.database.event_lines()) == []
        assert {recording.digest for recording in case.database.recordings()} >= set(finished)
        add(case, make, b"after some space was freed", tmp_path / "source.wav")
        assert case.ledger_path.read_bytes() == b"".join(case.database.event_lines())


def test_on_a_full_disk_a_case_can_be_read_and_a_writer_is_told(small_disk: Path, tmp_path: Path, make):
    with make.case(small_disk / "case") as case:
        digest = add(case, make, b"sound", tmp_path / "source.wav")
    _fill(small_disk)
    with CaseFolder.open(small_disk / "case") as reader:
        assert [recording.digest for recording in reader.database.recordings()] == [digest]
    with pytest.raises(CaseError, match="The disk is full"):
        CaseFolder.open(small_disk / "case", write=True)


def test_a_disk_too_full_for_a_new_case_is_told_of_and_the_next_attempt_with_room_succeeds(small_disk: Path, make):
    filler, refused = _fill(small_disk), 0
    while True:
        try:
            made = make.case(small_disk / "case")
        except CaseError as err:
            assert "The disk is full" in str(err)  # noqa: PT017 - it is the loop's end that is waited for
            refused += 1
            os.truncate(filler, filler.stat().st_size - 8192)
            if CaseFolder.is_case(small_disk / "case"):
                break
        else:
            made.close()
            break
    assert refused > 10
    os.truncate(filler, 0)
    with CaseFolder.open(small_disk / "case", write=True) as case:
        assert chain.check(case.database.event_lines()) == []
        assert case.ledger_path.read_bytes() == b"".join(case.database.event_lines())


def test_a_file_that_may_not_grow_so_large_is_told_of(case: CaseFolder, make, in_child, tmp_path: Path):
    case.close()

    def limited() -> None:
        with CaseFolder.open(case.path, write=True) as writer:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
            (tmp_path / "big.wav").symlink_to(tmp_path / "source.wav")
            writer.store.add(tmp_path / "big.wav")

    (tmp_path / "source.wav").write_bytes(bytes(2_000_000))
    with pytest.raises(CaseError, match="would become larger than this disk or this account allows"):
        in_child(limited)
    with CaseFolder.open(case.path, write=True):
        assert not [path for path in case.path.rglob("*/*") if path.is_file()]


def _fill(disk: Path) -> Path:
    filler = disk / "filler"
    with contextlib.suppress(OSError), filler.open("ab", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return filler
