"""A Whisper model of CTranslate2's turned back into openai-whisper's: the same numbers under their first names.

OpenAI's own files are not to be had through package registries; the weights that earwitness carries are, in half
precision, as OpenAI published them. What CTranslate2 changes are the names, and that queries, keys and values are
one matrix. The format is that of ctranslate2.specs.model_spec (binary version 6).
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_BINARY_VERSION = 6
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)

_PARTS = {
    "self_attention/layer_norm": "attn_ln",
    "self_attention/linear_1": "attn.out",
    "attention/layer_norm": "cross_attn_ln",
    "attention/linear_0": "cross_attn.query",
    "attention/linear_2": "cross_attn.out",
    "ffn/layer_norm": "mlp_ln",
    "ffn/linear_0": "mlp.0",
    "ffn/linear_1": "mlp.2",
}
_FUSED = {
    "self_attention/linear_0": ("attn.query", "attn.key", "attn.value"),
    "attention/linear_1": ("cross_attn.key", "cross_attn.value"),
}
_OUTSIDE_LAYERS = {
    "encoder/conv1": "encoder.conv1",
    "encoder/conv2": "encoder.conv2",
    "encoder/layer_norm": "encoder.ln_post",
    "encoder/position_encodings/encodings": "encoder.positional_embedding",
    "decoder/embeddings": "decoder.token_embedding",
    "decoder/layer_norm": "decoder.ln",
    "decoder/position_encodings/encodings": "decoder.positional_embedding",
}
_LEAVES = {"gamma": "weight", "beta": "bias", "weight": "weight", "bias": "bias"}


def read(path: Path) -> dict[str, Array]:
    """The arrays of a model.bin by their names; ValueError for one of another version."""
    data = path.read_bytes()
    at = 0

    def take(shape: str) -> int:
        nonlocal at
        (value,) = struct.unpack_from(f"<{shape}", data, at)
        at += struct.calcsize(f"<{shape}")
        return int(value)

    def text() -> str:
        nonlocal at
        length = take("H")
        at += length
        return data[at - length : at - 1].decode()

    if (found := take("I")) != _BINARY_VERSION:
        raise ValueError(f"{path} has the binary version {found}, not {_BINARY_VERSION}.")
    text(), take("I")  # the name of the kind of model, and its revision
    arrays: dict[str, Array] = {}
    for _ in range(take("I")):
        name = text()
        shape = [take("I") for _ in range(take("B"))]
        dtype = np.dtype(_TYPES[take("B")])
        size = take("I")
        arrays[name] = np.frombuffer(data, dtype, size // dtype.itemsize, at).reshape(shape)
        at += size
    return arrays


def renamed(arrays: dict[str, Array]) -> dict[str, Array]:
    """The weights as openai-whisper's state_dict has them, in single precision."""
    return {
        new: np.array(part, np.float32)
        for name, array in arrays.items()
        if array.ndim  # the rest says how the model is built
        for new, part in _renamed(name, array)
    }


def dimensions(arrays: dict[str, Array]) -> dict[str, int]:
    """What openai-whisper's ModelDimensions wants to know."""
    vocabulary, text_state = arrays["decoder/embeddings/weight"].shape
    audio_context, audio_state = arrays["encoder/position_encodings/encodings"].shape
    return {
        "n_mels": arrays["encoder/conv1/weight"].shape[1],
        "n_audio_ctx": audio_context,
        "n_audio_state": audio_state,
        "n_audio_head": int(arrays["encoder/num_heads"]),
        "n_audio_layer": _layers(arrays, "encoder"),
        "n_vocab": vocabulary,
        "n_text_ctx": len(arrays["decoder/position_encodings/encodings"]),
        "n_text_state": text_state,
        "n_text_head": int(arrays["decoder/num_heads"]),
        "n_text_layer": _layers(arrays, "decoder"),
    }


def load(folder: Path) -> Any:
    """The model of a CTranslate2 folder as a whisper.Whisper, on the processor."""
    import torch  # noqa: PLC0415  (only where openai-whisper is)
    from whisper.model import ModelDimensions, Whisper  # noqa: PLC0415

    arrays = read(folder / "model.bin")
    model = Whisper(ModelDimensions(**dimensions(arrays)))
    model.load_state_dict({name: torch.from_numpy(array) for name, array in renamed(arrays).items()})
    heads = torch.zeros(model.dims.n_text_layer, model.dims.n_text_head, dtype=torch.bool)
    for layer, head in json.loads((folder / "config.json").read_text())["alignment_heads"]:
        heads[layer, head] = True
    model.register_buffer("alignment_heads", heads.to_sparse(), persistent=False)
    return model.eval()


def _renamed(name: str, array: Array) -> Iterator[tuple[str, Array]]:
    if name in _OUTSIDE_LAYERS:
        yield _OUTSIDE_LAYERS[name], array
        return
    inside, _, leaf = name.rpartition("/")
    if inside in _OUTSIDE_LAYERS:
        yield f"{_OUTSIDE_LAYERS[inside]}.{_LEAVES[leaf]}", array
        return
    side, layer, part = inside.split("/", 2)
    block = f"{side}.blocks.{layer.removeprefix('layer_')}"
    if part not in _FUSED:
        yield f"{block}.{_PARTS[part]}.{_LEAVES[leaf]}", array
        return
    for new, piece in zip(_FUSED[part], np.split(array, len(_FUSED[part])), strict=True):
        if not (new.endswith(".key") and leaf == "bias"):  # OpenAI's keys have none; CTranslate2 writes zeros
            yield f"{block}.{new}.{leaf}", piece


def _layers(arrays: dict[str, Array], side: str) -> int:
    return len({found[0] for name in arrays if (found := re.match(rf"{side}/layer_\d+/", name))})
