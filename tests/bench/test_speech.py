"""What the comparison of listeners counts, and what not."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import corpus
import speech
from corpus import Said
from earwitness.backends import models
from speech import Run

FIRST = Said(text="раз", english="one", start_ms=0, end_ms=2_000)
SECOND = Said(text="два", english="two", start_ms=2_700, end_ms=3_200)


def segment(text: str, start_ms: int, end_ms: int) -> dict[str, Any]:
    return {"text": text, "start_ms": start_ms, "end_ms": end_ms}


def run(wall_s: float, **stages: float) -> Run:
    return Run(wall_s=wall_s, cpu_s=0, peak_mb=0, load=0, stages=stages, heard={}, versions={})


def shared(one: dict[str, Any]) -> list[tuple[int, int]]:
    [piece] = speech.english_pieces([FIRST, SECOND], [one], system="any")
    return [(word["start_ms"], word["end_ms"]) for word in piece["words"]]


def test_english_says_the_things_in_whose_time_it_lies() -> None:
    assert shared(segment("one two", 100, 3_000)) == [(100, 2_000), (2_700, 3_000)]


def test_english_that_reaches_a_little_into_another_thing_does_not_say_it() -> None:
    assert shared(segment("one", 0, 2_900)) == [(0, 2_000)]
    assert shared(segment("two", 1_600, 3_200)) == [(2_700, 3_200)]


def test_english_is_compared_with_ours_in_texts_of_the_same_length() -> None:
    ours = {"original": [], "english": [segment("two", 0, 2_000), segment("one", 2_700, 3_200)]}
    theirs = {"original": [], "english": [segment("two one", 0, 3_200)]}
    found = speech.qualities([FIRST, SECOND], {speech.OURS: ours, "theirs": theirs})
    assert found["theirs"].texts == 1
    assert found["theirs"].chrf == found["theirs"].ours_chrf > 0
    assert found[speech.OURS].texts == 2
    assert found[speech.OURS].chrf < found["theirs"].ours_chrf


def test_the_right_words_and_the_right_english_have_no_errors() -> None:
    heard = {
        "original": [segment("Раз!", 0, 2_000), segment("Два.", 2_700, 3_200)],
        "english": [segment("one", 0, 2_000), segment("two", 2_700, 3_200)],
    }
    found = speech.qualities([FIRST, SECOND], {speech.OURS: heard})[speech.OURS]
    assert (found.errors.rate, found.chrf) == (0, 100)


def test_who_hears_nothing_has_dropped_all_of_it() -> None:
    found = speech.qualities([FIRST, SECOND], {speech.OURS: {"original": [], "english": []}})[speech.OURS]
    assert (found.errors.deletions, found.chrf) == (2, 0)


def test_a_ratio_is_that_of_two_runs_of_one_round() -> None:
    assert speech.ratios([run(5), run(3)], [run(10), run(4)]) == [0.5, 0.75]
    assert speech.ratios([run(30)], [run(10), run(4)]) == [3]


def test_what_is_in_no_stage_is_shown_and_the_stages_stand_in_their_order() -> None:
    found = speech.stage_medians(
        [run(10, align=2, encode=4), run(12, align=3, encode=5), run(20, align=1, encode=4)]
    )
    assert list(found.items()) == [("encode", 4), ("align", 2), (speech.REST, 4)]


@pytest.mark.model
def test_the_stages_of_our_own_listening_are_seen_from_outside(tmp_path: Path) -> None:
    """This fails where the engine no longer calls what listeners.py times, or is no longer put together so."""
    call = str(corpus.call().path)
    job = tmp_path / "job.json"
    job.write_text(
        json.dumps({"model": str(models.find("base").path), "sound": call, "warm_up": call, "threads": 2})
    )
    subprocess.run([sys.executable, corpus.ROOT / "bench/listeners.py", speech.OURS, job], check=True)
    heard = Run(**json.loads(job.read_text()))
    assert heard.heard["language"] == "ru"
    assert heard.heard["original"]
    assert len(heard.heard["english"]) == len(heard.heard["original"])
    assert all(one["words"] for one in heard.heard["original"])
    assert {"decode", "VAD", "features", "encode", "detect language", "align"} < set(heard.stages)
    assert any(stage.startswith("generate, transcribe") for stage in heard.stages)
    assert any(stage.endswith("translate") for stage in heard.stages)


def test_stages_side_by_side_count_for_their_shares_of_the_time() -> None:
    found = speech.stage_medians([run(10, encode=12, align=8)])
    assert found == {"encode": pytest.approx(6), "align": pytest.approx(4), speech.REST: 0}
