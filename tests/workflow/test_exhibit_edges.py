"""Clips of what is seldom quoted: at the edges of a recording, in two channels, very fast, in other letters."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

import media
import spoken
from earwitness.formats import srt
from earwitness.formats.pace import LEAST_GAP_MS, LEAST_MS
from earwitness.recording.clip_files import FRAMES_A_SECOND
from earwitness.records.time import Span
from earwitness.workflow.case import Case


def told(text: str, *, at_ms: int = 0, word_ms: int = 300, step_ms: int = 400) -> list[tuple[str, Span]]:
    """The words of a text one after another."""
    return [
        (word, Span(at_ms + step_ms * at, at_ms + step_ms * at + word_ms)) for at, word in enumerate(text.split())
    ]


def case_of(  # noqa: PLR0913  (each says one thing)
    folder: Path,
    words: list[tuple[str, Span]],
    english: str | None,
    *,
    language: str = "ru",
    rate_hz: int = 8_000,
    channels: int = 1,
    speaker: str | None = "S1",
) -> Case:
    """One utterance in a recording that ends with its last word."""
    timed = [span for _, span in words]
    sides = [
        spoken.sound_of(timed, timed[-1].end_ms, rate_hz=rate_hz, first=100 * side) for side in range(channels)
    ]
    path = media.write_wav(folder / "call.wav", np.stack(sides, axis=1), rate_hz=rate_hz)
    return spoken.case_of(folder, path, [(speaker, language, words, english)])


def film_ms(path: Path) -> int:
    """How long its pictures last."""
    with av.open(str(path)) as film:
        return 1000 * sum(1 for _ in film.decode(video=0)) // FRAMES_A_SECOND


def whole(case: Case) -> Span:
    return Span(0, case.recordings()[0].duration_ms)


@pytest.mark.parametrize("rate_hz", [8_000, 11_025, 96_000])
def test_both_channels_of_a_telephone_call_lose_the_word_and_keep_the_rest_at_their_own_rate(
    tmp_path: Path, rate_hz: int
) -> None:
    case = case_of(tmp_path, told("Нам, блядь, приказали"), "They fucking ordered us", rate_hz=rate_hz, channels=2)
    case.quote(whole(case))
    made = case.excerpt("q1", tmp_path, kinds=["wav", "mp3", "m4a"])
    for ending in ("wav", "mp3", "m4a"):
        sides = media.decoded(made.folder / f"q1.{ending}", sample_rate_hz=rate_hz, channels=2)[0]
        for side in (0, 1):
            sound = np.ascontiguousarray(sides.reshape(-1, 2)[:, side])
            there = [spoken.likeness(sound, spoken.noise(100 * side + at, rate_hz)) for at in range(3)]
            assert [one > 0.9 for one in there] == [True, False, True], (ending, side)
            assert there[1] < 0.2
            assert spoken.likeness(sound, spoken.noise(100 * (1 - side), rate_hz)) < 0.2


def test_the_first_and_the_last_word_of_a_recording_are_whole_in_the_clip(tmp_path: Path) -> None:
    case = case_of(tmp_path, told("Нам приказали идти"), "They ordered us to go")
    case.quote(whole(case))
    sound = media.decoded(case.excerpt("q1", tmp_path, kinds=["wav"]).folder / "q1.wav", sample_rate_hz=8_000)[0]
    for at in range(3):
        assert spoken.likeness(sound, spoken.noise(at, 8_000)) > 0.97


def test_a_quote_of_one_short_word_can_be_read_in_film_and_subtitles(tmp_path: Path) -> None:
    case = case_of(tmp_path, [("Нет.", Span(200, 350))], "No.")
    case.quote(whole(case))
    made = case.excerpt("q1", tmp_path, kinds=["srt", "video"])
    (cue,) = srt.parse((made.folder / "q1.srt").read_text("utf-8"))
    assert cue.span.duration_ms >= LEAST_MS
    assert film_ms(made.folder / "q1.1x1.mp4") >= LEAST_MS
    assert not made.notes


def test_speech_of_thirty_characters_a_second_is_told_and_its_subtitles_stand_apart(tmp_path: Path) -> None:
    text = "потому что мост взорван и никто не пошёл " * 5
    case = case_of(tmp_path, told(text, word_ms=150, step_ms=160), "because the bridge is blown up " * 5)
    case.quote(whole(case))
    made = case.excerpt("q1", tmp_path, kinds=["srt"])
    shown = srt.parse((made.folder / "q1.srt").read_text("utf-8"))
    assert all(a.span.end_ms + LEAST_GAP_MS <= b.span.start_ms for a, b in pairwise(shown))
    assert all(len(line) <= 42 for cue in shown for line in cue.text.split("\n"))
    assert "it is said so fast" in made.notes[0]


def test_three_omissions_over_one_another_leave_out_what_any_of_them_does(tmp_path: Path) -> None:
    case = case_of(tmp_path, told("раз два три четыре пять шесть семь"), "one two three four five six seven")
    case.quote(
        whole(case), omit=[Span(400, 1_100), Span(800, 1_900), Span(1_000, 1_500)], english=["one … six seven"]
    )
    made = case.excerpt("q1", tmp_path, kinds=["wav", "srt"])
    sound = media.decoded(made.folder / "q1.wav", sample_rate_hz=8_000)[0]
    there = [spoken.likeness(sound, spoken.noise(at, 8_000)) > 0.9 for at in range(7)]
    assert there == [True, False, False, False, False, True, True]
    text = (made.folder / "q1.srt").read_text("utf-8")
    assert not [word for word in ("два", "четыре", "пять", "three") if word in text]


def test_a_word_with_a_hyphen_is_covered_whole_and_not_its_masked_half(tmp_path: Path) -> None:
    case = case_of(tmp_path, told("Иди ебать-копать отсюда"), "Go fuck-off away")
    case.quote(whole(case))
    made = case.excerpt("q1", tmp_path, kinds=["wav", "srt", "card"])
    sound = media.decoded(made.folder / "q1.wav", sample_rate_hz=8_000)[0]
    assert spoken.likeness(sound, spoken.noise(1, 8_000)) < 0.2
    for part in np.array_split(spoken.noise(1, 8_000), 4):
        assert spoken.likeness(sound, part) < 0.45
    assert "ебать" not in (made.folder / "q1.srt").read_text("utf-8")


def test_where_no_voices_were_told_apart_films_and_cards_name_nobody(tmp_path: Path) -> None:
    case = case_of(tmp_path, told("Нет, не пойду"), "No, I won't", speaker=None)
    case.quote(whole(case))
    made = case.excerpt("q1", tmp_path, kinds=["card", "video", "vtt"])
    assert {"q1.9x16.mp4", "q1.png"} <= set(made.files)
    assert "<v" not in (made.folder / "q1.vtt").read_text("utf-8")


def test_arabic_is_written_in_films_and_subtitles(tmp_path: Path) -> None:
    words = told("قال لي القائد إن الجسر قد دُمّر")
    case = case_of(tmp_path, words, "The commander told me the bridge was gone", language="ar")
    case.quote(whole(case))
    made = case.excerpt("q1", tmp_path, kinds=["vtt", "card", "video"])
    assert "<lang ar>" in (made.folder / "q1.vtt").read_text("utf-8")
    assert {"q1.1x1.mp4", "q1.png"} <= set(made.files)


def test_a_long_quote_has_subtitles_of_two_lines_and_no_card_rather_than_a_part(tmp_path: Path) -> None:
    text = "Нам приказали идти через реку ночью, и почти никто не согласился. " * 20
    case = case_of(
        tmp_path, told(text, step_ms=450), "They ordered us across the river, and almost nobody agreed. " * 20
    )
    case.quote(whole(case))
    made = case.excerpt("q1", tmp_path, kinds=["srt", "card"])
    shown = srt.parse((made.folder / "q1.srt").read_text("utf-8"))
    assert all(len(line) <= 42 for cue in shown for line in cue.text.split("\n"))
    assert made.files == ("q1.srt", "about.json")
    assert made.notes == ("There is no card: the words do not fit on one.",)
    assert json.loads((made.folder / "about.json").read_bytes())["original"].count("реку") == 20
