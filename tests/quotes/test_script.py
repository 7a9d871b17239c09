"""What a machine reads is what is printed, whatever the quote: no other word, and none less but the masked."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import quoted
from earwitness.quotes.clip import told_of
from earwitness.quotes.render import published
from earwitness.quotes.script import Beat, script
from earwitness.quotes.style import STYLES
from earwitness.records.mark import SIDES, Omission, Side
from earwitness.records.quote import Quote


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


@settings(max_examples=50)
@given(quoted.quotes(), st.sampled_from(SIDES), st.sampled_from(sorted(STYLES)))
def test_all_that_is_read_is_printed_in_this_order(quote: Quote, side: Side, name: str) -> None:
    style = STYLES[name]
    printed, at = letters(published(quote, side, style, quoted=False)), 0
    for told in told_of(quote, style):
        for beat in script(told, quote, side, style):
            if isinstance(beat, str):
                found = printed.find(letters(beat), at)
                assert found >= 0
                at = found + len(letters(beat))


@settings(max_examples=50)
@given(quoted.quotes(), st.sampled_from(SIDES))
def test_all_that_is_printed_is_read_where_nothing_is_masked(quote: Quote, side: Side) -> None:
    style = STYLES["guardian"]  # which masks nothing
    printed = published(quote, side, style, quoted=False)
    beats = [beat for told in told_of(quote, style) for beat in script(told, quote, side, style)]
    if Beat.COVER not in beats and "*" not in printed:
        assert letters("".join(beat for beat in beats if isinstance(beat, str))) == letters(printed)


@pytest.mark.parametrize("side", SIDES)
@settings(max_examples=50)
@given(quote=quoted.quotes())
def test_there_is_a_pause_for_each_omission_that_words_follow(side: Side, quote: Quote) -> None:
    style = STYLES["default"]
    beats = [beat for told in told_of(quote, style) for beat in script(told, quote, side, style)]
    omissions = [mark for mark in quote.of(side) if isinstance(mark, Omission)]
    assert beats.count(Beat.BREAK) <= len(omissions)
