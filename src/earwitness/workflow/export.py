"""Hand a recording's words on as a file of another program's format."""

from __future__ import annotations

from pathlib import Path

from earwitness.formats.registry import export_text
from earwitness.quotes.masking import masking
from earwitness.quotes.style import Style
from earwitness.records.view import RecordingView
from earwitness.workflow.results import write_result

READ_BY_PEOPLE = frozenset({"srt", "vtt", "txt"})
"""The formats in which obscene words are masked as the house does it, unless somebody asks for something else."""


def export(seen: RecordingView, *, format: str, language: str, to: Path | None) -> str:  # noqa: A002
    """The text in that format, written to a file whole or not at all where one is named.

    Raises UsageError for a format or a language that there is not.
    """
    text = export_text(seen, format=format, language=language)
    if to:
        write_result(to, text.encode())
    return text


def masking_of(format: str, house: Style, choice: str | None) -> Style:  # noqa: A002
    """How obscene words stand in a format, by a choice of quotes.masking.MASKINGS or by who reads the format."""
    return masking(house, choice or ("house" if format in READ_BY_PEOPLE else "spoken"))
