"""A quote says what was changed under it since it was made, and only that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from earwitness.quotes.changes import changes
from earwitness.records.quote import Quote
from earwitness.records.speech import Word
from earwitness.records.view import RecordingView

Made = Callable[..., Quote]

PART = (4.8, 8.75)
ENGLISH = ["They ordered us across the river at night, and almost nobody in the battery agreed"]


def corrected(
    view: RecordingView, words: Callable[[tuple[Word, ...]], tuple[Word, ...]] = tuple, **other: Any
) -> RecordingView:
    """The view with the long utterance changed."""
    assert view.transcript
    first, long, third = view.transcript.utterances
    now = words(long.words)
    long = replace(long, words=now, text=" ".join(word.text for word in now), **other)
    return replace(view, transcript=replace(view.transcript, utterances=(first, long, third)))


def found(quote: Quote, view: RecordingView) -> list[tuple[str, str]]:
    assert all(one.again for one in changes(quote, view))
    return [(one.reason, one.text) for one in changes(quote, view)]


def exchange(old: str, new: str) -> Callable[[tuple[Word, ...]], tuple[Word, ...]]:
    return lambda words: tuple(replace(word, text=word.text.replace(old, new)) for word in words)


def test_nothing_has_changed_where_nothing_was_changed(made: Made, view: RecordingView) -> None:
    assert found(made(PART, english=ENGLISH), view) == []


def test_a_corrected_word_is_told_with_what_it_is_now(made: Made, view: RecordingView) -> None:
    ((reason, text),) = found(made(PART, english=ENGLISH), corrected(view, exchange("ночью", "вброд")))
    assert reason == "words"
    assert text.endswith("is now “Нам приказали идти через реку вброд, и почти никто из батареи”.")


def test_a_word_that_is_corrected_beside_the_quote_is_none_of_its_business(
    made: Made, view: RecordingView
) -> None:
    assert found(made(PART, english=ENGLISH), corrected(view, exchange("взорван", "цел"))) == []
    shorter = corrected(view, lambda words: words[1:])
    assert found(made(PART, english=ENGLISH), shorter) == []


def test_words_that_moved_and_words_that_are_anothers_are_told(made: Made, view: RecordingView) -> None:
    later = corrected(
        view, lambda words: tuple(replace(word, span=word.span.shift(200)) for word in words), speaker="S1"
    )
    assert [reason for reason, _ in found(made(PART, english=ENGLISH), later)] == ["times", "speaker"]
    assert "was at 0:04.7–0:08.7 and is now at 0:04.9–0:08.9" in found(made(PART, english=ENGLISH), later)[0][1]


@pytest.mark.parametrize("text", ["They ordered us to wade.", ""])
def test_another_translation_is_told(made: Made, view: RecordingView, text: str) -> None:
    assert view.translation
    lines = tuple(
        replace(line, text=text) if line.utterance_id == "u2" else line for line in view.translation.lines
    )
    other = replace(view, translation=replace(view.translation, id="e2", lines=lines))
    ((reason, said),) = found(made(PART, english=ENGLISH), other)
    assert reason == "translation"
    assert said.endswith(f"is now “{text}”." if text else "is now nothing.")


def test_the_same_line_of_another_translation_is_no_change(made: Made, view: RecordingView) -> None:
    assert view.translation
    assert found(made(PART, english=ENGLISH), replace(view, translation=replace(view.translation, id="e2"))) == []


def test_an_utterance_that_is_gone_is_told(made: Made, view: RecordingView) -> None:
    assert view.transcript
    without = replace(view, transcript=replace(view.transcript, utterances=view.transcript.utterances[:1]))
    assert [reason for reason, _ in found(made(PART, english=ENGLISH), without)] == ["gone"]


def test_a_recording_that_was_heard_anew_is_compared_by_its_times(made: Made, view: RecordingView) -> None:
    assert view.transcript
    quote = made(PART, english=ENGLISH)

    def anew(seen: RecordingView) -> RecordingView:
        assert seen.transcript
        return replace(seen, transcript=replace(seen.transcript, id="t2"), translation=None, attributions=())

    ((reason, text),) = found(quote, anew(view))
    assert (reason, text) == ("heard-anew", "The recording was heard anew (t2), and its words are the same.")
    ((_, text),) = found(quote, anew(corrected(view, exchange("ночью", "вброд"))))
    assert "it is now “Нам приказали идти через реку вброд, и почти никто из батареи”" in text
