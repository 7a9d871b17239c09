"""A desk that reads only what is new shows what anybody would see who reads all of it."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

import calls
from earwitness.errors import EarwitnessError
from earwitness.records.glossary import Term
from earwitness.records.review import (
    Accept,
    Change,
    English,
    Mark,
    Merge,
    Relabel,
    SignOff,
    Speaker,
    Split,
    Text,
    Withdraw,
)
from earwitness.workflow.case import Case
from earwitness.workflow.desk import Desk
from earwitness.workflow.person import acting_for


def drawn(desk: Desk, chance: random.Random) -> Change:
    """Some change of some utterance, as it is now."""
    shown = list(desk.seen.utterances.values())
    at = chance.randrange(len(shown))
    one, other = shown[at], shown[(at + 1) % len(shown)]
    on, other_on = (each.review.revision if each.review else 0 for each in (one, other))
    of = {"utterance_id": one.id, "on": on}
    makers: list[Callable[[], Change]] = [
        lambda: Text(**of, text=chance.choice(["Алло.", "Мы отказались, приказ есть приказ.", "", one.text])),
        lambda: Split(**of, at=1),
        lambda: Merge(**of, other_id=other.id, other_on=other_on),
        lambda: Speaker(**of, speaker=chance.choice(["S1", "S2", "S3", None])),
        lambda: Mark(**of, words=(0,), unclear="unclear"),
        lambda: English(**of, text=chance.choice(["Hello.", "An order is an order."])),
        lambda: Accept(**of),
        lambda: SignOff(**of),
        lambda: Relabel(speaker="S3", to="S1"),
        lambda: Withdraw(correction=max(1, desk.seen.overlay.number - chance.randrange(3))),
    ]
    return chance.choice(makers)()


@pytest.mark.parametrize("seed", range(3))
def test_after_each_change_it_shows_what_reading_all_of_it_shows(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    case: Case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    calls.translate(case, "t1", "e1")
    with Desk(case.path, guests=["Anna", "Ivan"]) as desk:
        done = 0
        while done < 25:
            with acting_for(chance.choice([None, *desk.guests])):
                try:
                    desk.correct(drawn(desk, chance))
                except EarwitnessError:  # what was drawn makes no sense there
                    continue
            done += 1
            if done == 8:
                case.translate(using=["fake:2"], embedder="fake")
            elif done == 12:
                case.add_terms([Term(term="приказ", language="ru", translation="order")])
            elif done == 16:
                case.name_speaker("S1", "A mother")
            elif done == 20:
                first = next(one for one in case.recording().utterances if one.candidates)
                case.choose([(first.id, first.candidates[-1].number)])
            desk.refresh()
            seen = case.recording()
            assert tuple(desk.seen.utterances.values()) == seen.utterances
            assert tuple(desk.seen.overlay.remarks.values()) == seen.remarks
    assert [item for item in case.verify() if item.outcome == "fail"] == []


def test_what_is_not_other_is_not_computed_anew(tmp_path: Path) -> None:
    case = calls.call(tmp_path / "case")
    calls.hear(case, "t1")
    with Desk(case.path) as desk:
        before = desk.seen
        assert not desk.refresh()
        assert desk.seen is before
        desk.correct(Text(utterance_id="u2", on=0, text="Не слышу."))
        same = [of for of, one in desk.seen.utterances.items() if one is before.utterances[of]]
        assert same == ["u1", "u3", "u4"]
