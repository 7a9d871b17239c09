"""Whatever happens meanwhile, nobody's words are overwritten, and what was typed is never dropped unseen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from earwitness.records.review import Merge
from earwitness.workflow.case import Case
from reviewpage import Served, call, served

pytestmark = pytest.mark.browser


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return call(tmp_path / "case")


@pytest.fixture
def server(case: Case) -> Iterator[Served]:
    with served(case.path) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="en-US")
    yield made
    made.close()


def visit(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    return page


def begun(page: Page, downwards: int) -> None:
    """Edit the words of an utterance further down, and select all of them."""
    for _ in range(downwards):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")


def test_two_tabs_of_one_browser_do_not_overwrite_each_other(
    case: Case, server: Served, context: BrowserContext
) -> None:
    first, second = visit(context, server.address), visit(context, f"{server.origin}/")
    for tab in (first, second):
        begun(tab, 1)
    first.keyboard.type("Слышу хорошо.")
    first.keyboard.press("Enter")
    expect(second.locator("[data-id=u2] .facts")).to_be_visible()
    second.keyboard.type("Не слышу.")
    second.keyboard.press("Enter")
    expect(second.locator(".conflict")).to_contain_text("Слышу хорошо.")
    assert case.recording().utterances[1].text == "Слышу хорошо."
    second.keyboard.press("Enter")  # "Put mine" has the focus
    expect(first.locator("[data-id=u2] .source")).to_have_text("Не слышу.")
    assert case.recording().utterances[1].text == "Не слышу."


def test_what_is_being_typed_of_an_utterance_that_is_joined_meanwhile_is_shown(
    case: Case, server: Served, context: BrowserContext
) -> None:
    page = visit(context, server.address)
    begun(page, 2)
    page.keyboard.type("Мы согласились.")
    case.correct(Merge(utterance_id="u2", on=0, other_id="u3", other_on=1))
    saved = page.locator(".conflict textarea")
    expect(saved).to_have_value("Мы согласились.")
    expect(page.locator("[data-id=u2] .source")).to_have_text("Слышу. Мы отказались идти.")
    page.get_by_role("button", name="Close").first.click()
    expect(saved).to_have_count(0)


def test_a_book_that_is_pasted_into_one_utterance_is_refused_and_given_back(
    case: Case, server: Served, context: BrowserContext
) -> None:
    page = visit(context, server.address)
    begun(page, 0)
    pasted = "слово " * 20_000
    page.locator("#utterances textarea").fill(pasted)
    page.keyboard.press("Enter")
    expect(page.locator(".conflict")).to_contain_text("This is 119,999 characters long")
    expect(page.locator(".conflict textarea")).to_have_value(pasted.strip())
    expect(page.locator("[data-id=u1] .source")).to_have_text("Алло, ты меня слышишь?")
    assert len(case.corrections()) == 1


def test_what_is_typed_where_nothing_can_be_kept_is_given_back(
    case: Case, server: Served, context: BrowserContext
) -> None:
    page = visit(context, server.address)
    lock = case.path / ".lock"
    lock.unlink()
    lock.mkdir()  # as root may write anywhere: nobody can lock it
    begun(page, 1)
    page.keyboard.type("Не слышу.")
    page.keyboard.press("Enter")
    expect(page.locator(".conflict textarea")).to_have_value("Не слышу.")
    expect(page.locator("[data-id=u2] .source")).to_have_text("Слышу.")
