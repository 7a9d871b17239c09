"""Corrections are layers: laid over one another they are what a person sees, and undone they leave no trace."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.errors import ConflictError, UsageError
from earwitness.formats.review_json import change_from_json
from earwitness.records.review import (
    Accept,
    Change,
    Comment,
    Correction,
    English,
    Mark,
    Merge,
    Relabel,
    Resolve,
    SignOff,
    Speaker,
    Split,
    Text,
    Times,
    Withdraw,
)
from earwitness.records.speech import Transcript, Utterance
from earwitness.records.time import Span
from earwitness.records.translation import Decision, Line, Translation
from earwitness.review.lines import laid
from earwitness.review.overlay import NO_WORDS, Overlay
from reviewing import ANNA, IVAN, MODEL, SAID, made, transcript

MACHINE = transcript()


def seen(*changes: Change | tuple[Change, object]) -> Transcript:
    return Overlay(MACHINE, made(*changes)).transcript  # type: ignore[arg-type]


def utterances(*changes: Change) -> list[Utterance]:
    return list(seen(*changes).utterances)


@st.composite
def histories(draw: st.DrawFn) -> list[Correction]:
    """Corrections of all kinds, each made on what its maker sees."""
    held: list[Correction] = []
    for _ in range(draw(st.integers(0, 8))):
        overlay = Overlay(MACHINE, held)
        change = draw(changes(overlay))
        with contextlib.suppress(UsageError):
            tried = [
                *held,
                replace(made(change)[0], number=len(held) + 1, made_by=draw(st.sampled_from([ANNA, IVAN]))),
            ]
            Overlay(MACHINE, tried)
            held = tried
    return held


@st.composite
def changes(draw: st.DrawFn, overlay: Overlay) -> Change:
    place = draw(st.sampled_from(list(overlay.places.values())))
    of, on, many = place.utterance.id, place.review.revision, len(place.utterance.words)
    after = draw(st.sampled_from(list(overlay.places.values())))
    words = [word.text for word in place.utterance.words]
    cut = draw(st.integers(0, many))
    spans = [Span(word.span.start_ms, word.span.start_ms + 10) for word in place.utterance.words]
    return draw(
        st.sampled_from(
            [
                Text(utterance_id=of, on=on, text=" ".join([*words[:cut], "вот", *words[cut + 1 :]])),
                Text(utterance_id=of, on=on, text=" ".join(words[:cut])),
                Times(utterance_id=of, on=on, spans=tuple(spans)),
                Split(utterance_id=of, on=on, at=cut),
                Merge(utterance_id=of, on=on, other_id=after.utterance.id, other_on=after.review.revision),
                Speaker(utterance_id=of, on=on, speaker=draw(st.sampled_from(["S1", "S2", "S3", None]))),
                Mark(utterance_id=of, on=on, words=(), unclear="unintelligible"),
                English(utterance_id=of, on=on, text="He says no."),
                Accept(utterance_id=of, on=on),
                SignOff(utterance_id=of, on=on),
                Relabel(speaker="S2", to="S1", from_ms=draw(st.sampled_from([0, 2_500]))),
                Comment(span=Span(0, 500), text="Who is this?"),
                Resolve(comment=1, resolved=True),
                Withdraw(correction=draw(st.integers(1, 8))),
            ]
        )
    )


@given(histories())
def test_whatever_was_corrected_undone_it_is_the_machines_transcript_again(held: list[Correction]) -> None:
    undone = list(held)
    for one in reversed(held):
        with contextlib.suppress(UsageError):  # what was undone already
            last = replace(made(Withdraw(correction=one.number))[0], number=len(undone) + 1)
            Overlay(MACHINE, [*undone, last])
            undone.append(last)
    found = Overlay(MACHINE, undone)
    assert found.transcript == MACHINE
    assert found.reviewed == ()
    assert found.remarks == {}


@given(histories())
def test_whatever_is_corrected_each_state_of_the_history_stays_as_it_was(held: list[Correction]) -> None:
    for number in range(len(held) + 1):
        found = Overlay(MACHINE, held[:number])
        assert found.number == number
        for place in found.shown:
            of = place.utterance
            assert [word.text for word in of.words] == of.text.split()
            assert all(a.span.start_ms <= b.span.start_ms for a, b in pairwise(of.words))
            assert all(at < len(of.words) for at in place.review.untimed)


def test_a_corrected_text_keeps_the_times_and_the_doubts_of_the_words_that_stay() -> None:
    (first, *_) = utterances(Text(utterance_id="u0", on=0, text="Алло, вы меня слышите?"))
    before = MACHINE.utterances[0]
    assert first.text == "Алло, вы меня слышите?"
    assert [first.words[at] for at in (0, 2)] == [before.words[at] for at in (0, 2)]
    assert [word.confidence for word in first.words] == [0.5, None, 0.5, None]
    assert first.doubts == before.doubts
    (first, *_) = utterances(Text(utterance_id="u0", on=0, text="Привет, ты меня слышишь?"))
    assert first.doubts == ()


def test_an_utterance_in_which_a_person_heard_no_words_is_told_among_what_was_left_out() -> None:
    found = seen(Text(utterance_id="u2", on=0, text=""))
    assert [one.id for one in found.utterances] == ["u0", "u1", "u3"]
    assert [(one.reason, one.text) for one in found.drops] == [(NO_WORDS, "Понял.")]
    again = seen(Text(utterance_id="u2", on=0, text=""), Text(utterance_id="u2", on=1, text="Понял."))
    assert [one.id for one in again.utterances] == ["u0", "u1", "u2", "u3"]


def test_parting_and_joining_give_the_same_words_at_the_same_times() -> None:
    parted = utterances(Split(utterance_id="u1", on=0, at=1))
    assert [one.id for one in parted] == ["u0", "u1", "u1.1", "u2", "u3"]
    assert [one.text for one in parted[1:3]] == ["Слышу.", "Мы отказались идти."]
    joined = utterances(
        Split(utterance_id="u1", on=0, at=1), Merge(utterance_id="u1", on=1, other_id="u1.1", other_on=1)
    )
    assert joined == list(MACHINE.utterances)
    both = utterances(Merge(utterance_id="u1", on=0, other_id="u2", other_on=0))
    assert both[1].text == "Слышу. Мы отказались идти. Понял."
    assert [doubt.words for doubt in both[1].doubts] == [(0,), (4,)]


def test_another_speaker_takes_the_time_of_the_utterance_with_it() -> None:
    found = seen(Speaker(utterance_id="u1", on=0, speaker="S3"))
    assert [one.speaker for one in found.turns] == ["S1", "S3", "S2", "S1"]
    nobody = seen(Speaker(utterance_id="u1", on=0, speaker=None))
    assert [one.speaker for one in nobody.turns] == ["S1", "S2", "S1"]
    one = seen(Relabel(speaker="S2", to="S1"))
    assert {turn.speaker for turn in one.turns} == {utterance.speaker for utterance in one.utterances} == {"S1"}


def test_voices_that_an_earlier_version_joined_are_joined_from_the_beginning() -> None:
    assert change_from_json({"kind": "relabel", "speaker": "S2", "to": "S1"}) == Relabel(speaker="S2", to="S1")


def test_a_voice_is_parted_at_a_moment_with_the_turn_that_lasts_over_it() -> None:
    found = seen(Relabel(speaker="S1", to="S3", from_ms=9_000))
    assert [one.speaker for one in found.utterances] == ["S1", "S2", "S2", "S3"]
    assert [one.speaker for one in found.turns] == ["S1", "S2", "S2", "S3"]
    within = seen(Relabel(speaker="S1", to="S3", from_ms=100))
    assert [(one.speaker, one.span.start_ms) for one in within.turns[:2]] == [("S1", 0), ("S3", 100)]


def test_a_conflict_is_refused_with_what_both_say() -> None:
    mine, theirs = (Text(utterance_id="u2", on=0, text=text) for text in ("Понятно.", "Принял."))
    with pytest.raises(ConflictError, match=r"it is now “Понятно\.”; yours was “Принял\.”"):
        seen(mine, theirs)
    with pytest.raises(ConflictError, match='"u2" is not there any more'):
        seen(Merge(utterance_id="u1", on=0, other_id="u2", other_on=0), replace(mine))


def test_what_a_model_heard_of_the_times_is_in_nobodys_way_and_falls_with_the_words() -> None:
    text = Text(utterance_id="u2", on=0, text="Принял.")
    heard = (Times(utterance_id="u2", on=1, spans=(Span(6_100, 6_200),)), MODEL)
    overlay = Overlay(MACHINE, made(text, heard))
    assert overlay.places["u2"].utterance.words[0].span == Span(6_100, 6_200)
    assert overlay.places["u2"].review.untimed == ()
    later = Overlay(MACHINE, made(text, heard, Text(utterance_id="u2", on=1, text="Принял, да.")))
    assert later.places["u2"].utterance.words[0].span == Span(6_100, 6_200)
    assert seen(text, heard, Withdraw(correction=1)) == MACHINE


def test_what_was_accepted_is_not_doubted_until_it_is_another() -> None:
    mark = Mark(utterance_id="u1", on=0, words=(1,), unclear="unclear")
    overlay = Overlay(MACHINE, made(mark, Accept(utterance_id="u1", on=1)))
    assert [doubt.reason for doubt in overlay.transcript.utterances[1].doubts] == ["unclear"]
    assert overlay.places["u1"].review.accepted_by == ANNA
    later = Overlay(
        MACHINE,
        made(mark, Accept(utterance_id="u1", on=1), Speaker(utterance_id="u1", on=1, speaker="S1")),
    )
    assert later.places["u1"].review.accepted_by is None
    assert len(later.transcript.utterances[1].doubts) == 2


def test_four_eyes_are_two_people() -> None:
    accept = Accept(utterance_id="u1", on=0)
    signed = Overlay(MACHINE, made(accept, (SignOff(utterance_id="u1", on=0), IVAN)))
    assert signed.places["u1"].review.signed_by == IVAN
    for before in ([], [accept]):
        with pytest.raises(UsageError, match="not corrected or accepted by anybody else"):
            seen(*before, SignOff(utterance_id="u1", on=0))


def test_what_stands_under_another_correction_cannot_be_undone_before_it() -> None:
    first, second = (Text(utterance_id="u2", on=on, text=text) for on, text in enumerate(("Так.", "Вот.")))
    with pytest.raises(ConflictError, match="The correction 1 cannot be undone: a later one stands on it"):
        seen(first, second, Withdraw(correction=1))
    assert seen(first, second, Withdraw(correction=2), Withdraw(correction=1)) == MACHINE
    redone = seen(first, second, Withdraw(correction=2), Withdraw(correction=3))
    assert redone.utterances[2].text == "Вот."
    with pytest.raises(UsageError, match="no correction 2 that counts"):
        seen(first, second, Withdraw(correction=2), Withdraw(correction=2))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Times(utterance_id="u2", on=0, spans=()), "1 words, and 0 times"),
        (Times(utterance_id="u3", on=0, spans=(Span(9_000, 9_500), Span(9_400, 9_600))), "after the next word"),
        (Split(utterance_id="u1", on=0, at=0), "cannot be parted there"),
        (Split(utterance_id="u1", on=0, at=4), "cannot be parted there"),
        (Merge(utterance_id="u0", on=0, other_id="u2", other_on=0), "does not follow"),
        (Merge(utterance_id="u3", on=0, other_id="u3", other_on=0), "does not follow"),
        (Speaker(utterance_id="u1", on=0, speaker="Ivan"), "is no label"),
        (Mark(utterance_id="u2", on=0, words=(1,), unclear="unclear"), "others were marked"),
        (Relabel(speaker="S9", to="S1"), "Nothing is said by"),
        (Relabel(speaker="S1", to="S3", from_ms=9_001), "Nothing is said by"),
        (Relabel(speaker="S1", to="S0"), "is no label"),
        (Resolve(comment=3, resolved=True), "no comment 3"),
        (Withdraw(correction=7), "no correction 7"),
        (Text(utterance_id="u9", on=0, text="а"), "not there any more"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_in_a_sentence(change: Change, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        seen(change)


def test_the_english_follows_its_words_through_every_change() -> None:
    translation = Translation(
        id="e",
        transcript_id="t1",
        language="en",
        lines=tuple(Line(utterance_id=f"u{at}", text=f"Line {at}.") for at in range(len(SAID))),
        made_by=MODEL,
        made_at="2026-01-02T03:04:05Z",
    )
    overlay = Overlay(
        MACHINE,
        made(
            Text(utterance_id="u0", on=0, text="Алло, вы меня слышите?"),
            English(utterance_id="u1", on=0, text="I hear. We refused."),
            Merge(utterance_id="u1", on=2, other_id="u2", other_on=0),
            Split(utterance_id="u3", on=0, at=1),
        ),
    )
    lines = laid(translation, overlay, {}).lines
    assert [(one.utterance_id, one.text) for one in lines] == [
        ("u0", "Line 0."),
        ("u1", "I hear. We refused. Line 2."),
        ("u3", "Line 3."),
    ]
    assert [[doubt.reason for doubt in one.doubts] for one in lines] == [["older"], [], ["older"]]
    assert lines[1].written_by == ANNA
    chosen = {
        "u0": Decision(id="d", candidate_id="c", made_by=ANNA, made_at="2026-01-02T05:00:00Z"),
        "u1": Decision(id="e", candidate_id="d", made_by=ANNA, made_at="2026-01-02T03:59:00Z"),
    }
    assert laid(translation, overlay, chosen).lines[0].doubts == ()
    assert laid(translation, overlay, chosen).lines[1].text == "I hear. We refused. Line 2."
