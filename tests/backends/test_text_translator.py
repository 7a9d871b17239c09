"""Any CTranslate2 translation model: here tiny ones with real files, real tokenizers, and weights by chance."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from earwitness.backends.protocols import Source
from earwitness.backends.text_translator import LONGEST, TextTranslator
from earwitness.errors import ModelError
from earwitness.testing import check_translator

SENTENCES = [
    "мы отказались идти",
    "где вы сейчас",
    "все линии заняты",
    "we refused to go",
    "where are you now",
] * 20
SAID = Source(text="Мы отказались идти.", language="ru")


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


@pytest.fixture
def opus(tmp_path: Path) -> Path:
    convert(tmp_path, pieces(tmp_path, "source.spm"))
    return tmp_path


def test_a_model_of_one_pair_with_sentencepiece_gives_several_candidates(opus: Path) -> None:
    (answer,) = TextTranslator(opus).translate([SAID])
    assert len(answer.proposals) > 1
    scores = [one.score for one in answer.proposals]
    assert scores == sorted(scores, reverse=True)
    check_translator(TextTranslator(opus), [SAID, Source(text="где вы", language="ru")])


def test_a_model_of_many_languages_is_told_which(tmp_path: Path) -> None:
    convert(tmp_path, [*pieces(tmp_path, "sentencepiece.bpe.model"), "__en__", "__ru__"])
    (answer,) = TextTranslator(tmp_path).translate([SAID])
    assert answer.proposals
    assert "__en__" not in answer.proposals[0].text
    with pytest.raises(ModelError, match="knows no language 'ka'"):
        list(TextTranslator(tmp_path).translate([Source(text="სად ხარ", language="ka")]))


def test_a_tokenizers_file_does_as_well(tmp_path: Path) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers  # noqa: PLC0415  (slow to load)

    words = ["<unk>", "<s>", "</s>", *sorted({word for sentence in SENTENCES for word in sentence.split()})]
    tokenizer = Tokenizer(models.WordLevel({word: at for at, word in enumerate(words)}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    convert(tmp_path, words)
    (answer,) = TextTranslator(tmp_path).translate([Source(text="где вы сейчас", language="ru")])
    assert answer.proposals


def test_a_line_of_five_thousand_words_is_translated_in_parts(opus: Path) -> None:
    text = "мы отказались идти " * 1_667
    (answer,) = TextTranslator(opus).translate([Source(text=text, language="ru")])
    assert len(answer.proposals) == 1
    assert len(answer.proposals[0].text) > LONGEST


def test_nothing_is_made_of_nothing(opus: Path) -> None:
    (answer,) = TextTranslator(opus).translate([Source(text=" ", language="ru")])
    assert answer.refused


@pytest.mark.parametrize("name", ["model.bin", "source.spm", "source_vocabulary.json"])
def test_a_folder_that_lacks_a_file_is_refused(opus: Path, name: str) -> None:
    for path in opus.glob("shared_vocabulary.*" if "vocabulary" in name else name):
        path.unlink()
    with pytest.raises(ModelError, match="lacks"):
        TextTranslator(opus)


@pytest.mark.parametrize("name", ["model.bin", "source.spm", "shared_vocabulary.json"])
def test_a_file_that_is_something_else_is_refused(opus: Path, name: str) -> None:
    (opus / name).write_text(json.dumps({"is": "something else"})[:-1])
    with pytest.raises(ModelError, match="cannot be"):
        TextTranslator(opus)
