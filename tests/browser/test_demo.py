"""The demo's pages, as `make demo` makes them: the sample call heard by the real model, then opened and played."""

from __future__ import annotations

import runpy
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browsing import landing
from earwitness.records.view import RecordingView
from earwitness.workflow.case import Case

pytestmark = [pytest.mark.browser, pytest.mark.model]

DEMO = Path(__file__).parents[2] / "demo"
SAMPLE_CALL = DEMO / "call.m4a"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[RecordingView, Path]:
    folder = tmp_path_factory.mktemp("demo")
    case = Case.create(folder / "case")
    return case.process(SAMPLE_CALL), case.publish(folder / "page", title="The order at the river")


@pytest.fixture
def page(browser: Browser, demo: tuple[RecordingView, Path]) -> Page:
    page = browser.new_page()
    page.goto(demo[1].as_uri())
    until(page, "audio.readyState > 0")
    return page


def sound(page: Page, condition: str) -> Any:
    return page.evaluate(f"(audio => {condition})(document.querySelector('audio'))")


def until(page: Page, condition: str) -> None:
    deadline = monotonic() + 30
    while not sound(page, condition):
        assert monotonic() < deadline, f"{condition} did not come true"
        page.wait_for_timeout(20)


def test_it_plays_and_the_highlighted_word_is_the_one_that_the_model_heard_then(
    page: Page, demo: tuple[RecordingView, Path]
) -> None:
    page.evaluate(
        "window.seen = {}; new MutationObserver(() => {"
        " const text = document.querySelector('.w.now')?.textContent;"
        " if (text && !(text in seen)) seen[text] = document.querySelector('audio').currentTime;"
        "}).observe(document.querySelector('.rows'), { subtree: true, attributeFilter: ['class'] })"
    )
    page.get_by_role("button", name="Play").click()
    until(page, "audio.currentTime > 5")
    seen: dict[str, float] = page.evaluate("seen")
    said = [word for heard in demo[0].utterances for word in heard.words if word.span.end_ms < 4_500]
    assert [text for text in seen if text in {word.text for word in said}][:4] == list(
        dict.fromkeys(word.text for word in said)
    )[:4]
    for word in said:
        if word.text in seen and [other.text for other in said].count(word.text) == 1:
            assert seen[word.text] == pytest.approx(word.span.start_ms / 1000, abs=0.25)


def test_a_click_on_english_lands_at_its_utterance(page: Page, demo: tuple[RecordingView, Path]) -> None:
    for heard in demo[0].utterances[4:12:3]:
        page.evaluate(
            "window.landed = new Promise(done => document.querySelector('audio')"
            ".addEventListener('seeked', event => done(event.target.currentTime), { once: true })); 0"
        )
        page.get_by_text(heard.translation or "", exact=True).first.click(position={"x": 12, "y": 10})
        assert page.evaluate("window.landed") == pytest.approx(heard.span.start_ms / 1000, abs=0.05)


def test_the_article_about_it_is_told_what_the_tape_says(demo: tuple[RecordingView, Path]) -> None:
    """One stitched quote, one gloss, one mask, one hedge and one invented sentence are in it."""
    case = Case.open(demo[1].parents[1] / "case")
    found = {one.quotation.text[:14]: one for one in case.check(SAMPLE_CALL.with_name("article.md")).quotes}
    assert {start: one.verdict for start, one in found.items() if start != "We refused. Th"} == {
        "Yesterday they": "stitched",
        "He was shoutin": "edited",
        "It's a complet": "edited",
        "They pay us do": "not found",
        "Just don't sig": "verbatim",
    }
    assert found["We refused. Th"].verdict in {"verbatim", "paraphrase"}  # the machine's English of it is wrong
    assert [mark.kind for one in found.values() for mark in one.marks] == ["ellipsis", "gloss", "mask"]
    assert found["It's a complet"].quotation.hedge == "reportedly"


@pytest.fixture(scope="module")
def story(demo: tuple[RecordingView, Path]) -> tuple[Case, Path]:
    case = Case.open(demo[1].parents[1] / "case")
    runpy.run_path(str(DEMO / "quotes.py"))["main"](case.path)
    return case, case.publish_story(DEMO / "story.md", case.path.parent / "story").path


def test_each_quote_of_the_story_plays_from_the_start_of_its_span(
    browser: Browser, story: tuple[Case, Path]
) -> None:
    """All of the call is near some quote, so the page has one sound, which begins as the call does."""
    case, path = story
    page = browser.new_page()
    page.goto(path.as_uri())
    assert len(page.locator("audio").all()) == 1
    for quote in case.quotes():
        begin = page.locator(f"#{quote.id} .play").first
        assert landing(page, begin.click) == pytest.approx(quote.quote.span.start_ms / 1000, abs=0.05)
        until(page, f"audio.currentTime * 1000 > {quote.quote.span.start_ms + 300}")


def test_the_story_tells_what_was_changed_and_who_says_so(browser: Browser, story: tuple[Case, Path]) -> None:
    page = browser.new_page()
    page.goto(story[1].as_uri())
    words = page.locator("article").inner_text()
    assert "We refused. The whole company refused, eighty men." in words
    assert "“[The colonel] was shouting that he would shoot us all, but that's only words.”" in words
    assert "f*cking disaster … They were" in words
    assert "fucking" not in page.content()
    assert "Vetlugin" not in page.content()
    told = page.locator("#q4 .more li").all_text_contents()
    assert len(told) == 6
    assert told[-1] == "In the sound, a tone stands in the place of 1 word."
    assert "The voice S2 is A soldier, invented." in page.locator(".told").inner_text()
