"""What is printed of a quote: nested speech, pauses, brackets, house styles, right-to-left text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from earwitness.errors import UsageError
from earwitness.quotes.render import published
from earwitness.quotes.style import STYLES, style_named
from earwitness.records.custody import Digest
from earwitness.records.mark import (
    Emphasis,
    Gloss,
    Join,
    Mark,
    Mask,
    Omission,
)
from earwitness.records.quote import Piece, Quote
from earwitness.records.speech import Word
from earwitness.records.time import Span


def piece(  # noqa: PLR0913
    line: str, *, source: str = "Да.", first: int = 0, stop: int | None = None, reported: int = 0, at: int = 0
) -> Piece:
    words = source.split()
    return Piece(
        utterance_id=f"u{at}",
        first=0,
        text=source,
        words=tuple(
            Word(text=text, span=Span(1000 * at + 10 * number, 1000 * at + 10 * number + 9))
            for number, text in enumerate(words)
        ),
        language="ru",
        reported=reported,
        line=line,
        line_first=first,
        line_stop=len(line.split()) if stop is None else stop,
    )


def quote(*pieces: Piece, marks: tuple[Mark, ...] = ()) -> Quote:
    return Quote(
        id="q1",
        recording=Digest.of(b"call"),
        transcript_id="t1",
        translation_id="e1",
        pieces=pieces,
        marks=marks,
        salt="00",
        made_at="2026-01-02T03:04:05Z",
    )


def left_out(first: int, stop: int) -> Omission:
    return Omission(side="english", first=first, stop=stop)


HE_SAYS = 'He says: "Go there now" and laughs.'


@pytest.mark.parametrize(
    ("first", "stop", "marks", "printed"),
    [
        (0, None, (), "“He says: ‘Go there now’ and laughs.”"),
        (0, 4, (), "“He says: ‘Go there’”"),
        (2, None, (), "“‘Go there now’ and laughs.”"),
        (3, None, (), "“‘there now’ and laughs.”"),
        (3, 4, (), "“‘there’”"),
        (5, None, (), "“and laughs.”"),
        (0, None, (left_out(4, 6),), "“He says: ‘Go there’ … laughs.”"),
        (0, None, (left_out(1, 3),), "“He … ‘there now’ and laughs.”"),
        (0, None, (left_out(2, 5),), "“He says: … and laughs.”"),
    ],
)
def test_reported_speech_keeps_its_quotation_marks_wherever_it_is_cut(
    first: int, stop: int | None, marks: tuple[Mark, ...], printed: str
) -> None:
    assert published(quote(piece(HE_SAYS, first=first, stop=stop), marks=marks), "english") == printed


def test_a_block_quotation_has_no_outer_marks_and_double_ones_inside() -> None:
    assert published(quote(piece(HE_SAYS)), "english", quoted=False) == "He says: “Go there now” and laughs."


def test_speech_inside_reported_speech_alternates() -> None:
    line = "She: “He said «No» twice.” Yes."
    assert published(quote(piece(line)), "english") == "“She: ‘He said “No” twice.’ Yes.”"


def test_russian_has_its_own_marks_and_knows_that_it_begins_inside_reported_speech() -> None:
    assert published(quote(piece("", source="Идите туда.", reported=1)), "source") == "«„Идите туда.“»"
    assert published(quote(piece("", source="Он: «Идите!» Вот.")), "source") == "«Он: „Идите!“ Вот.»"


def test_a_gloss_stands_between_the_stops_of_the_words_that_it_replaces() -> None:
    marks = (
        Gloss(side="english", first=2, stop=3, text="Leave"),
        Gloss(side="english", first=6, stop=7, text="grins"),
    )
    assert (
        published(quote(piece(HE_SAYS), marks=marks), "english") == "“He says: ‘[Leave] there now’ and [grins].”"
    )


def test_the_speakers_own_pause_is_not_taken_for_an_omission() -> None:
    shown = quote(piece("Well... I do not know that."), marks=(left_out(2, 3),))
    assert published(shown, "english") == "“Well... I […] not know that.”"
    assert published(shown, "english", style_named("ap")) == '"Well... I [...] not know that."'


def test_own_parentheses_are_not_taken_for_the_editors() -> None:
    marks = (Gloss(side="english", first=0, stop=1, text="Ivanov"),)
    assert (
        published(quote(piece("He (then) left."), marks=marks), "english", style_named("ap"))
        == '"[Ivanov] (then) left."'
    )


def test_passages_that_are_joined_are_quoted_each_by_itself() -> None:
    two = quote(piece("We refused.", at=0), piece("He left.", at=5), marks=(Join(piece=1),))
    assert published(two, "english") == "“We refused.” … “He left.”"
    assert published(two, "english", quoted=False) == "We refused. […] He left."


def test_each_house_prints_the_same_record_in_its_own_way() -> None:
    marks = (
        left_out(1, 2),
        Gloss(side="english", first=3, stop=3, text="the general"),
        Mask(side="english", at=3, rule="initial"),
        Emphasis(side="english", first=5, stop=6),
    )
    shown = quote(piece("We all refused fucking orders never again."), marks=marks)
    assert {name: published(shown, "english", style) for name, style in STYLES.items()} == {
        "default": "“We … refused [the general] f****** orders _never_ again.”",
        "ap": '"We ... refused (the general) f------ orders _never_ again."',
        "guardian": "“We … refused [the general] fucking orders _never_ again.”",
        "reuters": '"We ... refused (the general) ... orders _never_ again."'.replace(
            "(the general)", "[the general]"
        ),
    }


def test_a_style_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UsageError, match=r'no house style "bbc"\. There are: default, ap, guardian, reuters\.'):
        style_named("bbc")


def test_right_to_left_text_keeps_its_order_and_its_words() -> None:
    source = piece("", source="قال: «اذهب» ثم ضحك.")
    hebrew = replace(source, language="he")
    assert published(quote(hebrew), "source") == "“قال: ‘اذهب’ ثم ضحك.”"


def test_an_emphasis_stands_inside_the_stops() -> None:
    marks = (Emphasis(side="english", first=3, stop=5),)
    assert published(quote(piece(HE_SAYS), marks=marks), "english") == "“He says: ‘Go _there now_’ and laughs.”"


def test_where_nothing_is_translated_nothing_is_printed() -> None:
    assert published(quote(replace(piece(""), line=None)), "english") == ""


def test_stress_stays_in_pairs_where_a_house_leaves_a_word_of_it_out() -> None:
    marks = (Mask(side="english", at=1, rule="vowel"), Emphasis(side="english", first=1, stop=3))
    shown = quote(piece("We fucking refused."), marks=marks)
    assert published(shown, "english", style_named("reuters")) == '"We ... _refused_."'
