"""What was heard, as JSON: so that a listening that is stopped goes on where it was."""

from __future__ import annotations

import base64
import math
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt

from earwitness.backends.protocols import Passage, Reading, Voice
from earwitness.errors import RecordError
from earwitness.records.speech import Word
from earwitness.records.time import Span
from earwitness.speech.activity import END
from earwitness.speech.heard import Heard
from earwitness.speech.observe import Observation


def dump(heard: Iterable[Heard]) -> list[Any]:
    """The JSON of one batch of chunks."""
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
            "english_again": chunk.english_again,
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
                english_again=chunk["english_again"],
            )
            for chunk in batch
        ]
    except (KeyError, TypeError, ValueError) as err:
        raise RecordError("A finished part of a listening cannot be read back.") from err


def dump_observation(seen: Observation) -> dict[str, Any]:
    """The JSON of what was heard of the voices in one batch of windows: exact, masks and prints as Base64."""
    return {
        "starts": seen.starts.tolist(),
        "end_sample": seen.end_sample,
        "speaking": {"shape": seen.speaking.shape, "bits": _base64(np.packbits(seen.speaking))},
        "voices": seen.voices.tolist(),
        "prints": {"shape": seen.prints.shape, "float32": _base64(seen.prints.astype("<f4"))},
    }


def load_observation(data: Any) -> Observation:
    """Read what `dump_observation` wrote; RecordError for anything else."""
    try:
        speaking, prints = data["speaking"], data["prints"]
        bits = np.unpackbits(_from_base64(speaking["bits"], "u1"))[: math.prod(speaking["shape"])]
        seen = Observation(
            starts=np.array(data["starts"], np.intp),
            end_sample=int(data["end_sample"]),
            speaking=bits.reshape(speaking["shape"]).astype(bool),
            voices=np.array(data["voices"], np.intp).reshape(-1, 1 + END),
            prints=_from_base64(prints["float32"], "<f4").reshape(prints["shape"]).astype(np.float32),
        )
        if (seen.starts.ndim, seen.speaking.ndim, seen.prints.ndim) != (1, 3, 2):
            raise ValueError("its tables have other columns")
        if len(seen.speaking) != len(seen.starts) or len(seen.prints) != len(seen.voices):
            raise ValueError("its tables do not fit together")
    except (KeyError, TypeError, ValueError, OverflowError) as err:
        raise RecordError("A finished part of a listening to voices cannot be read back.") from err
    return seen


def _base64(data: npt.NDArray[Any]) -> str:
    return base64.b64encode(data.tobytes()).decode("ascii")


def _from_base64(text: str, dtype: str) -> npt.NDArray[Any]:
    return np.frombuffer(base64.b64decode(text, validate=True), dtype)


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
