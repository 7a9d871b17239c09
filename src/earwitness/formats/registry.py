"""The formats that a recording can be exported in, by the names that the command line takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from earwitness.errors import UsageError
from earwitness.formats import ctm, glossary_csv, glossary_tbx, plain, rttm, srt, webannotation, webvtt
from earwitness.formats.cues import cues
from earwitness.formats.quote_json import quote_view_to_json
from earwitness.formats.reading import BOTH, sides
from earwitness.formats.recording_json import recording_to_json
from earwitness.records.glossary import Term
from earwitness.records.quote import QuoteView
from earwitness.records.speech import Word
from earwitness.records.view import RecordingView

Writer = Callable[[RecordingView, str], str]


def export_text(view: RecordingView, *, format: str, language: str = BOTH) -> str:  # noqa: A002  the option's name
    """The recording as the text of a file in one of `FORMATS`.

    `language` is one of `view.languages()` or "both", which is all that there is. Raises UsageError for a
    language or a format that is not there.
    """
    if format not in FORMATS:
        raise UsageError(f"There is no format {format!r}.", advice=f"Ask for {', '.join(FORMATS)}.")
    return FORMATS[format](view, language)


def _srt(view: RecordingView, language: str) -> str:
    return srt.write(cues(view, language, labelled=True))


def _vtt(view: RecordingView, language: str) -> str:
    return webvtt.write(cues(view, language))


def _json(view: RecordingView, language: str) -> str:
    if language != BOTH:
        raise UsageError("JSON carries every language that there is.", advice="Leave --language out.")
    return json.dumps(recording_to_json(view), ensure_ascii=False, indent=2) + "\n"


def _rttm(view: RecordingView, language: str) -> str:
    sides(view, BOTH)
    if language != BOTH:
        raise UsageError(
            "RTTM says who spoke when, and has no words in any language.", advice="Leave --language out."
        )
    if view.transcript is None or not (view.transcript.turns or view.transcript.diarized_by):
        raise UsageError(
            "Nobody has told the speakers of this recording apart: there are no turns to write.",
            advice="`earwitness process` on the same file does.",
        )
    return rttm.write({view.recording.digest.short: view.transcript.turns})


def _ctm(view: RecordingView, language: str) -> str:
    original, _ = sides(view, language)
    if not original:
        raise UsageError(
            "CTM has words with their times, and a translation has no times.", advice="Leave --language out."
        )
    words: dict[int, list[Word]] = {}
    for utterance in view.utterances:
        words.setdefault(utterance.utterance.channel or 1, []).extend(utterance.words)
    return ctm.write({(view.recording.digest.short, channel): words[channel] for channel in sorted(words)})


FORMATS: Mapping[str, Writer] = MappingProxyType(
    {"srt": _srt, "vtt": _vtt, "txt": plain.write, "json": _json, "rttm": _rttm, "ctm": _ctm}
)


def _quote_json(view: QuoteView) -> str:
    return json.dumps(quote_view_to_json(view), ensure_ascii=False) + "\n"


QUOTE_FORMATS: Mapping[str, Callable[[QuoteView], str]] = MappingProxyType(
    {"json": _quote_json, "webannotation": webannotation.write}
)
"""What a quote can be exported as, a line of JSON each."""


class GlossaryReader(Protocol):
    """Reads the terms of a file, in the encoding that is named; UsageError for what makes none."""

    def __call__(self, data: bytes, *, encoding: str | None = None) -> list[Term]:
        """The terms, in order."""
        ...


@dataclass(frozen=True, slots=True)
class GlossaryFormat:
    """How terms become a file, and a file terms."""

    write: Callable[[Iterable[Term]], bytes]
    read: GlossaryReader


GLOSSARY_FORMATS: Mapping[str, GlossaryFormat] = MappingProxyType(
    {
        "csv": GlossaryFormat(glossary_csv.write, glossary_csv.read),
        "tbx": GlossaryFormat(glossary_tbx.write, glossary_tbx.read),
    }
)
"""What a glossary is exchanged as, by the end of the file's name."""
