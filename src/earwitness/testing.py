"""For tests, ours and of anyone who writes a backend: what each backend must keep to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Passage, Transcriber, Voice
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
    for ranked in probable:
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
    assert listening.translate([None] * len(chunks)) == [None] * len(chunks), "what is not asked for is not given"


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
