"""What readers are told of an edit: what kind, how much, and never a word that is not shown."""

from __future__ import annotations

from hypothesis import given

import quoted
from earwitness.quotes.reader import edits
from earwitness.records.custody import Digest
from earwitness.records.mark import Case, Emphasis, Gloss, Mark, Mask, Omission, Order, Stop, place
from earwitness.records.quote import Piece, Quote
from earwitness.records.speech import Word
from earwitness.records.time import Span

WORDS = "one two three four five six seven eight"


def quote(*marks: Mark) -> Quote:
    return Quote(
        id="q1",
        recording=Digest.of(b"call"),
        transcript_id="t",
        translation_id="e",
        pieces=(
            Piece(
                utterance_id="u1",
                first=0,
                text=WORDS,
                words=tuple(
                    Word(text=text, span=Span(1_000 * at, 1_000 * at + 500))
                    for at, text in enumerate(WORDS.split())
                ),
                language="ru",
                line=WORDS.upper(),
                line_stop=8,
            ),
        ),
        marks=tuple(sorted(marks, key=place)),
        salt="00",
        made_at="2026-01-02T03:04:05Z",
    )


def test_each_mark_is_a_sentence_without_the_words_that_are_not_shown():
    marked = quote(
        Omission(side="source", first=2, stop=4),
        Omission(side="english", first=2, stop=3),
        Gloss(side="english", first=4, stop=5, text="the soldier", source="his mother"),
        Gloss(side="english", first=6, stop=6, text="sic"),
        Mask(side="english", at=6, rule="vowel"),
        Case(side="english", at=0),
        Emphasis(side="english", first=7, stop=8),
    )
    assert [edit.text for edit in edits(marked)] == [
        "… leaves out 2 words of what is said, 2.5 seconds.",
        "In the translation, one first letter was made large or small.",
        "… leaves out 1 word of the translation.",
        "[the soldier] is the editor’s, in the place of what is said. It is not spoken.",
        "[sic] is the editor’s. It is not spoken.",
        "Of one word in the translation not all letters are shown.",
        "The stress on “EIGHT” is the editor’s.",
    ]


def test_where_a_gloss_is_from_is_told_only_where_sources_are():
    marked = quote(Gloss(side="english", first=4, stop=5, text="the soldier", source="his mother"))
    assert "his mother" not in edits(marked)[0].text
    assert "(his mother)" in edits(marked, sources=True)[0].text


def test_a_stressed_word_that_is_masked_is_not_repeated():
    marked = quote(Mask(side="english", at=1, rule="vowel"), Emphasis(side="english", first=1, stop=2))
    assert "TWO" not in " ".join(edit.text for edit in edits(marked))


@given(quoted.quotes())
def test_each_mark_of_whatever_quote_is_told_and_another_order_is_grave(made):
    told = edits(made)
    assert len(told) == len(made.marks)
    assert any(edit.grave for edit in told) == any(isinstance(mark, Order) for mark in made.marks)
    assert all(isinstance(mark, Stop) or edit.text for mark, edit in zip(made.marks, told, strict=True))
