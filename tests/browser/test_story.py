"""A story's page in a real browser: each quote plays from where it is, on disk, on a host, in one file, in
a frame.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browsing import DESK, PHONE, barriers, landing
from earwitness.formats.quote_json import quote_digest
from earwitness.quotes.make import Asked, make
from earwitness.quotes.render import published
from earwitness.quotes.select import passages
from earwitness.recording.decode import Decoding
from earwitness.recording.encode import encode_stretches
from earwitness.records.custody import Digest
from earwitness.records.quote import QuoteView
from earwitness.records.route import Link
from earwitness.records.time import Span, hull
from earwitness.records.view import RecordingView
from earwitness.story.article import ArticleFacts, render_article
from earwitness.story.disclose import disclosed
from earwitness.story.draft import read_draft
from earwitness.story.exhibit import Taped, exhibit, sound_id
from earwitness.story.stretches import stretches

pytestmark = pytest.mark.browser

Open = Callable[..., Page]

STORY = """---
title: The order at the crossing
summary: An invented call, made of tones for this test.
address: https://story.example/
context: 1
speakers: names
---
He heard her.

{{ quote q1 }}

She said {{ quote q2 inline }}, and he answered in Arabic:

{{ quote q3 }}

## Two passages

{{ quote q4 }}

{{ quote q5 }}
"""
ASKED = {
    "q1": [Span(2_500, 4_200)],
    "q2": [Span(6_500, 8_200)],
    "q3": [Span(4_500, 6_200)],
    "q4": [Span(10_500, 12_200), Span(26_500, 28_200)],
    "q5": [Span(2_500, 4_200), Span(6_500, 8_200)],
}
"""When each quote is asked for: the last two are of two passages, whose sounds lie in two files and in one."""


def views(view: RecordingView) -> list[QuoteView]:
    made = []
    for name, spans in ASKED.items():
        quote = make(view, Asked(passages=passages(spans)), id=name, salt="00", made_at="2026-03-05T10:00:00Z")
        texts = published(quote, "source"), published(quote, "english") or None
        digest = quote_digest(quote)
        made.append(QuoteView(quote=quote, digest=digest, style="default", source=texts[0], english=texts[1]))
    return made


def write_story(folder: Path, view: RecordingView, sound: Path, *, single: bool = False) -> Path:
    """Write the page with its sound cut as `publish` cuts it; gives the path of its index."""
    draft, quotes = read_draft(STORY), views(view)
    spans = [hull(piece.span for piece in passage) for one in quotes for passage in one.quote.passages]
    cut = stretches(spans, context_ms=draft.head.context_ms, duration_ms=view.recording.duration_ms)
    files = [(span, folder / f"{sound_id(1, at)}.mp3") for at, span in enumerate(cut)]
    list(encode_stretches(sound, files))
    addresses = [f"#{path.stem}" if single else path.name for _, path in files]
    link = Link(
        id="l1",
        recording=view.recording.digest,
        kind="published",
        by="An agency",
        channel="a channel",
        day="2026-03-05",
        hedge="claimed",
        according_to="An agency",
        made_at="2026-03-05T10:00:00Z",
    )
    tape = Taped(
        number=1,
        view=disclosed(view, "names"),
        sounds=tuple(zip(cut, addresses, strict=True)),
        links=(link,),
        commitment=Digest.of(b"salted"),
    )
    shown = {one.id: exhibit(one, tape, context_ms=draft.head.context_ms, speakers="names") for one in quotes}
    facts = ArticleFacts(made_on=date(2026, 4, 1), version="0.1.0")
    if single:
        inside = {
            path.stem: f"data:audio/mpeg;base64,{base64.b64encode(path.read_bytes()).decode()}"
            for _, path in files
        }
        facts = replace(facts, inside=inside)
    for name, content in render_article(draft, shown, [tape], facts).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    if single:
        for _, path in files:
            path.unlink()
    return folder / "index.html"


@pytest.fixture(scope="module")
def site(tones: tuple[RecordingView, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story") / "site"
    folder.mkdir()
    return write_story(folder, *tones).parent


@pytest.fixture(scope="module")
def one_file(tones: tuple[RecordingView, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_story(tmp_path_factory.mktemp("single"), *tones, single=True)


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Open]:
    """Opens the page, and holds what it asked for and complained of."""
    contexts = []

    def open_page(address: str = "", **options: Any) -> Page:
        context = browser.new_context(**({"viewport": DESK, "reduced_motion": "reduce"} | options))
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []  # type: ignore[attr-defined]
        page.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
        page.on("console", lambda message: page.complaints.append(message.text))  # type: ignore[attr-defined]
        page.goto(address or (site / "index.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def until(page: Page, condition: str) -> None:
    """Wait until something is true of the sounds."""
    deadline = monotonic() + 30
    while not page.evaluate(f"(audios => {condition})([...document.querySelectorAll('audio')])"):
        assert monotonic() < deadline, f"{condition} did not come true"
        page.wait_for_timeout(20)


def button(page: Page, quote: str) -> Locator:
    return page.locator(f"#{quote} .play").first


def starts(page: Page, quote: str) -> float:
    """Where in its sound the quote begins, in seconds."""
    return int(button(page, quote).get_attribute("data-parts").split(":")[1].split("-")[0]) / 1000  # type: ignore[union-attr]


@pytest.mark.parametrize("quote", ASKED)
def test_each_quote_plays_from_its_start_and_stops_at_its_end(opened: Open, quote: str) -> None:
    page = opened()
    first = page.locator("audio").first
    assert landing(page, button(page, quote).click) == pytest.approx(starts(page, quote), abs=0.05)
    expect(button(page, quote)).to_have_attribute("aria-pressed", "true")
    until(page, "audios.every(audio => audio.paused) && audios.some(audio => audio.currentTime > 0)")
    last = button(page, quote).get_attribute("data-parts").rpartition("-")[2]  # type: ignore[union-attr]
    ended = page.evaluate("Math.max(...[...document.querySelectorAll('audio')].map(audio => audio.currentTime))")
    assert ended >= int(last) / 1000 or quote == "q4"
    expect(button(page, quote)).to_have_attribute("aria-pressed", "false")
    assert first.is_hidden()
    assert page.complaints == []  # type: ignore[attr-defined]


def test_what_lies_between_two_passages_of_one_sound_is_skipped(opened: Open) -> None:
    page = opened()
    parts = (button(page, "q5").get_attribute("data-parts") or "").split(",")
    (_, first_end), (second, _) = ([int(at) / 1000 for at in part.split(":")[1].split("-")] for part in parts)
    page.evaluate(
        "window.heard = []; document.querySelectorAll('audio').forEach(audio =>"
        " audio.addEventListener('timeupdate', () => { if (!audio.paused) heard.push(audio.currentTime); })); 0"
    )
    button(page, "q5").click()
    until(page, f"audios.some(audio => audio.currentTime > {second})")
    until(page, "audios.every(audio => audio.paused)")
    heard = page.evaluate("heard")
    assert [at for at in heard if at > second]
    assert not [at for at in heard if first_end + 0.2 < at < second - 0.05]


def test_what_is_heard_is_the_tone_of_the_utterance_that_is_quoted(opened: Open, site: Path) -> None:
    """The cut sound against the original's span: as each utterance is another tone, its pitch says which it is."""
    page = opened()
    for quote, utterance in (("q1", 1), ("q2", 3), ("q3", 2)):
        part = button(page, quote).get_attribute("data-parts") or ""
        name, _, times = part.partition(":")
        start, end = (int(at) for at in times.split("-"))
        samples = np.concatenate(list(Decoding(site / f"{name}.mp3", sample_rate_hz=8_000)))
        heard = samples[8 * start : 8 * end]
        pitch = np.argmax(np.abs(np.fft.rfft(heard))) * 8_000 / len(heard)
        assert pitch == pytest.approx(300 + 40 * utterance, abs=5), quote


def test_in_context_it_begins_before_the_quote(opened: Open) -> None:
    page = opened()
    around = page.locator("#q1").get_by_role("button", name="In context")
    assert landing(page, around.click) == pytest.approx(starts(page, "q1") - 1, abs=0.05)
    around.click()
    until(page, "audios.every(audio => audio.paused)")


def test_another_quote_silences_the_first_and_escape_all(opened: Open) -> None:
    page = opened()
    button(page, "q1").click()
    until(page, "audios.some(audio => !audio.paused)")
    landing(page, button(page, "q4").click)
    expect(button(page, "q1")).to_have_attribute("aria-pressed", "false")
    until(page, "audios.filter(audio => !audio.paused).length === 1")
    page.keyboard.press("Escape")
    until(page, "audios.every(audio => audio.paused)")


def test_what_the_system_pauses_is_shown_as_paused(opened: Open) -> None:
    page = opened()
    button(page, "q1").click()
    until(page, "audios.some(audio => !audio.paused)")
    page.evaluate("document.querySelectorAll('audio').forEach(audio => audio.pause())")
    expect(button(page, "q1")).to_have_attribute("aria-pressed", "false")


def test_the_keyboard_plays(opened: Open) -> None:
    page = opened()
    button(page, "q1").focus()
    assert landing(page, lambda: page.keyboard.press(" ")) == pytest.approx(starts(page, "q1"), abs=0.05)
    until(page, "audios.some(audio => !audio.paused)")
    page.keyboard.press("Enter")
    until(page, "audios.every(audio => audio.paused)")


def test_from_disk_it_asks_for_its_own_folder_only(opened: Open, site: Path) -> None:
    page = opened()
    landing(page, button(page, "q3").click)
    assert all(url.startswith((site.as_uri() + "/", "data:")) for url in page.asked)  # type: ignore[attr-defined]
    assert page.complaints == []  # type: ignore[attr-defined]


def test_on_a_host_that_sends_no_parts_of_a_file_each_quote_plays(opened: Open, serving: Any, site: Path) -> None:
    with serving(site.parent) as root:
        page = opened(f"{root}{site.name}/")
        assert landing(page, button(page, "q2").click) == pytest.approx(starts(page, "q2"), abs=0.05)
        until(page, "audios.some(audio => !audio.paused)")
        own = (root, f"blob:{root}", "data:")
        assert all(url.startswith(own) for url in page.asked)  # type: ignore[attr-defined]
        assert page.complaints == []  # type: ignore[attr-defined]


def test_in_one_file_each_quote_plays_and_nothing_is_asked_for(opened: Open, one_file: Path) -> None:
    page = opened(one_file.as_uri())
    for quote in ("q1", "q3"):
        assert landing(page, button(page, quote).click) == pytest.approx(starts(page, quote), abs=0.05)
        until(page, "audios.some(audio => !audio.paused)")
    asked = [url for url in page.asked if not url.startswith("data:")]  # type: ignore[attr-defined]
    assert asked == [one_file.as_uri()]
    assert page.complaints == []  # type: ignore[attr-defined]


def test_in_a_frame_on_another_page_a_quote_plays(opened: Open, serving: Any, site: Path, tmp_path: Path) -> None:
    page = opened()
    snippet = page.locator("#q1 textarea").input_value()
    with serving(site.parent) as root, serving(tmp_path) as elsewhere:
        (tmp_path / "blog.html").write_text(
            "<!doctype html><title>A blog</title>"
            + snippet.replace("https://story.example/", f"{root}{site.name}/")
        )
        blog = opened(f"{elsewhere}blog.html")
        frame = blog.frame_locator("iframe")
        frame.locator(".play").first.click()
        expect(frame.locator(".play").first).to_have_attribute("aria-pressed", "true")
        expect(frame.locator(".translation")).to_have_text("I hear you. We refused to go across the river.")


def test_a_missing_sound_is_said(opened: Open, site: Path, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes((site / "index.html").read_bytes())
    page = opened((tmp_path / "index.html").as_uri())
    button(page, "q1").click()
    expect(page.get_by_role("status")).to_contain_text("should lie beside this page")


def test_what_was_changed_is_told_on_demand(opened: Open) -> None:
    page = opened()
    told = page.locator("#q4").get_by_text("Two passages stand together that are 14.4 seconds apart.")
    expect(told).to_be_hidden()
    page.locator("#q4").get_by_text("What was changed (1)").click()
    expect(told).to_be_visible()


def test_without_a_script_all_of_it_can_be_read_and_each_sound_played(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    expect(page.get_by_text("Слышу. Мы отказались идти за реку.").first).to_be_visible()
    expect(page.locator("audio").first).to_be_visible()
    assert "#t=1,2.5" in (button(page, "q1").get_attribute("href") or "")
    page.locator("#q4").get_by_text("What was changed (1)").click()
    expect(page.locator("#q4").get_by_text("Two passages stand together")).to_be_visible()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(opened: Open, viewport: Any, scheme: str, site: Path) -> None:
    page = opened(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    for summary in page.locator("summary").all():
        summary.click()
    button(page, "q1").click()
    assert barriers(page) == []
    page.goto((site / "embed" / "q1.html").as_uri())
    assert barriers(page) == []


def test_nothing_is_cut_off_at_any_width_and_controls_can_be_hit(opened: Open) -> None:
    page = opened()
    for summary in page.locator("summary").all():
        summary.click()
    for width in (320, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    for control in page.locator(".play:visible, summary:visible").all():
        box = control.bounding_box()
        assert box is not None
        assert box["width"] >= 24, control
        assert box["height"] >= 24, control


def test_arabic_runs_from_the_right_inside_an_english_page(opened: Open) -> None:
    page = opened()
    original = page.locator("#q3 .original")
    assert original.evaluate("it => getComputedStyle(it).direction") == "rtl"
    assert page.locator("#q3 .translation").evaluate("it => getComputedStyle(it).direction") == "ltr"


def test_on_paper_the_words_stand_without_what_only_a_screen_can_do(opened: Open) -> None:
    page = opened()
    page.emulate_media(media="print")
    expect(page.locator("#q1 .hear")).to_be_hidden()
    expect(page.locator("#q1 .translation")).to_be_visible()
    expect(page.locator(".sounds")).to_be_hidden()
    assert page.pdf()[:5] == b"%PDF-"


def test_the_picture_of_who_says_so_has_a_name_and_the_same_in_words(opened: Open) -> None:
    picture = opened().get_by_role("img", name="Who says so")
    expect(picture).to_be_visible()
    told = "By their own account, An agency published it on a channel on 5 March 2026."
    assert told in (picture.locator("desc").text_content() or "")
