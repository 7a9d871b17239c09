"""What is done to sound, before it is heard and to make it worse, and what of it stays."""

from __future__ import annotations

import numpy as np
import pytest

import treatments
from corpus import Said
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Samples, Voice
from earwitness.records.time import Span


def tone(hz: float, *, seconds: float = 2.0, loud: float = 0.1) -> Samples:
    at = np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return (loud * np.sin(2 * np.pi * hz * at)).astype(np.float32)


def db(samples: Samples) -> float:
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples)))))


def share_db(after: Samples, before: Samples) -> float:
    middle = slice(len(before) // 4, -len(before) // 4)
    return db(after[middle]) - db(before[middle])


@pytest.mark.parametrize("from_hz", [80, 200, 300])
def test_a_high_pass_takes_half_the_power_at_its_edge_all_below_and_nothing_above(from_hz: float) -> None:
    passed = treatments.high_pass(from_hz)
    assert share_db(passed(tone(from_hz)), tone(from_hz)) == pytest.approx(-3, abs=0.1)
    assert share_db(passed(tone(from_hz / 4)), tone(from_hz / 4)) < -40
    assert share_db(passed(tone(1_000)), tone(1_000)) == pytest.approx(0, abs=0.1)


def test_the_notch_takes_the_hum_out_and_leaves_what_is_beside_it() -> None:
    for hz in treatments.HUM_HZ:
        assert share_db(treatments.without_hum(tone(hz)), tone(hz)) < -20
    assert share_db(treatments.without_hum(tone(200)), tone(200)) == pytest.approx(0, abs=0.1)


def test_a_level_is_that_of_the_speech_and_not_of_the_pauses() -> None:
    speech = tone(400, loud=0.01)
    whole = np.concatenate([speech, np.zeros(5 * len(speech), np.float32)])
    assert db(treatments.level(whole)[: len(speech)]) == pytest.approx(treatments.LEVEL_DB, abs=0.1)


def test_silence_has_no_level() -> None:
    silence = np.zeros(SAMPLE_RATE_HZ, np.float32)
    assert not treatments.level(silence).any()


def test_each_voice_of_a_chunk_gets_the_level_and_the_pause_stays() -> None:
    near, pause, far = tone(400), tone(400, seconds=1, loud=0.001), tone(400, loud=0.01)
    chunk = Chunk(
        span=Span(10_000, 15_000),
        samples=np.concatenate([near, pause, far]),
        voice=(Voice(span=Span(10_000, 12_000), probability=1), Voice(span=Span(13_000, 15_000), probability=1)),
    )
    changed = treatments.level_of_voices(chunk).samples
    assert [db(changed[: len(near)]), db(changed[-len(far) :])] == pytest.approx(
        [treatments.LEVEL_DB] * 2, abs=0.1
    )
    assert np.array_equal(changed[len(near) : -len(far)], pause)
    assert db(chunk.samples[-len(far) :]) < treatments.LEVEL_DB - 10


def test_hum_is_as_loud_as_the_speech_and_noise_5_db_softer() -> None:
    speech = tone(400)
    assert db(treatments.with_hum(speech) - speech) == pytest.approx(db(speech), abs=0.1)
    assert db(treatments.with_noise(speech) - speech) == pytest.approx(db(speech) - 5, abs=0.1)


def test_what_would_be_too_loud_is_made_softer_and_not_clipped() -> None:
    both = treatments.with_hum(tone(400, loud=0.9))
    assert np.abs(both).max() == pytest.approx(1)


def test_of_two_parties_every_second_thing_that_is_said_is_far_away() -> None:
    said = [Said(text="да", english=None, start_ms=at, end_ms=at + 500) for at in (0, 500, 1_000, 1_500)]
    samples = treatments.uneven(tone(400), said)
    quarter = len(samples) // 4
    heard = [db(samples[at * quarter : (at + 1) * quarter]) for at in range(4)]
    assert heard == pytest.approx([heard[0], heard[0] - 20, heard[0], heard[0] - 20], abs=0.1)
