"""The models' folders: complete and what they should be, or a sentence that says what is wrong."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from earwitness.backends import models
from earwitness.errors import ModelError


@pytest.fixture
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "earwitness" / "models"


def test_the_embedded_model_is_put_together_once_and_is_the_published_one(empty_cache: Path) -> None:
    folder = models.find("base")
    assert folder.digest == models.EMBEDDED_DIGEST
    made = (folder.path / "model.bin").stat()
    assert models.find("base").path == folder.path
    assert (folder.path / "model.bin").stat() == made
    assert [entry.name for entry in empty_cache.iterdir()] == ["whisper-base"]


def test_two_processes_that_need_the_model_first_both_get_it(empty_cache: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: models.find("base"), range(4)))
    assert {folder.digest for folder in found} == {models.EMBEDDED_DIGEST}
    assert [entry.name for entry in empty_cache.iterdir()] == ["whisper-base"]


def test_a_changed_model_file_is_refused_with_both_digests(empty_cache: Path) -> None:
    weights = models.find("base").path / "model.bin"
    with weights.open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\xff")
    with pytest.raises(ModelError, match=r"has the digest sha256:.* expected sha256:d01c3014"):
        models.find("base")


def test_a_folder_that_lacks_a_file_is_refused_by_the_name_of_that_file(tmp_path: Path) -> None:
    shutil.copytree(models.find("base").path, tmp_path / "mine")
    (tmp_path / "mine" / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"lacks tokenizer\.json"):
        models.find(str(tmp_path / "mine"))


def test_any_complete_folder_is_taken_by_its_path(tmp_path: Path) -> None:
    (tmp_path / "mine").symlink_to(models.find("base").path)
    assert models.find(str(tmp_path / "mine")).digest == models.EMBEDDED_DIGEST


def test_an_unknown_name_is_refused_and_the_known_ones_are_named() -> None:
    with pytest.raises(ModelError, match=r"base, small, medium, large-v3, large-v3-turbo"):
        models.find("huge")


def test_a_model_that_is_not_here_is_not_fetched_but_says_how_to_get_it(empty_cache: Path) -> None:
    with pytest.raises(ModelError, match=r"earwitness models --fetch small"):
        models.find("small")
    assert not empty_cache.exists()


def test_a_hub_that_cannot_be_reached_is_a_sentence_and_leaves_nothing(empty_cache: Path) -> None:
    with pytest.raises(
        ModelError, match=r"could not be fetched from huggingface\.co/Systran/faster-whisper-small"
    ):
        models.fetch("small")
    assert list(empty_cache.iterdir()) == []


def test_the_list_tells_what_is_here(empty_cache: Path) -> None:
    known = {model.name: model.path for model in models.known()}
    assert known.pop("base") is not None
    assert known
    assert set(known.values()) == {None}
