"""A tiny translation model: real files, a real tokenizer, and weights by chance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

SENTENCES = [
    "мы отказались идти",
    "где вы сейчас",
    "все линии заняты",
    "we refused to go",
    "where are you now",
] * 20


def pieces(folder: Path, name: str) -> list[str]:
    """Train a tiny SentencePiece model, and give its vocabulary as CTranslate2 has it."""
    sentencepiece = pytest.importorskip("sentencepiece", reason="SentencePiece is not installed")
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES),
        model_prefix=str(folder / "spm"),
        vocab_size=60,
        hard_vocab_limit=False,
        minloglevel=3,
    )
    (folder / "spm.vocab").unlink()
    (folder / "spm.model").rename(folder / name)
    processor = sentencepiece.SentencePieceProcessor(model_file=str(folder / name))
    return [processor.id_to_piece(at) for at in range(processor.get_piece_size())]


def convert(folder: Path, vocabulary: Sequence[str], **config: object) -> None:
    """Write a tiny transformer with random weights as CTranslate2's converters write any."""
    from ctranslate2.specs import TransformerSpec  # noqa: PLC0415  (slow to load)

    spec = TransformerSpec.from_config(1, 2)
    chance = np.random.default_rng(1)
    width = 16

    def weights(*shape: int) -> np.ndarray:
        return chance.normal(0, 0.5, shape).astype(np.float32)

    for side in (spec.encoder, spec.decoder):
        embeddings = side.embeddings[0] if isinstance(side.embeddings, list) else side.embeddings
        embeddings.weight = weights(len(vocabulary), width)
        side.layer_norm.gamma, side.layer_norm.beta = np.ones(width, np.float32), np.zeros(width, np.float32)
        for layer in side.layer:
            attentions = [(layer.self_attention, True)]
            if side is spec.decoder:
                attentions.append((layer.attention, False))
            for attention, own in attentions:
                sizes = (
                    [(3 * width, width), (width, width)]
                    if own
                    else [(width, width), (2 * width, width), (width, width)]
                )
                for linear, size in zip(attention.linear, sizes, strict=True):
                    linear.weight, linear.bias = weights(*size), np.zeros(size[0], np.float32)
                attention.layer_norm.gamma = np.ones(width, np.float32)
                attention.layer_norm.beta = np.zeros(width, np.float32)
            layer.ffn.linear_0.weight, layer.ffn.linear_0.bias = weights(32, width), np.zeros(32, np.float32)
            layer.ffn.linear_1.weight, layer.ffn.linear_1.bias = weights(width, 32), np.zeros(width, np.float32)
            layer.ffn.layer_norm.gamma = np.ones(width, np.float32)
            layer.ffn.layer_norm.beta = np.zeros(width, np.float32)
    spec.decoder.projection.weight = weights(len(vocabulary), width)
    spec.decoder.projection.bias = np.zeros(len(vocabulary), np.float32)
    spec.register_source_vocabulary(list(vocabulary))
    spec.register_target_vocabulary(list(vocabulary))
    for name, value in config.items():
        setattr(spec.config, name, value)
    spec.validate()
    spec.save(str(folder))
