import os
import stat
import time
from pathlib import Path

import pytest

from earwitness.archive.folder import CaseFolder
from earwitness.archive.store import Store
from earwitness.errors import CaseError, FixityError, MediaError
from earwitness.records.custody import Digest


@pytest.fixture
def store(case: CaseFolder) -> Store:
    return case.store


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "звонок\n😀.M4A"
    path.write_bytes(os.urandom(3_000_000))
    return path


def test_an_original_is_found_by_its_digest_with_its_suffix_read_only(
    store: Store, source: Path, case: CaseFolder
):
    stored = store.add(source)
    assert stored.digest == Digest.of(source.read_bytes())
    assert (stored.size_bytes, stored.was_new) == (3_000_000, True)
    path = store.path(stored.digest)
    assert path == case.path / "originals" / stored.digest.hex[:2] / f"{stored.digest.hex}.m4a"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert path.read_bytes() == source.read_bytes()


def test_the_same_bytes_are_stored_once_and_nothing_is_left_over(store: Store, source: Path, case: CaseFolder):
    store.add(source)
    again = source.rename(source.with_name("copy.wav"))
    assert not store.add(again).was_new
    assert sum(path.is_file() for path in (case.path / "originals").rglob("*")) == 1
    assert not list((case.path / "tmp").iterdir())


def test_what_is_made_lies_apart_from_the_originals(store: Store, case: CaseFolder):
    with store.scratch(suffix=".m4a") as path:
        path.write_bytes(b"sound")
        made = store.add_made(path)
    assert not path.exists()
    assert store.path(made.digest).is_relative_to(case.path / "derived")
    assert store.path(store.add_bytes(b"WEBVTT", suffix=".vtt").digest).suffix == ".vtt"


def test_an_original_is_kept_as_an_original_though_the_same_bytes_were_made_before(store: Store, source: Path):
    store.add_made(source)
    stored = store.add(source)
    assert stored.was_new
    assert "originals" in store.path(stored.digest).parts


@pytest.mark.parametrize("name", ["call.sent by Ivan", "call", "call.", "call./x", "call.../../x"])
def test_an_odd_suffix_never_reaches_the_store(store: Store, name: str):
    stored = store.add_bytes(b"x", suffix=name.removeprefix("call"))
    assert store.path(stored.digest).name == stored.digest.hex


def test_a_missing_file_is_named(store: Store):
    with pytest.raises(FixityError, match=str(Digest.of(b"never"))):
        store.path(Digest.of(b"never"))


def test_a_changed_byte_is_found_and_both_digests_are_named(store: Store, source: Path):
    digest = store.add(source).digest
    store.check(digest)
    path = store.path(digest)
    path.chmod(0o644)
    with path.open("r+b") as file:
        file.seek(1000)
        byte = file.read(1)
        file.seek(1000)
        file.write(bytes([byte[0] ^ 1]))
    with pytest.raises(FixityError, match=f"expected {digest}, found sha256:"):
        store.check(digest)
    with pytest.raises(FixityError, match=f"expected {digest}, found sha256:"):
        store.add(source)


def test_a_file_that_grows_while_it_is_read_is_refused(store: Store, source: Path, case: CaseFolder, monkeypatch):
    _during_the_copy(monkeypatch, lambda: source.open("ab").write(b"more"))
    with pytest.raises(MediaError, match="changed while it was read"):
        store.add(source)
    assert _files(case) == []


def test_a_file_that_is_rewritten_while_it_is_read_is_refused(
    store: Store, source: Path, case: CaseFolder, monkeypatch
):
    def rewrite() -> None:
        time.sleep(0.02)  # longer than the clock tick of file times
        with source.open("r+b") as file:
            file.write(b"other")

    _during_the_copy(monkeypatch, rewrite)
    with pytest.raises(MediaError, match="changed while it was read"):
        store.add(source)
    assert _files(case) == []


@pytest.mark.parametrize("act", ["replaced", "removed", "cut"])
def test_a_file_that_is_replaced_removed_or_cut_while_it_is_read_is_refused(
    store: Store, source: Path, case: CaseFolder, monkeypatch, act: str
):
    def change() -> None:
        if act == "cut":
            os.truncate(source, 1_500_000)
            return
        source.unlink()
        if act == "replaced":
            source.write_bytes(b"another")

    _during_the_copy(monkeypatch, change)
    with pytest.raises(MediaError, match="changed while it was read"):
        store.add(source)
    assert _files(case) == []


def test_no_file_a_folder_and_a_pipe_are_refused_in_a_sentence(store: Store, tmp_path: Path):
    with pytest.raises(MediaError, match="There is no file"):
        store.add(tmp_path / "none.wav")
    with pytest.raises(MediaError, match="is no file"):
        store.add(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(MediaError, match="is no file"):
        store.add(tmp_path / "pipe")


def test_a_reader_cannot_add(case: CaseFolder, source: Path):
    with CaseFolder.open(case.path) as reader:
        with pytest.raises(CaseError, match="for reading only"):
            reader.store.add(source)
        with pytest.raises(CaseError, match="for reading only"), reader.database.writing(lambda *_: b""):
            pass


def _during_the_copy(monkeypatch: pytest.MonkeyPatch, act) -> None:
    """Act once, when the first chunk has been read."""
    real, pending = os.fstat, [act]

    def fstat(descriptor):
        found = real(descriptor)
        if pending and found.st_size == 3_000_000:
            pending.pop()()
        return found

    monkeypatch.setattr(os, "fstat", fstat)


def _files(case: CaseFolder) -> list[Path]:
    return [path for area in ("originals", "tmp") for path in (case.path / area).rglob("*") if path.is_file()]


def test_what_several_files_were_made_in_goes_at_the_end_and_after_a_kill(store: Store, case: CaseFolder):
    with store.workshop() as folder:
        (folder / "piece").write_bytes(b"x")
    assert not folder.exists()
    (case.path / "tmp" / "killed" / "deeper").mkdir(parents=True)
    store.sweep()
    assert list((case.path / "tmp").iterdir()) == []
