"""Spelling on the page of `earwitness review`: underlined, suggested, put in by a key, told to nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from earwitness.records.glossary import Term
from earwitness.workflow.case import Case
from reviewpage import Served, until

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def edited(page: Page, key: str, text: str) -> None:
    """Type this in the place of all that is there."""
    for one in (key, "Control+A"):
        page.keyboard.press(one)
    page.keyboard.type(text)


def test_a_slip_is_told_while_one_types_and_mended_by_a_key(case: Case, server: Served, visit: Visit) -> None:
    page = visit(server)
    told = page.locator(".spelling .misspelt")
    edited(page, "Enter", "Аллло, ты меня слышиш")
    expect(told).to_have_text(["Аллло"])  # the last word is still being typed
    page.keyboard.type("? ")
    expect(told).to_have_text(["Аллло", "слышиш"])
    page.keyboard.press("Alt+1")
    expect(page.locator("textarea")).to_have_value("Алло, ты меня слышиш? ")
    expect(told).to_have_text(["слышиш"])
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.locator(".spelling button", has_text="слышишь").click()
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.press("Enter")
    until(lambda: case.recording().utterances[0].text == "Алло, ты меня слышишь?")
    expect(page.locator(".misspelt")).to_have_count(0)


def test_what_is_misspelt_is_underlined_until_somebody_accepts_it_or_it_is_a_term(
    case: Case, server: Served, visit: Visit
) -> None:
    page = visit(server)
    edited(page, "Enter", "Слышу птурщика на позицыи")
    page.keyboard.press("Enter")
    wrong = page.locator("[data-id=u1] .source .misspelt")
    expect(wrong).to_have_text(["птурщика", "позицыи"])
    assert (
        wrong.first.get_attribute("title") == "No dictionary has this, and no name or term of the case is like it"
    )
    case.add_terms([Term(term="птурщик", language="ru", translation="missile gunner")])
    expect(wrong).to_have_text(["позицыи"], timeout=10_000)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("a")
    expect(page.locator("[data-id=u1] .accepted")).to_be_visible()
    expect(wrong).to_have_count(0)


def test_english_is_spelt_as_english(case: Case, server: Served, visit: Visit) -> None:
    page = visit(server)
    edited(page, "t", "Helo, can the constructor hear me? Don't refuse.")
    page.keyboard.press("Enter")
    expect(page.locator("[data-id=u1] .english .misspelt")).to_have_text(["Helo,"])
    expect(page.locator("[data-id=u1] .english")).to_have_text("Helo, can the constructor hear me? Don't refuse.")
    until(lambda: len(case.corrections()) == 2)
    page.reload()
    expect(page.locator("[data-id=u1] .english .misspelt")).to_have_text(["Helo,"])


def test_no_field_asks_the_browsers_own_spelling(server: Served, visit: Visit) -> None:
    page = visit(server)
    for keys in (("Enter",), ("Control+.", "t"), ("Control+.", "g"), ("Escape", "k")):
        for key in keys:
            page.keyboard.press(key)
        page.wait_for_timeout(100)
        fields = page.locator("textarea, input")
        assert fields.count() > 2
        assert fields.evaluate_all("fields => fields.filter(one => one.spellcheck).length") == 0
