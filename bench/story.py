"""What a page of many quotes costs: to quote them, to publish the story, to open it and to hear one.

.venv/bin/python bench/story.py [--quotes 500] [--times 3]

The call is made up: a tone for each utterance, four seconds apart, one quote of each.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
import wave
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from earwitness.archive.folder import CaseFolder
from earwitness.records.custody import Agent
from earwitness.records.speech import Transcript, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Line, Translation
from earwitness.workflow.acquire import acquire
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.case import Case
from earwitness.workflow.person import writing

EACH_MS, RATE_HZ = 4_000, 8_000
WORDS, ENGLISH = "Мы отказались идти за реку", "We refused to go across the river"
MODEL, AT = Agent(kind="model", name="none"), "2026-01-02T03:04:05Z"


def make_case(folder: Path, quotes: int) -> Case:
    """A case with one recording, heard and translated."""
    sound = folder / "call.wav"
    times = np.arange(quotes * EACH_MS * RATE_HZ // 1000) / RATE_HZ
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, RATE_HZ, 0, "NONE", ""))
        file.writeframes((6_000 * np.sin(2 * np.pi * (300 + times % 400) * times)).astype("<i2").tobytes())
    case = Case.create(folder / "case")
    with CaseFolder.open(case.path, write=True) as opened:
        recording = acquire(opened, sound)
        said = tuple(utterance(number) for number in range(quotes))
        transcript = Transcript(
            id="t", recording=recording.digest, language="ru", utterances=said, made_by=MODEL, made_at=AT
        )
        lines = tuple(Line(utterance_id=one.id, text=ENGLISH) for one in said)
        english = Translation(id="e", transcript_id="t", language="en", lines=lines, made_by=MODEL, made_at=AT)
        with writing(opened) as change:
            change.add_transcript(transcript, pipeline_id="none", pipeline={})
            change.add_translation(english)
            change.record_event(verb="process", agent=PROGRAM, recording=recording.digest)
    return case


def utterance(number: int) -> Utterance:
    """One of them, of two seconds."""
    words = [
        Word(text=text, span=Span(0, 380).shift(number * EACH_MS + 400 * at))
        for at, text in enumerate(WORDS.split())
    ]
    span = Span(words[0].span.start_ms, words[-1].span.end_ms)
    return Utterance(id=f"u{number}", span=span, language="ru", text=WORDS, words=tuple(words))


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def opened(page_path: Path) -> tuple[float, float]:
    """How long a browser takes until the page is there, and from a click on its last quote until that sounds."""
    with sync_playwright() as playwright:
        executable = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        page = browser.new_page()
        there = seconds(lambda: page.goto(page_path.as_uri()))
        last = page.locator(".play.large").last
        last.scroll_into_view_if_needed()
        page.evaluate(
            "window.heard = new Promise(done => document.querySelectorAll('audio').forEach(audio =>"
            " audio.addEventListener('playing', () => done(0), { once: true }))); 0"
        )
        sounds = seconds(lambda: (last.click(), page.evaluate("window.heard")))
        browser.close()
    return there, sounds


def main() -> None:
    """Print a line for each time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quotes", type=int, default=500)
    parser.add_argument("--times", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        case = make_case(folder, asked.quotes)
        spans = [Span(number * EACH_MS, number * EACH_MS + 2_000) for number in range(asked.quotes)]
        quoting = [seconds(partial(case.quote, span)) for span in spans]
        minutes = asked.quotes * EACH_MS // 60_000
        first, last = (1000 * sum(held) / len(held) for held in (quoting[:20], quoting[-20:]))
        print(
            f"{asked.quotes} quotes of a call of {minutes} minutes: made in {sum(quoting):.1f} s, {first:.0f} ms "
            f"each of the first twenty, {last:.0f} ms each of the last"
        )
        text = "---\ntitle: All of it\n---\n" + "".join(f"\n{{{{ quote {one.id} }}}}\n" for one in case.quotes())
        (folder / "story.md").write_text(text, "utf-8")
        for _ in range(asked.times):
            took = seconds(lambda: case.publish_story(folder / "story.md", folder / "site"))
            size = (folder / "site" / "index.html").stat().st_size
            there, sounds = opened(folder / "site" / "index.html")
            print(
                f"published in {took:.1f} s, {size / 1000:.0f} kB of HTML; open in {there:.2f} s, the last quote "
                f"sounds {sounds:.2f} s after a click"
            )


if __name__ == "__main__":
    main()
