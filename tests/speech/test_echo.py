"""The echo of the other party is heard once, in the other's channel; nobody who speaks is taken for an echo."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

import corpus
import sides
import two_channels
from earwitness.backends.protocols import Chunk, Samples
from earwitness.backends.silero_vad import SileroVoiceDetector
from earwitness.records.speech import Drop
from earwitness.records.time import Span
from earwitness.speech.chunks import chunks
from earwitness.speech.echo import echoes
from sides import RATE_HZ, Sound

LINES = ("clean", "hiss", "AMR")


@cache
def call() -> Sound:
    """Half a minute of it, in which both speak by turns."""
    return sides.sample_call()[: 30 * RATE_HZ]


def cut(sound: Sound) -> tuple[list[Chunk], list[Drop]]:
    drops: list[Drop] = []
    return list(chunks([sound], SileroVoiceDetector(), left_out=drops.append)), drops


def heard_s(found: list[Chunk]) -> float:
    return sum(voice.span.duration_ms for chunk in found for voice in chunk.voice) / 1000


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize(("db", "ms"), [(-15, 0), (-15, 80), (-20, 40), (-25, 20)])
def test_echoes_are_left_out_and_no_word_is_lost(db: float, ms: float, line: str) -> None:
    sound = two_channels.line_of(sides.echoed(call(), db, ms), line)
    kept, dropped = two_channels.cut(sound)
    for words, here, out in zip(sides.words(), kept, dropped, strict=True):
        assert not any((out & ~here)[word.start_ms // 10 : word.end_ms // 10].any() for word in words)
    counted = two_channels.count(call(), sound)
    assert counted.heard_s > 2
    assert counted.left_s < 0.1 * counted.heard_s
    assert counted.lost_s == 0


@pytest.mark.parametrize("line", LINES)
def test_where_there_is_no_echo_nothing_is_left_out(line: str) -> None:
    for sound in (call(), sides.telephone(call())):
        assert cut(two_channels.line_of(sound, line))[1] == []


@pytest.mark.parametrize("below_db", [10, 16])
def test_who_says_something_softly_while_the_other_speaks_on_is_heard(below_db: float) -> None:
    try:
        sides.people()
    except corpus.MissingError as err:
        pytest.skip(str(err))
    talk, spans = two_channels.interjections(np.random.default_rng(20), -20.0 - below_db)
    for line in LINES:
        kept, dropped = two_channels.cut(two_channels.line_of(sides.echoed(talk, -15, 40), line))
        voiced = [span for span in spans if two_channels.share(kept[1] | dropped[1], span) > 0.4]
        assert len(voiced) > 10
        assert all(two_channels.share(kept[1], span) > 0.2 for span in voiced)


def test_two_who_speak_at_once_are_both_heard() -> None:
    at_once = np.stack([call()[:, 0], np.roll(call()[:, 1], 3 * RATE_HZ)], axis=1)
    found, _ = cut(sides.echoed(at_once, -20, 30))
    alone, _ = cut(sides.telephone(at_once))
    assert heard_s(found) >= heard_s(alone)


def test_the_same_sound_in_both_channels_is_no_echo() -> None:
    mono = call().sum(axis=1)
    found, drops = cut(np.stack([mono, 0.9 * mono], axis=1))
    assert drops == []
    assert len(found) == 2 * len(cut(mono[:, None])[0])


def test_what_is_left_out_is_told_in_the_recordings_time_and_is_silent_in_the_chunks() -> None:
    minute = np.zeros((100 * RATE_HZ, 2), np.float32)
    sound = np.concatenate([minute, sides.echoed(call(), -15, 20)])
    found, drops = cut(sound)
    assert {drop.channel for drop in drops} == {1, 2}
    for drop in drops:
        assert (drop.reason, drop.text) == ("echo", "")
        assert drop.span.start_ms >= 100_000
        other = sound[drop.span.start_ms * 16 : drop.span.end_ms * 16, 2 - (drop.channel or 0)]
        assert np.mean(other**2) > 4 * np.mean(_of(sound, drop) ** 2)
    inside = [(chunk, drop) for chunk in found for drop in drops if _is_inside(drop, chunk)]
    assert inside
    for chunk, drop in inside:
        first = (drop.span.start_ms - chunk.span.start_ms) * 16
        assert not chunk.samples[first : first + drop.span.duration_ms * 16].any()
        assert not any(voice.span.overlap_ms(drop.span) for voice in chunk.voice)


def test_echoes_across_the_edges_of_windows_are_told_once() -> None:
    sound = np.concatenate([sides.echoed(call(), -15, 20)] * 8)
    _, drops = cut(sound)
    for channel in (1, 2):
        spans = sorted(drop.span for drop in drops if drop.channel == channel)
        assert len(spans) > 20
        assert all(before.end_ms <= after.start_ms for before, after in pairwise(spans))


@pytest.mark.parametrize("length", [0, 100, 511, 5_000])
def test_a_scrap_of_sound_has_no_echoes(length: int) -> None:
    own = np.ones(length, np.float32) * 0.01
    assert echoes(own, own * 50, [Span(0, length // 16)]) == []


def test_silence_everywhere_has_no_echoes() -> None:
    silent: Samples = np.zeros(10 * RATE_HZ, np.float32)
    assert echoes(silent, silent, [Span(0, 10_000)]) == []


def _of(sound: Sound, drop: Drop) -> Sound:
    return sound[drop.span.start_ms * 16 : drop.span.end_ms * 16, (drop.channel or 0) - 1]


def _is_inside(drop: Drop, chunk: Chunk) -> bool:
    return drop.channel == chunk.channel and chunk.span.overlap_ms(drop.span) > 0
