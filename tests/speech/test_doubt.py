"""Each reason to doubt is raised by what it names, and by nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from earwitness.backends.protocols import Passage, Voice
from earwitness.records.recording import Gap
from earwitness.records.speech import Utterance, Word
from earwitness.records.time import Span
from earwitness.speech.doubt import UNSURE_BELOW, doubts
from earwitness.speech.listen import Heard

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
        passage=Passage(text="", words=()),
        english=None,
    )


def reasons(said: Utterance, within: Heard | None = None) -> list[str]:
    return [doubt.reason for doubt in doubts(said, within or heard(), gaps=())]


def test_plain_talk_raises_no_doubt() -> None:
    assert reasons(utterance("Мы не пошли. Нет, нет, никто не пошёл.")) == []


def test_words_the_recogniser_was_unsure_of_are_named_one_by_one() -> None:
    said = utterance("Ветлугин сказал")
    said = Utterance(
        id=said.id,
        span=said.span,
        language="ru",
        text=said.text,
        words=(Word(text="Ветлугин", span=Span(0, 400), confidence=UNSURE_BELOW - 0.01), said.words[1]),
    )
    assert [doubt.words for doubt in doubts(said, heard(), gaps=())] == [(0,)]


def test_no_confidence_is_not_low_confidence() -> None:
    assert reasons(utterance("Да", confidence=None)) == []


def test_a_loop_is_doubted_however_sure_the_model_is() -> None:
    assert reasons(utterance("past past past past past", confidence=0.99)) == ["repeats"]
    assert reasons(utterance("Я не знаю. " * 5, confidence=0.99)) == ["repeats"]


def test_more_words_than_a_mouth_can_say_are_doubted() -> None:
    assert reasons(utterance("Спасибо за просмотр, подписывайтесь на канал", each_ms=100)) == ["too-fast"]


def test_words_where_nobody_surely_speaks_are_doubted() -> None:
    said = utterance("Продолжение следует")
    elsewhere = Voice(span=Span(10_000, 11_000), probability=0.9)
    unsure = Voice(span=said.span, probability=0.3)
    assert reasons(said, heard([elsewhere])) == ["faint"]
    assert reasons(said, heard([elsewhere, unsure])) == ["faint"]


def test_a_chunk_that_is_probably_in_another_language_is_doubted() -> None:
    assert reasons(utterance("Мы не пошли"), heard(language_probability=0.3)) == ["language"]


def test_missing_sound_inside_an_utterance_is_told_with_its_length() -> None:
    gap = Gap(span=Span(200, 1_000), reason="missing")
    (found,) = doubts(utterance("Мы не пошли"), heard(), gaps=(gap,))
    assert found.text == "0.8 s of sound are missing at 0:00."
