"""To which hearing a hint is given, and what of it counts as heard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

import hints
import original
from corpus import Said
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk
from earwitness.records.time import Span

HINT = "Балаклея"


def chunk(start_ms: int, end_ms: int) -> Chunk:
    samples = np.zeros((end_ms - start_ms) * SAMPLE_RATE_HZ // 1000, np.float32)
    return Chunk(span=Span(start_ms, end_ms), samples=samples, voice=())


@pytest.fixture(scope="module")
def whisper() -> original.Original:
    return original.whisper()


@pytest.fixture
def prompts(whisper: original.Original, monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """All that the model is given to decode after."""
    given: list[list[int]] = []
    engine = whisper._engine

    class Watched:
        def __getattr__(self, name: str) -> Any:
            return getattr(model, name)

        def generate(self, encoded: Any, prompts: Sequence[Sequence[int]], **options: Any) -> Any:
            given.extend(list(one) for one in prompts)
            return model.generate(encoded, prompts, **options)

    model = engine.model
    monkeypatch.setattr(engine, "model", Watched())
    return given


@pytest.mark.model
@pytest.mark.parametrize(("first", "second"), [(None, None), (HINT, HINT), (None, HINT)])
def test_a_hint_is_given_to_the_hearings_that_it_is_meant_for(
    whisper: original.Original, prompts: list[list[int]], first: str | None, second: str | None
) -> None:
    hinted = hints.Hinted(whisper, first=first, second=second)
    for chunks in ([chunk(0, 2_000), chunk(3_000, 5_000)], [chunk(3_200, 4_500)], [chunk(6_000, 7_000)]):
        hinted.listen(chunks).transcribe(["ru"] * len(chunks))
    tokenizer = whisper._engine.tokenizer("transcribe", "ru")
    before = [tokenizer.sot_prev, *tokenizer.encode(f" {HINT}")]
    assert [one[: len(before)] == before for one in prompts] == [bool(of) for of in (first, first, second, first)]
    assert hinted.again_ms == 1_300


def test_the_hint_holds_rare_words_of_the_sound_and_misleading_ones() -> None:
    said = [
        Said(text=text, english=None, start_ms=0, end_ms=1) for text in ("решетка решетка решетка", "оператор")
    ]
    hinted, hint = hints.hint_for(said)
    assert hinted == ["оператор"]
    assert sorted(hint.split(", ")) == sorted(["оператор", *hints.MISLEADING])


def test_a_hinted_word_that_is_heard_more_often_than_said_is_heard_beyond_that() -> None:
    spoken, heard = ["оператор", "да", "оператор", "телефон"], ["оператор", "нет", "телефон", "телефон"]
    assert hints.recalled(spoken, heard, ["оператор", "телефон"]) == (3, 2, 1)


def test_a_misleading_word_counts_whatever_its_ending() -> None:
    assert hints.misled(["в", "ростове", "и", "под", "балаклеей", "стоит", "телефон"]) == 2


def test_words_that_both_hearings_have_are_compared_by_their_starts() -> None:
    before = [("раз", 0), ("два", 500), ("три", 1_000)]
    assert hints.moved_ms(before, [("раз", 40), ("где", 400), ("три", 980)]) == [40, 20]
    assert hints.moved_ms(before, []) == []
