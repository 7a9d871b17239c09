"""Any CTranslate2 translation model: here tiny ones with real files, real tokenizers, and weights by chance."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from earwitness.backends.protocols import Source
from earwitness.backends.text_translator import LONGEST, TextTranslator
from earwitness.errors import ModelError
from earwitness.testing import check_translator
from tiny_translator import SENTENCES, convert, pieces

SAID = Source(text="Мы отказались идти.", language="ru")


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
