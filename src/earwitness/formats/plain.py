"""The transcript as text to read, send and print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from earwitness.formats.cues import label
from earwitness.formats.layout import tidy
from earwitness.formats.reading import BOTH, sides
from earwitness.records.speech import Doubt, Utterance
from earwitness.records.time import clock
from earwitness.records.view import RecordingView, UtteranceView

_UNDER = "    "
_PUNCTUATION = ".,;:!?…—–-\"'«»“”„()"


def write(view: RecordingView, language: str = BOTH) -> str:
    """One line for each utterance: when, who, what; its translation and its doubts indented beneath.

    `language` is one of `view.languages()` or "both". Doubts of what was heard are told in every language, for the
    translation is of what was heard. Raises UsageError for a language that is not there.
    """
    original, translated = sides(view, language)
    return "".join(f"{line}\n" for shown in view.utterances for line in _lines(shown, original, translated))


def _lines(view: UtteranceView, original: bool, translated: bool) -> Iterator[str]:
    voice = label(view.voice)
    head = f"[{clock(view.span.start_ms)}] " + (f"{voice}: " if voice else "")
    translation = _one_line(view.translation or "") or "[no translation]"
    yield head + (_one_line(view.text) if original else translation)
    if original:
        yield from _doubts(view.doubts, view.utterance)
    if original and translated:
        yield _UNDER + translation
    if translated and view.line:
        yield from _doubts(view.line.doubts, view.utterance)
    if not original:
        yield from _doubts(view.doubts, view.utterance)


def _doubts(doubts: Iterable[Doubt], utterance: Utterance) -> Iterator[str]:
    for doubt in doubts:
        about = ", ".join(_one_line(utterance.words[at].text).strip(_PUNCTUATION) for at in doubt.words)
        yield f"{_UNDER}? {_one_line(doubt.text)}" + (f" ({about})" if about else "")


def _one_line(text: str) -> str:
    return tidy(text).replace("\n", " ")
