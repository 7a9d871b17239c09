"""The transcript as text to read, send and print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from earwitness.formats.cues import label
from earwitness.formats.layout import tidy
from earwitness.formats.reading import BOTH, as_said, sides
from earwitness.records.speech import Doubt
from earwitness.records.time import clock
from earwitness.records.view import RecordingView, UtteranceView

_UNDER = "    "
_PUNCTUATION = ".,;:!?…—–-\"'«»“”„()"


def write(view: RecordingView, language: str = BOTH) -> str:
    """One line for each utterance: when, who, what; its translation and its doubts indented beneath.

    `language` is one of `view.languages()` or "both". What is said in another language than most of the recording
    names it; what is said in the translation's stands as it was said. Doubts of what was heard are told in every
    language, for the translation is of what was heard. Raises UsageError for a language that is not there.
    """
    original, translated = sides(view, language)
    tongue = view.translation.language if view.translation and translated else None
    main = view.transcript.language if view.transcript else None
    return "".join(
        f"{line}\n"
        for shown in view.utterances
        for line in _lines(shown, main, tongue, as_said(shown, original=original, tongue=tongue))
    )


def _lines(view: UtteranceView, main: str | None, tongue: str | None, original: bool) -> Iterator[str]:
    voice, language = label(view.voice), view.utterance.language
    named = f"({language}) " if original and language != main else ""
    head = f"[{clock(view.span.start_ms)}] {named}" + (f"{voice}: " if voice else "")
    translation = _one_line(view.translation or "") or "[no translation]"
    heard = [word.text for word in view.words]
    yield head + (_one_line(view.text) if original else translation)
    if original:
        yield from _doubts(view.doubts, heard)
    if original and tongue and language != tongue:
        yield _UNDER + translation
    if tongue and view.line:
        yield from _doubts(view.line.doubts, view.line.text.split())
    if not original:
        yield from _doubts(view.doubts, heard)


def _doubts(doubts: Iterable[Doubt], words: Sequence[str]) -> Iterator[str]:
    for doubt in doubts:
        about = ", ".join(_one_line(words[at]).strip(_PUNCTUATION) for at in doubt.words)
        yield f"{_UNDER}? {_one_line(doubt.text)}" + (f" ({about})" if about else "")


def _one_line(text: str) -> str:
    return tidy(text).replace("\n", " ")
