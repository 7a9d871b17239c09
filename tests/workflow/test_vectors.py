"""Vectors are kept by what they are of: after a correction only what says something else is computed again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import calls
from earwitness.archive.store import CACHE
from earwitness.backends.protocols import Embedder, Info, Vectors
from earwitness.backends.registry import STANDARD_EMBEDDER, embedder
from earwitness.records.review import English, Text
from earwitness.workflow.case import Case
from earwitness.workflow.reading import read


class Counting:
    """The real embedder, and what it was asked."""

    def __init__(self, real: Embedder) -> None:
        self._real = real
        self.asked: list[str] = []

    @property
    def info(self) -> Info:
        return self._real.info

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.asked += texts
        return self._real.embed(texts)


@pytest.fixture(scope="module")
def real() -> Embedder:
    return embedder(STANDARD_EMBEDDER)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    calls.translate(made, "t1", "e1")
    return made


def _russian(case: Case, real: Embedder, text: str = "“We refused to go,” a man says.") -> list[str]:
    """What was computed of the tape for a check of this article."""
    counting = Counting(real)
    case.check(read("article.txt", text.encode()), embedder=counting)
    return [one for one in counting.asked if any("а" <= letter <= "я" for letter in one)]


def test_a_second_check_computes_nothing_of_the_tape(case: Case, real: Embedder) -> None:
    assert "Мы отказались идти." in _russian(case, real)
    assert _russian(case, real) == []


def test_what_was_prepared_is_not_computed_by_a_check(case: Case, real: Embedder) -> None:
    counting = Counting(real)
    case.prepare(embedder=counting, least_ms=3_600_000)
    assert counting.asked == [], "so little sound does not keep a check waiting"
    case.prepare(embedder=counting)
    assert "Мы отказались идти." in counting.asked
    assert _russian(case, real) == []
    counting.asked.clear()
    case.prepare(embedder=counting)
    assert counting.asked == []


def test_after_a_correction_only_what_says_something_else_is_computed(case: Case, real: Embedder) -> None:
    before = _russian(case, real)
    kept = len(list((case.path / CACHE).iterdir()))
    case.correct(Text(utterance_id="u4", on=0, text="Береги себя, слышишь."))
    after = _russian(case, real)
    assert after
    assert all("себя," in one or "слышишь" in one for one in after)
    assert len(after) < len(before)
    assert _russian(case, real) == []
    assert len(list((case.path / CACHE).iterdir())) == kept, "what nobody needs any more is not kept"


def test_after_a_correction_of_the_english_nothing_is_computed_and_the_old_english_is_still_found(
    case: Case, real: Embedder
) -> None:
    _russian(case, real)
    case.correct(English(utterance_id="u3", on=0, text="They let the horses out of the stable."))
    assert _russian(case, real) == []
    found = case.check(read("a.txt", "“We refused to go,” he says.".encode()), embedder=real).quotes[0]
    assert found.verdict == "verbatim"
    assert found.places[0].translation == "They let the horses out of the stable."
    assert found.places[0].follows
    assert found.places[0].follows.text == "We refused to go."
    assert [one.reason for one in found.findings] == ["translation"]


def test_what_is_damaged_or_of_another_shape_is_computed_anew(case: Case, real: Embedder) -> None:
    before = _russian(case, real)
    kept = {path: path.read_bytes() for path in (case.path / CACHE).iterdir()}
    for path, data in kept.items():
        path.write_bytes(data[: len(data) // 2])
    assert _russian(case, real) == before
    assert {path: path.read_bytes() for path in kept} == kept
