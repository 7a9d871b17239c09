"""Which words are quoted, and what cannot be: each refusal is a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from earwitness.errors import UsageError
from earwitness.quotes.render import published
from earwitness.records.mark import Gloss, Mask, Omission, Order
from earwitness.records.quote import Quote
from earwitness.records.view import RecordingView

Made = Callable[..., Quote]

WHOLE = (3.1, 11.6)
REFUSED = "They ordered us across the river at night, and almost nobody in the battery agreed"


def with_words(view: RecordingView, old: str, new: str) -> RecordingView:
    """The view with a word of the long utterance and of its English exchanged."""
    assert view.transcript
    assert view.translation
    first, long, third = view.transcript.utterances
    words = tuple(replace(word, text=word.text.replace(old, new)) for word in long.words)
    long = replace(long, text=long.text.replace(old, new), words=words)
    lines = tuple(replace(line, text=line.text.replace(old, new)) for line in view.translation.lines)
    return replace(
        view,
        transcript=replace(view.transcript, utterances=(first, long, third)),
        translation=replace(view.translation, lines=lines),
    )


def test_a_whole_utterance_takes_its_whole_line_and_keeps_copies_of_both(made: Made, view: RecordingView) -> None:
    quote = made(WHOLE)
    (piece,) = quote.pieces
    utterance = view.utterances[1]
    assert (piece.utterance_id, piece.first, piece.speaker) == ("u2", 0, "S2")
    assert [(word.text, word.span) for word in piece.words] == [(w.text, w.span) for w in utterance.words]
    assert (piece.line, piece.english) == (utterance.translation, tuple((utterance.translation or "").split()))
    assert (quote.transcript_id, quote.translation_id, quote.marks) == ("t1", "e1", ())


def test_a_word_is_taken_if_its_middle_lies_in_the_span_and_the_quote_lasts_as_long_as_its_words(
    made: Made,
) -> None:
    quote = made((4.82, 8.75), english=[REFUSED])  # the middle of Нам is at 4.83, that of батареи at 8.355
    assert quote.words("source")[0] == "Нам"
    assert quote.words("source")[-1] == "батареи"
    assert (quote.span.start_ms, quote.span.end_ms) == (4_790, 8_700)


def test_part_of_an_utterance_needs_its_english_and_nothing_is_guessed(made: Made) -> None:
    with pytest.raises(UsageError, match=r"A part of u2 is quoted.*\(--english\), out of: I hear you, I hear"):
        made((4.8, 9.6))
    with pytest.raises(UsageError, match="A part of u2 is quoted"):
        made(WHOLE, omit=[(6.5, 7.0)])


def test_an_omission_keeps_what_was_left_out_in_both_languages(made: Made) -> None:
    quote = made(
        (4.8, 9.6),
        omit=[(6.4, 7.0)],
        english=["They ordered us across the river … almost nobody in the battery agreed"],
    )
    source, english = (
        next(m for m in quote.of(side) if isinstance(m, Omission)) for side in ("source", "english")
    )
    assert quote.words("source")[source.first : source.stop] == ("ночью,", "и")
    assert quote.words("english")[english.first : english.stop] == ("at", "night,", "and")
    assert (
        published(quote, "english") == "“They ordered us across the river … almost nobody in the battery agreed”"
    )
    assert published(quote, "source").startswith("«Нам приказали идти через реку … почти никто")


def test_a_gloss_takes_the_place_of_a_word_or_follows_it_and_may_say_where_it_is_from(made: Made) -> None:
    quote = made(WHOLE, glosses=("us=the soldiers|said at 0:40", "river+the Dnipro"))
    assert [mark for mark in quote.marks if isinstance(mark, Gloss)] == [
        Gloss(side="english", first=8, stop=9, text="the soldiers", source="said at 0:40"),
        Gloss(side="english", first=12, stop=12, text="the Dnipro"),
    ]
    assert "ordered [the soldiers] across the river [the Dnipro] at night" in published(quote, "english")


def test_a_word_is_looked_for_in_the_english_and_then_in_the_original(made: Made) -> None:
    quote = made(WHOLE, masks=("blown", "взорван=initial"), emphases=("almost nobody",))
    assert [mark.side for mark in quote.marks if isinstance(mark, Mask)] == ["source", "english"]
    assert "_almost nobody_ in the battery agreed, because the bridge is bl*wn up." in published(quote, "english")
    assert published(quote, "source").endswith("мост в******.»")


def test_a_word_that_is_there_twice_is_named_with_its_number(made: Made) -> None:
    with pytest.raises(UsageError, match=r'"hear" stands in the quote 2 times\. Say which: hear#1'):
        made(WHOLE, masks=("hear",))
    assert published(made(WHOLE, masks=("hear#2",)), "english").startswith("“I hear you, I h*ar you.")


def test_passages_in_another_order_than_they_were_said_in_are_quoted_only_when_marked(
    made: Made, view: RecordingView
) -> None:
    later, earlier = (10.0, 11.6), (4.8, 8.7)
    english = ["because the bridge is blown up.", REFUSED]
    with pytest.raises(UsageError, match=r"another order.*--out-of-order"):
        made(later, earlier, english=english)
    quote = made(later, earlier, english=english, out_of_order=True)
    assert any(isinstance(mark, Order) for mark in quote.marks)
    assert published(quote, "english") == f"“because the bridge is blown up.” … “{REFUSED}”"
    in_order = made(earlier, later, english=english[::-1], out_of_order=True)
    assert not any(isinstance(mark, Order) for mark in in_order.marks)


REFUSALS: dict[str, tuple[list[tuple[float, float]], dict[str, Any], str]] = {
    "no words": ([(2.0, 3.0)], {}, "No word is said from 0:02.0 to 0:03.0."),
    "no duration": ([(4.0, 4.0)], {}, "A quote of no duration holds no words."),
    "two recordings": ([(11.0, 60.0)], {}, "A quote lies within one recording"),
    "two voices": ([(0.0, 11.6)], {}, "More than one voice is heard"),
    "a voice that is not there": ([WHOLE], {"speaker": "S1"}, 'No speaker "S1" says a word from'),
    "a longer omission": ([(4.8, 9.6)], {"omit": [(1.0, 9.0)]}, "is as long as the quote, or longer"),
    "an omission beside it": ([(4.8, 9.6)], {"omit": [(9.0, 9.9)]}, "reaches out of the quote"),
    "an omission of no words": ([(4.8, 9.6)], {"omit": [(6.50, 6.52)]}, "so none can be left out"),
    "an omission at the edge": ([(4.8, 9.6)], {"omit": [(4.8, 5.1)]}, "takes away the first or the last word"),
    "English for another number": (
        [(4.8, 9.6)],
        {"english": ["a", "b"]},
        "There are 1 passages, and English for 2",
    ),
    "passages that overlap": (
        [(4.8, 9.6), (9.0, 11.6)],
        {"english": [REFUSED, "the bridge"]},
        "Two passages of the quote overlap",
    ),
    "a gloss that repeats a spoken word": (
        [WHOLE],
        {"glosses": ("us=Us",)},
        "The gloss [Us] repeats what is spoken there",
    ),
    "a gloss beside what it repeats": (
        [WHOLE],
        {"glosses": ("the#1+river",)},
        "The gloss [river] repeats what is spoken there",
    ),
    "an empty gloss": ([WHOLE], {"glosses": ("us= ",)}, "A gloss is empty"),
    "a gloss with a bracket": ([WHOLE], {"glosses": ("us=[x]",)}, "A gloss cannot hold [ ]"),
    "a gloss with a line break": (
        [WHOLE],
        {"glosses": ("us=a\nb",)},
        "A gloss holds what cannot be shown on one line",
    ),
    "a gloss with an override": ([WHOLE], {"glosses": ("us=a\u202eb",)}, "A gloss holds what cannot be shown"),
    "no gloss": ([WHOLE], {"glosses": ("us",)}, 'This is no gloss: "us". Write WORD=TEXT'),
    "a word that is not there": ([WHOLE], {"masks": ("tank",)}, '"tank" is not in the quote'),
    "a third of two": ([WHOLE], {"masks": ("hear#3",)}, "it stands there 2 times only"),
    "a rule that there is not": ([WHOLE], {"masks": ("blown=all",)}, 'There is no rule "all" for a mask'),
    "two words masked": ([WHOLE], {"masks": ("the bridge",)}, "is more than one word"),
    "a letter masked": ([WHOLE], {"masks": ("I#1",)}, "too short to be masked so"),
    "two masks for one word": ([WHOLE], {"masks": ("blown", "blown=initial")}, "Two marks say the same"),
    "stress on a word twice": ([WHOLE], {"emphases": ("almost nobody", "nobody in")}, "another takes already"),
    "glosses for all words": (
        [(12.0, 12.7)],
        {"glosses": ("повтори=скажи",)},
        "Nothing that is spoken would be left",
    ),
    "stress over an omission": (
        [WHOLE],
        {
            "english": [
                "I hear you, I hear you. They ordered us across the river at night, and _almost … battery_ "
                "agreed, because the bridge is blown up."
            ]
        },
        "A mark (emphasis) has another inside that breaks it",
    ),
    "a gloss at the beginning of a second passage": (
        [(4.8, 8.75), (10.0, 11.6)],
        {"english": [REFUSED, "[he says] because the bridge is blown up."]},
        "A passage after a join begins with a gloss. Put it after a word.",
    ),
    "two voices in two passages": ([(0.0, 2.0), WHOLE], {}, "The passages are of different voices"),
    "nothing": ([], {}, "There is nothing to quote"),
}


@pytest.mark.parametrize("kind", REFUSALS)
def test_what_cannot_be_quoted_so_is_refused_in_a_sentence(made: Made, kind: str) -> None:
    spans, asked, says = REFUSALS[kind]
    with pytest.raises(UsageError) as refused:
        made(*spans, **asked)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("sign", ["[Music]", "a_b", "bad\u202e", "bell\a"])
def test_a_word_with_a_control_character_or_an_editors_sign_cannot_be_quoted(
    made: Made, view: RecordingView, sign: str
) -> None:
    with pytest.raises(UsageError, match="cannot be quoted: it holds a control character, or a sign"):
        made(WHOLE, view=with_words(view, "river", sign))


def test_words_that_are_left_out_may_hold_anything(made: Made, view: RecordingView) -> None:
    odd = with_words(view, "ночью,", "[шум]")
    english = ["They ordered us across the river … almost nobody in the battery agreed"]
    assert "[шум]" in made((4.8, 9.6), view=odd, omit=[(6.4, 7.0)], english=english).words("source")


def test_where_nothing_was_translated_the_original_is_quoted_alone(made: Made, view: RecordingView) -> None:
    untranslated = replace(view, translation=None)
    quote = made((4.8, 9.6), view=untranslated, omit=[(6.4, 7.0)])
    assert (quote.translation_id, published(quote, "english")) == (None, "")
    with pytest.raises(UsageError, match="Nothing of this was translated"):
        made((4.8, 9.6), view=untranslated, english=["They"])


def test_an_utterance_that_is_left_out_takes_its_whole_line_with_it(made: Made, view: RecordingView) -> None:
    assert view.transcript
    same = tuple(replace(one, speaker="S2") for one in view.transcript.utterances)
    one_voice = replace(view, transcript=replace(view.transcript, utterances=same, turns=()))
    quote = made((0.0, 12.8), view=one_voice, omit=[(3.1, 11.6)])
    assert [piece.utterance_id for piece in quote.pieces] == ["u1", "u2", "u3"]
    assert published(quote, "source") == "«Алло? Ты меня слышишь? … Повтори.»"
    assert published(quote, "english") == "“Hello? Can you hear me?”"  # nobody has translated u3


def test_the_words_of_one_voice_are_picked_where_several_speak(made: Made) -> None:
    assert [piece.utterance_id for piece in made((0.0, 11.6), speaker="S1").pieces] == ["u1"]


def tie_in_order(original: Sequence[str], english: Sequence[str]) -> Sequence[Sequence[int]]:
    """A double that ties words by their places in the line, the first of each three to nothing."""
    return [(at * len(original) // len(english),) if at % 3 else () for at in range(len(english))]


def test_english_that_begins_or_ends_elsewhere_than_what_is_heard_is_refused_where_that_is_plain(
    made: Made,
) -> None:
    """Of one or two words the tie may well be wrong; of three not."""
    bridge, order = (10.0, 11.6), (4.8, 7.0)
    over_the_river = "They ordered us across the river at night,"
    for span, english, says in (
        (
            bridge,
            over_the_river,
            "“They ordered us across the river at night,” is not heard in what is quoted. Let",
        ),
        (
            order,
            f"you. {over_the_river} and almost nobody in the battery agreed",
            "is not heard in what is quoted.",
        ),
        (order, "the river at night,", "is heard in what is quoted, and the English leaves it out at its edge."),
    ):
        with pytest.raises(UsageError) as refused:
            made(span, english=[english], tie=tie_in_order)
        assert says in str(refused.value)
    assert made(order, english=[over_the_river], tie=tie_in_order)
    assert made(order, english=["ordered us across the river at night, and"], tie=tie_in_order)
    assert made(bridge, english=[over_the_river])  # nothing ties words: nobody can tell


@pytest.mark.parametrize(
    ("english", "says"),
    [
        (
            "I hear you, I hear you. They ordered us across the river",
            "“at night, and almost nobody in the battery",
        ),
        ("almost nobody in the battery agreed, because the bridge is blown up.", "“I hear you, I hear you. They"),
        ("hear you, I … bridge is blown up.", "“I” is heard in what is quoted, and the English leaves it out"),
    ],
)
def test_of_an_utterance_that_is_heard_whole_no_english_is_left_away_at_its_edges(
    made: Made, english: str, says: str
) -> None:
    with pytest.raises(UsageError) as refused:
        made(WHOLE, english=[english])
    assert says in str(refused.value)
    assert made(WHOLE, english=["I hear you, … because the bridge is blown up."])


def test_english_that_is_said_once_cannot_stand_in_two_passages(made: Made) -> None:
    with pytest.raises(UsageError, match="Two passages of the quote have the same English words"):
        made((4.8, 7.0), (7.0, 9.6), english=["They ordered us", "ordered us across the river"])
    assert made((4.8, 7.0), (7.0, 9.6), english=["They ordered us", "almost nobody in the battery agreed"])
