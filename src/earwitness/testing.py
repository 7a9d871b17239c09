"""For tests, ours and of anyone who writes a backend: what each backend must keep to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from earwitness.backends.protocols import (
    SAMPLE_RATE_HZ,
    Chunk,
    Diarizer,
    Embedder,
    Narrator,
    Passage,
    Samples,
    Source,
    Transcriber,
    Translator,
    Voice,
)
from earwitness.records.speech import pieces
from earwitness.records.time import Span


def chunk(samples: np.ndarray, *, start_ms: int = 0) -> Chunk:
    """A chunk of these samples (shape (n,), mono, SAMPLE_RATE_HZ), with a voice all through."""
    span = Span(start_ms, start_ms + len(samples) * 1000 // SAMPLE_RATE_HZ)
    return Chunk(span=span, samples=samples.astype(np.float32), voice=(Voice(span=span, probability=1.0),))


def check_transcriber(transcriber: Transcriber, chunks: Sequence[Chunk], *, language: str) -> None:
    """Raise AssertionError where a transcriber breaks the protocol, on these chunks in this language."""
    assert transcriber.info.agent.name, "it must have a name"
    assert language in transcriber.languages, f"it must know {language}"
    listening = transcriber.listen(chunks)
    probable = listening.languages()
    assert len(probable) == len(chunks), "it must tell the language of each chunk"
    voices = listening.languages_of_voices()
    assert [len(of) for of in voices] == [len(one.voice) for one in chunks], "it must tell that of each voice"
    for ranked in [*probable, *(ranked for of in voices for ranked in of)]:
        assert all(0 <= probability <= 1 for probability in ranked.values()), "a probability lies from 0 to 1"
    spoken = [language] * len(chunks)
    asked = [listening.transcribe(spoken), *([listening.translate(spoken)] if transcriber.translates else [])]
    for passages in asked:
        assert len(passages) == len(chunks), "it must answer for each chunk"
        for passage, of in zip(passages, chunks, strict=True):
            assert passage is not None, "it must answer where a language is given"
            _check_passage(passage, of)
    assert listening.transcribe(spoken) == transcriber.listen(chunks).transcribe(spoken), (
        "the same sound must give the same words"
    )
    for words, passage, of in zip(
        listening.align([one.text for one in asked[0] if one], spoken), asked[0], chunks, strict=True
    ):
        assert passage is not None, "it must answer where a language is given"
        assert [one.text for one in words] == [one.text for one in passage.words], "what is aligned is the text"
        _check_passage(Passage(text=passage.text, words=tuple(words)), of)
    assert listening.translate([None] * len(chunks)) == [None] * len(chunks), "what is not asked for is not given"


def check_diarizer(diarizer: Diarizer, samples: Samples) -> None:
    """Raise AssertionError where a diarizer breaks the protocol, on the first windows of this sound.

    `samples` has shape (n,), mono at SAMPLE_RATE_HZ; somebody speaks in it.
    """
    assert diarizer.info.agent.name, "it must have a name"
    grid = diarizer.grid
    end = grid.first_centre + (grid.frames - 1) * grid.frame_samples
    assert 0 <= grid.first_centre <= end < grid.window_samples, "the frames must lie inside the window"
    hop = grid.window_samples // 2
    starts = [start for start in (0, hop, 2 * hop) if start + grid.window_samples <= len(samples)]
    assert starts, f"this takes {grid.window_samples} samples at least"
    silence = np.zeros(grid.window_samples, np.float32)
    windows = np.stack([silence, *(samples[start : start + grid.window_samples] for start in starts)])
    probable = diarizer.segment(windows)
    assert probable.shape == (len(windows), grid.frames, grid.speakers), "it must answer for each frame"
    assert probable.dtype == np.float32, "it must answer in float32"
    assert probable.min() >= 0, "a probability lies from 0 to 1"
    assert probable.max() <= 1 + 1e-5, "a probability lies from 0 to 1"  # sums of float32 may be off by a little
    assert probable[0].max() < 0.5, "nobody speaks in silence"
    assert probable[1:].max() >= 0.5, "somebody speaks in this sound"
    for at in range(len(windows)):
        alone = diarizer.segment(windows[at : at + 1])[0]
        assert np.array_equal(probable[at], alone), "no window may depend on the others beside it"
    window, _, local = np.unravel_index(int(probable.argmax()), probable.shape)
    frames = np.zeros((2, grid.frames), bool)
    frames[0] = probable[window, :, local] >= 0.5
    frames[1, frames[0].argmax()] = True  # hardly anything to judge by, and an answer all the same
    prints = diarizer.embed(windows[window], frames)
    assert prints.ndim == 2, "it must answer for each voice"
    assert len(prints) == len(frames), "it must answer for each voice"
    assert prints.dtype == np.float32, "it must answer in float32"
    assert np.allclose(np.linalg.norm(prints, axis=1), 1, atol=1e-4), "a voiceprint has length one"
    for at in range(len(frames)):
        alone = diarizer.embed(windows[window], frames[at : at + 1])[0]
        assert np.array_equal(prints[at], alone), "no voice may depend on the others beside it"


def check_translator(translator: Translator, sources: Sequence[Source]) -> None:
    """Raise AssertionError where a translator breaks the protocol; the sources have sound if it listens."""
    assert translator.info.agent.name, "it must have a name"
    answers = list(translator.translate(sources))
    assert len(answers) == len(sources), "it must answer to each source"
    for answer in answers:
        assert bool(answer.proposals) != bool(answer.refused), "it proposes something, or says why not"
        assert all(one.text.strip() == one.text != "" for one in answer.proposals), "a proposal is text"
    assert list(translator.translate(sources)) == answers, "the same question must have the same answer"


def check_embedder(embedder: Embedder, texts: Sequence[str]) -> None:
    """Raise AssertionError where an embedder breaks the protocol on these texts, at least two."""
    assert embedder.info.agent.name, "it must have a name"
    vectors = embedder.embed(texts)
    assert vectors.shape[0] == len(texts), "it must answer for each text"
    assert vectors.dtype == np.float32, "it must answer in float32"
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4), "a vector has length one"
    assert np.array_equal(embedder.embed(texts[1:])[0], vectors[1]), "no text may depend on the others beside it"


def _check_passage(passage: Passage, of: Chunk) -> None:
    texts = [word.text for word in passage.words]
    assert all(text and text == text.strip() for text in texts), "a word is text without white space around it"
    rebuilt = "".join(before + word.text for before, word in pieces(passage.text, passage.words))
    assert rebuilt == passage.text, "the words must be the text"
    before_ms = of.span.start_ms
    for word in passage.words:
        assert before_ms <= word.span.start_ms <= word.span.end_ms <= of.span.end_ms, (
            f"the times must be in order and inside the chunk: {word}"
        )
        assert word.confidence is None or 0 <= word.confidence <= 1, "a confidence lies from 0 to 1"
        before_ms = word.span.start_ms
    shares = [reading.share for reading in passage.readings]
    assert not shares or abs(sum(shares) - 1) < 0.01, "the shares of the readings add up to 1"
    assert not shares or passage.readings[0].text == passage.text, "the first reading is the text"


def check_narrator(narrator: Narrator, *, language: str) -> None:
    """Raise AssertionError where a narrator breaks the protocol, in this language."""
    assert narrator.info.agent.name, "it must have a name"
    assert {"en", language} <= narrator.languages, f"it must read English, and {language}"
    texts = ["One.", "One, two, three, four, five."]
    sounds = narrator.read(texts, language)
    assert len(sounds) == len(texts), "it must answer for each text"
    for sound in sounds:
        assert sound.dtype == np.float32, "it must answer in float32"
        assert sound.ndim == 1, "it must answer in one channel"
        assert 0 < np.abs(sound).max() <= 1, "it must be heard, and not be cut off"
    again = narrator.read(texts, language)
    assert all(map(np.array_equal, sounds, again)), "the same texts must give the same sounds"
    assert len(sounds[1]) > len(sounds[0]), "more must take longer"
    assert narrator.read([], language) == [], "what is not asked for is not given"
