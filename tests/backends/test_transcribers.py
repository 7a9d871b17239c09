"""Every transcriber keeps to the protocol: the double, and the real one on the sample call."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
import pytest
from faster_whisper import WhisperModel

from earwitness.backends import cuda, registry
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Samples, Transcriber
from earwitness.backends.silero_vad import SileroVoiceDetector
from earwitness.backends.whisper_words import words_of
from earwitness.errors import ModelError
from earwitness.recording.decode import Decoding
from earwitness.speech.chunks import chunks
from earwitness.testing import check_transcriber, chunk

ROOT = Path(__file__).parents[2]
SAMPLE_CALL = ROOT / "demo" / "call.m4a"
BAD_INPUT = ROOT / "docs" / "manual" / "bad-input.md"


@pytest.fixture(scope="module")
def whisper() -> Transcriber:
    return registry.transcriber("base")


@pytest.fixture(scope="module")
def call() -> list[Chunk]:
    return list(chunks(Decoding(SAMPLE_CALL), SileroVoiceDetector()))


def test_the_double_keeps_to_the_protocol(call: list[Chunk]) -> None:
    check_transcriber(registry.transcriber("fake:"), call, language="ru")


@pytest.mark.model
def test_whisper_keeps_to_the_protocol_on_speech_silence_and_a_blink_of_sound(
    whisper: Transcriber, call: list[Chunk]
) -> None:
    silence = chunk(np.zeros(SAMPLE_RATE_HZ, np.float32), start_ms=100_000)
    blink = chunk(call[0].samples[:800], start_ms=200_000)
    check_transcriber(whisper, [call[0], silence, blink], language="ru")


@pytest.mark.model
def test_whisper_answers_for_pieces_of_speech_that_are_shorter_than_any_word(
    whisper: Transcriber, call: list[Chunk]
) -> None:
    """What is left between two echoes may be as short as that."""
    lengths = (16, 160, 320, 480, 960, 1_600, 3_200)
    pieces = [chunk(call[0].samples[8_000 : 8_000 + length], start_ms=length) for length in lengths]
    check_transcriber(whisper, pieces, language="ru")


@pytest.mark.model
def test_whisper_hears_the_sample_call_in_russian_and_says_it_in_english(
    whisper: Transcriber, call: list[Chunk]
) -> None:
    listening = whisper.listen(call[:1])
    assert max(listening.languages()[0].items(), key=lambda item: item[1])[0] == "ru"
    assert "отказались" in listening.transcribe(["ru"])[0].text
    (english,) = listening.translate(["ru"])
    assert english is not None
    assert "yesterday" in english.text.lower()


@pytest.mark.model
def test_whisper_says_in_english_only_what_it_is_asked_for_and_that_as_among_others(
    whisper: Transcriber, call: list[Chunk]
) -> None:
    listening = whisper.listen(call[:2])
    both, second = listening.translate(["ru", "ru"]), listening.translate([None, "ru"])
    assert second[0] is None
    assert both[1] is not None
    assert second[1] is not None
    assert (second[1].text, second[1].words) == (both[1].text, both[1].words)
    assert listening.translate([None, None]) == [None, None]


@pytest.mark.model
def test_whisper_says_when_the_words_are_said_that_it_is_told(whisper: Transcriber, call: list[Chunk]) -> None:
    listening = whisper.listen(call[:1])
    (passage,) = listening.transcribe(["ru"])
    (told,) = listening.align([passage.text], ["ru"])
    assert [word.span for word in told] == [word.span for word in passage.words]
    changed = passage.text.replace("отказались", "согласились")
    (other,) = listening.align([changed], ["ru"])
    apart = [abs(a.span.start_ms - b.span.start_ms) for a, b in zip(told, other, strict=True)]
    assert max(apart) <= 200, "the other words must be heard where they were"


@pytest.mark.model
def test_a_folder_whose_files_are_no_model_is_refused_in_a_sentence(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (tmp_path / name).write_text("{}")
    with pytest.raises(ModelError, match="cannot be loaded"):
        registry.transcriber(str(tmp_path))


@pytest.mark.model
def test_a_graphics_card_without_cublas_is_said_to_lack_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """No machine of the tests has one: the processor stands in for it, up to where CTranslate2 would ask."""
    load = WhisperModel.__init__

    def load_on_processor(self: WhisperModel, path: str, *, device: str, compute_type: str, **how: Any) -> None:
        assert (device, compute_type) == ("cuda", "float16")
        load(self, path, device="cpu", compute_type="int8", **how)

    def encode(self: WhisperModel, features: Samples) -> None:
        raise RuntimeError("Library libcublas.so.12 is not found or cannot be loaded")

    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    monkeypatch.setattr(WhisperModel, "__init__", load_on_processor)
    monkeypatch.setattr(WhisperModel, "encode", encode)
    with pytest.raises(ModelError, match=r"cannot be loaded\. On a graphics .* pip install nvidia-cublas-cu12;"):
        registry.transcriber("base")
    assert f"is not found or cannot be loaded. {cuda.ADVICE} |" in BAD_INPUT.read_text(encoding="utf-8")


@pytest.mark.model
def test_a_graphics_card_whose_driver_does_not_answer_is_said_to_lack_it(monkeypatch: pytest.MonkeyPatch) -> None:
    if ctranslate2.get_cuda_device_count():
        pytest.skip("there is one, and it answers")
    monkeypatch.setattr(ctranslate2, "get_cuda_device_count", lambda: 1)
    with pytest.raises(ModelError, match=r"cannot be loaded: .*a driver that knows CUDA 12.*CUDA_VISIBLE_DEVICES"):
        registry.transcriber("base")


def test_cublas_is_loaded_from_where_pip_put_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order in which one needs the other; a library of that name is found by whoever asks afterwards."""
    site, loaded = tmp_path / "site", list[str]()
    held = [f"nvidia/cublas/lib/{name}" for name in ("libcublas.so.12", "libcublasLt.so.12", "libnvblas.so.12")]
    about = site / "nvidia_cublas_cu12-12.9.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: nvidia-cublas-cu12\nVersion: 12.9.0\n")
    (about / "RECORD").write_text("".join(f"{name},,\n" for name in held))
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setattr(ctypes, "CDLL", lambda path, mode: loaded.append(path))
    cuda.load_cublas()
    assert loaded == [str(site / held[1]), str(site / held[0])]


def test_a_language_without_spaces_keeps_its_words_apart_and_its_text_whole() -> None:
    timings = [
        {"word": piece, "start": at, "end": at + 1, "probability": 0.9}
        for at, piece in enumerate(["我", "们", "没", "去", "。"])
    ]
    _, words = words_of("我们没去。", timings, chunk(np.zeros(6 * SAMPLE_RATE_HZ)).span, spaced=False)
    assert [word.text for word in words] == ["我", "们", "没", "去。"]


def test_numbers_and_signs_that_are_spoken_are_words_with_times_like_any_other() -> None:
    pieces = [" стоит", " £", "13", ".", "60", ",", " или", " 5", " %", " 2", "266", "."]
    timings = [{"word": piece, "start": at, "end": at + 1, "probability": 0.9} for at, piece in enumerate(pieces)]
    text, words = words_of("".join(pieces), timings, chunk(np.zeros(13 * SAMPLE_RATE_HZ)).span, spaced=True)
    assert [(word.text, word.span.start_ms, word.span.end_ms) for word in words] == [
        ("стоит", 0, 1_000),
        ("£13.60,", 2_000, 5_000),
        ("или", 6_000, 7_000),
        ("5", 7_000, 8_000),
        ("%", 8_000, 9_000),
        ("2266.", 9_000, 11_000),
    ]
    assert text.split() == [word.text for word in words]


def test_punctuation_lends_its_word_no_time() -> None:
    timings = [
        {"word": " Нет", "start": 0.0, "end": 0.4, "probability": 0.9},
        {"word": ".", "start": 0.4, "end": 3.0, "probability": 0.1},
    ]
    _, (word,) = words_of(" Нет.", timings, chunk(np.zeros(6 * SAMPLE_RATE_HZ)).span, spaced=True)
    assert (word.text, word.span.end_ms, word.confidence) == ("Нет.", 400, 0.9)
