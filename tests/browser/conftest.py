"""A real Chromium, and a page of a made-up call whose sound is a tone for each utterance."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import av
import numpy as np
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import reviewpage
from earwitness.records.attribution import Attribution
from earwitness.records.custody import Agent, Digest
from earwitness.records.glossary import Mention, Term
from earwitness.records.recording import Gap, Recording, Sound
from earwitness.records.speech import Doubt, Drop, Transcript, Turn, Utterance, Word
from earwitness.records.time import Span
from earwitness.records.translation import Line, Translation
from earwitness.records.view import RecordingView
from earwitness.story.page import PageFacts, render_page
from earwitness.workflow.case import Case
from reviewpage import Served, served

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--autoplay-policy=no-user-gesture-required",
]
LONG_ENOUGH_TO_SCROLL = 24

expect.set_options(timeout=30_000)  # for what comes at last: a machine may have much else to do


def find_chromium(playwrights_own: str) -> str:
    named = os.environ.get("EARWITNESS_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, (*NAMES, playwrights_own))), None)
    if found:
        return found
    reason = f"No browser: none of {', '.join(NAMES)} is installed, and EARWITNESS_CHROMIUM names none."
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        executable = find_chromium(playwright.chromium.executable_path)
        running = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def with_profile(browser: Browser) -> Callable[[Path], BrowserContext]:
    """A browser that keeps what it keeps in this folder."""
    kind = browser.browser_type
    executable = find_chromium(kind.executable_path)
    return lambda folder: kind.launch_persistent_context(
        folder, executable_path=executable, args=ARGUMENTS, ignore_https_errors=True, locale="en-US"
    )


def call() -> RecordingView:
    """Russian with a word of Arabic, two speakers (one is named), doubts of each kind, gaps, drops, a line without
    translation.
    """
    said = [
        ("Алло, ты меня слышишь?", "Hello, can you hear me?"),
        ("Слышу. Мы отказались идти за реку.", "I hear you. We refused to go across the river."),
        ("لا حول ولا قوة", "There is no might"),
        ("Береги себя.", ""),
    ] * (LONG_ENOUGH_TO_SCROLL // 4)
    utterances, lines = [], []
    for number, (original, english) in enumerate(said):
        start = 500 + 2_000 * number
        texts = original.split()
        step = 1_600 // len(texts)
        words = [
            Word(text=t, span=Span(start + step * i, start + step * i + step - 40)) for i, t in enumerate(texts)
        ]
        doubts = {
            1: (Doubt(reason="unsure", text="The recogniser was unsure of these words.", words=(1, 2)),),
            2: (Doubt(reason="no-voice", text="No voice was detected here."),),
        }
        utterances.append(
            Utterance(
                id=f"u{number}",
                span=Span(start, start + 1_600),
                language="ar" if number % 4 == 2 else "ru",
                text=original,
                words=tuple(words),
                speaker=f"S{number % 2 + 1}",
                doubts=doubts.get(number, ()),
            )
        )
        short = (Doubt(reason="length", text="This is much shorter than what was said."),) if number == 2 else ()
        lines.append(Line(utterance_id=f"u{number}", text=english, doubts=short))
    duration = 2_000 * len(said) + 1_000
    recording = Recording(
        digest=Digest.of(b"sound"),
        name="secret.m4a",
        size_bytes=1,
        container="mov",
        sound=Sound(codec="aac", sample_rate_hz=8_000, channels=1),
        duration_ms=duration,
        gaps=(Gap(span=Span(4_200, 4_400), reason="missing"), Gap(span=Span(3_260, 3_360), reason="damaged")),
        acquired_at="2026-03-05T09:41:07Z",
    )
    model = Agent(kind="model", name="whisper-base", version="1", digest=Digest.of(b"weights"))
    at = "2026-03-05T10:00:00Z"
    transcript = Transcript(
        id="t",
        recording=recording.digest,
        language="ru",
        utterances=tuple(utterances),
        made_by=model,
        made_at=at,
        turns=tuple(Turn(span=one.span, speaker=one.speaker or "") for one in utterances),
        diarized_by=Agent(kind="model", name="fake-speakers", version="1"),
        drops=(
            Drop(span=Span(0, 400), reason="no-voice", why="Nobody speaks here.", text="Субтитры сделал"),
            Drop(span=Span(duration - 900, duration), reason="no-voice", why="Nobody speaks here."),
        ),
    )
    named = Attribution(
        id="t-a1",
        transcript_id="t",
        speaker="S2",
        name="Soldier",
        role="gunner of the third battery",
        according_to="a channel on Telegram",
        hedge="claimed",
        made_at=at,
    )
    translation = Translation(
        id="e", transcript_id="t", language="en", lines=tuple(lines), made_by=model, made_at=at
    )
    river = Term(term="река", language="ru", translation="river", note="the front line since spring")
    return RecordingView(
        recording=recording,
        transcript=transcript,
        translation=translation,
        attributions=(named,),
        mentions={"u1": (Mention(term=river, first=5, stop=6),)},
    )


def write_tones(path: Path, view: RecordingView) -> None:
    """An MP3 in which each utterance is one tone."""
    rate = 22_050
    samples = np.zeros(view.recording.duration_ms * rate // 1000)
    for number, heard in enumerate(view.utterances):
        first, last = (at * rate // 1000 for at in (heard.span.start_ms, heard.span.end_ms))
        samples[first:last] = np.sin(np.arange(last - first) * 2 * np.pi * (300 + 40 * number) / rate)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libmp3lame", rate=rate, layout="mono")
        stream.bit_rate = 64_000
        frame = av.AudioFrame.from_ndarray((samples * 8_000).astype(np.int16)[None], format="s16p", layout="mono")
        frame.sample_rate = rate
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            out.mux(packet)


def write_page(folder: Path, view: RecordingView) -> Path:
    """Write all of a page but its sound; gives the path of its index."""
    facts = PageFacts(
        title="The order at the crossing",
        origin="An invented call, made of tones for this test.",
        published_on=date(2026, 4, 1),
        version="0.1.0",
        speakers="names",
    )
    for name, content in render_page(view, facts, tie_the_river).items():
        (folder / name).write_bytes(content)
    return folder / "index.html"


def tie_the_river(original: Sequence[str], english: Sequence[str]) -> list[tuple[int, ...]]:
    """Only "river" is tied to what it came from."""
    return [(original.index("реку."),) if word == "river." else () for word in english]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page's folder, with the sound beside it."""
    made = tmp_path_factory.mktemp("published") / "page"
    made.mkdir()
    write_page(made, call())
    write_tones(made / "sound.mp3", call())
    return made


@pytest.fixture(scope="session")
def tones(folder: Path) -> tuple[RecordingView, Path]:
    """The call, and its sound."""
    return call(), folder / "sound.mp3"


@pytest.fixture(scope="session")
def serving() -> Callable[[Path], AbstractContextManager[str]]:
    """A web host for a folder; gives its address."""
    return _serving


@pytest.fixture(params=["silence", "not transcribed"])
def wordless(request: pytest.FixtureRequest, tmp_path: Path, folder: Path) -> Path:
    """The index of a page on which nothing was said."""
    view = call()
    silence = replace(view.transcript, utterances=(), language=None, turns=()) if view.transcript else None
    heard = silence if request.param == "silence" else None
    shutil.copy(folder / "sound.mp3", tmp_path)
    return write_page(tmp_path, replace(view, transcript=heard, translation=None, attributions=()))


class _Quiet(SimpleHTTPRequestHandler):
    """Python's own file server: it cannot send a part of a file, as some hosts cannot."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _serving(root: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def host(folder: Path) -> Iterator[str]:
    """The address of the page on a web host, in a folder that is not the host's root."""
    with _serving(folder.parent) as root:
        yield f"{root}{folder.name}/"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A call that somebody corrects."""
    return reviewpage.call(tmp_path / "case")


@pytest.fixture
def server(case: Case) -> Iterator[Served]:
    """The page on which they do."""
    with served(case.path) as running:
        yield running


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open a page in a browser of its own, that tells of no errors and asks nothing of any other host."""
    contexts, wrong = [], []

    def opened(server: Served, **options: object) -> Page:
        context = browser.new_context(**{"locale": "en-US", "viewport": {"width": 1280, "height": 900}} | options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda err: wrong.append(str(err)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
        page.on("request", lambda asked: server.host in asked.url or wrong.append(asked.url))
        page.goto(server.address)
        page.wait_for_selector("body[data-ready]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []
