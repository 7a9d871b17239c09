"""Edited English as it is typed: what can be read as marks is, anything else is refused in a sentence."""

from __future__ import annotations

import pytest

from earwitness.errors import UsageError
from earwitness.quotes.notation import read
from earwitness.records.mark import (
    Case,
    Emphasis,
    Gloss,
    Mark,
    Mask,
    Omission,
    Stop,
)

SAID = "I hear you, I hear you. He said: “They ordered us across the river at night,” and we refused, all of us."
LINE = SAID.split()


def e(kind: type[Omission | Emphasis], first: int, stop: int) -> Mark:
    return kind(side="english", first=first, stop=stop)


@pytest.mark.parametrize(
    ("typed", "first", "stop", "marks"),
    [
        ("we refused, all of us.", 17, 22, []),
        ("we refused", 17, 19, [Stop(side="english", at=1)]),
        ("We refused", 17, 19, [Case(side="english", at=0), Stop(side="english", at=1)]),
        ("They ordered us … at night", 8, 16, [e(Omission, 3, 6), Stop(side="english", at=7)]),
        ("They ordered us ... at night,", 8, 16, [e(Omission, 3, 6)]),
        ("They ordered us [...] at night,", 8, 16, [e(Omission, 3, 6)]),
        ("They ordered us […3] at night,", 8, 16, [e(Omission, 3, 6)]),
        ("river [Dnipro] at", 13, 15, [Gloss(side="english", first=1, stop=1, text="Dnipro")]),
        ("[They=The generals] ordered", 8, 10, [Gloss(side="english", first=0, stop=1, text="The generals")]),
        ("and [we refused=they went], all", 16, 20, [Gloss(side="english", first=1, stop=3, text="they went")]),
        ("we r*fused, all", 17, 20, [Mask(side="english", at=1, rule="vowel")]),
        (
            "we r****** … us.",
            17,
            22,
            [Mask(side="english", at=1, rule="initial"), Stop(side="english", at=1), e(Omission, 2, 4)],
        ),
        ("_all of us_.", 19, 22, [e(Emphasis, 0, 3)]),
        ('He said: "They ordered"', 6, 10, []),
        ("[…3] I hear you.", 3, 6, []),
        ("I hear you.", 3, 6, []),
    ],
)
def test_edits_are_read_as_marks(typed: str, first: int, stop: int, marks: list[Mark]) -> None:
    found = read(typed, LINE)
    assert (found.first, found.stop, list(found.marks)) == (first, stop, marks)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "has no word of the line"),
        ("we\x1b[31m refused", "cannot be shown on one line"),
        ("we\nrefused", "cannot be shown on one line"),
        ("we \u202erefused", "cannot be shown on one line"),
        ("…", "has no word of the line"),
        ("They told us", "“told” is not what the English line says"),
        ("They ordered across", "“across” does not follow there"),
        ("ordered They", "“They” does not follow there"),
        ("we refused. all", "does not follow there in the English line, or not so written"),
        ("we refused all", "does not follow there in the English line, or not so written"),
        ("us? across", "“us?” is not what the English line says"),
        ("we REFUSED", "“REFUSED”"),
        ("They … ordered", "“ordered” does not follow"),
        ("… we refused", "An ellipsis stands at the edge"),
        ("we refused …", "An ellipsis stands at the edge"),
        ("I hear", "stands in the line more than once"),
        ("[tank=jeep] ordered", "“tank”, which [jeep] stands for, is not there"),
        ("[they]re fused", "“[they]re” is half a word and half a gloss"),
        ("we [refused", "A bracket is not closed"),
        ("we [] refused", "A gloss is empty"),
        ("_we refused", "does not stand in pairs"),
        ("They ordered […2] across", "does not follow"),
        ("They […99] night,", "Nothing is left out where “[…99]” stands"),
    ],
)
def test_what_the_line_does_not_say_is_refused(typed: str, says: str) -> None:
    with pytest.raises(UsageError) as refused:
        read(typed, LINE)
    assert says in str(refused.value)


def test_words_of_an_utterance_whose_sound_is_left_out_cannot_be_kept() -> None:
    with pytest.raises(UsageError):
        read("They ordered", LINE, never=range(8, 16))


def test_a_question_or_an_order_never_loses_its_mark() -> None:
    with pytest.raises(UsageError):
        read("You refused", ["You", "refused?"])


def test_where_the_line_has_an_ellipsis_of_its_own_only_one_in_brackets_leaves_words_out() -> None:
    line = ["Well", "…", "I", "do", "not", "know"]
    assert read("Well … I", line).marks == ()
    assert read("Well […] know", line).marks == (Omission(side="english", first=1, stop=5),)


def test_a_long_line_is_read_quickly() -> None:
    line = ["no,"] * 300 + ["never."]
    with pytest.raises(UsageError, match="more than once"):
        read("no, … no, … no, … never.", line)
