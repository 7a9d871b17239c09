"""Quotes on the page of `earwitness review`: drafted by keyboard alone or by mouse, refused, made, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from earwitness.records.glossary import Term
from earwitness.records.time import Span
from earwitness.workflow.case import Case
from reviewpage import Served, served

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def pressed(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def drafted(page: Page) -> Locator:
    return page.locator("#draft-printed p")


def test_across_two_utterances_with_an_omission_and_glosses_by_keyboard_alone(
    case: Case, visit: Visit, tmp_path: Path
) -> None:
    story = tmp_path / "story.md"
    story.write_text("---\ntitle: The river\n---\nHe said:\n\n{{ quote q1 }}\n", "utf-8")
    with served(case.path, "--story", str(story)) as running:
        page = visit(running)
        pressed(page, "ArrowDown", "Shift+ArrowDown", "q")  # what is doubted there is told first
        expect(page.locator("#draft-told .notice")).to_contain_text("not sure of these words")
        expect(drafted(page)).to_have_text(["“I hear you. We refused to go.”", "«Слышу. Мы отказались идти.»"])
        pressed(page, "ArrowRight", " ")  # from the first word, which has the focus
        expect(page.locator("#draft-told .mark-told").first).to_have_text("… skips 0.9 s, 1 word: Мы")
        pressed(page, "ArrowRight", "ArrowRight", "g")
        page.keyboard.type("уйти")
        pressed(page, "Enter")
        expect(drafted(page).last).to_have_text("«Слышу. … отказались [уйти].»")
        pressed(page, "Tab", "Control+Home", "Control+ArrowRight", "Control+ArrowRight", "Alt+g")
        page.keyboard.type("the soldier")
        english = drafted(page).first
        expect(english).to_contain_text("[the soldier]")
        printed = english.text_content()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert case.quotes() == []
        pressed(page, "Enter")
        expect(page.locator("#story blockquote.quoted")).to_have_text(printed or "")
        expect(page.locator("#draft")).not_to_be_visible()
        (quote,) = case.quotes()
        assert (quote.source, quote.english) == ("«Слышу. … отказались [уйти].»", printed)
        assert [mark.kind for mark in quote.quote.of("source")] == ["omission", "gloss"]
        pressed(page, "z")
        expect(page.locator("#story blockquote.resolved")).to_be_visible()
        assert case.quotes()[0].withdrawal is not None
        assert [one.change.kind for one in case.corrections()] == ["mark"]


def test_of_two_voices_one_is_chosen_and_what_is_refused_is_told_before_it_is_made(
    case: Case, server: Served, visit: Visit
) -> None:
    page = visit(server)
    pressed(page, "Shift+ArrowDown", "Shift+ArrowDown", "q")
    refused = page.locator("#draft-refused")
    expect(refused).to_have_text("More than one voice is heard there: S1, S2. Choose whose words are quoted.")
    expect(page.locator("#draft-make")).to_be_disabled()
    pressed(page, "Enter")
    expect(page.locator("#draft")).to_be_visible()
    pressed(page, "ArrowDown")  # the second voice
    expect(drafted(page).last).to_have_text("«Слышу.»")
    page.locator("#draft-english").fill("I agreed.")
    expect(refused).to_contain_text("“agreed.” is not what the English line says: ")
    pressed(page, "Enter")
    expect(page.locator("#draft")).to_be_visible()
    pressed(page, "Control+A", "Delete")
    expect(drafted(page).first).to_have_text("“I hear you.”")
    page.locator(".token", has_text="отказались").click()  # what is taken in has all before it with it
    expect(drafted(page).last).to_have_text("«Слышу. Мы отказались»")
    page.locator(".token", has_text="Слышу").click()
    expect(drafted(page).last).to_have_text("«Мы отказались»")
    pressed(page, "Escape")
    expect(page.locator("[data-id=u2]")).to_be_focused()
    assert case.quotes() == []


def test_words_are_dragged_over_into_another_utterance_and_what_the_glossary_explains_is_put_in(
    case: Case, server: Served, visit: Visit
) -> None:
    case.add_terms([Term(term="идти", language="ru", translation="go", note="cross the river")])
    page = visit(server)
    begin, end = (page.locator(f"[data-id=u{n}] .source").bounding_box() for n in (2, 3))
    assert begin
    assert end
    page.mouse.move(begin["x"] + 4, begin["y"] + begin["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 200, end["y"] + end["height"] / 2, steps=4)
    page.mouse.up()
    pressed(page, "Shift+Q")
    expect(drafted(page).last).to_have_text("«Слышу. Мы отказались идти.»")
    pressed(page, "Tab", "Tab", "Enter")
    expect(page.locator("#draft-english")).to_be_focused()
    expect(drafted(page).first).to_have_text("“I hear you. We refused to go. [cross the river]”")
    pressed(page, "Enter")
    expect(page.locator("#quotes")).to_contain_text("[cross the river]")


def test_a_quote_that_somebody_makes_elsewhere_stands_on_the_page_at_once(
    case: Case, server: Served, visit: Visit
) -> None:
    page = visit(server)
    expect(page.locator("#quotes")).to_contain_text("Nothing is quoted yet.")
    case.quote(Span(2_000, 3_700))
    expect(page.locator("#quotes")).to_contain_text("“I hear you.”")


def test_where_nothing_is_to_be_chosen_or_told_one_key_makes_a_quote_and_undo_takes_it_back(
    case: Case, server: Served, visit: Visit
) -> None:
    page = visit(server)
    pressed(page, "Alt+3", "ArrowDown", "q")
    expect(page.locator("#state")).to_have_text("q1 is quoted")
    pressed(page, "q")
    expect(page.locator("#state")).to_have_text("q1 is this quote already")
    pressed(page, "z")
    expect(page.locator("#quotes .resolved")).to_have_count(1)
    pressed(page, "z")  # then the speaker that was changed before it
    expect(page.locator("[data-id=u1] .voice")).to_have_text("S1")
    assert [(one.id, one.withdrawal is None) for one in case.quotes()] == [("q1", False)]
