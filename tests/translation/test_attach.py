"""A passage's English is cut among its utterances: all of it, in order, at ends of sentences where it can be."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from earwitness.records.speech import Utterance, Word
from earwitness.records.time import Span
from earwitness.translation.attach import attach


def utterances(*spans: tuple[int, int]) -> list[Utterance]:
    return [
        Utterance(
            id=f"u{number}", span=Span(*span), language="ru", text="а", words=(Word(text="а", span=Span(*span)),)
        )
        for number, span in enumerate(spans, start=1)
    ]


def english(*timed: tuple[str, int]) -> list[Word]:
    return [Word(text=text, span=Span(at, at + 200)) for text, at in timed]


def test_each_utterance_gets_the_english_said_in_its_time() -> None:
    words = english(("We", 100), ("refused.", 500), ("All", 2_100), ("of", 2_300), ("us.", 2_500))
    assert attach(words, utterances((0, 1_000), (2_000, 3_000))) == ["We refused.", "All of us."]


def test_a_sentence_is_not_broken_for_one_word_heard_a_little_early() -> None:
    words = english(("We", 100), ("refused.", 500), ("All", 900), ("of", 2_300), ("us.", 2_500))
    assert attach(words, utterances((0, 1_000), (2_000, 3_000))) == ["We refused.", "All of us."]


def test_an_utterance_for_which_nothing_was_said_gets_nothing() -> None:
    words = english(("We", 100), ("refused.", 500))
    assert attach(words, utterances((0, 1_000), (20_000, 21_000))) == ["We refused.", ""]


def test_no_english_at_all_leaves_every_utterance_empty() -> None:
    assert attach([], utterances((0, 1_000), (2_000, 3_000))) == ["", ""]


def test_one_sentence_over_two_utterances_is_shared_between_them() -> None:
    words = english(("We", 100), ("waited", 500), ("and", 5_100), ("then", 5_400), ("went.", 5_700))
    assert attach(words, utterances((0, 1_000), (5_000, 6_000))) == ["We waited", "and then went."]


@given(
    texts=st.lists(st.sampled_from(["no", "no,", "go.", "we"]), max_size=40),
    starts=st.lists(st.integers(0, 20_000), max_size=40),
    cuts=st.lists(st.integers(0, 20_000), min_size=2, max_size=10, unique=True).map(sorted),
)
def test_nothing_is_dropped_repeated_or_moved(texts: list[str], starts: list[int], cuts: list[int]) -> None:
    words = english(*zip(texts, sorted(starts), strict=False))
    spans = list(pairwise(cuts))
    given_out = attach(words, utterances(*spans))
    assert len(given_out) == len(spans)
    assert " ".join(text for text in given_out if text) == " ".join(word.text for word in words)
