"""What an editor is shown of a quote: what stands around it, what was left out, who else speaks, doubts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from earwitness.quotes.beside import contexts
from earwitness.quotes.notices import notices
from earwitness.quotes.qualifiers import PHRASES, qualifying
from earwitness.quotes.style import DEFAULT, STYLES
from earwitness.records.quote import Notice, Quote
from earwitness.records.speech import Utterance, Word
from earwitness.records.time import Span, hull
from earwitness.records.translation import Line
from earwitness.records.view import RecordingView

Made = Callable[..., Quote]

WHOLE = (3.1, 11.6)


def call(view: RecordingView, *said: tuple[str, str | None, float, str, str]) -> RecordingView:
    """The view with other utterances: id, speaker, start in seconds, words (half a second each), English."""
    assert view.transcript
    assert view.translation
    utterances, lines = [], []
    for name, speaker, start_s, text, english in said:
        words = tuple(
            Word(text=word, span=Span(0, 500).shift(round(1000 * start_s) + 500 * at))
            for at, word in enumerate(text.split())
        )
        span = hull(word.span for word in words)
        utterances.append(Utterance(id=name, span=span, language="ru", text=text, words=words, speaker=speaker))
        lines.append(Line(utterance_id=name, text=english))
    return replace(
        view,
        transcript=replace(view.transcript, utterances=tuple(utterances), turns=()),
        translation=replace(view.translation, lines=tuple(lines)),
        attributions=(),
    )


def seen(quote: Quote, view: RecordingView, *reasons: str) -> list[str]:
    return [one.text for one in notices(quote, view, DEFAULT) if not reasons or one.reason in reasons]


def test_a_quote_that_stops_before_but_says_so_in_both_languages(made: Made, view: RecordingView) -> None:
    joke = call(
        view,
        ("u1", "S1", 0, "Отказались все.", "All refused."),
        ("u2", "S1", 1.5, "Но это шутка.", "But that is a joke."),
    )
    assert seen(made((0.0, 1.0), view=joke), joke) == [
        "Right after it stands “Но”: … Но это шутка.",
        "Right after it stands “But”: … But that is",
    ]


def test_a_quote_that_begins_after_not_or_within_reported_speech_says_so(made: Made, view: RecordingView) -> None:
    he_says = call(view, ("u1", "S1", 0, 'Он говорит: "Идите туда".', 'He says: "Go there".'))
    quote = made((1.0, 2.0), view=he_says, english=["Go there"])
    assert seen(quote, he_says, "before", "reported") == [
        "Right before it stands “говорит:”: Он говорит: …",
        "Right before it stands “says:”: He says: …",
        "It begins with speech that the speaker reports: somebody else's words?",
    ]


def test_what_another_voice_says_or_what_comes_long_after_does_not_qualify(
    made: Made, view: RecordingView
) -> None:
    apart = call(
        view,
        ("u1", "S1", 0, "Отказались все.", "All refused."),
        ("u2", "S2", 1.5, "Но это шутка.", "But that is a joke."),
        ("u3", "S1", 9, "Но это шутка.", "But that is a joke."),
    )
    assert seen(made((0.0, 1.0), view=apart), apart) == []


def test_a_negation_that_is_lost_in_an_omission_is_told(made: Made, view: RecordingView) -> None:
    english = ["They ordered us across the river at night … because the bridge is blown up."]
    quote = made((4.8, 11.6), omit=[(7.0, 9.6)], english=english)
    assert seen(quote, view, "left-out") == [
        "“не” is among what is left out: почти никто из батареи не согласился,"
    ]


def test_another_voice_at_the_same_time_or_in_between_is_told_with_its_words(
    made: Made, view: RecordingView
) -> None:
    mixed = call(
        view,
        ("u1", "S1", 0, "Мы отказались", "We refused"),
        ("u2", "S2", 0.7, "Что?", "What?"),
        ("u3", "S2", 1.2, "Кто?", "Who?"),
        ("u4", "S1", 2, "идти.", "to go."),
    )
    quote = made((0.0, 2.5), view=mixed, speaker="S1")
    assert seen(quote, mixed) == [
        "S2 speaks at the same time, at 0:00.7: Что?",
        "S2 speaks in between, at 0:01.2: Кто?",
    ]


def test_doubtful_words_are_listed_if_they_are_quoted(made: Made, view: RecordingView) -> None:
    both = seen(made(WHOLE), view, "doubt")
    assert both == [
        "The recogniser was unsure of these words. (ночью, батареи)",
        "English: The translation is long for what was said.",
    ]
    part = made((10.0, 11.6), english=["because the bridge is blown up."])
    assert seen(part, view, "doubt") == ["English: The translation is long for what was said."]


def test_english_that_is_left_out_alone_and_english_that_is_missing_are_told(
    made: Made, view: RecordingView
) -> None:
    quote = made(WHOLE, english=["I hear you, I hear you. They ordered us … because the bridge is blown up."])
    assert seen(quote, view, "english") == ["English is left out of u2, and nothing of its sound."]
    whole = view.utterances[1].translation or ""
    part = made((4.8, 11.6), english=[whole])
    assert seen(part, view, "english") == ["Sound is left out of u2, and nothing of its English."]
    silent = call(view, ("u1", "S1", 0, "Мы отказались", ""))
    assert seen(made((0, 1), view=silent), silent) == ["There is no English for u1."]


def test_what_the_house_does_not_do_is_told_and_nothing_is_changed(made: Made, view: RecordingView) -> None:
    quote = made(WHOLE, glosses=("us=the soldiers",), masks=("blown",))
    told = {
        name: [n for n in notices(quote, view, style) if n.reason == "style"] for name, style in STYLES.items()
    }
    assert told["default"] == told["ap"] == []
    assert told["guardian"] == [Notice(reason="style", text="The house style guardian has no mask.")]
    assert told["reuters"] == [Notice(reason="style", text="The house style reuters has no gloss.")]


def test_the_transcript_around_each_piece_is_known(made: Made, view: RecordingView) -> None:
    ((before, after),) = contexts(made((4.8, 9.6), english=["They"]), view)
    assert before == "е? Ты меня слышишь? Слышу, слышу. "[-32:]
    assert after == " потому что мост взорван. Повтори."[:32]


@pytest.mark.parametrize(
    "word",
    [
        "Но",
        "если",
        "не",
        "кроме",
        "хотя",
        "але",
        "якщо",
        "крім",
        "but",
        "if",
        "Not,",
        "unless",
        "except",
        "won't",
        "didn’t",
    ],
)
def test_qualifying_words_are_known_in_three_languages(word: str) -> None:
    assert qualifying([word]) == word


def test_phrases_are_of_one_word_or_two() -> None:
    assert {len(phrase) for phrase in PHRASES} == {1, 2}
    assert qualifying(["только", "если", "подпишешь"]) == "только если"


def test_the_transcript_around_words_that_come_twice_is_that_of_the_right_ones(
    made: Made, view: RecordingView
) -> None:
    twice = call(view, ("u1", "S1", 0, "Алло, да. Алло, да.", "Hello, yes. Hello, yes."))
    ((before, after),) = contexts(made((1.0, 2.0), view=twice, english=["[…2] Hello, yes."]), twice)
    assert (before, after) == ("Алло, да. ", "")


def test_english_before_a_quote_counts_across_its_lines(made: Made, view: RecordingView) -> None:
    two = call(
        view, ("u1", "S1", 0, "Ну, так", "Well,"), ("u2", "S1", 1, "мы пошли туда.", "not that we went there.")
    )
    quote = made((0.5, 2.0), view=two, english=["we went"])
    assert "Right before it stands “not”: Well, not that …" in seen(quote, two)


def test_a_word_that_may_turn_it_round_is_told_also_where_it_is_replaced_masked_or_added(
    made: Made, view: RecordingView
) -> None:
    quote = made(WHOLE, glosses=("не=ведь", "almost nobody=everybody", "agreed+but not all"), masks=("потому",))
    assert seen(quote, view, "left-out", "added") == [
        "“не” is among what is replaced by [ведь]: не",
        "“but” is not spoken: [but not all] is yours.",
    ]
    assert seen(made(WHOLE, masks=("не",)), view, "left-out") == ["“не” is among what is masked: не"]


def test_what_an_edit_makes_of_one_language_alone_is_told(made: Made, view: RecordingView) -> None:
    said = call(view, ("u1", "S1", 0, "Нас было 80 и мы не пошли.", "There were 80 of us and we did not go."))
    denial = "What is kept of one language denies something, and of the other not."
    assert seen(made((0, 3.5), view=said), said, "differs") == []
    assert seen(made((1.5, 3.5), view=said, english=["of us and we did not go."]), said, "differs") == []
    assert seen(made((0, 2), view=said, english=["There were 80 … we did not go."]), said, "differs") == [denial]
    assert seen(made((0, 3.5), view=said, english=["There were … of us and we did not go."]), said, "differs") == [
        "What is kept of both languages differs in numbers: 80."
    ]


def test_a_word_beside_it_that_may_turn_it_round_asks_to_look_again_if_it_was_corrected_since(
    made: Made, view: RecordingView
) -> None:
    joke = call(
        view,
        ("u1", "S1", 0, "Отказались все.", "All refused."),
        ("u2", "S1", 1.5, "Но это шутка.", "It is a joke."),
    )
    quote = made((0.0, 1.0), view=joke)
    for when, again in (("2026-01-01T00:00:00.000Z", False), ("2026-02-01T00:00:00.000Z", True)):
        (told,) = (one for one in notices(quote, replace(joke, reworded={"u2": when}), DEFAULT))
        assert (told.reason, told.again) == ("after", again)
        assert told.text.endswith("(corrected since it was quoted)") == again
    assert not any(
        one.again for one in notices(quote, replace(joke, reworded={"u1": "2026-02-01T00:00:00Z"}), DEFAULT)
    )
