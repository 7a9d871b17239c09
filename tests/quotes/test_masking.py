"""Masked words: nowhere in what is shown, everything else in its place, the record as it was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from earwitness.errors import UsageError
from earwitness.formats.registry import export_text
from earwitness.quotes.make import Asked, make
from earwitness.quotes.masking import masked, masked_text, masking
from earwitness.quotes.render import published
from earwitness.quotes.select import passages
from earwitness.quotes.style import DEFAULT, STYLES
from earwitness.quotes.withheld import covered_spans
from earwitness.records.quote import Quote
from earwitness.records.speech import Doubt, Drop, Word
from earwitness.records.time import Span
from earwitness.records.translation import Line
from earwitness.records.view import RecordingView


@pytest.fixture
def swearing(view: RecordingView) -> RecordingView:
    """The golden call with an obscenity in the original, its line, and what was left out."""
    assert view.transcript is not None
    assert view.translation is not None
    first = view.transcript.utterances[0]
    spans = [word.span for word in first.words]
    texts = ["Алло,", "ёбаный", "ты", "«хуй!»"]
    words = tuple(Word(text=text, span=span) for text, span in zip(texts, spans, strict=True))
    said = replace(
        first,
        text="Алло,  ёбаный ты «хуй!»",
        words=words,
        doubts=(Doubt(reason="unsure", text="Unsure.", words=(1, 3)),),
    )
    line = Line(
        utterance_id=first.id,
        text="Hello, you fucking  dick!",
        doubts=(Doubt(reason="number", text="Numbers.", words=(3,)),),
    )
    lines = tuple(line if one.utterance_id == first.id else one for one in view.translation.lines)
    return replace(
        view,
        transcript=replace(
            view.transcript,
            utterances=(said, *view.transcript.utterances[1:]),
            drops=(Drop(span=Span(0, 10), reason="no-voice", why="Nobody.", text="Бля."),),
        ),
        translation=replace(view.translation, lines=lines),
    )


@pytest.mark.parametrize(
    ("style", "choice", "source", "english"),
    [
        ("default", "house", "Алло,  ёб*ный ты «х*й!»", "Hello, you f*cking  d*ck!"),
        ("ap", "house", "Алло,  ё----- ты «х--!»", "Hello, you f------  d---!"),
        ("guardian", "house", "Алло,  ёбаный ты «хуй!»", "Hello, you fucking  dick!"),
        ("reuters", "house", "Алло,  ... ты «...!»", "Hello, you ...  ...!"),
        ("guardian", "letters", "Алло,  ёб*ный ты «х*й!»", "Hello, you f*cking  d*ck!"),
        ("ap", "spoken", "Алло,  ёбаный ты «хуй!»", "Hello, you fucking  dick!"),
        ("ap", "expletive", "Алло,  (expletive) ты «(expletive)!»", "Hello, you (expletive)  (expletive)!"),
    ],
)
def test_each_choice_masks_both_languages_as_the_house_writes_it(
    swearing: RecordingView, style: str, choice: str, source: str, english: str
) -> None:
    shown = masked(swearing, masking(STYLES[style], choice)).utterances[0]
    assert (shown.text, shown.translation) == (source, english)
    assert [before + word.text for before, word in shown.utterance.pieces()] != []


@pytest.mark.parametrize("format_name", ["srt", "vtt", "txt", "json", "ctm"])
@pytest.mark.parametrize("choice", ["letters", "expletive"])
def test_no_format_holds_the_word_and_doubts_stay_with_theirs(
    swearing: RecordingView, format_name: str, choice: str
) -> None:
    shown = masked(swearing, masking(DEFAULT, choice))
    text = export_text(shown, format=format_name).casefold()
    assert not [word for word in ("ёбаный", "хуй", "fucking", "dick", "бля") if word in text]
    assert shown.utterances[0].doubts == swearing.utterances[0].doubts
    assert [word.span for word in shown.utterances[0].words] == [
        word.span for word in swearing.utterances[0].words
    ]


def test_what_is_masked_is_covered_when_it_is_said_and_nothing_is_where_it_is_printed(
    swearing: RecordingView,
) -> None:
    alone, last = covered_spans(swearing, DEFAULT)
    words = swearing.utterances[0].words
    assert (words[1].span, alone) == (Span(1_220, 1_300), Span(1_120, 1_320))  # the next word begins at its end
    assert last.start_ms == words[3].span.start_ms - 100
    assert last.end_ms == words[3].span.end_ms + 100
    assert covered_spans(swearing, STYLES["guardian"]) == []


def _quoted(view: RecordingView, *, style: str = "default", as_spoken: bool = False, **asked: object) -> Quote:
    span = view.utterances[0].span
    wanted = passages([Span(span.start_ms, span.end_ms)])
    made = Asked(passages=wanted, as_spoken=as_spoken, **asked)  # type: ignore[arg-type]
    return make(view, made, style=STYLES[style], id="q1", salt="00", made_at="2026-01-02T03:04:05Z")


def test_a_quote_is_masked_by_the_house_unless_it_is_wanted_as_spoken(swearing: RecordingView) -> None:
    assert published(_quoted(swearing), "source") == "«Алло,  ёб*ный ты „х*й!“»"
    assert published(_quoted(swearing, style="ap"), "english", STYLES["ap"]) == '"Hello, you f------ d---!"'
    assert published(_quoted(swearing, as_spoken=True), "english") == "“Hello, you fucking dick!”"
    assert published(_quoted(swearing, style="guardian"), "english") == "“Hello, you fucking dick!”"
    own = _quoted(swearing, masks=("fucking=initial",))
    assert published(own, "english") == "“Hello, you f****** d*ck!”"


def test_a_masked_quote_prints_as_any_other_choice_too(swearing: RecordingView) -> None:
    quote = _quoted(swearing)
    assert published(quote, "english", masking(DEFAULT, "expletive")) == "“Hello, you [expletive] [expletive]!”"
    assert published(quote, "english", masking(DEFAULT, "spoken")) == "“Hello, you fucking dick!”"


def test_a_choice_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match='A word cannot be masked so: "loud"'):
        masking(DEFAULT, "loud")


@pytest.mark.parametrize("text", ["", " ", "fuck", " fuck\tfuck \n", "a fuck b", "fuckfuck fuck"])
def test_white_space_stays_and_masking_twice_is_masking_once(text: str) -> None:
    once = masked_text(text, DEFAULT)
    assert "".join(once.split(" ")) or not text.strip()
    assert [c for c in once if c.isspace()] == [c for c in text if c.isspace()]
    assert masked_text(once, DEFAULT) == once
    assert "fuck" not in once


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("motherfucker", "m***********"),
        ("долбоёб", "д******"),
        ("Захуярил!", "З*******!"),
        ("охуел,", "ох*ел,"),
        ("bullshit", "b*******"),
    ],
)
def test_a_letter_before_the_obscenity_is_not_thought_to_hide_it(word: str, shown: str) -> None:
    assert masked_text(word, DEFAULT) == shown
