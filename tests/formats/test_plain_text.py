"""The transcript as text to read."""

from __future__ import annotations

import runpy
from dataclasses import replace
from pathlib import Path

from earwitness.formats import plain
from earwitness.records.speech import Doubt
from earwitness.records.view import RecordingView

VIEW: RecordingView = runpy.run_path(str(Path(__file__).parents[1] / "data/golden/make.py"))["VIEW"]


def lines(language: str = "both", view: RecordingView = VIEW) -> list[str]:
    return plain.write(view, language).splitlines()


def test_an_utterance_is_a_line_with_its_time_and_speaker_and_its_translation_beneath() -> None:
    assert lines()[:2] == ["[0:00] S1: Алло? Ты меня слышишь?", "    Hello? Can you hear me?"]


def test_doubts_are_told_beneath_with_the_words_that_they_are_about() -> None:
    assert lines("ru")[2] == "    ? The recogniser was unsure of these words. (ночью, батареи)"


def test_the_translation_alone_still_tells_what_was_doubtful_in_the_original() -> None:
    assert "    ? The recogniser was unsure of these words. (ночью, батареи)" in lines("en")


def test_what_is_doubtful_in_the_english_names_english_words() -> None:
    assert VIEW.translation
    looped = Doubt(reason="repeats", text="A loop?", words=(10, 11))
    text = " ".join(f"word{number}" for number in range(12))
    line = replace(VIEW.translation.lines[0], text=text, doubts=(looped,))
    view = replace(VIEW, translation=replace(VIEW.translation, lines=(line, *VIEW.translation.lines[1:])))
    assert lines("both", view)[2] == "    ? A loop? (word10, word11)"


def test_an_utterance_without_translation_says_so() -> None:
    assert lines("en")[-1] == "[0:12] [no translation]"
    assert lines("both")[-2:] == ["[0:12] Повтори.", "    [no translation]"]


def test_both_languages_are_the_one_where_nothing_was_translated() -> None:
    untranslated = replace(VIEW, translation=None)
    assert lines("both", untranslated) == lines("ru", untranslated) == lines("ru")


def test_an_utterance_of_several_lines_is_one_line_of_text() -> None:
    assert VIEW.transcript
    first = replace(VIEW.transcript.utterances[0], text="Алло?\nТы меня\r\n\nслышишь?")
    assert lines("ru", replace(VIEW, transcript=replace(VIEW.transcript, utterances=(first,)))) == [lines("ru")[0]]


def test_what_is_said_in_another_language_names_it_and_stands_in_english_as_it_was_said() -> None:
    assert VIEW.transcript
    last = replace(VIEW.transcript.utterances[-1], language="en", text="Repeat.")
    last = replace(last, words=(replace(last.words[0], text="Repeat."),))
    mixed = replace(VIEW, transcript=replace(VIEW.transcript, utterances=(*VIEW.transcript.utterances[:-1], last)))
    assert lines("both", mixed)[-1] == "[0:12] (en) Repeat."
    assert lines("en", mixed)[-1] == "[0:12] (en) Repeat."
    assert lines("en", mixed)[0] == lines("en")[0], "the others stay translated"
