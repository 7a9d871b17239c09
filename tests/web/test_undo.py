"""What somebody can undo and redo: their own last deed, all of it, however many corrections it was."""

from __future__ import annotations

from dataclasses import replace

from earwitness.records.review import Change, Correction, Text, Withdraw
from earwitness.web.rows import undoable
from reviewing import ANNA, IVAN, made


def text(number: int, on: int = 0) -> Text:
    return Text(utterance_id=f"u{number}", on=on, text="Нет.")


def deed(name: str, *corrections: Correction) -> list[Correction]:
    return [replace(one, sent_as=f"{name}/{at}") for at, one in enumerate(corrections)]


def then(held: list[Correction], name: str, *changes: Change) -> list[Correction]:
    """One more deed of Anna's."""
    return [*held, *deed(name, *made(*(one.change for one in held), *changes)[len(held) :])]


REPLACED = then(made(text(0)), "replaced", text(1), text(2), text(3))


def test_what_was_replaced_at_once_is_undone_at_once_and_redone_at_once() -> None:
    assert undoable(REPLACED, ANNA) == ([4, 3, 2], [])
    undone = then(REPLACED, "undone", *(Withdraw(correction=number) for number in (4, 3, 2)))
    assert undoable(undone, ANNA) == ([1], [7, 6, 5])
    redone = then(undone, "redone", *(Withdraw(correction=number) for number in (7, 6, 5)))
    assert undoable(redone, ANNA) == ([4, 3, 2], [])


def test_each_undoes_what_they_did_themselves() -> None:
    held = [*REPLACED, *made(*(one.change for one in REPLACED), (text(1, on=2), IVAN))[4:]]
    assert undoable(held, IVAN) == ([5], [])
    assert undoable(held, ANNA) == ([4, 3, 2], [])


def test_where_somebody_made_something_of_a_part_the_rest_is_undone_and_then_what_was_before() -> None:
    held = [*REPLACED, *made(*(one.change for one in REPLACED), (text(1, on=2), IVAN))[4:]]
    undone = then(held, "undone", Withdraw(correction=4), Withdraw(correction=3))
    assert undoable(undone, ANNA) == ([1], [7, 6])


def test_a_part_that_was_undone_by_itself_leaves_the_rest_to_be_undone() -> None:
    held = [*REPLACED, *made(*(one.change for one in REPLACED), Withdraw(correction=4))[4:]]
    assert undoable(held, ANNA) == ([3, 2], [5])
