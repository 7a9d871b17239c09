"""What is heard a second time, and when the second hearing counts."""

from __future__ import annotations

import numpy as np
import pytest

from earwitness.backends.protocols import SAMPLE_RATE_HZ, Chunk, Passage, Voice
from earwitness.records.speech import Word
from earwitness.records.time import Span
from earwitness.speech.again import ACCEPTED, Again, cut, merged, places
from earwitness.speech.heard import Heard

LENGTH_MS = 20_000


def passage(timed: str, *, confidence: float = 0.9) -> Passage:
    """From `word@start-end …`, times in tenths of a second."""
    words = []
    for item in timed.split():
        text, _, times = item.partition("@")
        start, _, end = times.partition("-")
        words.append(Word(text=text, span=Span(int(start) * 100, int(end) * 100), confidence=confidence))
    return Passage(text=" ".join(word.text for word in words), words=tuple(words))


def heard(said: Passage, *, english: Passage | None = None, language: str = "ru", voice: float = 0.9) -> Heard:
    return Heard(
        span=Span(0, LENGTH_MS),
        voice=(Voice(span=Span(0, LENGTH_MS), probability=voice),),
        language=language,
        language_probability=0.9,
        likeliest=language,
        passage=said,
        english=english,
    )


def texts(parts: list[Heard]) -> list[tuple[str, str]]:
    return [(part.language, part.passage.text) for part in parts]


EVERY_SECOND = " ".join(f"слово{at}@{at * 10}-{at * 10 + 9}" for at in range(20))


def test_what_was_heard_without_a_doubt_is_not_heard_again() -> None:
    assert places(heard(passage(EVERY_SECOND))) == []


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("да@0-9 нет@50-59 всё@60-199", Span(900, 5_000)),
        ("да@0-9 нет@10-59 всё@60-79 да@80-199", Span(900, 6_000)),
        ("да@0-9 " + " ".join(f"так@{at}0-{at}9" for at in range(1, 7)) + " всё@70-79", Span(900, 7_000)),
    ],
    ids=["a voice without words", "a word that lasts too long", "a loop"],
)
def test_a_place_where_words_are_missing_is_heard_again(said: str, place: Span) -> None:
    assert places(heard(passage(said)))[0].span == place


def test_a_silence_without_words_is_not_heard_again() -> None:
    assert places(heard(passage("да@0-9 нет@50-59"), voice=0.2)) == []


def test_a_run_of_doubtful_words_is_heard_again_and_has_to_be_bettered() -> None:
    first = heard(passage(EVERY_SECOND))
    words = tuple(
        Word(text=word.text, span=word.span, confidence=0.3 if 5 <= at < 8 else 0.9)
        for at, word in enumerate(first.passage.words)
    )
    (place,) = places(heard(Passage(text=first.passage.text, words=words)))
    assert place.span == Span(4_900, 8_000)
    assert place.accepted == pytest.approx(0.4)


def test_the_better_hearing_takes_the_place_of_the_first_and_brings_its_english_where_there_was_none() -> None:
    first = heard(passage("да@0-9 всё@60-79"), english=passage("yes@0-9 all@60-79"))
    second = heard(
        passage("мы@20-25 не@26-30 пошли@31-40"), english=passage("we@20-25 did@26-30 not@31-35 go@36-40")
    )
    (whole,) = merged(first, [(Again(span=Span(900, 6_000), accepted=ACCEPTED), second)])
    assert whole.passage.text == "да мы не пошли всё"
    assert whole.english is not None
    assert whole.english.text == "yes we did not go all"


def test_english_that_is_there_already_stays() -> None:
    first = heard(passage("да@0-9 всё@60-79"), english=passage("yes@0-9 nobody@20-30 went@30-40 all@60-79"))
    second = heard(passage("никто@20-40"), english=passage("no@20-25 one@26-30"))
    (whole,) = merged(first, [(Again(span=Span(900, 6_000), accepted=ACCEPTED), second)])
    assert whole.english is not None
    assert whole.english.text == "yes nobody went all"


@pytest.mark.parametrize(
    "second",
    [passage("шум@20-40", confidence=0.2), passage("так@20-22 так@22-24 так@24-26 так@26-28"), passage("")],
    ids=["doubtful", "a loop", "nothing"],
)
def test_a_worse_hearing_changes_nothing_and_a_voice_without_words_is_reported(second: Passage) -> None:
    first = heard(passage("да@0-9 всё@60-79"))
    place = Again(span=Span(900, 6_000), accepted=ACCEPTED)
    (whole,) = merged(first, [(place, heard(second))])
    assert whole.passage == first.passage
    assert whole.unheard == (place.span,)


def test_a_place_in_another_language_parts_what_was_heard() -> None:
    first = heard(passage("да@0-9 э@10-59 всё@60-79"), english=passage("yes@0-9 er@10-59 all@60-79"))
    second = heard(passage("call@20-29 me@30-39"), language="en")
    parts = merged(first, [(Again(span=Span(900, 6_000), accepted=ACCEPTED), second)])
    assert texts(parts) == [("ru", "да"), ("en", "call me"), ("ru", "всё")]
    assert [part.english.text if part.english else None for part in parts] == ["yes", None, "all"]
    assert [part.span for part in parts] == [Span(0, 900), Span(900, 6_000), Span(6_000, LENGTH_MS)]


def test_a_place_is_cut_out_with_its_own_samples() -> None:
    samples = np.arange(LENGTH_MS * SAMPLE_RATE_HZ // 1000, dtype=np.float32)
    voice = (Voice(span=Span(1_000, 21_000), probability=0.9),)
    part = cut(Chunk(span=Span(1_000, 21_000), samples=samples, voice=voice), Span(5_000, 6_000))
    assert part.span == Span(4_850, 6_150)
    assert part.samples[0] == 3_850 * SAMPLE_RATE_HZ // 1000
    assert len(part.samples) == 1_300 * SAMPLE_RATE_HZ // 1000
    assert part.voice[0].span == part.span
