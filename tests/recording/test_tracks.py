"""Two ends of a call are listened to by themselves; all else is mixed, and nothing cancels in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import sides
from earwitness.errors import UsageError
from earwitness.recording.probe import probe
from earwitness.recording.tracks import Channels, Tracks, check_channels, tracks
from earwitness.records.custody import Digest
from earwitness.records.recording import Recording
from media import write_wav
from sides import Sound


def recording(path: Path) -> Recording:
    found = probe(path)
    return Recording(
        digest=Digest.of(path.read_bytes()),
        name=path.name,
        size_bytes=path.stat().st_size,
        container=found.container,
        sound=found.sound,
        duration_ms=60_000,
        acquired_at="2026-01-02T03:04:05Z",
    )


def listened(
    folder: Path, sound: Sound, *, asked: Channels | None = None, speakers: int | None = None
) -> tuple[Tracks, Sound]:
    path = folder / "call.wav"
    write_wav(path, sound, rate_hz=sides.RATE_HZ)
    found = tracks(path, recording(path), asked=asked, speakers=speakers)
    return found, np.concatenate(list(found))


def test_both_ends_of_a_call_are_apart(tmp_path: Path) -> None:
    call = sides.sample_call()
    found, heard = listened(tmp_path, call)
    assert found.apart
    assert found.found is not None
    assert found.found.sounding == (1, 2)
    np.testing.assert_allclose(heard, call, atol=1e-4)


@pytest.mark.parametrize("count", [1, 3])
def test_another_number_of_speakers_than_two_has_the_channels_mixed(tmp_path: Path, count: int) -> None:
    found, heard = listened(tmp_path, sides.sample_call(), speakers=count)
    assert not found.apart
    assert heard.ndim == 1


def test_what_somebody_asks_for_stands_above_what_is_measured(tmp_path: Path) -> None:
    call = sides.sample_call()
    assert not listened(tmp_path, call, asked="mixed")[0].apart
    twice = np.repeat(call.sum(axis=1, keepdims=True), 2, axis=1)
    assert not listened(tmp_path, twice)[0].apart
    assert listened(tmp_path, twice, asked="apart")[0].apart


def test_a_recorder_that_uses_one_of_two_channels_holds_no_call_of_two_parties(tmp_path: Path) -> None:
    both = sides.sample_call().sum(axis=1)
    one_sided = np.stack([both, np.zeros_like(both)], axis=1)
    found, heard = listened(tmp_path, one_sided)
    assert found.found is not None
    assert found.found.sounding == (1,)
    assert not found.apart
    np.testing.assert_allclose(heard, both / 2, atol=1e-4)


def test_a_channel_upside_down_does_not_cancel_the_other(tmp_path: Path) -> None:
    both = sides.sample_call().sum(axis=1)
    found, heard = listened(tmp_path, np.stack([both, -both], axis=1))
    assert found.found is not None
    assert found.found.opposite
    np.testing.assert_allclose(heard, both, atol=1e-4)


def test_channels_that_are_not_two_cannot_be_apart(tmp_path: Path) -> None:
    both = sides.sample_call()
    found, _ = listened(tmp_path, both[:, :1])
    assert (found.apart, found.found) == (False, None)
    with pytest.raises(UsageError, match="has 1 channel: only two can be heard apart"):
        listened(tmp_path, both[:, :1], asked="apart")
    with pytest.raises(UsageError, match="has 4 channels: only two can be heard apart"):
        listened(tmp_path, np.repeat(both, 2, axis=1), asked="apart")


def test_a_call_of_two_that_has_another_number_of_speakers_is_refused() -> None:
    check_channels("apart", None)
    check_channels("apart", 2)
    check_channels("mixed", 3)
    with pytest.raises(UsageError, match="there are 2, not 3"):
        check_channels("apart", 3)
