"""What the bench of a session counts: the keys that mend a line really mend it, and a key is a key."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from strokes import Act, Hands, Stops, cost, mend, mendings, units


def stops(line: str) -> Stops:
    """Where words end and begin."""
    found = list(re.finditer(r"\w+", line))
    return Stops((0, *(one.end() for one in found), len(line)), (0, *(one.start() for one in found), len(line)))


def pressed(line: str, acts: Sequence[Act], caret: int, selected: int | None = None) -> str:
    """A text field, as far as `mend` uses one."""
    begin, at = (caret if selected is None else selected), caret
    for act in acts:
        there = stops(line)
        if act.text:
            line, begin, at = line[:begin] + act.text + line[at:], begin + len(act.text), begin + len(act.text)
            continue
        moves = {
            "ArrowLeft": begin if begin < at else at - 1, "Control+ArrowLeft": there.before(at), "Home": 0,
            "ArrowRight": at if begin < at else at + 1, "Control+ArrowRight": there.after(at), "End": len(line),
        }  # fmt: skip
        deletes = {
            "Backspace": (at - 1, at), "Delete": (begin, max(at, begin + 1)),
            "Control+Backspace": (there.before(at), at), "Control+Delete": (at, there.after(at)),
        }  # fmt: skip
        if act.chord in moves:
            begin = at = moves[act.chord]
        else:
            first, last = deletes[act.chord]
            line, begin, at = line[:first] + line[last:], first, first
    return line


@pytest.mark.parametrize(
    ("now", "goal", "places"),
    [
        ("полковник Витлубин прямо на Бобеге, он", "полковник Ветлугин, прямо на бобике. Он", 2),
        ("скоро все связь пропадает целую.", "скоро. Всё, связь пропадает. Целую.", 2),
        ("вся рота отказалась 80 человек", "вся рота отказалась, восемьдесят человек", 1),
        ("[0:21] S2: Господи", "[0:21] S1: Господи", 1),
        ("Нет,", "Нет.", 1),
        ("то же", "тоже", 1),
        ("как было", "как было", 0),
    ],
)
def test_the_keys_that_mend_a_line_make_it_what_it_should_be(now: str, goal: str, places: int) -> None:
    wanted = mendings(now, goal)
    assert units(wanted) == places
    words = [(one.start(), one.end()) for one in re.finditer(r"\S+", now)]
    for selected, caret in [(None, 0), (None, len(now)), *words]:
        acts = mend(now, wanted, stops, caret=caret, selected=selected)
        assert pressed(now, acts, caret, selected) == goal


def test_a_letter_that_is_wrong_costs_its_way_and_two_keys() -> None:
    now, goal = "Нет, не знаю", "Нет. не знаю"
    assert cost(mend(now, mendings(now, goal), stops, caret=4)) == 2
    assert cost(mend(now, mendings(now, goal), stops, caret=0)) == 2 + 2


def test_modifiers_are_keys_and_so_is_shift_for_a_capital_or_a_comma() -> None:
    hands = Hands()
    hands.press("Control+Shift+KeyZ", "Enter")
    hands.do([Act(text="Да, всё.")])
    hands.count("Alt+Tab")
    hands.think(2)
    assert (hands.keys, hands.thoughts) == (3 + 1 + 10 + 2, 2)
    assert hands.seconds(0.2) == pytest.approx(16 * 0.2 + 2 * 1.35)
