"""How text is broken into subtitles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.formats.layout import MAX_COLUMNS, MAX_LINES, Piece, Unit, split, tidy, units, width

words = st.lists(
    st.builds(
        Unit,
        st.text(st.sampled_from("абвxy,.—も"), min_size=1, max_size=14) | st.just("ы" * 50),
        spaced=st.booleans(),
    ),
    max_size=50,
)


def text_of(held: list[Unit]) -> str:
    return "".join(" " * word.spaced + word.text for word in held).strip()


def joined(pieces: list[Piece], held: list[Unit]) -> str:
    """The text again, with white space at a break only where the text had some."""
    text, at = "", 0
    for line in (line for piece in pieces for line in piece.lines):
        text += " " * held[at].spaced + line
        used = ""
        while used.strip() != line:
            used += " " * held[at].spaced + held[at].text
            at += 1
    return text.strip()


def lines_of(text: str) -> list[tuple[str, ...]]:
    return [piece.lines for piece in split(units(text))]


@given(words)
def test_no_word_is_lost_repeated_or_parted_from_another_by_new_white_space(held: list[Unit]) -> None:
    pieces = split(held)
    assert [piece.first for piece in pieces] == [0, *(piece.stop for piece in pieces)][: len(pieces)]
    assert joined(pieces, held) == text_of(held)


@given(words)
def test_only_a_single_word_makes_a_line_wider_than_42_columns(held: list[Unit]) -> None:
    for piece in split(held):
        assert 1 <= len(piece.lines) <= MAX_LINES
        assert all(width(line) <= MAX_COLUMNS or line in {word.text for word in held} for line in piece.lines)


@given(words, st.integers(0, 5))
def test_more_pieces_than_needed_can_be_asked_for_up_to_one_a_word(held: list[Unit], more: int) -> None:
    fewest = len(split(held))
    assert len(split(held, count=fewest + more)) == min(fewest + more, len(held))


def test_a_text_that_fits_stands_in_one_line() -> None:
    assert lines_of("Слышу, слышу. У меня мало времени.") == [("Слышу, слышу. У меня мало времени.",)]


def test_two_lines_are_broken_at_punctuation_near_the_middle() -> None:
    assert lines_of("When we got there, nobody had told us about the river.") == [
        ("When we got there,", "nobody had told us about the river."),
    ]


def test_two_lines_without_punctuation_are_about_equal() -> None:
    assert lines_of("Nobody at all had ever told any of us about that river") == [
        ("Nobody at all had ever told", "any of us about that river"),
    ]


def test_a_short_word_goes_with_what_follows() -> None:
    ((first, _),) = lines_of("Приказали ночью переправиться на тот берег реки")
    assert not first.endswith(" на")


def test_a_dash_does_not_begin_a_line() -> None:
    assert not any(
        line.startswith("—") for lines in lines_of("Командир нашей батареи — человек " * 4) for line in lines
    )


def test_a_sentence_end_parts_two_pieces() -> None:
    text = "Nobody had told us anything about the river or about the bridge there. " * 2
    assert [len(lines) for lines in lines_of(text)] == [2, 2]
    assert lines_of(text)[0] == lines_of(text)[1]


def test_wide_characters_count_two_columns() -> None:
    assert all(
        width(line) <= 42 for lines in [p.lines for p in split([Unit("夜", spaced=False)] * 60)] for line in lines
    )


def test_a_no_break_space_is_not_broken() -> None:
    assert [unit.text for unit in units("5\u00a0000 рублей")] == ["5\u00a0000", "рублей"]


@given(st.text())
def test_tidying_twice_changes_nothing_more(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


@pytest.mark.parametrize("text", ["", " \n ", "\0\x85\u2028\ud800"])
def test_what_holds_no_text_tidies_to_nothing(text: str) -> None:
    assert tidy(text) == ""


def test_a_long_monologue_is_split_at_once() -> None:
    assert len(split(units("слово " * 600))) > 40
