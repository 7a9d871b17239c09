"""What is refused, in which words, and what a hostile file cannot make FFmpeg do."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path

import av
import numpy as np
import pytest

import media
from earwitness.errors import MediaError, NoSoundError
from earwitness.recording import opening
from earwitness.recording.decode import Decoding
from earwitness.recording.probe import probe


def refusal(path: Path) -> MediaError:
    with pytest.raises(MediaError) as probing:
        probe(path)
    with pytest.raises(MediaError) as decoding:
        list(Decoding(path))
    assert str(probing.value) == str(decoding.value)
    assert probing.value.advice or "cannot be opened" in probing.value.message
    return probing.value


def test_a_file_that_is_not_there_is_said_not_to_be(tmp_path: Path):
    path = tmp_path / "no\nsuch.wav"
    assert refusal(path).message == f'There is no file "{tmp_path}/no\\nsuch.wav".'


def test_a_folder_is_said_to_be_a_folder(tmp_path: Path):
    assert "is a folder" in str(refusal(tmp_path))


def test_an_empty_file_is_said_to_be_empty(tmp_path: Path):
    (tmp_path / "empty.wav").touch()
    assert "is empty" in str(refusal(tmp_path / "empty.wav"))


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.wav")
    assert "is not a file" in str(refusal(tmp_path / "pipe.wav"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_said_to_be_so(tmp_path: Path):
    path = media.recording(tmp_path, "call.wav")
    path.chmod(0)
    assert "may not be read" in str(refusal(path))


@pytest.mark.parametrize("name", ["text.wav", "text.mp3", "text"])
def test_text_is_no_recording(tmp_path: Path, name: str):
    path = tmp_path / name
    path.write_text("This is not sound. " * 100)
    assert "is not sound or video that can be read" in str(refusal(path))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("notes.txt", b"Just some text.\n" * 50),
        ("subtitles.srt", b"1\n00:00:01,000 --> 00:00:02,000\nHello\n\n" * 5),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200)),
    ],
)
def test_pictures_and_text_are_named_as_such(tmp_path: Path, name: str, content: bytes):
    (tmp_path / name).write_bytes(content)
    assert "a picture, a text or a list of other files" in str(refusal(tmp_path / name))


def test_a_film_without_sound_is_said_to_hold_none(tmp_path: Path):
    error = refusal(media.write_film(tmp_path / "film.mp4", None, seconds=1))
    assert isinstance(error, NoSoundError)
    assert "holds no sound" in error.message


def test_a_header_without_sound_is_said_to_hold_none(tmp_path: Path):
    path = media.write_wav(tmp_path / "header.wav", np.zeros(0, np.float32), rate_hz=8_000)
    with pytest.raises(NoSoundError, match="its sound track is empty"):
        list(Decoding(path))


def test_an_mp4_without_its_index_is_said_to_be_cut_off(tmp_path: Path):
    assert "without its index" in str(refusal(media.cut(media.recording(tmp_path, "call.m4a"), 0.6)))


def test_sound_that_cannot_be_decoded_at_all_is_said_to_be_so(tmp_path: Path):
    path = media.write(tmp_path / "call.m4a", media.chirps(2, 44_100), FRONT_M4A)
    data = path.read_bytes()
    start = data.index(b"mdat") + 4
    path.write_bytes(data[:start] + b"\xff" * (len(data) - start))
    with pytest.raises(MediaError, match="None of the sound in"):
        list(Decoding(path))


FRONT_M4A = media.Coding(codec="aac", rate_hz=44_100, muxer={"movflags": "faststart"})


def test_no_message_carries_ffmpegs_own_words_or_a_raw_line_break(tmp_path: Path):
    path = tmp_path / "evil\x1b[2J\nname.wav"
    path.write_text("text " * 100)
    text = str(refusal(path))
    assert "\n" not in text
    assert "\x1b" not in text
    assert "Errno" not in text


# What follows would be read by FFmpeg in place of the file that was named, were it not kept from it.


def test_a_concat_script_cannot_read_another_file(tmp_path: Path):
    media.recording(tmp_path, "call.wav")
    script = tmp_path / "script.wav"
    script.write_text("ffconcat version 1.0\nfile 'call.wav'\n")
    av.open(str(script)).close()  # what FFmpeg does when it is let
    assert "a list of other files" in str(refusal(script))


@pytest.mark.parametrize("target", ["call.aac", "file:///{folder}/call.aac", "http://127.0.0.1:9/call.aac"])
@pytest.mark.parametrize("name", ["list.m3u8", "list.wav"])
def test_a_playlist_cannot_read_another_file_or_call_a_server(tmp_path: Path, name: str, target: str):
    media.write(tmp_path / "call.aac", media.chirps(1, 44_100), media.Coding(codec="aac", rate_hz=44_100))
    playlist = tmp_path / name
    entry = target.format(folder=tmp_path)
    playlist.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{entry}\n#EXT-X-ENDLIST\n")
    refusal(playlist)


def test_a_session_description_cannot_open_a_socket(tmp_path: Path):
    path = tmp_path / "call.sdp"
    path.write_text("v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n")
    assert "a list of other files" in str(refusal(path))


@pytest.mark.parametrize(
    "name",
    [
        "two\nlines.wav",
        "разговор 📞.wav",
        "-i.wav",
        "%d.wav",
        "%03d",
        "http:x.wav",
        "pipe:0",
        "a?b&c=d#e.wav",
        "'\".wav",
    ],
)
def test_any_name_can_be_opened(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch):
    media.recording(tmp_path, "call.wav").rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    for path in (Path(name), tmp_path / name):
        assert probe(path).container == "wav"
        assert media.decoded(path)[1].duration_ms == 3000


def test_a_name_that_is_no_text_can_be_opened(tmp_path: Path):
    name = os.fsdecode(b"call\xff.wav")
    media.recording(tmp_path, "call.wav").rename(tmp_path / name)
    assert probe(tmp_path / name).container == "wav"


def test_tags_in_an_old_code_page_do_no_harm(tmp_path: Path):
    path = media.write_wav(tmp_path / "a.wav", media.chirps(1), rate_hz=16_000, info="Разговор".encode("cp1251"))
    assert media.decoded(path)[1].duration_ms == 1000


def test_raw_telephone_sound_is_known_by_the_name_that_a_store_does_not_keep(tmp_path: Path):
    path = media.recording(tmp_path, "call.al").rename(tmp_path / "5f3a")
    sound, decoding = media.decoded(path, name="call.al")
    assert decoding.duration_ms == 3000
    assert media.lateness_ms(sound, 0.7) == pytest.approx(0, abs=1)
    assert probe(path, name="call.al").sound.sample_rate_hz == 8_000
    with pytest.raises(MediaError, match=r'"звонок\.txt" is not sound'):
        probe(path, name="звонок.txt")


class FailingDisk(io.FileIO):
    """A disk that cannot be read from its half on."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell() > 100_000:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(size)


def test_a_disk_that_fails_in_the_midst_is_named_and_nothing_passes_for_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    path = media.recording(tmp_path, "call.wav", seconds=10)
    monkeypatch.setattr(opening, "_open_file", lambda path, label: FailingDisk(path))
    with pytest.raises(MediaError, match="could not be read to its end: Input/output error") as raised:
        list(Decoding(path))
    assert "Check the disk" in str(raised.value)


def test_a_decoding_that_is_abandoned_closes_its_file(tmp_path: Path):
    path = media.recording(tmp_path, "call.wav")
    before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - counting, not paths
    blocks = iter(Decoding(path, block_samples=100))
    next(blocks)
    assert len(os.listdir("/proc/self/fd")) == before + 1  # noqa: PTH208
    del blocks
    assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208
