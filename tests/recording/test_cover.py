"""Covered words: replaced to the sample in whatever blocks they come, nothing left of them in a page's sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import media
import spoken
from earwitness.recording.cover import Cover, covered
from earwitness.recording.encode import encode_page_sound
from earwitness.records.time import Span

RATE_HZ = 8_000
SPANS = [Span(101, 203), Span(200, 260), Span(900, 2_000)]


@pytest.mark.parametrize("cover", ["tone", "silence"])
@pytest.mark.parametrize("block", [1, 137, 8_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_the_samples_of_a_word_are_replaced_and_no_others(cover: Cover, block: int, channels: int) -> None:
    shape = (RATE_HZ,) if channels == 1 else (RATE_HZ, 2)
    before = np.random.default_rng(1).uniform(-1, 1, shape).astype(np.float32)
    blocks = [before[at : at + block] for at in range(0, len(before), block)]
    after = np.concatenate(list(covered(blocks, SPANS, rate_hz=RATE_HZ, cover=cover)))
    hidden = np.zeros(RATE_HZ, bool)
    for first, stop in ((808, 2_080), (7_200, 8_000)):
        hidden[first:stop] = True
    assert np.array_equal(after[~hidden], before[~hidden])
    assert np.array_equal(blocks[0], before[:block])
    other = np.concatenate(list(covered([np.zeros(shape, np.float32)], SPANS, rate_hz=RATE_HZ, cover=cover)))
    assert np.array_equal(after[hidden], other[hidden])  # whatever was said there, this is what is heard
    assert (np.abs(after[hidden]).max() > 0.09) == (cover == "tone")


def test_a_word_that_is_covered_is_not_to_be_found_in_the_pages_sound(tmp_path: Path) -> None:
    source = media.write_wav(tmp_path / "call.wav", spoken.sound(), rate_hz=spoken.RATE_HZ)
    words = spoken.spans()
    plain, hidden = tmp_path / "plain.mp3", tmp_path / "hidden.mp3"
    encode_page_sound(source, plain)
    encode_page_sound(source, hidden, hidden=[words[1][1]])
    heard = {path: media.decoded(path, sample_rate_hz=spoken.RATE_HZ)[0] for path in (plain, hidden)}
    assert spoken.likeness(heard[plain], spoken.noise(1)) > 0.95
    assert spoken.likeness(heard[hidden], spoken.noise(1)) < 0.15
    for at in (0, 2, 3):
        assert spoken.likeness(heard[hidden], spoken.noise(at)) > 0.95
