"""English straight from the sound, utterance by utterance."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from earwitness.backends.protocols import Source
from earwitness.backends.registry import translator
from earwitness.errors import ModelError
from earwitness.recording.decode import Decoding
from earwitness.recording.excerpt import EDGE_MS, excerpts
from earwitness.records.time import Span
from earwitness.testing import check_translator, chunk

CALL = Path(__file__).parents[2] / "demo" / "call.m4a"


def test_a_transcriber_that_gives_no_readings_gives_one_candidate() -> None:
    spoken = translator("speech:fake:")
    source = Source(text="нет, батарея", language="ru", chunk=chunk(np.zeros(16_000)))
    check_translator(spoken, [source])
    assert [len(one.proposals) for one in spoken.translate([source])] == [1]


def test_a_translator_that_listens_must_be_given_sound() -> None:
    with pytest.raises(ModelError, match="no sound"):
        list(translator("speech:fake:").translate([Source(text="нет", language="ru")]))


def test_a_language_that_the_model_does_not_know_is_not_guessed_at() -> None:
    source = Source(text="სად ხარ", language="ka", chunk=chunk(np.zeros(16_000)))
    (answer,) = translator("speech:fake:").translate([source])
    assert answer.refused


@pytest.mark.model
def test_whisper_gives_several_candidates_of_one_utterance() -> None:
    (said,) = excerpts(Decoding(CALL), [(Span(2_000, 7_000), None)])
    (answer,) = translator("speech").translate([Source(text="", language="ru", chunk=said)])
    texts = [one.text for one in answer.proposals]
    assert len(texts) == len(set(texts)) > 2


def test_excerpts_are_cut_in_one_pass_and_padded_at_the_end() -> None:
    blocks = [np.full(16_000, second, np.float32) for second in range(4)]
    first, second, last = excerpts(
        iter(blocks), [(Span(500, 1_500), None), (Span(1_000, 1_400), None), (Span(3_500, 4_500), None)]
    )
    assert first.span == Span(500 - EDGE_MS, 1_500 + EDGE_MS)
    assert [len(one.samples) for one in (first, second, last)] == [1_300 * 16, 700 * 16, 1_300 * 16]
    assert (first.samples[0], first.samples[-1]) == (0, 1)
    assert set(second.samples[EDGE_MS * 16 :]) == {1}
    assert (last.samples[0], last.samples[-1]) == (3, 0)


def test_an_excerpt_of_one_channel_is_of_that_channel() -> None:
    sound = np.stack([np.zeros(16_000, np.float32), np.ones(16_000, np.float32)], axis=1)
    left, right, both = excerpts([sound], [(Span(200, 500), 1), (Span(200, 500), 2), (Span(200, 500), None)])
    assert (set(left.samples), set(right.samples), set(both.samples)) == ({0}, {1}, {0.5})
