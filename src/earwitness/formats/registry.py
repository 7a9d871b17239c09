"""The formats that a recording can be exported in, by the names that the command line takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from types import MappingProxyType

from earwitness.errors import UsageError
from earwitness.formats import plain, srt, webvtt
from earwitness.formats.cues import cues
from earwitness.formats.reading import BOTH
from earwitness.formats.recording_json import recording_to_json
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
    return srt.write(cues(view, language))


def _vtt(view: RecordingView, language: str) -> str:
    return webvtt.write(cues(view, language))


def _json(view: RecordingView, language: str) -> str:
    if language != BOTH:
        raise UsageError("JSON carries every language that there is.", advice="Leave --language out.")
    return json.dumps(recording_to_json(view), ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Writer] = MappingProxyType({"srt": _srt, "vtt": _vtt, "txt": plain.write, "json": _json})
