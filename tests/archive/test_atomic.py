import errno
import os
from pathlib import Path

import pytest

from earwitness.archive.atomic import disk_errors, whole_folder, write_file
from earwitness.errors import CaseError


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path: Path):
    path = tmp_path / "page.html"
    write_file(path, b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_half_way_leaves_the_old_file_and_no_litter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "page.html"
    write_file(path, b"old")
    monkeypatch.setattr(os, "fsync", lambda descriptor: _fail(errno.ENOSPC))
    with pytest.raises(CaseError, match="disk is full"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_could_not_be_filled_leaves_none_of_those_that_it_needed(tmp_path: Path):
    (tmp_path / "mine").mkdir()
    for path in (tmp_path / "clips" / "of" / "q1", tmp_path / "mine" / "q1"):
        with pytest.raises(ZeroDivisionError), whole_folder(path) as fresh:
            (fresh / "q1.srt").write_text(str(1 / 0))
    assert list(tmp_path.rglob("*")) == [tmp_path / "mine"]


def test_a_link_keeps_pointing_where_it_points(tmp_path: Path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_a_device_is_written_to_and_not_replaced(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_file(pipe, b"words")
    assert os.read(reader, 10) == b"words"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_very_long_name_can_be_written(tmp_path: Path):
    write_file(tmp_path / ("a" * 255), b"x")
    assert (tmp_path / ("a" * 255)).read_bytes() == b"x"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "The disk quota is used up"),
        (errno.EFBIG, "larger than this disk or this account allows"),
        (errno.EROFS, "cannot be written: read-only file system"),
        (errno.EACCES, "cannot be written: permission denied"),
        (errno.ENOTDIR, "could not be written: Not a directory"),
    ],
)
def test_each_reason_why_nothing_can_be_written_has_its_sentence(number: int, sentence: str):
    with pytest.raises(CaseError) as caught, disk_errors(Path("my\ncase")):
        _fail(number)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


def _fail(number: int) -> None:
    raise OSError(number, os.strerror(number))
