"""Hand a recording's words on as a file of another program's format."""

from __future__ import annotations

from pathlib import Path

from earwitness.archive.atomic import write_file
from earwitness.formats.registry import export_text
from earwitness.records.view import RecordingView


def export(seen: RecordingView, *, format: str, language: str, to: Path | None) -> str:  # noqa: A002
    """The text in that format, written to a file whole or not at all where one is named.

    Raises UsageError for a format or a language that there is not.
    """
    text = export_text(seen, format=format, language=language)
    if to:
        write_file(to, text.encode())
    return text
