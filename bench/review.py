"""How quick the page of `earwitness review` is, in a real browser: a call of 3 hours and 30,000 words.

    python bench/review.py [--times N] [--keep FOLDER]

The sample call's sound and words, over and over, each time with other words. Needs Chromium. What is timed:
from the address to a page on which one can type (a browser that has never seen it); frames while scrolling, while
typing, and from the key N to the next doubt; what the server takes to keep a correction, and of a processor; the
memory of the tab; and, encrypted, from a key in one browser to what it changed in another.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import psutil
from playwright.sync_api import Browser, Page, sync_playwright

import report
from earwitness.archive.folder import CaseFolder
from earwitness.recording.decode import Decoding
from earwitness.records.custody import Agent
from earwitness.records.speech import Doubt, Transcript, Turn, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Line, Translation
from earwitness.workflow.acquire import acquire
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.case import Case
from earwitness.workflow.person import writing

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "demo" / "call.reference.json"
HOURS, WORDS, WORDS_EACH = 3, 30_000, 11
CHROMIUM = ("--no-sandbox", "--disable-quic", "--disable-background-networking")
FRAMES = """() => new Promise((done) => {
  const found = []; let last = performance.now(); window.stopFrames = () => done(found);
  const frame = (now) => { found.push(now - last); last = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
})"""


def make_case(path: Path) -> Case:
    """The case, with the sound and the transcript."""
    sound = path.with_suffix(".wav")
    samples = np.concatenate(list(Decoding(ROOT / "demo" / "call.m4a", sample_rate_hz=8_000)))
    block = (samples * 32_767).astype("<i2").tobytes()
    total = HOURS * 3_600 * 8_000 * 2
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, 8_000, 0, "NONE", ""))
        for at in range(0, total, len(block)):
            file.writeframes(block[: total - at])
    case = Case.create(path)
    with CaseFolder.open(path, write=True) as folder:
        taken = acquire(folder, sound)
        with writing(folder) as change:
            change.add_transcript(transcript(taken.digest), pipeline_id="p", pipeline={})
            change.record_event(verb="process", agent=PROGRAM, recording=taken.digest)
        with writing(folder) as change:
            change.add_translation(translation())
            change.record_event(verb="translate", agent=PROGRAM, recording=taken.digest)
    sound.unlink()
    return case


def transcript(digest: Any) -> Transcript:
    said = [
        word for line in json.loads(REFERENCE.read_text("utf-8"))["utterances"] for word in line["text"].split()
    ]
    words = (f"{word}{at}" if at % 7 == 0 else word for at, word in enumerate(itertools.cycle(said)))
    each_ms = HOURS * 3_600_000 * WORDS_EACH // WORDS
    utterances = []
    for number in range(-(-WORDS // WORDS_EACH)):
        start = number * each_ms
        texts = list(itertools.islice(words, WORDS_EACH))
        spans = [Span(start + 300 * at, start + 300 * at + 280) for at in range(WORDS_EACH)]
        utterances.append(
            Utterance(
                id=f"u{number + 1}",
                span=Span(start, spans[-1].end_ms),
                language="ru",
                text=" ".join(texts),
                words=tuple(Word(text=t, span=span, confidence=0.8) for t, span in zip(texts, spans, strict=True)),
                speaker=f"S{number % 2 + 1}",
                doubts=(Doubt(reason="unsure", text="The recogniser was unsure of these words.", words=(2, 3)),)
                if number % 6 == 0
                else (),
            )
        )
    return Transcript(
        id="t1",
        recording=digest,
        language="ru",
        utterances=tuple(utterances),
        made_by=Agent(kind="model", name="whisper-base"),
        made_at="2026-01-02T03:04:05Z",
        turns=tuple(Turn(span=one.span, speaker=one.speaker or "") for one in utterances),
        diarized_by=Agent(kind="model", name="none"),
    )


def translation() -> Translation:
    count = -(-WORDS // WORDS_EACH)
    return Translation(
        id="t1-en",
        transcript_id="t1",
        language="en",
        lines=tuple(
            Line(utterance_id=f"u{one + 1}", text=f"They said it again, for the time {one}, and nobody came.")
            for one in range(count)
        ),
        made_by=Agent(kind="model", name="whisper-base"),
        made_at="2026-01-02T03:04:05Z",
    )


@contextmanager
def serving(case: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The server, and the page's address, which counts once."""
    command = [
        sys.executable,
        "-m",
        "earwitness",
        "review",
        str(case),
        "--no-browser",
        "--model",
        "none",
        "--port",
        "0",
        *options,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as running:
        assert running.stdout
        try:
            yield running, running.stdout.readline().strip()
        finally:
            running.terminate()


def opened(browser: Browser, address: str) -> tuple[Page, float]:
    """A page in a browser that has never seen it, and the seconds until one can type."""
    window = {"width": 1440, "height": 900}
    page = browser.new_context(viewport=window, locale="en-US", ignore_https_errors=True).new_page()
    begin = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector("body[data-ready]")
    return page, time.perf_counter() - begin


def frames(page: Page, act: Any) -> list[float]:
    """How long each frame took while something was done, in ms."""
    page.evaluate(f"() => {{ window.framing = ({FRAMES})(); }}")
    act()
    found: list[float] = page.evaluate("() => { window.stopFrames(); return window.framing; }")
    return found[2:]


def scroll(page: Page) -> None:
    page.mouse.move(500, 600)
    for _ in range(60):
        page.mouse.wheel(0, 700)
        page.wait_for_timeout(16)


def type_words(page: Page) -> None:
    page.keyboard.press("Enter")
    for letter in "вот это было совсем не так как они потом говорили ":
        page.keyboard.type(letter)
    page.keyboard.press("Control+.")


def next_doubt(page: Page) -> float:
    """From the key to the frame that shows it, in ms."""
    return float(
        page.evaluate("""() => new Promise((done) => {
          const begin = performance.now();
          const key = new KeyboardEvent("keydown", {code: "KeyN", key: "n", bubbles: true});
          document.activeElement.dispatchEvent(key);
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin)));
        })""")
    )


def saved(page: Page, server: subprocess.Popen[str]) -> tuple[float, float]:
    """What the server takes to keep a correction, in ms, as the browser sees it; and the processor's time."""
    page.keyboard.press("ArrowDown")
    before = processor_ms(server)
    with page.expect_response("**/change") as answered:
        page.keyboard.press("u")
    timing = answered.value.request.timing
    page.wait_for_timeout(300)  # until the news of it were asked for
    return float(timing["responseStart"] - timing["requestStart"]), processor_ms(server) - before


def kept(address: str, times: int) -> list[float]:
    """The same without a browser beside it, in ms: a program gives utterances to another voice."""
    place = urlsplit(address)
    server = http.client.HTTPConnection(place.netloc, timeout=30)

    def ask(path: str, body: Any = None, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        server.request("POST" if body else "GET", path, json.dumps(body) if body else None, headers)
        answer = server.getresponse()
        return answer, answer.read()

    cookie = (ask(f"/?{place.query}")[0].headers["Set-Cookie"] or "").partition(";")[0]
    held = json.loads(ask("/recording", Cookie=cookie)[1])
    since, taken = held["tick"], []
    own = {"Cookie": cookie, "Origin": f"http://{place.netloc}", "Content-Type": "application/json"}
    for row in held["rows"][-times:]:
        voice = "S4" if row["speaker"] == "S3" else "S3"
        change = {"kind": "speaker", "utterance_id": row["id"], "on": row["revision"], "speaker": voice}
        asked = {"change": change, "sent_as": secrets.token_hex(8), "epoch": held["epoch"], "since": since}
        begin = time.perf_counter()
        answer, said = ask("/change", asked, **own)
        taken.append(1_000 * (time.perf_counter() - begin))
        assert answer.status == 200, said
        since = json.loads(said)["tick"]
    return taken


def processor_ms(server: subprocess.Popen[str]) -> float:
    used = psutil.Process(server.pid).cpu_times()
    return 1_000 * float(used.user + used.system)


def seen_elsewhere(here: Page, there: Page) -> float:
    """From the key that gives an utterance to another voice to its name in another browser, in ms."""
    here.keyboard.press("ArrowDown")
    of, voice = here.evaluate("""() => {
      const node = document.querySelector("[aria-current]");
      return [node.dataset.id, node.querySelector(".voice").textContent];
    }""")
    there.evaluate(
        """([of, voice]) => { window.seen = new Promise((done) => new MutationObserver(() => {
          const now = document.querySelector(`[data-id="${of}"] .voice`).textContent;
          if (now !== voice) done(performance.timeOrigin + performance.now());
        }).observe(document.querySelector("#utterances"), {childList: true, subtree: true})); }""",
        [of, voice],
    )
    pressed = here.evaluate(
        """(digit) => {
          const now = performance.timeOrigin + performance.now();
          const key = new KeyboardEvent("keydown", {code: `Digit${digit}`, altKey: true, bubbles: true});
          document.activeElement.dispatchEvent(key);
          return now;
        }""",
        4 if voice == "S3" else 3,
    )
    return float(there.evaluate("window.seen") - pressed)


def tab_mb(browser_pid: int) -> float:
    """What the largest renderer holds by itself."""
    found = [
        one for one in psutil.Process(browser_pid).children(recursive=True) if "--type=renderer" in one.cmdline()
    ]
    return max(one.memory_full_info().uss for one in found) / 1e6


def row(name: str, values: list[float], unit: str) -> tuple[str, ...]:
    ordered = sorted(values)
    worst = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    figures = (statistics.median(ordered), worst, ordered[-1])
    return (name, str(len(ordered)), *(f"{one:.1f} {unit}" for one in figures))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--times", type=int, default=5)
    asked.add_argument("--keep", type=Path, help="make the case here, or take the one that is here")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        path = given.keep or Path(scratch) / "case"
        if not path.exists():
            begin = time.perf_counter()
            make_case(path)
            print(f"{'the case is made':<34} {time.perf_counter() - begin:6.1f} s")
        begin = time.perf_counter()
        with serving(path):
            print(f"{'the server begins (sound is made)':<34} {time.perf_counter() - begin:6.1f} s")
        begin = time.perf_counter()
        with serving(path):
            print(f"{'the server begins again':<34} {time.perf_counter() - begin:6.1f} s")
        ready, rolling, typing, queue, keeping, alone, working, memory, shared = ([] for _ in range(9))
        for _ in range(given.times):
            with serving(path) as (server, address):
                browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*CHROMIUM])
                pid = next(
                    one.pid
                    for one in psutil.Process().children(recursive=True)
                    if "chromium" in one.name() and "--type" not in " ".join(one.cmdline())
                )
                page, seconds = opened(browser, address)
                ready.append(1_000 * seconds)
                page.wait_for_timeout(3_000)  # all rows are drawn
                rolling += frames(page, lambda page=page: scroll(page))
                typing += frames(page, lambda page=page: type_words(page))
                queue += [next_doubt(page) for _ in range(10)]
                for took, worked in [saved(page, server) for _ in range(10)]:
                    keeping.append(took)
                    working.append(worked)
                memory.append(tab_mb(pid))
                browser.close()
            with serving(path) as (_, address):
                alone += kept(address, 40)
        with serving(path, "--listen", "127.0.0.2", "--reviewer", "Anna") as (server, address):
            assert server.stdout
            guest = server.stdout.readline().strip().partition("\t")[2]
            browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*CHROMIUM])
            here, there = (opened(browser, one)[0] for one in (address, guest))
            there.wait_for_timeout(3_000)
            shared += [seen_elsewhere(here, there) for _ in range(10 * given.times)]
            browser.close()
    rows = [
        row("from the address to a usable page", ready, "ms"),
        row("a frame while scrolling", rolling, "ms"),
        row("a frame while typing", typing, "ms"),
        row("from N to the next doubt", queue, "ms"),
        row("a correction is kept, as a program sees the server", alone, "ms"),
        row("a correction is kept, as the browser sees it", keeping, "ms"),
        row("the processor's time for it, and for what the page asks afterwards", working, "ms"),
        row("from a key in one browser to its change in another", shared, "ms"),
        row("memory of the tab", memory, "MB"),
    ]
    print(report.table(("", "times", "median", "95%", "most"), rows))
    print(f"\n{report.machine(['starlette', 'uvicorn', 'playwright'])}")


if __name__ == "__main__":
    main()
