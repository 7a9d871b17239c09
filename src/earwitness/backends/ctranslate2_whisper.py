"""Whisper through CTranslate2: the sound is encoded once, and that one encoding is asked for everything.

Radford et al., "Robust Speech Recognition via Large-Scale Weak Supervision" (2022); the times of words come from
the decoder's cross-attention by dynamic time warping, as in OpenAI's own timing.py. Features, tokenizer and that
alignment are faster-whisper's.

On a processor each core works alone, on one chunk or on one unit of them: cores that share a matrix wait for one
another at every step, longest where another program has one of them. How chunks are put together does not depend
on the number of cores, and so neither does the result.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import Any, Literal, TypeVar

import numpy as np
import numpy.typing as npt

from earwitness.backends import models
from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Info, Passage, Reading
from earwitness.errors import ModelError
from earwitness.records.custody import Agent
from earwitness.records.speech import Word
from earwitness.records.text import shown
from earwitness.records.time import Span

BEAM_SIZE = 5
UNIT = 4
"""Chunks that are decoded together: more are hardly quicker, and a decoder holds 37 MB for each of them."""

SILENCE_FRAMES, SHORTEST_FRAMES = 100, 1_000
"""A chunk is heard with so many frames of 10 ms of silence after it, and in so many at least: not padded to 30 s.
"""

_LONGEST_FRAMES = 3_000  # all that Whisper's encoder takes
_FRAME_SAMPLES = SAMPLE_RATE_HZ // 100
_UNSPACED = {"zh", "ja", "th", "lo", "my", "yue"}  # written without spaces: each token that is a word stands alone
_MOST_TOKENS = 448  # of which CTranslate2 gives half to the text: 224 tokens, as in OpenAI's own decoding
_MOST_WORKERS = 8

Task = Literal["transcribe", "translate"]
Unit = tuple[int, ...]
"""The positions of chunks that are decoded together."""

Features = npt.NDArray[np.float32]
Item = TypeVar("Item")
Result = TypeVar("Result")


def load_transcriber(model: str) -> WhisperTranscriber:
    """The entry point: find the model by name or path, check its digest and load it. ModelError if that fails."""
    return WhisperTranscriber(models.find(model))


class WhisperTranscriber:
    """A loaded Whisper model, on the GPU where there is one, else on the processor."""

    def __init__(self, folder: models.ModelFolder) -> None:
        import ctranslate2  # noqa: PLC0415  (slow to load: only when something is listened to)

        self._engine = Engine(folder)
        engine = f"CTranslate2 {ctranslate2.__version__}, {self._engine.compute_type}, beam {BEAM_SIZE}"
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
        return frozenset(self._engine.whisper.supported_languages)

    @property
    def translates(self) -> bool:
        """Whether it was trained on more than English."""
        return self._engine.is_multilingual

    def listen(self, chunks: Sequence[Chunk]) -> WhisperListening:
        """Encode the chunks, once."""
        return WhisperListening(self._engine, chunks)


class WhisperListening:
    """The encoded chunks; every question goes to the same encoding."""

    def __init__(self, engine: Engine, chunks: Sequence[Chunk]) -> None:
        self._engine = engine
        self._chunks = chunks
        self._frames = [min(_LONGEST_FRAMES, len(chunk.samples) // _FRAME_SAMPLES) for chunk in chunks]
        order = sorted(range(len(chunks)), key=lambda at: self._frames[at])  # like with like: less silence
        self._units = [tuple(order[first : first + UNIT]) for first in range(0, len(order), UNIT)]
        features = engine.each(self._features, [(at, unit) for unit in self._units for at in unit])
        of_chunk = dict(zip([at for unit in self._units for at in unit], features, strict=True))
        self._encoded = engine.encode([[of_chunk[at] for at in unit] for unit in self._units])

    def languages(self) -> Sequence[Mapping[str, float]]:
        """How probable each language is, for each chunk."""
        if not self._engine.is_multilingual:
            return [{"en": 1.0} for _ in self._chunks]
        return self._ask(
            lambda unit, encoded: [
                {token.strip("<|>"): share for token, share in ranked}
                for ranked in self._engine.model.detect_language(encoded)
            ]
        )

    def transcribe(self, languages: Sequence[str]) -> Sequence[Passage]:
        """The words as they were said."""
        return self._ask(lambda unit, encoded: self._decode("transcribe", unit, encoded, languages))

    def translate(self, languages: Sequence[str | None]) -> Sequence[Passage | None]:
        """What they say in English, after Whisper's own translation task."""
        # A chunk that needs no English is decoded with the others of its unit, and left out of what is given.
        taken = [language or "en" for language in languages]
        passages = self._ask(
            lambda unit, encoded: (
                self._decode("translate", unit, encoded, taken)
                if any(languages[at] for at in unit)
                else [None] * len(unit)
            )
        )
        return [passage if language else None for passage, language in zip(passages, languages, strict=True)]

    def _features(self, place: tuple[int, Unit]) -> Features:
        """The log-mel spectrogram of one chunk of a unit, with silence up to the unit's length: (mels, frames)."""
        at, unit = place
        frames = max(SHORTEST_FRAMES, max(self._frames[one] for one in unit) + SILENCE_FRAMES)
        frames = min(_LONGEST_FRAMES, frames + frames % 2)  # the encoder joins them in pairs
        features = self._engine.whisper.feature_extractor(self._chunks[at].samples)[:, :frames]
        return np.pad(features, ((0, 0), (0, frames - features.shape[1])))

    def _ask(self, question: Callable[[Unit, Any], Sequence[Result]]) -> list[Result]:
        """Put a question to each unit; the answers in the chunks' order."""
        answers = self._engine.each(
            lambda asked: question(*asked), list(zip(self._units, self._encoded, strict=True))
        )
        of_chunk = {
            at: answer
            for unit, given in zip(self._units, answers, strict=True)
            for at, answer in zip(unit, given, strict=True)
        }
        return [of_chunk[at] for at in range(len(self._chunks))]

    def _decode(self, task: Task, unit: Unit, encoded: Any, languages: Sequence[str]) -> list[Passage]:
        tokenizers = [self._engine.tokenizer(task, languages[at]) for at in unit]
        generated = self._engine.model.generate(
            encoded,
            [[*tokenizer.sot_sequence, tokenizer.no_timestamps] for tokenizer in tokenizers],
            beam_size=BEAM_SIZE,
            num_hypotheses=BEAM_SIZE,
            max_length=_MOST_TOKENS,
            suppress_tokens=self._engine.suppressed,
            return_scores=True,
            return_no_speech_prob=True,
        )
        texts = [
            [[token for token in ids if token < tokenizer.eot] for ids in result.sequences_ids]
            for tokenizer, result in zip(tokenizers, generated, strict=True)
        ]
        aligned = self._align(unit, encoded, tokenizers, [best for best, *_ in texts])
        passages = []
        for at, tokenizer, result, tokens, timings in zip(
            unit, tokenizers, generated, texts, aligned, strict=True
        ):
            spaced = task == "translate" or languages[at] not in _UNSPACED
            text, words = _words(tokenizer.decode(tokens[0]), timings, self._chunks[at].span, spaced=spaced)
            passages.append(
                Passage(
                    text=text,
                    words=words,
                    log_probability=float(result.scores[0]),
                    no_speech=float(result.no_speech_prob),
                    readings=_readings([tokenizer.decode(one).strip() for one in tokens], tokens, result.scores),
                )
            )
        return passages

    def _align(
        self, unit: Unit, encoded: Any, tokenizers: Sequence[Any], tokens: Sequence[list[int]]
    ) -> list[Sequence[Mapping[str, Any]]]:
        """When each word is said; CTranslate2 aligns a unit in one language at a time."""
        frames = [self._frames[at] for at in unit]
        by_language = {
            tokenizer: self._engine.whisper.find_alignment(tokenizer, list(tokens), encoded, frames)
            for tokenizer in dict.fromkeys(tokenizers)
        }
        return [by_language[tokenizer][row] for row, tokenizer in enumerate(tokenizers)]


class Engine:
    """faster-whisper's model, and the threads that ask it."""

    def __init__(self, folder: models.ModelFolder) -> None:
        import ctranslate2  # noqa: PLC0415  (slow to load: only when something is listened to)
        from faster_whisper import WhisperModel  # noqa: PLC0415

        on_gpu = ctranslate2.get_cuda_device_count() > 0
        device, self.compute_type = ("cuda", "float16") if on_gpu else ("cpu", "int8")
        workers = 1 if on_gpu else min(os.cpu_count() or 1, _MOST_WORKERS)
        try:
            self.whisper = WhisperModel(
                str(folder.path),
                device=device,
                compute_type=self.compute_type,
                cpu_threads=1,
                num_workers=workers,
                local_files_only=True,
            )
            self.model: Any = self.whisper.model
            if on_gpu:  # CTranslate2 loads CUDA's libraries when it first needs them, not before
                self.whisper.encode(np.zeros((1, self.model.n_mels, 2), np.float32))
        except (RuntimeError, ValueError, OSError) as err:
            raise ModelError(
                f"The model in {shown(folder.path)} cannot be loaded: {err}", advice=_advice(on_gpu)
            ) from err
        self.is_multilingual = bool(self.model.is_multilingual)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="whisper")
        self._on_gpu = on_gpu

    def each(self, work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        """The results in order; ModelError where the engine fails, out of memory for one."""
        try:
            return list(self._pool.map(work, items))
        except RuntimeError as err:
            raise ModelError(f"The model stopped: {err}.", advice="Run it again; what was heard is kept.") from err

    def encode(self, units: Sequence[Sequence[Features]]) -> list[Any]:
        """The encoding of each unit, (chunks, frames, dimensions); a processor encodes one by one quicker."""
        if self._on_gpu:
            return self.each(lambda unit: self.whisper.encode(np.stack(unit)), units)
        from ctranslate2 import StorageView  # noqa: PLC0415

        alone = iter(self.each(self.whisper.encode, [features for unit in units for features in unit]))
        joined = [np.concatenate([np.asarray(next(alone)) for _ in unit]) for unit in units]
        return [StorageView.from_array(states) for states in joined]

    @lru_cache  # noqa: B019  (there is one engine, and it lives as long as the program)
    def tokenizer(self, task: Task, language: str) -> Any:
        """Whisper's tokenizer, for a task in a language."""
        from faster_whisper.tokenizer import Tokenizer  # noqa: PLC0415

        return Tokenizer(self.whisper.hf_tokenizer, self.is_multilingual, task=task, language=language)

    @property
    def suppressed(self) -> Any:
        """The tokens that are never written: signs of music and the like, as OpenAI chose them."""
        from faster_whisper.transcribe import get_suppressed_tokens  # noqa: PLC0415

        return get_suppressed_tokens(self.tokenizer("transcribe", "en"), [-1])


def _readings(texts: Sequence[str], tokens: Sequence[list[int]], scores: Sequence[float]) -> tuple[Reading, ...]:
    """The readings of a beam with their shares; a score is the mean over the tokens and the end of the text."""
    totals = np.array([score * (len(of) + 1) for score, of in zip(scores, tokens, strict=True)])
    weights = np.exp(totals - totals.max())
    return tuple(
        Reading(text=text, share=round(float(share), 4))
        for text, share in zip(texts, weights / weights.sum(), strict=True)
    )


def _words(
    text: str, timings: Sequence[Mapping[str, Any]], span: Span, *, spaced: bool
) -> tuple[str, tuple[Word, ...]]:
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
    return text.strip(), tuple(_word(group, span) for group in groups)


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
            "CTranslate2 needs CUDA 12's libraries: pip install nvidia-cublas-cu12 nvidia-cudnn-cu12; or set "
            "CUDA_VISIBLE_DEVICES to nothing to use the processor."
        )
    return "It must be a Whisper model in CTranslate2's own format."
