"""English from the words, by any translation model in CTranslate2's format: OPUS-MT, NLLB-200, M2M-100.

A folder holds what CTranslate2's converters write (model.bin, config.json, the vocabularies) and the tokenizer
that the model came with: SentencePiece (source.spm and target.spm, or one model for both) or tokenizer.json. A
model of many languages is told by its vocabulary, which names them; one that names none is taken to translate
from whatever it is given, and to be of the right pair.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

from earwitness.backends import hub
from earwitness.backends.protocols import Answer, Info, Proposal, Source
from earwitness.errors import ModelError, NotInstalledError
from earwitness.records.custody import Agent, Digest
from earwitness.records.text import shown

BEAM_SIZE = HYPOTHESES = 4
LONGEST = 200
"""Tokens that are translated at once; of a longer line the parts are translated one after another."""

_END = "</s>"
_SHARED = ("sentencepiece.bpe.model", "sentencepiece.model", "spiece.model", "spm.model", "source.spm")
_FAST = "tokenizer.json"
_MODEL = ("model.bin", "config.json", *(f"{side}_vocabulary.*" for side in ("shared", "source", "target")))
_NAME = re.compile(r"\w[\w.-]*/\w[\w.-]*", re.ASCII)
_NLLB = {
    "ar": "arb_Arab", "be": "bel_Cyrl", "bg": "bul_Cyrl", "cs": "ces_Latn", "de": "deu_Latn", "es": "spa_Latn",
    "fa": "pes_Arab", "fr": "fra_Latn", "he": "heb_Hebr", "hy": "hye_Armn", "it": "ita_Latn", "ja": "jpn_Jpan",
    "ka": "kat_Geor", "kk": "kaz_Cyrl", "ko": "kor_Hang", "pl": "pol_Latn", "pt": "por_Latn", "ro": "ron_Latn",
    "ru": "rus_Cyrl", "sr": "srp_Cyrl", "tr": "tur_Latn", "uk": "ukr_Cyrl", "uz": "uzn_Latn", "zh": "zho_Hans",
}  # fmt: skip


class Tokenizer(Protocol):
    """Text to a model's tokens and back."""

    def split(self, text: str) -> list[str]:
        """The tokens of a text, without any that mean something else than text."""
        ...

    def join(self, tokens: Sequence[str]) -> str:
        """The text of tokens."""
        ...


def load_translator(model: str, *, allow_remote: bool = False) -> TextTranslator:
    """The entry point; `model` is the path of a folder, or the hub's name of one that was fetched (owner/name).

    ModelError where there is none, or it is not complete.
    """
    folder = Path(model)
    if is_name(model) and not folder.is_dir():
        folder = home(model)
        if not folder.is_dir():
            raise ModelError(
                f"There is no folder {shown(model)}, and no model of that name on this machine.",
                advice=f"Get it: earwitness models --fetch {model}",
            )
    return TextTranslator(folder)


def fetch(name: str) -> Path:
    """Download a translation model by its name on the Hugging Face hub; gives its folder.

    ModelError where the hub cannot be reached, or what it has there is no such model in CTranslate2's format.
    """
    if not home(name).is_dir():
        with hub.built(home(name)) as folder:
            hub.download(name, folder, [*_MODEL, *_SHARED, "target.spm", _FAST])
            TextTranslator(folder)
    return home(name)


def is_name(model: str) -> bool:
    """Whether it has the form of a name on the hub.

    >>> is_name("somebody/opus-mt-ru-en"), is_name("../opus"), is_name("opus")
    (True, False, False)
    """
    return bool(_NAME.fullmatch(model))


def home(name: str) -> Path:
    """Where a model of this name is kept."""
    return hub.home(f"text-{name.replace('/', '--')}")


class TextTranslator:
    """A loaded model with its tokenizer."""

    listens = False
    takes_terms = False

    def __init__(self, folder: Path) -> None:
        import ctranslate2  # noqa: PLC0415  (slow to load)

        weights = folder / "model.bin"
        if not weights.is_file():
            raise ModelError(
                f"There is no translation model in {shown(folder)}: it lacks model.bin.",
                advice="Name a folder that one of CTranslate2's converters wrote.",
            )
        self._tokenizer = _tokenizer(folder)
        self._vocabulary = _vocabulary(folder)
        self._adds_end = not _config(folder).get("add_source_eos", False) and _END in self._vocabulary
        try:
            self._model: Any = ctranslate2.Translator(str(folder), device="auto", compute_type="auto")
        except (RuntimeError, ValueError) as err:
            raise ModelError(f"The model in {shown(folder)} cannot be loaded: {err}") from err
        with weights.open("rb") as file:
            digest = Digest(hashlib.file_digest(file, "sha256").hexdigest())
        engine = f"CTranslate2 {ctranslate2.__version__}, beam {BEAM_SIZE}"
        agent = Agent(kind="model", name=folder.resolve().name, version=engine, digest=digest)
        self._info = Info(agent=agent, licence=None, needs_network=False)

    @property
    def info(self) -> Info:
        """The folder's name, the engine, and the digest of the weights."""
        return self._info

    def translate(self, sources: Sequence[Source]) -> Iterator[Answer]:
        """The hypotheses of the beam, with the mean log probabilities of their tokens."""
        for source in sources:
            begin, target = self._languages(source.language)
            tokens = self._tokenizer.split(source.text)
            parts = [tokens[first : first + LONGEST] for first in range(0, len(tokens), LONGEST)]
            if not parts:
                yield Answer(refused="there is nothing to translate")
                continue
            end = [_END] if self._adds_end else []
            try:
                results = self._model.translate_batch(
                    [[*begin, *part, *end] for part in parts],
                    target_prefix=[target] * len(parts) if target else None,
                    beam_size=BEAM_SIZE,
                    num_hypotheses=HYPOTHESES if len(parts) == 1 else 1,
                    return_scores=True,
                )
            except (RuntimeError, ValueError) as err:
                raise ModelError(f"The model {self._info.agent.name} stopped: {err}") from err
            if len(parts) > 1:
                whole = " ".join(self._text(result.hypotheses[0], target) for result in results)
                yield _answer([Proposal(text=whole.strip())])
            else:
                yield _answer(
                    [
                        Proposal(text=self._text(tokens, target), score=float(score))
                        for tokens, score in zip(results[0].hypotheses, results[0].scores, strict=True)
                    ]
                )

    def _languages(self, language: str) -> tuple[list[str], list[str]]:
        """The tokens that say from which language and into which, empty for a model of one pair."""
        spoken = language.partition("-")[0].lower()
        for english, code in (("eng_Latn", _NLLB.get(spoken)), ("__en__", f"__{spoken}__")):
            if english in self._vocabulary:
                if code not in self._vocabulary:
                    raise ModelError(f"The model {self._info.agent.name} knows no language {language!r}.")
                return [code], [english]
        return [], []

    def _text(self, tokens: Sequence[str], prefix: Sequence[str]) -> str:
        return self._tokenizer.join([token for token in tokens if token not in (*prefix, _END)]).strip()


class _Pieces:
    """SentencePiece, one model for each side or one for both."""

    def __init__(self, source: Path, target: Path) -> None:
        try:
            import sentencepiece  # noqa: PLC0415  (part of an extra)
        except ImportError as err:
            raise NotInstalledError(
                "SentencePiece, which this model's words are cut with, is not installed.",
                advice="Install it: pip install 'earwitness[translate]'",
            ) from err
        try:
            self._source, self._target = (
                sentencepiece.SentencePieceProcessor(model_file=str(path)) for path in (source, target)
            )
        except (OSError, RuntimeError) as err:
            raise ModelError(f"The tokenizer {shown(source)} cannot be read: {err}") from err

    def split(self, text: str) -> list[str]:
        return list(self._source.encode(text, out_type=str))

    def join(self, tokens: Sequence[str]) -> str:
        return str(self._target.decode(list(tokens)))


class _Fast:
    """The tokenizers library's one file."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer as Fast  # noqa: PLC0415  (slow to load)

        try:
            self._fast: Any = Fast.from_file(str(path))
        except Exception as err:  # the library raises Exception itself
            raise ModelError(f"The tokenizer {shown(path)} cannot be read: {err}") from err

    def split(self, text: str) -> list[str]:
        return list(self._fast.encode(text, add_special_tokens=False).tokens)

    def join(self, tokens: Sequence[str]) -> str:
        ids = (self._fast.token_to_id(token) for token in tokens)
        return str(self._fast.decode([one for one in ids if one is not None]))


def _tokenizer(folder: Path) -> Tokenizer:
    source = next((folder / name for name in _SHARED if (folder / name).is_file()), None)
    if source:
        target = folder / "target.spm"
        return _Pieces(source, target if target.is_file() else source)
    if (folder / _FAST).is_file():
        return _Fast(folder / _FAST)
    raise ModelError(
        f"The model in {shown(folder)} lacks its tokenizer.",
        advice="Put source.spm and target.spm, sentencepiece.bpe.model or tokenizer.json beside model.bin.",
    )


def _vocabulary(folder: Path) -> frozenset[str]:
    for name in ("shared_vocabulary", "source_vocabulary"):
        try:
            if (path := folder / f"{name}.json").is_file():
                return frozenset(json.loads(path.read_text("utf-8")))
            if (path := folder / f"{name}.txt").is_file():
                return frozenset(path.read_text("utf-8").splitlines())
        except (OSError, ValueError, TypeError) as err:
            raise ModelError(f"The vocabulary {shown(path)} cannot be read: {err}") from err
    raise ModelError(f"The model in {shown(folder)} lacks its vocabulary (shared_vocabulary.json).")


def _config(folder: Path) -> dict[str, Any]:
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
    except (OSError, ValueError):
        return {}  # older converters wrote none
    return config if isinstance(config, dict) else {}


def _answer(proposals: Sequence[Proposal]) -> Answer:
    said = tuple(one for one in proposals if one.text)
    return Answer(proposals=said) if said else Answer(refused="the model said nothing")
