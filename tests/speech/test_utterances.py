"""Utterances end where sentences end and where people pause; every word stays, in order."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from earwitness.records.speech import Word
from earwitness.records.time import Span
from earwitness.speech.utterances import LONGEST_PAUSE_MS, LONGEST_UTTERANCE_MS, settle, split


def words_of(text: str, *, each_ms: int = 300, pause_after: dict[int, int] | None = None) -> tuple[Word, ...]:
    said, at = [], 0
    for position, token in enumerate(text.split()):
        said.append(Word(text=token, span=Span(at, at + each_ms)))
        at += each_ms + (pause_after or {}).get(position, 0)
    return tuple(said)


def test_an_utterance_ends_with_its_sentence() -> None:
    text = "Мы не пошли. Никто не пошёл! Почему? Потому что…"
    assert [said for said, _ in split(text, words_of(text))] == [
        "Мы не пошли.",
        "Никто не пошёл!",
        "Почему?",
        "Потому что…",
    ]


def test_a_long_pause_ends_an_utterance_in_mid_sentence() -> None:
    text = "Мы ждали а потом пошли"
    said = split(text, words_of(text, pause_after={1: LONGEST_PAUSE_MS}))
    assert [part for part, _ in said] == ["Мы ждали", "а потом пошли"]


def test_talk_without_full_stops_is_cut_after_a_clause() -> None:
    text = " ".join(["слово"] * 25) + ", " + " ".join(["дело"] * 30)
    parts = [part for part, _ in split(text, words_of(text, each_ms=400))]
    assert parts[0].endswith(",")


tokens = st.lists(st.sampled_from(["да", "нет,", "стой.", "идём!", "—", "а"]), min_size=1, max_size=80)
pauses = st.dictionaries(st.integers(0, 80), st.integers(0, 3_000))


@given(tokens=tokens, pauses=pauses)
def test_splitting_keeps_every_word_in_order_and_no_utterance_is_too_long(
    tokens: list[str], pauses: dict[int, int]
) -> None:
    words = words_of(" ".join(tokens), pause_after=pauses)
    parts = list(split(" ".join(tokens), words))
    assert tuple(word for _, inside in parts for word in inside) == words
    assert [text for text, _ in parts] == [" ".join(word.text for word in inside) for _, inside in parts]
    for _, inside in parts:
        assert inside[-1].span.end_ms - inside[0].span.start_ms <= LONGEST_UTTERANCE_MS or len(inside) == 1


def test_a_word_stretched_over_silence_is_brought_back_to_its_voice() -> None:
    early = Word(text="Алло", span=Span(0, 5_400))
    assert settle([early], [Span(5_000, 6_000)])[0].span == Span(5_000, 5_400)


def test_a_word_where_no_voice_was_detected_stays_where_it_is() -> None:
    word = Word(text="Спасибо", span=Span(1_000, 1_500))
    assert settle([word], [Span(3_000, 4_000)])[0].span == word.span


edges = st.lists(st.integers(0, 5_000), min_size=2, max_size=40).map(sorted)


@given(times=edges, voice=edges)
def test_settled_words_stay_in_order(times: list[int], voice: list[int]) -> None:
    words = [Word(text="а", span=Span(a, b)) for a, b in pairwise(times)]
    spans = [Span(a, b) for a, b in zip(voice[::2], voice[1::2], strict=False)]
    settled = settle(words, spans)
    for before, after in pairwise(settled):
        assert before.span.end_ms <= after.span.start_ms
