"""What is noticed in sound that was made so, and not in sound that was not."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import media
from earwitness.recording.decode import Decoding
from earwitness.recording.probe import probe
from earwitness.recording.says import says
from earwitness.recording.signals.band import band, changes, reach, top_hz
from earwitness.recording.signals.coding import coding
from earwitness.recording.signals.floor import floor
from earwitness.recording.signals.frames import first_frame
from earwitness.recording.signals.repeats import repeats
from earwitness.recording.signals.spectrum import spectrum
from earwitness.recording.signals.zeros import zeros
from earwitness.records.custody import Digest
from earwitness.records.recording import Recording

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"
SHARED = Path(__file__).parents[3] / "shared" / "data"
RATE = 16_000


@pytest.fixture(scope="module")
def call() -> media.Sound:
    return np.concatenate(list(Decoding(SAMPLE_CALL)))


def noticed(sound: media.Sound, rate: int = RATE) -> list[str]:
    seen = spectrum([sound], rate)
    return [one.text for one in (*zeros([sound], rate), *repeats(seen), *floor(seen))]


def test_the_sample_call_raises_no_alarm(call: media.Sound) -> None:
    assert noticed(call) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared evaluation data is not beside the checkout")
def test_untouched_recordings_raise_no_alarm() -> None:
    for path in sorted([*SHARED.glob("turns/*.wav"), *SHARED.glob("nonspeech/*")]):
        assert noticed(np.concatenate(list(Decoding(path)))) == [], path.name


@pytest.mark.parametrize("block", [777, 16_000, 10**7])
def test_sound_in_blocks_of_any_length_is_seen_alike(call: media.Sound, block: int) -> None:
    sound = call[: 10 * RATE]
    parts = [sound[at : at + block] for at in range(0, len(sound), block)]
    whole = spectrum([sound], RATE).bands_db
    assert np.allclose(spectrum(parts, RATE).bands_db, whole, atol=1e-3)


def test_a_passage_put_in_again_is_found_where_it_is_and_where_it_came_from(call: media.Sound) -> None:
    twice = np.concatenate([call[: 25 * RATE], call[8 * RATE : 11 * RATE], call[25 * RATE :]])
    (found,) = repeats(spectrum([twice], RATE))
    assert found.other is not None
    assert abs(found.span.start_ms - 8_000) < 300
    assert abs(found.span.end_ms - 11_000) < 300
    assert abs(found.other.start_ms - found.span.start_ms - 17_000) < 30


def test_a_passage_put_in_again_is_found_after_the_whole_was_made_an_mp3(
    call: media.Sound, tmp_path: Path
) -> None:
    twice = np.concatenate([call[: 25 * RATE], call[8 * RATE : 11 * RATE], call[25 * RATE :]])
    media.write(tmp_path / "a.mp3", twice, media.Coding(codec="libmp3lame", rate_hz=RATE))
    sound, _ = media.decoded(tmp_path / "a.mp3")
    assert len(repeats(spectrum([sound], RATE))) == 1


def test_a_tone_that_comes_again_and_again_is_no_repeated_passage() -> None:
    t = np.arange(RATE * 30) / RATE
    ringing = (np.sin(2 * np.pi * 425 * t) * (t % 5 < 1)).astype(np.float32)
    assert repeats(spectrum([ringing], RATE)) == []


def test_two_recordings_with_other_backgrounds_are_found_where_they_were_joined() -> None:
    noise = np.random.default_rng(0).standard_normal(RATE * 40).astype(np.float32)
    level = np.where(np.arange(len(noise)) < 22 * RATE, 0.001, 0.01).astype(np.float32)
    (found,) = floor(spectrum([noise * level], RATE))
    assert abs(found.span.start_ms - 22_000) < 1_000
    assert floor(spectrum([noise * 0.01], RATE)) == []


def traces(path: Path, codec: str) -> list[str]:
    blocks = [*Decoding(path, sample_rate_hz=RATE)]
    return [one.text for one in coding(blocks, spectrum(blocks, RATE), codec, 1)]


def test_sound_that_once_was_aac_is_told_where_it_is_pcm_now(call: media.Sound, tmp_path: Path) -> None:
    path = media.write(tmp_path / "a.wav", call[777 : 30 * RATE], media.CODINGS["call.wav"])
    assert "once was AAC and is pcm_s16le now" in traces(path, "pcm_s16le")[0]
    assert traces(SAMPLE_CALL, "aac") == []


@pytest.mark.parametrize("rate", ["32k", "64k"])
def test_sound_that_once_was_mp3_is_told_where_it_is_pcm_now(tmp_path: Path, rate: str) -> None:
    path = media.write(
        tmp_path / "a.mp3", _speechlike(), media.Coding(codec="libmp3lame", rate_hz=RATE, encoder={"b": rate})
    )
    assert traces(path, "mp3float") == []
    sound, _ = media.decoded(path)
    path = media.write(tmp_path / "a.wav", sound[777:], media.CODINGS["call.wav"])
    (told,) = traces(path, "pcm_s16le")
    assert "once was MP3 and is pcm_s16le now" in told


@pytest.mark.parametrize("name", ["a.mp3", "a.m4a"])
def test_sound_that_was_coded_before_in_the_codec_that_it_has_is_told_and_that_which_was_coded_once_is_not(
    tmp_path: Path, name: str
) -> None:
    codec = {"a.mp3": "libmp3lame", "a.m4a": "aac"}[name]
    coarse, fine = (media.Coding(codec=codec, rate_hz=RATE, encoder={"b": one}) for one in ("24k", "64k"))
    once = media.write(tmp_path / name, _speechlike(), coarse)
    assert again(once) == []
    sound, _ = media.decoded(once)
    (told,) = again(media.write(tmp_path / name, sound[777:], fine))
    assert re.match("The sound was (MP3|AAC) before it became the (MP3|AAC) that it is now: ", told)


def again(path: Path) -> list[str]:
    """What is told of earlier codings by whoever knows where the frames of the file itself lie."""
    found, blocks = probe(path), [*Decoding(path, sample_rate_hz=RATE)]
    recording = Recording(
        digest=Digest.of(b""), name=path.name, size_bytes=1, container=found.container, sound=found.sound,
        duration_ms=1, acquired_at="",
    )  # fmt: skip
    own = first_frame(path, recording)
    return [one.text for one in coding(blocks, spectrum(blocks, RATE), found.sound.codec, 1, first_frame=own)]


def _speechlike() -> media.Sound:
    """Noise whose colour and loudness change a few times a second."""
    chance = np.random.default_rng(5)
    noise = chance.standard_normal(RATE * 20).astype(np.float32)
    colour = np.repeat(chance.uniform(-0.95, 0.95, 100), RATE // 5).astype(np.float32)
    loud = np.repeat(chance.uniform(0.005, 0.2, 100), RATE // 5).astype(np.float32)
    return (noise[1:] + colour[1:] * noise[:-1]) * loud[1:]


def test_sound_that_never_was_coded_has_no_traces_of_it_though_it_is_coded_now(tmp_path: Path) -> None:
    assert [*coding([_speechlike()], spectrum([_speechlike()], RATE), "pcm_s16le", 1)] == []
    for name, codec in (("a.ogg", "libopus"), ("a.m4a", "aac")):
        rate = 48_000 if codec == "libopus" else RATE
        path = media.write(tmp_path / name, _speechlike(), media.Coding(codec=codec, rate_hz=rate))
        assert traces(path, codec) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared evaluation data is not beside the checkout")
def test_sound_that_never_was_aac_or_mp3_has_no_traces_of_it() -> None:
    for path in sorted(SHARED.glob("turns/*.wav")):
        assert traces(path, "pcm_s16le") == [], path.name


def test_zeros_in_the_midst_of_sound_are_found_also_across_blocks() -> None:
    sound = media.chirps(3.0)
    sound[0:500], sound[16_000:24_000], sound[30_000:30_100] = 0, 0, 0
    found = zeros([sound[at : at + 999] for at in range(0, len(sound), 999)], RATE)
    assert [(one.span.start_ms, one.span.end_ms) for one in found] == [(1000, 1500)]


@pytest.mark.parametrize(("through_hz", "way"), [(8_000, "a telephone"), (16_000, "a call over the internet")])
def test_a_telephones_band_in_a_file_of_48_khz_is_told(tmp_path: Path, through_hz: int, way: str) -> None:
    noise = np.random.default_rng(0).standard_normal(through_hz * 5).astype(np.float32) * 0.1
    path = media.write(tmp_path / "a.wav", noise, media.Coding(codec="pcm_s16le", rate_hz=through_hz))
    sound, _ = media.decoded(path, sample_rate_hz=48_000)
    (found,) = band(spectrum([sound], 48_000), 5_000)
    assert way in found.text
    full = np.random.default_rng(0).standard_normal(48_000 * 5).astype(np.float32)
    assert band(spectrum([full], 48_000), 5_000) == []
    assert top_hz(spectrum([full], 48_000).mean, 48_000) == 24_000


def _noise(seconds: int, top_hz: int, rate_hz: int = 48_000) -> media.Sound:
    """Noise that reaches so high."""
    lines = np.fft.rfft(np.random.default_rng(seconds).standard_normal(seconds * rate_hz))
    lines[np.fft.rfftfreq(seconds * rate_hz, 1 / rate_hz) > top_hz] = 0
    return (np.fft.irfft(lines) * 0.1).astype(np.float32)


def test_how_high_it_reaches_is_told_over_time_and_where_it_changes() -> None:
    sound = np.concatenate([_noise(30, 16_000), _noise(25, 3_400), _noise(20, 16_000)])
    reached = reach(spectrum([sound], 48_000), 75_000)
    assert [one.top_hz > 10_000 for one in reached] == [True] * 6 + [False] * 5 + [True] * 4
    texts = [one.text for one in changes(reached)]
    assert len(texts) == 2
    assert re.match(r"From about 0:30 on the sound reaches 3\.\d kHz; before, it reaches 1[67]\.\d\.", texts[0])
    assert re.match(r"From about 0:55 on the sound reaches 1[67]\.\d kHz; before, it reaches 3\.\d\.", texts[1])


def test_sound_that_reaches_as_high_throughout_has_no_change() -> None:
    for sound in (_noise(60, 3_400), _noise(60, 20_000), np.zeros(0, np.float32)):
        assert changes(reach(spectrum([sound], 48_000), 60_000)) == []


@pytest.mark.parametrize(
    "sound", [np.zeros(0, np.float32), np.zeros(160, np.float32), np.zeros(RATE * 20, np.float32)]
)
def test_next_to_no_sound_and_silence_raise_no_alarm(sound: media.Sound) -> None:
    assert noticed(sound) == []
    assert band(spectrum([sound], RATE), 0) == []


def test_what_a_file_says_of_itself_is_told(tmp_path: Path) -> None:
    told = {(one.where, one.name): one.text for one in says(SAMPLE_CALL)}
    assert ("track 1", "codec") in told
    path = media.write(
        tmp_path / "a.m4a",
        media.chirps(2.0, 44_100),
        media.CODINGS["call.m4a"],
        metadata={"title": "Ivan\nPetrov", "creation_time": "2026-03-05T10:00:00Z"},
    )
    told = {(one.where, one.name): one.text for one in says(path)}
    assert told["file", "creation_time"].startswith("2026-03-05T10:00:00")
    assert told["file", "title"] == "Ivan Petrov"
    assert "from 1024" in told["edit list 1", "plays"]
