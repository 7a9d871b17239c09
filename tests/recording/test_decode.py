from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import media
from earwitness.errors import MediaError
from earwitness.recording.decode import Decoding
from earwitness.records.recording import Gap

TIMED_EXACTLY = [name for name in media.CODINGS if name != "call.amr"]  # AMR states no delay: 5 ms


def spans(gaps: tuple[Gap, ...]) -> list[tuple[int, int, str]]:
    return [(gap.span.start_ms, gap.span.end_ms, gap.reason) for gap in gaps]


def late(sound: media.Sound, starts: list[float]) -> list[float | None]:
    return [media.lateness_ms(sound, start) for start in starts]


def in_time(sound: media.Sound, starts: list[float], within_ms: float = 1.0) -> bool:
    return all(found is not None and abs(found) <= within_ms for found in late(sound, starts))


@pytest.mark.parametrize("name", TIMED_EXACTLY)
def test_every_moment_stays_at_its_time_in_every_format(tmp_path: Path, name: str):
    sound, decoding = media.decoded(media.recording(tmp_path, name))
    assert in_time(sound, media.chirp_starts(3))
    assert decoding.gaps == ()
    assert decoding.duration_ms == pytest.approx(3000, abs=25)
    assert len(sound) == pytest.approx(decoding.duration_ms * 16, abs=16)


def test_amr_is_late_by_its_encoders_delay_and_no_more(tmp_path: Path):
    sound, decoding = media.decoded(media.recording(tmp_path, "call.amr"))
    assert in_time(sound, media.chirp_starts(3), within_ms=6)
    assert decoding.gaps == ()


def test_sound_comes_in_blocks_of_one_size(tmp_path: Path):
    blocks = list(Decoding(media.recording(tmp_path, "call.webm"), block_samples=1000))
    assert {len(block) for block in blocks[:-1]} == {1000}
    assert 0 < len(blocks[-1]) <= 1000
    assert blocks[0].dtype == np.float32
    assert blocks[0].shape == (1000,)


def test_length_and_gaps_are_told_only_when_all_was_read(tmp_path: Path):
    decoding = Decoding(media.recording(tmp_path, "call.wav"))
    next(iter(decoding))
    with pytest.raises(RuntimeError, match="all blocks have been read"):
        _ = decoding.duration_ms
    with pytest.raises(RuntimeError, match="all blocks have been read"):
        _ = decoding.gaps
    assert [len(list(decoding)) for _ in range(2)] == [3, 3]
    assert decoding.duration_ms == 3000


def test_fifty_milliseconds_are_a_recording(tmp_path: Path):
    for name in TIMED_EXACTLY:
        _, decoding = media.decoded(media.recording(tmp_path, name, seconds=0.05))
        assert decoding.duration_ms == pytest.approx(50, abs=25)
        assert decoding.gaps == ()


def test_silence_is_a_recording(tmp_path: Path):
    path = media.write_wav(tmp_path / "silence.wav", np.zeros(16_000, np.float32), rate_hz=16_000)
    sound, decoding = media.decoded(path)
    assert not sound.any()
    assert (decoding.duration_ms, decoding.gaps) == (1000, ())


# Channels and loudness


def test_two_channels_stay_apart_or_are_mixed(tmp_path: Path):
    left = media.chirps(2, 44_100)
    path = media.write(
        tmp_path / "c.flac", np.stack([left, 0 * left], 1), media.Coding(codec="flac", rate_hz=44_100)
    )
    both, _ = media.decoded(path, channels=2)
    assert both.shape[1] == 2
    assert in_time(both[:, 0], media.chirp_starts(2))
    assert not both[:, 1].any()
    mixed, _ = media.decoded(path)
    assert np.abs(mixed).max() == pytest.approx(0.25, abs=0.02)


@pytest.mark.parametrize("silent", [0, 1])
@pytest.mark.parametrize("name", ["call.wav", "call.mp3", "call.m4a", "call.ogg", "call.webm", "call.mka"])
def test_a_silent_channel_stays_silent_and_the_other_keeps_its_time(tmp_path: Path, name: str, silent: int):
    coding = media.CODINGS[name]
    two = np.zeros((round(3 * coding.rate_hz), 2), np.float32)
    two[:, 1 - silent] = media.chirps(3, coding.rate_hz)
    sound, decoding = media.decoded(media.write(tmp_path / name, two, coding), channels=2)
    assert in_time(sound[:, 1 - silent], media.chirp_starts(3))
    assert np.abs(sound[:, silent]).max() < 0.001
    assert (decoding.duration_ms, decoding.gaps) == (pytest.approx(3000, abs=25), ())


def test_equal_channels_mix_to_their_own_loudness(tmp_path: Path):
    loud = np.full((16_000, 2), 0.9, np.float32)
    sound, _ = media.decoded(media.write_wav(tmp_path / "loud.wav", loud, rate_hz=16_000))
    assert sound[8_000] == pytest.approx(0.9, abs=0.01)


def test_one_channel_is_as_loud_on_both_sides(tmp_path: Path):
    sound, _ = media.decoded(media.recording(tmp_path, "call.wav"), channels=2)
    assert np.abs(sound).max(axis=0) == pytest.approx([0.5, 0.5], abs=0.02)


def test_surround_of_96_khz_and_24_bits_is_mixed(tmp_path: Path):
    path = media.write(
        tmp_path / "s.wav", np.tile(media.chirps(2, 96_000)[:, None], 6), media.CODINGS["studio.wav"]
    )
    sound, _ = media.decoded(path)
    assert in_time(sound, media.chirp_starts(2))
    assert np.abs(sound).max() == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("count", [3, 6, 9, 16, 32])
def test_no_channel_of_a_recorder_without_channel_names_is_left_out(tmp_path: Path, count: int):
    for heard in {0, count // 2, count - 1}:
        sound = np.zeros((16_000, count), np.float32)
        sound[:, heard] = media.chirps(1)
        mixed, _ = media.decoded(media.write_wav(tmp_path / "many.wav", sound, rate_hz=16_000))
        assert in_time(mixed, media.chirp_starts(1))


def test_samples_stay_within_one_and_are_numbers(tmp_path: Path):
    wild = np.array([np.nan, np.inf, -np.inf, 9, -9, 0.5] * 1000, np.float32)
    path = media.write(tmp_path / "w.wav", wild, media.Coding(codec="pcm_f32le", rate_hz=16_000))
    sound, _ = media.decoded(path)
    assert np.isfinite(sound).all()
    assert np.abs(sound).max() <= 1


# The timeline


def test_sound_that_starts_after_the_picture_starts_later(tmp_path: Path):
    path = media.write_film(tmp_path / "f.mp4", media.chirps(2, 48_000), seconds=2.5, sound_starts_s=0.5)
    sound, decoding = media.decoded(path)
    assert in_time(sound, [start + 0.5 for start in media.chirp_starts(2)], within_ms=22)  # the encoder's delay
    assert not sound[:7_500].any()
    assert decoding.gaps == ()


@pytest.mark.parametrize("name", ["call.webm", "call.mka", "call.m4a"])
def test_a_hole_is_silent_is_told_and_moves_nothing(tmp_path: Path, name: str):
    sound, decoding = media.decoded(media.recording(tmp_path, name, packets=media.without((1.0, 1.6))))
    assert in_time(sound, [0.2, 0.7, 1.7, 2.2, 2.7])
    assert late(sound, [1.2]) == [None]
    [(start, end, reason)] = spans(decoding.gaps)
    assert (start, end, reason) == (pytest.approx(1000, abs=50), pytest.approx(1600, abs=50), "missing")
    assert np.abs(sound[(start + 5) * 16 : (end - 5) * 16]).max() == 0


@given(st.lists(st.tuples(st.integers(1, 148), st.integers(1, 30)), max_size=6))
@settings(max_examples=25)
def test_whatever_packets_are_missing_the_rest_keeps_its_time(
    tmp_path_factory: pytest.TempPathFactory, holes: list[tuple[int, int]]
):
    missing = {n for start, count in holes for n in range(start, start + count) if n < 149}
    path = tmp_path_factory.mktemp("holes") / "call.mka"
    original = np.random.default_rng(1).uniform(-0.5, 0.5, 150 * 320).astype(np.float32)
    media.write(
        path, original, media.CODINGS[path.name], packets=lambda n, packet: [] if n in missing else [packet]
    )
    sound, decoding = media.decoded(path)
    expected = original.reshape(150, 320).copy()
    expected[sorted(missing)] = 0
    assert sound == pytest.approx(expected.ravel(), abs=1e-4)
    assert {ms // 20 for start, end, _ in spans(decoding.gaps) for ms in range(start, end, 20)} == missing


def test_sound_that_comes_twice_is_heard_once(tmp_path: Path):
    coding = media.CODINGS["call.mka"]
    original = media.chirps(4)
    first = media.write(tmp_path / "1.mka", original[:32_000], coding)
    again = media.write(tmp_path / "2.mka", original[27_200:], coding, packets=media.moved(1.7))
    first.write_bytes(first.read_bytes() + again.read_bytes())
    sound, decoding = media.decoded(first)
    assert in_time(sound, media.chirp_starts(4))
    assert (decoding.duration_ms, decoding.gaps) == (4000, ())


@pytest.mark.parametrize("name", ["call.ogg", "call.webm", "call.mp3", "call.flac", "call.amr"])
def test_of_files_that_were_joined_every_one_is_heard(tmp_path: Path, name: str):
    path = media.recording(tmp_path, name, seconds=2)
    path.write_bytes(path.read_bytes() * 2)
    sound, decoding = media.decoded(path)
    assert in_time(sound, media.chirp_starts(2), within_ms=6)
    assert decoding.duration_ms == pytest.approx(4000, abs=130)
    assert in_time(
        sound, [start + decoding.duration_ms / 1000 - 2 for start in media.chirp_starts(2)], within_ms=70
    )


def test_pictures_in_tags_between_joined_mp3s_take_no_time(tmp_path: Path):
    path = media.recording(tmp_path, "call.mp3", seconds=2)
    tag = b"ID3\x03\0\0\0\x02\0\0" + np.random.default_rng(0).bytes(2 << 14 >> 7 << 7)
    path.write_bytes(path.read_bytes() + tag + path.read_bytes())
    assert media.decoded(path)[1].duration_ms == pytest.approx(4050, abs=60)


def test_a_change_of_rate_and_channels_in_the_midst_keeps_the_timeline(tmp_path: Path):
    mono = media.write(tmp_path / "1.mp3", media.chirps(2, 44_100), media.CODINGS["call.mp3"])
    two = np.tile(media.chirps(2, 22_050)[:, None], 2)
    stereo = media.write(tmp_path / "2.mp3", two, media.Coding(codec="libmp3lame", rate_hz=22_050))
    mono.write_bytes(mono.read_bytes() + stereo.read_bytes())
    sound, decoding = media.decoded(mono)
    assert in_time(sound, media.chirp_starts(2))
    assert in_time(
        sound, [start + decoding.duration_ms / 1000 - 2 for start in media.chirp_starts(2)], within_ms=100
    )
    assert decoding.duration_ms == pytest.approx(4080, abs=60)


@pytest.mark.parametrize("two_first", [True, False])
def test_a_change_of_rate_in_the_midst_keeps_two_channels_apart(tmp_path: Path, two_first: bool):
    sides = np.stack([media.chirps(2, 22_050), np.zeros(44_100, np.float32)], axis=1)
    two = media.write(tmp_path / "2.mp3", sides, media.Coding(codec="libmp3lame", rate_hz=22_050))
    one = media.write(tmp_path / "1.mp3", media.chirps(2, 44_100), media.CODINGS["call.mp3"])
    parts = [two, one] if two_first else [one, two]
    joined = tmp_path / "joined.mp3"
    joined.write_bytes(b"".join(part.read_bytes() for part in parts))
    sound, decoding = media.decoded(joined, channels=2)
    later_s = decoding.duration_ms / 1000 - 2
    of_two_s, of_one_s = (0.0, later_s) if two_first else (later_s, 0.0)
    for start in media.chirp_starts(2):
        assert media.lateness_ms(sound[:, 0], start + of_two_s) == pytest.approx(0, abs=100)
        assert media.lateness_ms(sound[:, 1], start + of_two_s) is None
        for side in sound.T:
            assert media.lateness_ms(side, start + of_one_s) == pytest.approx(0, abs=100)
    assert len(sound) == pytest.approx(decoding.duration_ms * 16, abs=16)


def test_a_jump_of_more_than_a_day_is_refused_at_once(tmp_path: Path):
    path = media.recording(tmp_path, "call.mka", packets=media.moved(100_000, since=1.5))
    with pytest.raises(MediaError, match="most of the recording would be silence"):
        list(Decoding(path))


# Damage


FRONT_M4A = media.Coding(codec="aac", rate_hz=44_100, muxer={"movflags": "faststart"})


@pytest.mark.parametrize("name", ["call.wav", "call.mp3", "call.flac", "call.webm", "call.mka", "call.m4a"])
def test_a_file_that_was_cut_off_says_what_is_lacking(tmp_path: Path, name: str):
    coding = FRONT_M4A if name == "call.m4a" else media.CODINGS[name]
    path = media.write(tmp_path / name, media.chirps(6, coding.rate_hz), coding)
    sound, decoding = media.decoded(media.cut(path, 0.5))
    assert in_time(sound, [0.2, 0.7, 1.2, 1.7])
    [(start, end, reason)] = spans(decoding.gaps)
    assert 1800 < start < 3500
    assert (end, reason) == (pytest.approx(6000, abs=10), "truncated")
    assert decoding.duration_ms == end
    assert len(sound) == pytest.approx(end * 16, abs=16)


@pytest.mark.parametrize("name", ["call.ogg", "call.amr", "call.al"])
def test_what_a_format_does_not_state_is_not_guessed(tmp_path: Path, name: str):
    _, decoding = media.decoded(media.cut(media.recording(tmp_path, name, seconds=6), 0.5))
    assert 1500 < decoding.duration_ms < 3500
    assert decoding.gaps == ()


def test_an_mp3_without_a_header_has_no_false_gap(tmp_path: Path):
    for encoder in ({"b": "64000"}, {"q": "4", "flags": "+qscale", "global_quality": "472"}):
        coding = media.Coding(codec="libmp3lame", rate_hz=44_100, muxer={"write_xing": "0"}, encoder=encoder)
        path = media.write(tmp_path / "call.mp3", media.chirps(6, 44_100), coding)
        assert media.decoded(path)[1].gaps == ()
        assert media.decoded(media.cut(path, 0.5))[1].gaps == ()


@pytest.mark.parametrize("filler", [b"\0", np.random.default_rng(0).bytes(4000)], ids=["zeros", "noise"])
@pytest.mark.parametrize("name", ["call.mp3", "call.m4a", "call.ogg", "call.webm", "call.flac"])
def test_bytes_that_cannot_be_decoded_are_silent_and_told(tmp_path: Path, name: str, filler: bytes):
    coding = FRONT_M4A if name == "call.m4a" else media.CODINGS[name]
    path = media.write(tmp_path / name, media.chirps(8, coding.rate_hz), coding)
    sound, decoding = media.decoded(media.overwrite(path, at=0.5, count=4000, filler=filler))
    assert in_time(sound, [0.2, 0.7, 1.2, 1.7], within_ms=1)
    assert "damaged" in {gap.reason for gap in decoding.gaps}
    assert decoding.duration_ms == pytest.approx(8000, abs=40)
    if not (name == "call.webm" and decoding.gaps[-1].span.end_ms > 7900):  # one cluster holds five seconds
        assert in_time(sound, [7.2, 7.7], within_ms=30 if name == "call.mp3" else 1)


def test_zeros_in_amr_are_a_gap_of_their_own_length(tmp_path: Path):
    path = media.recording(tmp_path, "call.amr", seconds=6)
    sound, decoding = media.decoded(media.overwrite(path, at=0.3, count=3200))
    assert spans(decoding.gaps) == [(pytest.approx(1820, abs=40), pytest.approx(3820, abs=60), "damaged")]
    assert in_time(sound, [0.2, 0.7, 4.2, 4.7, 5.2], within_ms=100)  # behind zeros some frames are read askew


def test_a_rate_that_would_fill_the_memory_is_refused(tmp_path: Path):
    path = media.write_wav(tmp_path / "slow.wav", np.zeros(100_000, np.float32), rate_hz=1)
    with pytest.raises(MediaError, match="None of the sound"):
        list(Decoding(path))


def test_more_channels_than_any_recorder_has_are_refused(tmp_path: Path):
    path = media.write_wav(tmp_path / "many.wav", np.zeros((1_000, 65), np.float32), rate_hz=16_000)
    with pytest.raises(MediaError, match="None of the sound"):
        list(Decoding(path))


HOUR = """
import resource, sys
from pathlib import Path
from earwitness.recording.decode import Decoding
peaks = []
for number, block in enumerate(Decoding(Path(sys.argv[1]))):
    if number in (60, 3599):
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(number + 1, peaks[1] - peaks[0])
"""


def test_an_hour_takes_no_more_memory_than_a_minute(tmp_path: Path):
    path = media.write_wav(
        tmp_path / "hour.wav", media.chirps(1, 8_000), rate_hz=8_000, declared_bytes=3600 * 16_000
    )
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size + 3599 * 16_000)  # sparse: an hour that takes no disk
    result = subprocess.run([sys.executable, "-c", HOUR, str(path)], capture_output=True, text=True, check=True)
    seconds, growth_kib = map(int, result.stdout.split())
    assert seconds == 3600
    assert growth_kib < 4 * 1024
