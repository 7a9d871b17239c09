"""Each reason to doubt is raised by what it names, and by nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from earwitness.backends.protocols import Passage, Voice
from earwitness.records.recording import Gap
from earwitness.records.speech import Turn, Utterance, Word
from earwitness.records.time import Span
from earwitness.speech.assemble import assemble
from earwitness.speech.doubt import UNSURE_BELOW, doubts
from earwitness.speech.heard import Heard

VOICE = [Voice(span=Span(0, 60_000), probability=0.9)]


def utterance(text: str, *, each_ms: int = 400, confidence: float | None = 0.9) -> Utterance:
    words = tuple(
        Word(text=token, span=Span(at * each_ms, (at + 1) * each_ms), confidence=confidence)
        for at, token in enumerate(text.split())
    )
    span = Span(0, words[-1].span.end_ms)
    return Utterance(id="u1", span=span, language="ru", text=text, words=words)


def heard(voice: Sequence[Voice] = VOICE, *, language_probability: float = 0.9) -> Heard:
    return Heard(
        span=Span(0, 60_000),
        voice=tuple(voice),
        language="ru",
        language_probability=language_probability,
        likeliest="uk",
        passage=Passage(text="", words=()),
        english=None,
    )


def reasons(said: Utterance, within: Heard | None = None) -> list[str]:
    found = doubts(said, within or heard(), agreement=[1.0] * len(said.words), gaps=())
    return [doubt.reason for doubt in found]


def test_plain_talk_raises_no_doubt() -> None:
    assert reasons(utterance("Мы не пошли. Нет, нет, никто не пошёл.")) == []


def test_unsure_words_are_named_and_told_from_those_that_were_read_otherwise() -> None:
    said = utterance("Ветлугин сказал")
    said = Utterance(
        id=said.id,
        span=said.span,
        language="ru",
        text=said.text,
        words=(Word(text="Ветлугин", span=Span(0, 400), confidence=UNSURE_BELOW - 0.01), said.words[1]),
    )
    found = [doubts(said, heard(), agreement=[share, 1.0], gaps=()) for share in (0.9, 0.1)]
    assert [[(doubt.reason, doubt.words) for doubt in of] for of in found] == [
        [("unsure", (0,))],
        [("readings", (0,))],
    ]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ru", "Приехал на «Бобеге», кричал.", ["«Бобеге»,"]),
        ("uk", "Ніхтто не пішов.", ["Ніхтто"]),
        ("en", "They cam on a bobeg, he said.", ["bobeg,"]),
        ("ru", "В 12:30 на TV и www.example.org, IP-адрес, ВСУ: пошли вже хлопці.", []),
        ("be", "Ён пайшоў дадому.", []),
    ],
)
def test_what_stands_in_no_dictionary_is_doubted_however_sure_the_model_is(
    language: str, text: str, found: list[str]
) -> None:
    said = replace(utterance(text, confidence=0.99), language=language)
    doubted = doubts(said, heard(), agreement=[1.0] * len(said.words), gaps=())
    assert [said.words[at].text for one in doubted if one.reason == "unknown" for at in one.words] == found


def test_a_word_that_lasts_longer_than_words_do_is_doubted() -> None:
    assert reasons(utterance("Мы", each_ms=2_500)) == ["stretched"]


def test_no_confidence_is_not_low_confidence() -> None:
    assert reasons(utterance("Да", confidence=None)) == []


def test_a_loop_is_doubted_however_sure_the_model_is() -> None:
    assert reasons(utterance("past past past past past", confidence=0.99)) == ["repeats"]
    assert reasons(utterance("Я не знаю. " * 5, confidence=0.99)) == ["repeats"]


def test_a_loop_of_sentences_is_doubted_though_each_of_them_is_an_utterance() -> None:
    said = utterance("Пошли. Рады, что ли? Рады, что ли? Рады, что ли? Рады, что ли?")
    found = assemble([replace(heard(), passage=Passage(text=said.text, words=said.words))], turns=None, gaps=())
    looped = [[one.words for one in each.doubts if one.reason == "repeats"] for each in found.utterances]
    assert looped == [[], *[[(0, 1, 2)]] * 4]


def test_more_words_than_a_mouth_can_say_are_doubted() -> None:
    assert reasons(utterance("Спасибо за просмотр, подписывайтесь на канал", each_ms=100)) == ["too-fast"]


def test_words_where_nobody_surely_speaks_are_doubted() -> None:
    said = utterance("Продолжение следует")
    elsewhere = Voice(span=Span(10_000, 11_000), probability=0.9)
    unsure = Voice(span=said.span, probability=0.3)
    assert reasons(said, heard([elsewhere])) == ["faint"]
    assert reasons(said, heard([elsewhere, unsure])) == ["faint"]


def test_a_chunk_that_is_probably_in_another_language_is_doubted() -> None:
    within = heard(language_probability=0.3)
    (found,) = doubts(utterance("Мы не пошли"), within, agreement=[1.0] * 3, gaps=())
    assert (found.reason, "(uk)" in found.text) == ("language", True)


def test_words_into_which_somebody_else_speaks_are_doubted() -> None:
    said = replace(utterance("Мы не пошли"), speaker="S1")
    turns = [
        Turn(span=Span(0, 1_200), speaker="S1"),
        Turn(span=Span(350, 850), speaker="S2"),
        Turn(span=Span(1_000, 1_100), speaker="S3"),
    ]
    (found,) = doubts(said, heard(), agreement=[1.0] * 3, gaps=(), turns=turns)
    assert (found.reason, found.words) == ("overlap", (1,))
    unknown = replace(said, speaker=None)
    assert doubts(unknown, heard(), agreement=[1.0] * 3, gaps=(), turns=turns) == ()


def test_missing_sound_inside_an_utterance_is_told_with_its_length() -> None:
    gap = Gap(span=Span(200, 1_000), reason="missing")
    (found,) = doubts(utterance("Мы не пошли"), heard(), agreement=[1.0] * 3, gaps=(gap,))
    assert found.text == "0.8 s of sound are missing at 0:00."
