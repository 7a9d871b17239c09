"""Two channels are taken for the ends of a call where they are, and stereo, however wide, never is."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
import sides
import two_channels
from earwitness.recording.channels import APART_DB, Arrangement, arrangement, mixed
from sides import RATE_HZ, Place, Sound

ROOMS = {"dry": None, "room": 6.0, "hall": -5.0}


@cache
def call() -> Sound:
    """Half a minute: longer, and nothing is judged otherwise."""
    return sides.sample_call()[: 30 * RATE_HZ]


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def hiss(sound: Sound, dbfs: float) -> Sound:
    return sound + sides.noise(rng(), len(sound), dbfs)


def judged(sound: Sound, size: int = RATE_HZ) -> Arrangement:
    return arrangement(blocks(sound, size))


def blocks(sound: Sound, size: int) -> Iterator[Sound]:
    for at in range(0, len(sound), size):
        yield sound[at : at + size]


def leads_db(found: Arrangement) -> int:
    return found.first_leads_db + found.second_leads_db


@pytest.mark.parametrize("dbfs", [None, -60, -45])
def test_a_call_with_a_party_on_each_channel_is_apart(dbfs: float | None) -> None:
    found = judged(call() if dbfs is None else hiss(call(), dbfs))
    assert (found.apart, found.sounding, found.opposite) == (True, (1, 2), False)
    assert leads_db(found) > APART_DB + 20
    assert found.alike_permille < 100


@pytest.mark.parametrize("ms", [0, 1, 20, 80])
@pytest.mark.parametrize("db", [-15, -20, -25])
def test_echoes_of_the_other_party_do_not_make_a_call_stereo(db: float, ms: float) -> None:
    found = judged(hiss(sides.echoed(call(), db, ms), -55))
    assert (found.apart, found.sounding) == (True, (1, 2))
    assert leads_db(found) >= 30


def test_noise_nearly_as_loud_as_the_parties_does_not_make_a_call_stereo() -> None:
    assert judged(hiss(call(), -27)).apart


@pytest.mark.parametrize("gains", [(1.0, 0.1), (0.1, 1.0)])
def test_parties_of_unequal_loudness_are_apart(gains: tuple[float, float]) -> None:
    assert judged(hiss(call() * np.array(gains, np.float32), -65)).apart


@pytest.mark.parametrize("dbfs", [None, -50])
@pytest.mark.parametrize("heard", [1, 2])
def test_a_silent_channel_is_no_party_and_the_other_is_heard_alone(heard: int, dbfs: float | None) -> None:
    sound = call() * (np.arange(1, 3) == heard).astype(np.float32)
    found = judged(sound if dbfs is None else hiss(sound, dbfs))
    assert (found.apart, found.sounding) == (True, (heard,))


@pytest.mark.parametrize("gain", [1.0, 0.5, 0.1, 0.03, -1.0, -0.25])
def test_the_same_sound_twice_is_mixed_whatever_its_loudness(gain: float) -> None:
    mono = call().sum(axis=1)
    found = judged(np.stack([mono, mono * np.float32(gain)], axis=1))
    assert (found.apart, found.alike_permille, found.opposite) == (False, 1000, gain < 0)
    assert leads_db(found) == 0


@pytest.mark.parametrize("ms", [0.3, 1, 30])
def test_the_same_sound_a_little_later_is_mixed(ms: float) -> None:
    mono = call().sum(axis=1)
    assert not judged(np.stack([mono, sides.delayed(mono, ms)], axis=1)).apart


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("db", [0, 5, 10])
@pytest.mark.parametrize("ms", [0, 1])
def test_voices_to_the_left_and_right_are_one_scene(ms: float, db: float, room: str) -> None:
    places = [Place(ms, db), Place(-ms, -db)]
    found = judged(hiss(sides.scene(rng(), call().T, places, direct_db=ROOMS[room]), -55))
    assert not found.apart
    assert leads_db(found) <= 24


def test_one_voice_to_the_left_is_one_scene() -> None:
    found = judged(hiss(sides.scene(rng(), call().T[:1], [Place(0.5, 10)], direct_db=3.0), -55))
    assert (found.apart, found.sounding) == (False, (1, 2))


@pytest.mark.parametrize("pan_db", [10, 20])
def test_music_in_stereo_is_mixed(pan_db: float) -> None:
    assert not judged(sides.song(rng(), 30, pan_db=pan_db)).apart


@pytest.mark.parametrize("seconds", [0, 0.01, 0.3, 60])
def test_where_both_are_silent_there_is_nothing_to_part(seconds: float) -> None:
    for sound in (np.zeros((round(seconds * RATE_HZ), 2), np.float32), sides.noise(rng(), RATE_HZ, -70)):
        nothing = Arrangement(
            apart=False, sounding=(), first_leads_db=0, second_leads_db=0, alike_permille=0, opposite=False
        )
        assert judged(sound) == nothing


@settings(max_examples=20)
@given(st.integers(100, 3 * RATE_HZ))
def test_the_blocks_may_be_cut_in_any_way(size: int) -> None:
    sound = call()[: 20 * RATE_HZ]
    assert judged(sound, size) == arrangement([sound])


def test_what_is_upside_down_on_the_other_channel_does_not_cancel_when_mixed() -> None:
    mono = call().sum(axis=1)
    for gain in (1, -1):
        sound = np.stack([mono, mono * np.float32(gain)], axis=1)
        assert np.array_equal(np.concatenate(list(mixed(blocks(sound, RATE_HZ), judged(sound)))), mono)


def test_three_hours_take_five_megabytes() -> None:
    def peak_bytes(seconds: int) -> int:
        second = hiss(call()[RATE_HZ : 2 * RATE_HZ], -50)
        tracemalloc.start()
        arrangement(second for _ in range(seconds))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    assert peak_bytes(660) - peak_bytes(60) < 600 * 5_000_000 / (3 * 3600)


@pytest.mark.parametrize("kind", [*two_channels.CALLS, *two_channels.SCENES])
def test_real_voices_joined_to_calls_and_scenes_are_judged_right(kind: str) -> None:
    try:
        sides.people()
    except corpus.MissingError as err:
        pytest.skip(str(err))
    make = (two_channels.CALLS | two_channels.SCENES)[kind]
    assert arrangement([make(np.random.default_rng(100))]).apart == (kind in two_channels.CALLS)
