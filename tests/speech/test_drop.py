"""Text is left out only where every sign says that nobody speaks, and what is left out is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from earwitness.backends.protocols import Passage, Voice
from earwitness.records.speech import Word
from earwitness.records.time import Span
from earwitness.speech.assemble import assemble
from earwitness.speech.drop import (
    HARDLY_BELIEVED,
    MAYBE_NO_SPEECH,
    NO_SPEECH,
    NOT_BELIEVED,
    SURE_VOICE,
    drops,
    is_invented,
)
from earwitness.speech.heard import Heard

WORDS = (Word(text="Спасибо", span=Span(0, 500), confidence=0.2),)
INVENTED = Heard(
    span=Span(0, 3_000),
    voice=(Voice(span=Span(0, 3_000), probability=SURE_VOICE - 0.1),),
    language="ru",
    language_probability=0.4,
    likeliest="en",
    passage=Passage(text="Спасибо", words=WORDS, log_probability=HARDLY_BELIEVED - 0.1, no_speech=NO_SPEECH + 0.1),
    english=Passage(text="Thanks", words=()),
)
SURE = (Voice(span=Span(0, 3_000), probability=SURE_VOICE + 0.1),)


def test_text_where_nobody_speaks_is_left_out_and_told_with_what_it_was() -> None:
    made = assemble([INVENTED], turns=None, gaps=())
    assert made.utterances == ()
    assert made.stretches == ()
    assert [(drop.reason, drop.text) for drop in made.drops] == [("no-voice", "Спасибо")]


@pytest.mark.parametrize(
    "spoken",
    [
        replace(INVENTED, voice=SURE),
        replace(INVENTED, passage=replace(INVENTED.passage, no_speech=NO_SPEECH - 0.1)),
        replace(INVENTED, passage=replace(INVENTED.passage, log_probability=HARDLY_BELIEVED + 0.1)),
        replace(INVENTED, passage=replace(INVENTED.passage, log_probability=None, no_speech=None)),
    ],
    ids=["a sure voice", "speech for the recogniser", "text it believes", "a recogniser that tells nothing"],
)
def test_one_sign_of_speech_keeps_the_text(spoken: Heard) -> None:
    assert not is_invented(spoken)
    assert [one.text for one in assemble([spoken], turns=None, gaps=()).utterances] == ["Спасибо"]


def test_text_without_any_belief_is_left_out_though_music_sounds_like_a_voice() -> None:
    sung = replace(INVENTED, voice=SURE)
    no_belief = replace(sung.passage, no_speech=MAYBE_NO_SPEECH, log_probability=NOT_BELIEVED)
    assert is_invented(replace(sung, passage=no_belief))
    assert not is_invented(replace(sung, passage=replace(no_belief, no_speech=MAYBE_NO_SPEECH - 0.1)))


def test_a_loop_and_nothing_else_is_left_out_only_where_the_recogniser_takes_it_for_no_speech() -> None:
    loop = tuple(Word(text="нет,", span=Span(at, at + 100), confidence=0.9) for at in range(0, 500, 100))
    text = " ".join(word.text for word in loop)
    believed = Passage(text=text, words=loop, log_probability=-0.2, no_speech=NO_SPEECH)
    assert is_invented(replace(INVENTED, voice=SURE, passage=believed))
    assert not is_invented(replace(INVENTED, voice=SURE, passage=replace(believed, no_speech=NO_SPEECH - 0.1)))
    longer = (*loop, Word(text="стой!", span=Span(500, 900), confidence=0.9))
    assert not is_invented(
        replace(INVENTED, voice=SURE, passage=replace(believed, text=f"{text} стой!", words=longer))
    )


def test_a_sure_voice_of_which_nothing_was_made_is_told() -> None:
    silent = replace(INVENTED, voice=SURE, passage=Passage(text="", words=()))
    assert [(drop.reason, drop.span) for drop in drops(silent)] == [("unheard", silent.span)]
    assert list(drops(replace(silent, voice=INVENTED.voice[:0]))) == []


def test_why_never_quotes_what_was_left_out() -> None:
    assert all("Спасибо" not in drop.why for drop in drops(INVENTED))
