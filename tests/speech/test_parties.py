"""Each channel of a call has one speaker, whose turns hold all that is said on it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from earwitness.backends.protocols import Passage, Voice
from earwitness.records.speech import Turn, Word
from earwitness.records.time import Span
from earwitness.speech.assemble import assemble
from earwitness.speech.drop import is_invented
from earwitness.speech.heard import Heard
from earwitness.speech.parties import SHORTEST_GAP_MS, parties


def heard(channel: int | None, *said: tuple[int, int], voice: tuple[Voice, ...] = ()) -> Heard:
    words = tuple(
        Word(text=f"слово{at}", span=Span(*span), confidence=0.9) for at, span in enumerate(sorted(said))
    )
    spans = [word.span for word in words] + [one.span for one in voice]
    return Heard(
        span=Span(min(span.start_ms for span in spans), max(span.end_ms for span in spans)),
        voice=voice,
        language="ru",
        language_probability=1.0,
        likeliest="ru",
        passage=Passage(text=" ".join(word.text for word in words), words=words),
        english=None,
        channel=channel,
    )


def test_labels_are_in_the_order_in_which_the_parties_are_first_heard() -> None:
    found = parties([heard(1, (5_000, 6_000)), heard(2, (1_000, 1_500), (7_000, 7_400))])
    assert found == [
        Turn(span=Span(1_000, 1_500), speaker="S1", channel=2),
        Turn(span=Span(5_000, 6_000), speaker="S2", channel=1),
        Turn(span=Span(7_000, 7_400), speaker="S1", channel=2),
    ]


def test_a_sure_voice_is_a_turn_even_where_no_word_was_made_of_it_and_a_faint_one_is_not() -> None:
    voices = (Voice(span=Span(0, 900), probability=0.9), Voice(span=Span(4_000, 5_000), probability=0.2))
    assert [turn.span for turn in parties([heard(1, voice=voices)])] == [Span(0, 900)]


def test_what_was_invented_on_a_silent_channel_is_nobodys_turn() -> None:
    noise = (Voice(span=Span(0, 900), probability=0.3),)
    one = heard(2, (0, 800), voice=noise)
    one = replace(one, passage=replace(one.passage, no_speech=0.9, log_probability=-2.0))
    assert is_invented(one)
    assert parties([one]) == []


def test_sound_without_channels_has_no_parties() -> None:
    assert parties([heard(None, (0, 500))]) == []


spans = st.lists(st.tuples(st.integers(0, 20_000), st.integers(1, 1_500)), min_size=1, max_size=6).map(
    lambda pairs: [(start, start + length) for start, length in pairs]
)


@given(spans, spans)
def test_every_word_of_a_channel_is_its_speakers_and_turns_of_one_are_parted_by_pauses(
    first: list[tuple[int, int]], second: list[tuple[int, int]]
) -> None:
    both = [heard(1, *first), heard(2, *second)]
    turns = parties(both)
    for channel in (1, 2):
        own = [turn.span for turn in turns if turn.channel == channel]
        assert all(after.start_ms - before.end_ms >= SHORTEST_GAP_MS for before, after in pairwise(own))
    labels = {turn.channel: turn.speaker for turn in turns}
    assert len(set(labels.values())) == len(labels)
    made = assemble(both, turns=turns, gaps=())
    assert made.utterances
    assert all(one.channel and one.speaker == labels[one.channel] for one in made.utterances)
