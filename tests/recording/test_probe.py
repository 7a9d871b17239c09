from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import media
from earwitness.recording.probe import probe
from earwitness.records.recording import Sound


@pytest.mark.parametrize(
    ("name", "container", "codec", "declared_ms"),
    [
        ("call.wav", "wav", "pcm_s16le", 3000),
        ("call.mp3", "mp3", "mp3", None),
        ("call.m4a", "mov,mp4,m4a,3gp,3g2,mj2", "aac", 3000),
        ("call.ogg", "ogg", "opus", None),
        ("call.webm", "matroska,webm", "opus", 3008),
        ("call.flac", "flac", "flac", 3000),
        ("call.amr", "amr", "amr_nb", None),
        ("call.al", "alaw", "pcm_alaw", None),
        ("telephone.wav", "wav", "pcm_alaw", 3000),
        ("studio.wav", "wav", "pcm_s24le", 3000),
    ],
)
def test_a_file_says_what_it_is_and_a_guessed_length_is_not_told(
    tmp_path: Path, name: str, container: str, codec: str, declared_ms: int | None
):
    found = probe(media.recording(tmp_path, name))
    assert found.container == container
    assert found.sound == Sound(codec=codec, sample_rate_hz=media.CODINGS[name].rate_hz, channels=1)
    assert found.declared_ms == declared_ms


def test_channels_are_counted(tmp_path: Path):
    sound = np.tile(media.chirps(1, 96_000)[:, None], 6)
    path = media.write(tmp_path / "studio.wav", sound, media.CODINGS["studio.wav"])
    assert probe(path).sound == Sound(codec="pcm_s24le", sample_rate_hz=96_000, channels=6)


def test_the_sound_of_a_film_is_found(tmp_path: Path):
    path = media.write_film(tmp_path / "film.mp4", media.chirps(2, 48_000), seconds=2)
    assert probe(path).sound == Sound(codec="aac", sample_rate_hz=48_000, channels=1)


def test_a_cut_file_still_says_how_long_it_was(tmp_path: Path):
    for name in ("call.wav", "call.mp3", "call.flac"):
        assert probe(media.cut(media.recording(tmp_path, name), 0.5)).declared_ms == 3000


@pytest.mark.parametrize("declared", [0, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF])
def test_a_length_that_a_pipe_left_open_is_no_statement(tmp_path: Path, declared: int):
    path = media.write_wav(tmp_path / "pipe.wav", media.chirps(1), rate_hz=16_000, declared_bytes=declared)
    assert probe(path).declared_ms is None
    assert media.decoded(path)[1].gaps == ()
