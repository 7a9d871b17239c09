"""Which of a recording's languages somebody asks to read."""

from __future__ import annotations

from earwitness.errors import UsageError
from earwitness.records.view import RecordingView, UtteranceView

BOTH = "both"


def sides(view: RecordingView, language: str) -> tuple[bool, bool]:
    """Whether the original and whether the translation is asked for.

    `language` is one of `view.languages()` or "both", which is all that there is. UsageError for anything else,
    and where nothing has been transcribed yet.
    """
    if view.transcript is None:
        raise UsageError(
            "This recording has no transcript yet.", advice="Run `earwitness process` on it, then export it."
        )
    there = list(view.languages())
    if language == BOTH:
        return True, view.translation is not None
    if language not in there:
        raise UsageError(
            f"This recording cannot be read in {language!r}: "
            + (f"there is {' and '.join(there)}." if there else "nothing was said in it."),
            advice=f"Ask for {', '.join([*there, BOTH])}.",
        )
    translated = bool(view.translation and language == view.translation.language)
    return not translated, translated


def as_said(utterance: UtteranceView, *, original: bool, tongue: str | None) -> bool:
    """Whether to show it as it was said: where that is asked for, and where it was said in the other language.

    `tongue` is the language of the translation that is asked for, None where none is.
    """
    return original or utterance.utterance.language == tongue
