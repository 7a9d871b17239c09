"""A quote is looked for in every translation that there ever was, and it is told whose words it has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desk import AT, MODEL, Desk, call
from earwitness.check.search import Space
from earwitness.check.tape import Earlier, Tape
from earwitness.records.custody import Agent, Digest
from earwitness.records.time import Span
from earwitness.records.translation import Candidate, Line
from earwitness.records.verdict import Checked

OTHER = Agent(kind="model", name="another-model", digest=Digest.of(b"others"))
PERSON = Agent(kind="person", name="Anna", digest=Digest.of(b"key"))
WRONG = "Yesterday the choir was asked to repaint the lighthouse door."
"""Nothing like what is said: it can be found by its words alone."""


def _candidate(number: int, of: str, text: str, by: Agent) -> Candidate:
    return Candidate(
        id=f"t-{of}-c{number}",
        transcript_id="t",
        utterance_id=of,
        language="en",
        text=text,
        made_by=by,
        made_at=AT,
        score=None,
        estimate=0.5,
        estimated_by=OTHER,
    )


def _desk(space: Space, candidates: tuple[Candidate, ...] = (), earlier: Earlier | None = None) -> Desk:
    tape = Tape(replace(call(), candidates=candidates), earlier or {})
    return Desk(space, [tape], [space.windows(tape)])


def _told(found: Checked) -> list[str]:
    return [one.text for one in found.findings if one.reason == "translation"]


def _river() -> tuple[str, Span, str]:
    (one,) = [one for one in call().utterances if one.text.startswith("Вчера нам приказали")]
    return one.id, one.span, one.translation or ""


def test_a_quote_of_a_candidate_that_was_not_chosen_is_found_and_it_is_told_whose_it_is(space: Space) -> None:
    of, span, shown = _river()
    desk = _desk(space, (_candidate(1, of, shown, MODEL), _candidate(2, of, WRONG, OTHER)))
    found = desk.look(WRONG)
    assert found.verdict == "verbatim"
    (place,) = found.places
    assert span.start_ms <= place.span.start_ms < place.span.end_ms <= span.end_ms
    assert place.translation == shown
    assert place.follows
    assert (place.follows.candidate, place.follows.made_by, place.follows.text) == ("c2", OTHER, WRONG)
    assert _told(found) == [
        f"These are the words of a translation that is not the one shown (c2, by another-model): {WRONG}"
    ]
    assert found.elsewhere == ()


def test_without_that_candidate_the_same_words_are_not_found(space: Space) -> None:
    assert _desk(space).look(WRONG).verdict == "not found"


def test_the_shown_translation_is_preferred_and_nothing_is_told(space: Space) -> None:
    of, _, shown = _river()
    desk = _desk(space, (_candidate(1, of, shown, MODEL), _candidate(2, of, f"{shown} Yes.", OTHER)))
    found = desk.look(shown)
    assert not found.is_finding
    assert (found.verdict, _told(found)) == ("verbatim", [])
    assert found.places[0].follows is None


def test_a_quote_of_what_stood_there_before_it_was_corrected_is_found(space: Space) -> None:
    of, _, _ = _river()
    machines, persons = Line(utterance_id=of, text=WRONG), Line(utterance_id=of, text="Gone.", written_by=PERSON)
    found = _desk(space, earlier={of: [machines, persons]}).look(WRONG)
    assert found.verdict == "verbatim"
    assert _told(found) == [
        "These are the words of a translation that is not the one shown (by whisper-base, before it was "
        f"corrected): {WRONG}"
    ]


def test_a_window_over_two_utterances_has_each_makers_words_and_the_shown_ones_where_there_are_none() -> None:
    view = call()
    plain = Tape(view)
    window = next(one for one in plain.windows if len(plain.spoken(one)) == 2)
    first, second = plain.spoken(window)
    tape = Tape(replace(view, candidates=(_candidate(2, first.id, "One.", OTHER),)))
    shown, other = tape.renderings(window)
    assert (shown.shown, shown.text) == (True, tape.english(window))
    assert (other.candidate, other.text) == ("c2", f"One. {second.translation}")


def test_a_mask_of_which_nobody_knows_the_word_stands_for_any_word(space: Space) -> None:
    of, _, _ = _river()
    desk = _desk(
        space, (_candidate(2, of, "Yesterday the wretched choir was asked to repaint the lighthouse.", OTHER),)
    )
    found = desk.look("Yesterday the w****** choir was asked to repaint the lighthouse.")
    assert found.places[0].follows
    assert found.verdict == "edited"


@pytest.mark.parametrize("quote", ["The.", "… …", "Yesterday the choir"])
def test_what_is_too_short_follows_nobody(space: Space, quote: str) -> None:
    of, _, _ = _river()
    assert _told(_desk(space, (_candidate(2, of, WRONG, OTHER),)).look(quote)) == []
