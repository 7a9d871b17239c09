"""One encoding of the sound by Whisper, which is asked for everything: languages, words, English, times.

The times of words come from the decoder's cross-attention by dynamic time warping, as in OpenAI's own timing.py.
Features, tokenizer and that alignment are faster-whisper's.

How chunks are put together does not depend on the number of cores (whisper_engine.py), and so neither does the
result.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Passage, Reading
from earwitness.backends.whisper_engine import Engine, Features, Result, Task
from earwitness.backends.whisper_words import words_of
from earwitness.records.speech import Word, is_spaced
from earwitness.records.time import Span

BEAM_SIZE = 5
UNIT = 4
"""Chunks that are decoded together: more are hardly quicker, and a decoder holds 37 MB for each of them."""

SILENCE_FRAMES, SHORTEST_FRAMES = 100, 1_000
"""A chunk is heard with so many frames of 10 ms of silence after it, and in so many at least: not padded to 30 s.
"""

_LONGEST_FRAMES = 3_000  # all that Whisper's encoder takes
_FEWEST_FRAMES = 20  # in fewer, words cannot be aligned
_FRAME_SAMPLES = SAMPLE_RATE_HZ // 100
_MOST_TOKENS = 448  # of which CTranslate2 gives half to the text: 224 tokens, as in OpenAI's own decoding

_ONCE_TOKENS = 3  # "no, no, no" is as far as a text without loops may go

Unit = tuple[int, ...]
"""The positions of chunks that are decoded together."""


class WhisperListening:
    """The encoded chunks; every question goes to the same encoding."""

    def __init__(self, engine: Engine, chunks: Sequence[Chunk]) -> None:
        self._engine = engine
        self._chunks = chunks
        frames = [len(chunk.samples) // _FRAME_SAMPLES for chunk in chunks]
        self._frames = [min(max(_FEWEST_FRAMES, count), _LONGEST_FRAMES) for count in frames]
        order = sorted(range(len(chunks)), key=lambda at: self._frames[at])  # like with like: less silence
        self._units = [tuple(order[first : first + UNIT]) for first in range(0, len(order), UNIT)]
        self._encoded = engine.encode([[(at, unit) for at in unit] for unit in self._units], self._features)

    def languages(self) -> Sequence[Mapping[str, float]]:
        """How probable each language is, for each chunk."""
        return self._probable

    @cached_property
    def _probable(self) -> Sequence[Mapping[str, float]]:
        """Asked for twice: to choose the language, and to doubt it."""
        if not self._engine.is_multilingual:
            return [{"en": 1.0} for _ in self._chunks]
        return self._ask(lambda unit, encoded: self._detect(encoded))

    def languages_of_voices(self) -> Sequence[Sequence[Mapping[str, float]]]:
        """How probable each language is in each stretch of voice, by its part of the chunk's encoding."""
        if not self._engine.is_multilingual:
            return [[{"en": 1.0} for _ in chunk.voice] for chunk in self._chunks]
        return self._ask(
            lambda unit, encoded: [
                [self._detect(part)[0] for part in self._engine.parts(encoded, row, self._spans(at))]
                for row, at in enumerate(unit)
            ]
        )

    def transcribe(self, languages: Sequence[str]) -> Sequence[Passage]:
        """The words as they were said."""
        return self._ask(
            lambda unit, encoded: self._decode("transcribe", unit, encoded, [languages[at] for at in unit])
        )

    def translate(self, languages: Sequence[str | None], *, loops: bool = True) -> Sequence[Passage | None]:
        """What they say in English, after Whisper's own translation task."""
        once = 0 if loops else _ONCE_TOKENS
        return self._ask(lambda unit, encoded: self._english(unit, encoded, languages, once=once))

    def align(self, texts: Sequence[str], languages: Sequence[str]) -> Sequence[Sequence[Word]]:
        """When these words are said, by where the decoder looks while it is told them."""
        return self._ask(lambda unit, encoded: self._told(unit, encoded, texts, languages))

    def _english(
        self, unit: Unit, encoded: Any, languages: Sequence[str | None], *, once: int
    ) -> list[Passage | None]:
        """The English of those of a unit's chunks that have a language."""
        wanted = {row: language for row, at in enumerate(unit) if (language := languages[at])}
        if not wanted:
            return [None] * len(unit)
        states = encoded if len(wanted) == len(unit) else self._engine.rows(encoded, list(wanted))
        passages = self._decode(
            "translate", tuple(unit[row] for row in wanted), states, list(wanted.values()), once=once
        )
        english = dict(zip(wanted, passages, strict=True))
        return [english.get(row) for row in range(len(unit))]

    def _told(
        self, unit: Unit, encoded: Any, texts: Sequence[str], languages: Sequence[str]
    ) -> list[tuple[Word, ...]]:
        tokenizers = [self._engine.tokenizer("transcribe", languages[at]) for at in unit]
        tokens = [tokenizer.encode(f" {texts[at]}") for at, tokenizer in zip(unit, tokenizers, strict=True)]
        fit = [one if len(one) <= _MOST_TOKENS // 2 else [] for one in tokens]
        return [
            words_of(texts[at], timings, self._chunks[at].span, spaced=is_spaced(languages[at]))[1]
            for at, timings in zip(unit, self._align(unit, encoded, tokenizers, fit), strict=True)
        ]

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

    def _detect(self, encoded: Any) -> list[dict[str, float]]:
        return [
            {token.strip("<|>"): share for token, share in ranked}
            for ranked in self._engine.model.detect_language(encoded)
        ]

    def _spans(self, at: int) -> list[Span]:
        """Where the voices of a chunk are, counted from its start."""
        chunk = self._chunks[at]
        return [voice.span.shift(-chunk.span.start_ms) for voice in chunk.voice]

    def _decode(
        self, task: Task, unit: Unit, encoded: Any, languages: Sequence[str], *, once: int = 0
    ) -> list[Passage]:
        """What each chunk says, in its language of these.

        No run of `once` tokens may come twice in it, where that is not 0.
        """
        tokenizers = [self._engine.tokenizer(task, language) for language in languages]
        generated = self._engine.model.generate(
            encoded,
            [[*tokenizer.sot_sequence, tokenizer.no_timestamps] for tokenizer in tokenizers],
            beam_size=BEAM_SIZE,
            num_hypotheses=BEAM_SIZE,
            max_length=_MOST_TOKENS,
            no_repeat_ngram_size=once,
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
        for at, language, tokenizer, result, tokens, timings in zip(
            unit, languages, tokenizers, generated, texts, aligned, strict=True
        ):
            spaced = task == "translate" or is_spaced(language)
            text, words = words_of(tokenizer.decode(tokens[0]), timings, self._chunks[at].span, spaced=spaced)
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


def _readings(texts: Sequence[str], tokens: Sequence[list[int]], scores: Sequence[float]) -> tuple[Reading, ...]:
    """The readings of a beam with their shares; a score is the mean over the tokens and the end of the text."""
    totals = np.array([score * (len(of) + 1) for score, of in zip(scores, tokens, strict=True)])
    weights = np.exp(totals - totals.max())
    return tuple(
        Reading(text=text, share=round(float(share), 4))
        for text, share in zip(texts, weights / weights.sum(), strict=True)
    )
