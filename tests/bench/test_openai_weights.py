"""What of a CTranslate2 model becomes which weight of openai-whisper's."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

import openai_weights
from earwitness.backends import models

TYPE_IDS = {"float32": 0, "int8": 1, "int16": 2, "int32": 3, "float16": 4}


def write(path: Path, arrays: dict[str, np.ndarray], version: int = 6) -> None:
    def text(value: str) -> bytes:
        return struct.pack("<H", len(value) + 1) + value.encode() + b"\0"

    parts = [struct.pack("<I", version), text("WhisperSpec"), struct.pack("<II", 3, len(arrays))]
    for name, array in arrays.items():
        parts += [text(name), struct.pack(f"<B{array.ndim}I", array.ndim, *array.shape)]
        parts += [struct.pack("<BI", TYPE_IDS[array.dtype.name], array.nbytes), array.tobytes()]
    path.write_bytes(b"".join([*parts, struct.pack("<I", 0)]))


def test_arrays_are_read_as_they_were_written(tmp_path: Path) -> None:
    arrays = {"one": np.arange(6, dtype=np.float16).reshape(2, 3), "heads": np.array(8, np.int16)}
    write(tmp_path / "model.bin", arrays)
    found = openai_weights.read(tmp_path / "model.bin")
    assert list(found) == ["one", "heads"]
    for name, array in arrays.items():
        assert found[name].dtype == array.dtype
        assert np.array_equal(found[name], array)


def test_another_version_of_the_format_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "model.bin", {}, version=7)
    with pytest.raises(ValueError, match="version 7"):
        openai_weights.read(tmp_path / "model.bin")


def test_queries_keys_and_values_are_told_apart() -> None:
    fused = np.arange(6, dtype=np.float16)
    found = openai_weights.renamed(
        {
            "encoder/layer_2/self_attention/linear_0/weight": fused.reshape(6, 1),
            "decoder/layer_0/attention/linear_1/weight": fused.reshape(6, 1),
        }
    )
    assert {name: array.ravel().tolist() for name, array in found.items()} == {
        "encoder.blocks.2.attn.query.weight": [0, 1],
        "encoder.blocks.2.attn.key.weight": [2, 3],
        "encoder.blocks.2.attn.value.weight": [4, 5],
        "decoder.blocks.0.cross_attn.key.weight": [0, 1, 2],
        "decoder.blocks.0.cross_attn.value.weight": [3, 4, 5],
    }


def test_keys_have_no_bias() -> None:
    found = openai_weights.renamed({"decoder/layer_0/self_attention/linear_0/bias": np.zeros(3, np.float16)})
    assert list(found) == ["decoder.blocks.0.attn.query.bias", "decoder.blocks.0.attn.value.bias"]


def test_the_embedded_model_becomes_whisper_base_and_nothing_of_it_is_left_over() -> None:
    arrays = openai_weights.read(models.find(models.EMBEDDED).path / "model.bin")
    assert openai_weights.dimensions(arrays) == {
        "n_mels": 80,
        "n_audio_ctx": 1500,
        "n_audio_state": 512,
        "n_audio_head": 8,
        "n_audio_layer": 6,
        "n_vocab": 51865,
        "n_text_ctx": 448,
        "n_text_state": 512,
        "n_text_head": 8,
        "n_text_layer": 6,
    }
    found = openai_weights.renamed(arrays)
    numbers = sum(array.size for array in found.values())
    biases_of_keys = (6 + 2 * 6) * 512
    assert numbers == sum(array.size for array in arrays.values() if array.ndim) - biases_of_keys
    assert len(found) == 245  # what OpenAI's own state_dict of base has
