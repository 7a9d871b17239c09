"""The report of a check in a real browser: clicked through, heard, read without a script, on a telephone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

import desk
from browsing import DESK, PHONE, barriers

pytestmark = pytest.mark.browser

ARTICLE = Path(__file__).parents[2] / "demo" / "article.md"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    desk.case(folder / "case").check(ARTICLE, to=folder / "report")
    return folder / "report"


@pytest.fixture
def opened(browser: Browser, report: Path) -> Iterator[Open]:
    contexts = []

    def open_page(**settings: Any) -> Page:
        context = browser.new_context(**{"viewport": DESK, "reduced_motion": "reduce", **settings})
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: pytest.fail(said.text) if said.type == "error" else None)
        page.on("request", lambda sent: pytest.fail(sent.url) if sent.url.startswith("http") else None)
        page.goto((report / "index.html").as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_a_click_on_a_quote_shows_what_was_found_and_plays_it(opened: Open) -> None:
    page = opened()
    stitched = page.locator("a.quote.v-stitched")
    stitched.click()
    card = page.locator(f"#q{stitched.get_attribute('data-quote')}")
    expect(card).to_be_in_viewport()
    expect(card.locator("h2")).to_contain_text("stitched")
    assert card.locator(".place").count() == 2
    first = card.locator("audio").first
    until = monotonic() + 30
    while not first.evaluate("one => one.currentTime > 0.2") and monotonic() < until:
        page.wait_for_timeout(50)
    assert first.evaluate("one => !one.paused && one.currentTime > 0.2 && one.duration > 2 && one.duration < 6")


def test_each_quote_leads_to_its_own_and_one_sound_plays_at_a_time(opened: Open) -> None:
    page = opened()
    quotes = page.locator("a.quote")
    for at in range(quotes.count()):
        quotes.nth(at).click()
        number = quotes.nth(at).get_attribute("data-quote")
        assert page.locator(".card.here").get_attribute("id") == f"q{number}"
    playing = "[...document.querySelectorAll('audio')].filter(one => !one.paused).length"
    assert page.evaluate(playing) <= 1


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_from_what_was_found_a_link_leads_back_to_the_quote_in_the_article(opened: Open, viewport: Any) -> None:
    page = opened(viewport=viewport)
    quotes = page.locator("a.quote")
    quotes.last.click()
    number = quotes.last.get_attribute("data-quote")
    page.locator(f"#q{number} .number").click()
    expect(page.locator(f"#a{number}")).to_be_in_viewport()


def test_the_invented_sentence_is_not_found_and_nobody_is_accused(opened: Open) -> None:
    page = opened()
    invented = page.locator("a.quote.v-not-found")
    expect(invented).to_contain_text("They pay us double if we sign up again in spring")
    expect(page.locator("footer")).to_contain_text("accuses nobody")


def test_the_mask_and_the_gloss_are_explained(opened: Open) -> None:
    marks = opened().locator(".marks")
    expect(marks.filter(has_text="f*cking")).to_contain_text("What is said there: пиздец")
    expect(marks.filter(has_text="[the entire company]")).to_contain_text("a gloss")


def test_what_an_ellipsis_hides_is_there_in_both_languages(opened: Open) -> None:
    hidden = opened().locator(".marks details")
    hidden.locator("summary").click()
    expect(hidden.locator("[lang=ru]")).to_contain_text("Вся рота отказалась")
    expect(hidden.locator("[lang=en]")).to_contain_text("The whole company refused")


def test_without_a_script_it_is_read_and_heard(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    page.locator("a.quote").first.click()
    expect(page.locator("#q1")).to_be_in_viewport()
    expect(page.locator("#q1 audio").first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_no_barrier(opened: Open, viewport: Any, scheme: str) -> None:
    page = opened(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_other_files_lie_beside_it(report: Path) -> None:
    assert sorted(path.name for path in report.iterdir()) == [
        "check.docx",
        "check.json",
        "claim-reviews.jsonld",
        "index.html",
    ]
    assert '"ClaimReview"' in (report / "claim-reviews.jsonld").read_text("utf-8")
