"""Whisper through CTranslate2: the sound is encoded once, and that one encoding is asked for everything.

Radford et al., "Robust Speech Recognition via Large-Scale Weak Supervision" (2022); the times of words come from
the decoder's cross-attention by dynamic time warping, as in OpenAI's own timing.py. Features, tokenizer and that
alignment are faster-whisper's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import numpy as np

from earwitness.backends import models
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Info, Passage
from earwitness.errors import ModelError
from earwitness.records.custody import Agent
from earwitness.records.speech import Word
from earwitness.records.text import shown
from earwitness.records.time import Span

BEAM_SIZE = 5
_WINDOW_FRAMES = 3_000  # 30 s of 10 ms frames: all that Whisper's encoder takes
_FRAME_SAMPLES = SAMPLE_RATE_HZ // 100
_UNSPACED = {"zh", "ja", "th", "lo", "my", "yue"}  # written without spaces: each token that is a word stands alone
_MOST_TOKENS = 448  # of which CTranslate2 gives half to the text: 224 tokens, as in OpenAI's own decoding


def load_transcriber(model: str) -> WhisperTranscriber:
    """The entry point: find the model by name or path, check its digest and load it. ModelError if that fails."""
    return WhisperTranscriber(models.find(model))


class WhisperTranscriber:
    """A loaded Whisper model, on the GPU where there is one that works, else on the processor."""

    def __init__(self, folder: models.ModelFolder) -> None:
        import ctranslate2  # noqa: PLC0415  (slow to load: only when something is listened to)
        from faster_whisper import WhisperModel  # noqa: PLC0415

        on_gpu = ctranslate2.get_cuda_device_count() > 0
        device, compute_type = ("cuda", "float16") if on_gpu else ("cpu", "int8")
        try:
            self._model = WhisperModel(
                str(folder.path), device=device, compute_type=compute_type, local_files_only=True
            )
        except (RuntimeError, ValueError, OSError) as err:
            raise ModelError(
                f"The model in {shown(folder.path)} cannot be loaded: {err}", advice=_advice(on_gpu)
            ) from err
        engine = f"CTranslate2 {ctranslate2.__version__}, {compute_type}, beam {BEAM_SIZE}"
        self._info = Info(
            agent=Agent(kind="model", name=folder.name, version=engine, digest=folder.digest),
            licence="MIT" if folder.name.startswith("whisper-") else None,
            needs_network=False,
        )

    @property
    def info(self) -> Info:
        """The model, the engine that runs it, and the digest of its weights."""
        return self._info

    @property
    def languages(self) -> frozenset[str]:
        """The languages that this model knows."""
        return frozenset(self._model.supported_languages)

    @property
    def translates(self) -> bool:
        """Whether it was trained on more than English."""
        return bool(self._model.model.is_multilingual)

    def listen(self, chunks: Sequence[Chunk]) -> WhisperListening:
        """Encode the chunks, once."""
        return WhisperListening(self._model, chunks)


class WhisperListening:
    """The encoded chunks; every question goes to the same encoding."""

    def __init__(self, model: Any, chunks: Sequence[Chunk]) -> None:
        self._model = model
        self._chunks = chunks
        self._frames = [min(_WINDOW_FRAMES, len(chunk.samples) // _FRAME_SAMPLES) for chunk in chunks]
        self._encoded = model.encode(np.stack([self._features(chunk) for chunk in chunks]))

    def languages(self) -> Sequence[Mapping[str, float]]:
        """How probable each language is, for each chunk."""
        if not self._model.model.is_multilingual:
            return [{"en": 1.0} for _ in self._chunks]
        return [
            {token.strip("<|>"): probability for token, probability in ranked}
            for ranked in self._model.model.detect_language(self._encoded)
        ]

    def transcribe(self, language: str) -> Sequence[Passage]:
        """The words as they were said."""
        return self._decode("transcribe", language)

    def translate(self, language: str) -> Sequence[Passage]:
        """What they say in English, after Whisper's own translation task."""
        return self._decode("translate", language)

    def _features(self, chunk: Chunk) -> np.ndarray[Any, np.dtype[np.float32]]:
        """The log-mel spectrogram of one chunk, padded to the encoder's window: (mels, frames)."""
        features = self._model.feature_extractor(chunk.samples)[:, :_WINDOW_FRAMES]
        return np.pad(features, ((0, 0), (0, _WINDOW_FRAMES - features.shape[1])))

    def _decode(self, task: Literal["transcribe", "translate"], language: str) -> list[Passage]:
        from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415
        from faster_whisper.transcribe import get_suppressed_tokens  # noqa: PLC0415

        multilingual = self._model.model.is_multilingual
        tokenizer = Tokenizer(self._model.hf_tokenizer, multilingual, task=task, language=language)
        prompt = [*tokenizer.sot_sequence, tokenizer.no_timestamps]
        generated = self._model.model.generate(
            self._encoded,
            [prompt] * len(self._chunks),
            beam_size=BEAM_SIZE,
            max_length=_MOST_TOKENS,
            suppress_tokens=get_suppressed_tokens(tokenizer, [-1]),
        )
        tokens = [[token for token in result.sequences_ids[0] if token < tokenizer.eot] for result in generated]
        aligned = self._model.find_alignment(tokenizer, tokens, self._encoded, self._frames)
        spaced = task == "translate" or language not in _UNSPACED
        return [
            _passage(tokenizer.decode(of_chunk), timings, chunk.span, spaced=spaced)
            for of_chunk, timings, chunk in zip(tokens, aligned, self._chunks, strict=True)
        ]


def _passage(text: str, timings: Sequence[Mapping[str, Any]], span: Span, *, spaced: bool) -> Passage:
    """Join what the tokenizer calls words into what readers call words.

    Punctuation goes to the word that it stands at, and lends it neither time nor confidence: a full stop would
    stretch its word over the pause that follows.
    """
    groups: list[list[Mapping[str, Any]]] = []
    for timing in timings:
        piece = str(timing["word"])
        if not piece.strip():
            continue
        starts_word = piece[0].isspace() if spaced else _is_spoken(piece)
        if starts_word or not groups:
            groups.append([])
        groups[-1].append(timing)
    return Passage(text=text.strip(), words=tuple(_word(group, span) for group in groups))


def _word(pieces: Sequence[Mapping[str, Any]], span: Span) -> Word:
    spoken = [piece for piece in pieces if _is_spoken(str(piece["word"]))] or pieces
    start_ms, end_ms = (
        min(span.start_ms + round(float(seconds) * 1000), span.end_ms)
        for seconds in (spoken[0]["start"], spoken[-1]["end"])
    )
    return Word(
        text="".join(str(piece["word"]) for piece in pieces).strip(),
        span=Span(start_ms, max(start_ms, end_ms)),
        confidence=round(float(np.mean([piece["probability"] for piece in spoken])), 3),
    )


def _is_spoken(piece: str) -> bool:
    return any(character.isalnum() for character in piece)


def _advice(on_gpu: bool) -> str:
    if on_gpu:
        return (
            "CTranslate2 needs the libraries of CUDA 12; set CUDA_VISIBLE_DEVICES to nothing to use the processor."
        )
    return "It must be a Whisper model in CTranslate2's own format."
