"""A quote inside a sentence: one stop where two would meet, as the house has it, and no other change."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import quoted
from earwitness.quotes.render import ENGLISH, published
from earwitness.quotes.sentence import SIGNS, in_sentence
from earwitness.quotes.style import STYLES, quotation_marks, style_named
from earwitness.quotes.words import QUOTATION_MARKS
from earwitness.records.mark import SIDES
from earwitness.records.quote import Quote

NESTED = QUOTATION_MARKS + "‘’'"
DOUBLED = re.compile(rf"[{SIGNS}][{NESTED}]*[.,][{NESTED}]*$")


@pytest.mark.parametrize(
    ("text", "sign", "default", "guardian"),
    [
        ("“We refused.”", ".", "“We refused.”", "“We refused.”"),
        ("“We refused.”", ",", "“We refused,”", "“We refused,”"),
        ("“We refused.”", ";", "“We refused”;", "“We refused”;"),
        ("“We refused.”", "?", "“We refused”?", "“We refused”?"),
        ("“refused”", ".", "“refused.”", "“refused”."),
        ("“refused”", ",", "“refused,”", "“refused”,"),
        ("“refused,”", ".", "“refused.”", "“refused.”"),
        ("“Refused?”", ".", "“Refused?”", "“Refused?”"),
        ("“Refused?”", ",", "“Refused?”", "“Refused?”"),
        ("“Refused!”", "?", "“Refused!”?", "“Refused!”?"),
        ("“We …”", ".", "“We …”", "“We …”"),
        ("“We —”", ",", "“We —”", "“We —”"),
        ("“in the U.S.”", ",", "“in the U.S.,”", "“in the U.S.”,"),
        ("“in the U.S.”", ".", "“in the U.S.”", "“in the U.S.”"),
        ("“He says: ‘Go.’”", ".", "“He says: ‘Go.’”", "“He says: ‘Go.’”"),
        ("“He says: ‘Go.’”", ",", "“He says: ‘Go,’”", "“He says: ‘Go,’”"),
        ("“He says: ‘Go!’,”", ".", "“He says: ‘Go!’”", "“He says: ‘Go!’”"),
        ("“One.” … “Two.”", ",", "“One.” … “Two,”", "“One.” … “Two,”"),
        ("“the river [the Dnipro]”", ".", "“the river [the Dnipro].”", "“the river [the Dnipro]”."),
        ("“Go.”", "", "“Go.”", "“Go.”"),
    ],
)
def test_two_stops_that_meet_are_one_and_stand_where_the_house_has_them(
    text: str, sign: str, default: str, guardian: str
) -> None:
    assert "".join(in_sentence(text, sign, style_named("default"), ENGLISH)) == default
    assert "".join(in_sentence(text, sign, style_named("guardian"), ENGLISH)) == guardian


def test_russian_has_the_stops_of_a_sentence_outside() -> None:
    default = style_named("default")
    assert in_sentence("«Нет»", ".", default, "ru") == ("«Нет»", ".")
    assert in_sentence("«Нет.»", ".", default, "ru") == ("«Нет.»", "")
    assert in_sentence("«Нет.»", ",", default, "ru") == ("«Нет»", ",")


@given(quoted.quotes(), st.sampled_from(list(STYLES)), st.sampled_from(SIGNS))
def test_of_whatever_quote_nothing_is_changed_but_its_last_stop_and_no_sign_is_doubled(
    quote: Quote, name: str, sign: str
) -> None:
    style = style_named(name)
    for side in SIDES:
        text = published(quote, side, style)
        if not text:
            continue
        language = ENGLISH if side == "english" else quote.pieces[0].language
        closing = quotation_marks(style, language)[0][1]

        def core(shown: str, closing: str = closing) -> str:
            return shown.removesuffix(closing).rstrip(NESTED + ".,;:")

        within, after = in_sentence(text, sign, style, language)
        assert core(within) == core(text)
        abbreviated = re.search(r"(?:\w\.){2,}$", core(text) + ".")
        assert abbreviated or DOUBLED.search(text) or not DOUBLED.search(within + after)
