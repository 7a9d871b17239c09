"""What was heard, as JSON: so that a listening that is stopped goes on where it was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from earwitness.backends.protocols import Passage, Reading, Voice
from earwitness.errors import RecordError
from earwitness.records.speech import Word
from earwitness.records.time import Span
from earwitness.speech.heard import Heard


def dump(heard: Iterable[Heard]) -> list[Any]:
    """The JSON of one batch."""
    return [
        {
            "span": _span(chunk.span),
            "voice": [[*_span(voice.span), voice.probability] for voice in chunk.voice],
            "language": chunk.language,
            "language_probability": chunk.language_probability,
            "likeliest": chunk.likeliest,
            "passage": _passage(chunk.passage),
            "english": _passage(chunk.english) if chunk.english else None,
            "unheard": [_span(span) for span in chunk.unheard],
            "channel": chunk.channel,
        }
        for chunk in heard
    ]


def load(batch: Any) -> list[Heard]:
    """Read what `dump` wrote; RecordError for anything else."""
    try:
        return [
            Heard(
                span=Span(*chunk["span"]),
                voice=tuple(
                    Voice(span=Span(start_ms, end_ms), probability=probability)
                    for start_ms, end_ms, probability in chunk["voice"]
                ),
                language=chunk["language"],
                language_probability=chunk["language_probability"],
                likeliest=chunk["likeliest"],
                passage=_to_passage(chunk["passage"]),
                english=_to_passage(chunk["english"]) if chunk["english"] else None,
                unheard=tuple(Span(*span) for span in chunk["unheard"]),
                channel=chunk["channel"],
            )
            for chunk in batch
        ]
    except (KeyError, TypeError, ValueError) as err:
        raise RecordError("A finished part of a listening cannot be read back.") from err


def _span(span: Span) -> list[int]:
    return [span.start_ms, span.end_ms]


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "text": passage.text,
        "words": [[word.text, *_span(word.span), word.confidence] for word in passage.words],
        "log_probability": passage.log_probability,
        "no_speech": passage.no_speech,
        "readings": [[reading.text, reading.share] for reading in passage.readings],
    }


def _to_passage(data: Any) -> Passage:
    return Passage(
        text=data["text"],
        words=tuple(
            Word(text=text, span=Span(start_ms, end_ms), confidence=confidence)
            for text, start_ms, end_ms, confidence in data["words"]
        ),
        log_probability=data["log_probability"],
        no_speech=data["no_speech"],
        readings=tuple(Reading(text=text, share=share) for text, share in data["readings"]),
    )
