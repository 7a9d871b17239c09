from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

import media
from earwitness.errors import MediaError
from earwitness.recording.decode import Decoding
from earwitness.recording.encode import encode_page_sound, encode_stretches
from earwitness.recording.probe import probe
from earwitness.records.time import Span

SAMPLE_CALL = Path(__file__).parents[2] / "demo" / "call.m4a"


@pytest.mark.parametrize("name", ["telephone.wav", "call.mp3", "call.m4a", "call.webm", "studio.wav"])
def test_a_moment_of_the_original_is_the_same_moment_of_the_page(tmp_path: Path, name: str):
    page = tmp_path / "page.mp3"
    encode_page_sound(media.recording(tmp_path, name), page)
    sound, decoding = media.decoded(page)
    errors = [media.lateness_ms(sound, start) for start in media.chirp_starts(3)]
    assert all(error is not None and abs(error) < 2 for error in errors)
    assert decoding.duration_ms == pytest.approx(3000, abs=90)
    assert decoding.gaps == ()


@pytest.mark.parametrize(
    ("original_hz", "page_hz"), [(8_000, 24_000), (24_000, 24_000), (44_100, 44_100), (96_000, 48_000)]
)
def test_the_page_has_no_more_than_the_ear_needs(tmp_path: Path, original_hz: int, page_hz: int):
    source = media.write_wav(tmp_path / "a.wav", media.chirps(1, original_hz), rate_hz=original_hz)
    encode_page_sound(source, tmp_path / "page.mp3")
    assert probe(tmp_path / "page.mp3").sound.sample_rate_hz == page_hz


def test_the_bit_rate_is_constant_so_that_a_browser_can_divide(tmp_path: Path):
    encode_page_sound(media.recording(tmp_path, "telephone.wav"), tmp_path / "page.mp3")
    with av.open(str(tmp_path / "page.mp3")) as file:
        sizes = {packet.size for packet in file.demux(audio=0) if packet.size}
    assert sizes == {192}


def test_the_header_tells_the_delay_and_no_lengths(tmp_path: Path):
    encode_page_sound(media.recording(tmp_path, "telephone.wav"), tmp_path / "page.mp3")
    head = (tmp_path / "page.mp3").read_bytes()[:192]
    start = head.index(b"Info")
    assert head[start + 4 : start + 8] == bytes(4)
    assert head[start + 8 :].startswith(b"LAME3.100")
    assert int.from_bytes(head[start + 29 : start + 32], "big") >> 12 == 576  # samples, as LAME counts its delay


def test_a_gap_stays_silent_and_moves_nothing(tmp_path: Path):
    source = media.recording(tmp_path, "call.webm", packets=media.without((1.0, 1.6)))
    encode_page_sound(source, tmp_path / "page.mp3")
    sound, _ = media.decoded(tmp_path / "page.mp3")
    assert media.lateness_ms(sound, 2.2) == pytest.approx(0, abs=2)
    assert media.lateness_ms(sound, 1.2) is None
    assert np.abs(sound[17_000:24_500]).max() < 0.001


def test_two_sides_of_a_call_stay_apart(tmp_path: Path):
    left = media.chirps(2, 8_000)
    call = np.stack([left, 0 * left], 1)
    encode_page_sound(media.write_wav(tmp_path / "call.wav", call, rate_hz=8_000), tmp_path / "page.mp3")
    sound, _ = media.decoded(tmp_path / "page.mp3", channels=2)
    assert np.abs(sound[:, 0]).max() > 0.4
    assert np.abs(sound[:, 1]).max() < 0.001


def test_many_channels_become_two(tmp_path: Path):
    path = media.write(
        tmp_path / "s.wav", np.tile(media.chirps(1, 96_000)[:, None], 6), media.CODINGS["studio.wav"]
    )
    encode_page_sound(path, tmp_path / "page.mp3")
    assert probe(tmp_path / "page.mp3").sound.channels == 2


def test_nothing_of_the_originals_tags_gets_in_and_equal_sound_gives_equal_bytes(tmp_path: Path):
    pages = []
    for title in ("The informant's house", "Another title"):
        coding = media.CODINGS["call.mp3"]
        source = media.write(tmp_path / "a.mp3", media.chirps(1, 44_100), coding, metadata={"title": title})
        assert title.encode() in source.read_bytes()
        encode_page_sound(source, tmp_path / "page.mp3")
        pages.append((tmp_path / "page.mp3").read_bytes())
    assert pages[0] == pages[1]
    assert pages[0][:2] == b"\xff\xfb"  # sound from the first byte: no ID3
    assert b"informant" not in pages[0]
    assert b"TAG" not in pages[0][-128:]
    assert b"Lav" not in pages[0]


def test_of_a_failure_nothing_is_left(tmp_path: Path):
    source = media.recording(tmp_path, "call.mka", packets=media.moved(100_000, since=1.5))
    with pytest.raises(MediaError):
        encode_page_sound(source, tmp_path / "page.mp3")
    assert not (tmp_path / "page.mp3").exists()


def test_stretches_that_are_cut_in_one_pass_sound_as_the_whole_does_at_their_times(tmp_path: Path) -> None:
    """The lag of each stretch against the whole page sound, by cross-correlation, is under 2 ms."""
    whole = tmp_path / "whole.mp3"
    encode_page_sound(SAMPLE_CALL, whole)
    spans = [Span(0, 3_210), Span(3_210, 5_000), Span(20_001, 24_567), Span(60_000, 99_000)]
    places = [(span, tmp_path / f"{at}.mp3") for at, span in enumerate(spans)]
    assert list(encode_stretches(SAMPLE_CALL, places)) == [path for _, path in places]
    rate = 8_000
    all_of_it = np.concatenate(list(Decoding(whole, sample_rate_hz=rate)))
    for span, path in places:
        cut = np.concatenate(list(Decoding(path, sample_rate_hz=rate)))
        first = span.start_ms * rate // 1000
        there = all_of_it[first : first + span.duration_ms * rate // 1000]
        assert abs(len(cut) - len(there)) < 0.06 * rate
        length = min(len(cut), len(there))
        product = np.fft.ifft(np.fft.fft(cut[:length]) * np.conj(np.fft.fft(there[:length]))).real
        lag = int(np.argmax(product))
        assert abs(lag if lag < length // 2 else lag - length) <= 0.002 * rate
