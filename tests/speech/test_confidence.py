"""A word's confidence rises with what speaks for it, and with nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from earwitness.backends.protocols import Passage, Reading
from earwitness.records.speech import Word
from earwitness.records.time import Span
from earwitness.speech.confidence import agreement, calibrated


def passage(*said: tuple[str, float | None], readings: tuple[tuple[str, float], ...] = ()) -> Passage:
    words = tuple(
        Word(text=text, span=Span(at * 300, at * 300 + 300), confidence=own) for at, (text, own) in enumerate(said)
    )
    return Passage(
        text=" ".join(text for text, _ in said),
        words=words,
        readings=tuple(Reading(text=text, share=share) for text, share in readings),
    )


def confidences(one: Passage) -> list[float | None]:
    return [word.confidence for word in calibrated(one).words]


def test_a_word_that_other_readings_have_too_is_agreed_on_whatever_its_case_and_punctuation() -> None:
    said = passage(("Мы", 0.9), ("пошли.", 0.5), readings=(("Мы пошли.", 0.6), ("мы нашли", 0.4)))
    assert agreement(said) == [1.0, 0.6]


def test_readings_that_differ_make_a_word_less_probable() -> None:
    alike = passage(("пошли", 0.6), readings=(("пошли", 0.5), ("Пошли!", 0.5)))
    differ = passage(("пошли", 0.6), readings=(("пошли", 0.5), ("нашли", 0.5)))
    (more,), (less,) = confidences(alike), confidences(differ)
    assert more is not None
    assert less is not None
    assert more > less


def test_doubtful_words_on_either_side_make_a_word_less_probable() -> None:
    among_sure = confidences(passage(("мы", 0.9), ("не", 0.6), ("пошли", 0.9)))[1]
    after_doubtful = confidences(passage(("мы", 0.2), ("не", 0.6), ("пошли", 0.9)))[1]
    before_doubtful = confidences(passage(("мы", 0.9), ("не", 0.6), ("пошли", 0.2)))[1]
    assert among_sure is not None
    assert after_doubtful == before_doubtful
    assert after_doubtful is not None
    assert after_doubtful < among_sure


@given(st.lists(st.floats(0, 1), min_size=1, max_size=6), st.floats(0, 1))
def test_a_confidence_is_a_probability_and_never_falls_as_the_models_own_rises(
    own: list[float], more: float
) -> None:
    before = confidences(passage(*((f"слово{at}", one) for at, one in enumerate(own))))
    after = confidences(
        passage(("слово0", max(own[0], more)), *((f"слово{at}", one) for at, one in enumerate(own) if at))
    )
    assert all(one is not None and 0 <= one <= 1 for one in before)
    assert (after[0] or 0) >= (before[0] or 0)


def test_what_the_model_did_not_judge_is_not_judged() -> None:
    assert confidences(passage(("да", None), ("нет", 0.9)))[0] is None
