"""What suggests itself, what stands at a moment, whose voice it is, every state again: by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from earwitness.ledger import keys
from earwitness.records.glossary import Term
from earwitness.records.review import Comment, Speaker
from earwitness.workflow.case import Case
from reviewpage import Served, served, until

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_what_the_glossary_has_for_these_words_suggests_itself_in_the_english(
    case: Case, server: Served, visit: Visit
) -> None:
    case.add_terms([Term(term="отказаться", language="ru", translation="refuse", also=("decline",))])
    page = visit(server)
    for key in ("ArrowDown", "ArrowDown", "t"):
        page.keyboard.press(key)
    offers = page.locator(".offers li")
    expect(offers).to_have_text(["refuse отказались", "decline отказались"])
    expect(offers.first).to_have_class("there")  # "We refused to go."
    assert Axe().run(page).violations_count == 0
    page.keyboard.press("Control+A")
    page.keyboard.type("They Dec")
    expect(offers).to_have_text(["decline отказались"])
    page.keyboard.press("Tab")
    page.keyboard.type("d to go.")
    page.keyboard.press("Enter")
    until(lambda: case.recording().utterances[2].translation == "They Declined to go.")


def test_terms_and_names_suggest_themselves_in_the_words(case: Case, server: Served, visit: Visit) -> None:
    case.add_terms([Term(term="Береговое", language="ru", translation="Berehove", kind="name")])
    page = visit(server)
    page.keyboard.press("Enter")
    page.keyboard.press("End")
    page.keyboard.type(" бер")
    expect(page.locator(".offers li")).to_have_text(["Береговое Berehove"])
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # nothing is suggested any more: it goes on
    expect(page.locator("textarea")).not_to_be_focused()
    page.locator("textarea").press("Enter")
    until(lambda: case.recording().utterances[0].text == "Алло, ты меня слышишь? Береговое")


def test_what_is_selected_while_one_types_goes_into_the_glossary(case: Case, server: Served, visit: Visit) -> None:
    page = visit(server)
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "t", "Control+A", "Alt+w"):
        page.keyboard.press(key)
    expect(page.locator("#ask-text")).to_have_value("We refused to go")
    page.locator("#ask-text").fill("refused")
    page.keyboard.press("Enter")
    expect(page.locator("textarea")).to_be_focused()
    until(
        lambda: [(one.term.term, one.term.translation) for one in case.glossary()] == [("отказались", "refused")]
    )


def test_a_moment_is_kept_as_a_comment_and_never_as_words(case: Case, server: Served, visit: Visit) -> None:
    page = visit(server)
    until(lambda: page.evaluate("document.getElementById('audio').readyState"))
    page.keyboard.press("Enter")
    page.keyboard.press("F2")
    page.keyboard.press("Control+j")
    page.keyboard.press("Enter")
    until(lambda: len(case.corrections()) == 2)
    comment = case.corrections()[1].change
    assert isinstance(comment, Comment)
    assert (comment.text, comment.span.start_ms, comment.span.duration_ms) == ("0:01.5", 1_500, 0)
    assert case.recording().utterances[0].text == "Алло, ты меня слышишь?"
    page.keyboard.press("k")
    page.keyboard.type("As at ")
    page.keyboard.press("F2")
    page.keyboard.press("Control+j")
    page.keyboard.press("Enter")
    expect(page.locator("#remarks p").last).to_have_text("As at 0:03.5")
    page.keyboard.press("ArrowUp")
    page.locator("#remarks p button").last.click()
    assert page.evaluate("document.getElementById('audio').currentTime") == pytest.approx(3.5, abs=0.01)


def test_a_comment_is_resolved_and_opened_by_keyboard(case: Case, server: Served, visit: Visit) -> None:
    page = visit(server)
    page.keyboard.press("k")
    page.keyboard.type("Who is this?")
    page.keyboard.press("Enter")
    expect(page.locator("#remarks")).to_contain_text("Who is this?")
    page.keyboard.press("b")
    for _ in range(2):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Resolve":
            break
    page.keyboard.press("Enter")
    until(lambda: [one.resolved for one in case.recording().remarks] == [True])
    expect(page.locator("#remarks li")).to_have_class("resolved")


def test_a_translation_is_chosen_among_those_that_are_shown(case: Case, visit: Visit) -> None:
    case.translate(using=["fake:2"], embedder="fake")
    with served(case.path) as running:
        page = visit(running)
        offered = page.locator(".current .candidates button")
        expect(offered).to_have_count(len(case.recording().utterances[0].candidates))
        assert Axe().run(page).violations_count == 0
        page.keyboard.press("2")
        expect(offered.nth(1)).to_have_attribute("aria-pressed", "true")
        until(lambda: case.recording().utterances[0].decision is not None)
        page.keyboard.press("ArrowDown")
        expect(page.locator(".candidates")).to_have_count(1)
        offered.last.click()
        until(lambda: case.recording().utterances[1].decision is not None)


def test_a_voice_that_was_two_is_parted_and_is_one_again(case: Case, server: Served, visit: Visit) -> None:
    page = visit(server)
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("v")
    expect(page.locator("#ask-text")).to_have_value("S3")
    page.keyboard.press("Enter")
    until(lambda: [one.speaker for one in case.recording().utterances] == ["S1", "S2", "S2", "S3"])
    page.keyboard.press("z")
    until(lambda: [one.speaker for one in case.recording().utterances] == ["S1", "S2", "S2", "S1"])


def test_what_people_changed_is_told_word_by_word_with_who_and_when(server: Served, visit: Visit) -> None:
    page = visit(server)
    for key in ("Alt+3", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("Привет,")  # in the place of the first word
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_have_text("All is kept")
    page.keyboard.press("c")
    line = page.locator("#panel-body tbody tr").first
    expect(line.locator("del")).to_have_text(["S1", "Алло,"])
    expect(line.locator("ins")).to_have_text(["S3", "Привет,"])
    expect(line.locator(".who")).to_contain_text(", 20")


def test_every_state_comes_again_that_of_the_machine_and_one_that_was_undone(
    case: Case, server: Served, visit: Visit
) -> None:
    case.correct(Speaker(utterance_id="u1", on=0, speaker="S3"))
    page = visit(server)
    page.keyboard.press("z")
    expect(page.locator("[data-id=u1] .voice")).to_have_text("S1")
    page.keyboard.press("Alt+4")
    until(lambda: case.recording().utterances[0].speaker == "S4")
    for number, voices in ((2, "S3"), (0, "S1"), (4, "S4"), (3, "S1")):
        page.keyboard.press("h")
        entry = page.locator("#panel-body li", has_text=f"{number}. ").filter(
            has=page.get_by_role("button", name="Go back here")
        )
        entry.last.get_by_role("button", name="Go back here").click()
        expect(page.locator("[data-id=u1] .voice")).to_have_text(voices)
        expect(page.locator("#state")).to_have_text("All is kept")
        page.keyboard.press("h")
    assert case.recording(state=case.recording().corrections).utterances[0].speaker == "S1"


def test_the_second_pair_of_eyes_is_somebody_elses_and_a_quote_can_wait_for_it(
    case: Case, server: Served, visit: Visit, tmp_path: Path
) -> None:
    case.require_four_eyes(required=True)
    key = tmp_path / "ivan.pem"
    keys.write(key, keys.Key.new(), None)
    anna = visit(server)
    for pressed in ("a", "ArrowUp", "q"):
        anna.keyboard.press(pressed)
    expect(anna.locator("#draft-told")).to_contain_text("Nobody has signed off u1 as the second to look.")
    anna.keyboard.press("Enter")
    expect(anna.locator("#quotes")).to_contain_text("Nobody has signed off u1 as the second to look.")
    anna.keyboard.press("Shift+A")
    expect(anna.locator("#state")).to_contain_text("Whoever signs off is the second to look.")
    with served(case.path, key=key) as other:
        visit(other).keyboard.press("Shift+A")
        until(lambda: case.recording().utterances[0].review.signed_by is not None)
    expect(anna.locator("#quotes")).not_to_contain_text("Nobody has signed off")


def test_search_goes_both_ways_to_the_word_that_is_looked_for(server: Served, visit: Visit) -> None:
    page = visit(server)
    page.keyboard.press("/")
    page.keyboard.type("се")
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_have_text("1 of 1")
    page.locator("#search").fill("е")
    page.keyboard.press("Shift+Enter")
    expect(page.locator("#state")).to_have_text("1 of 2")
    page.keyboard.press("Escape")
    expect(page.locator("[data-id=u1]")).to_be_focused()


def test_a_story_beside_the_words_has_its_quotes_as_they_are_now(case: Case, visit: Visit, tmp_path: Path) -> None:
    story = tmp_path / "story.md"
    story.write_text(
        "---\ntitle: The <river>\n---\nHe said:\n\n{{ quote q1 }}\n\nThen <b>he</b> rang off.\n", "utf-8"
    )
    with served(case.path, "--story", str(story)) as running:
        page = visit(running)
        told = page.locator("#story")
        expect(told).to_contain_text("The <river>")
        expect(told.locator("blockquote")).to_have_text("q1: ?")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("q")
        expect(told.locator("blockquote.quoted")).to_have_text("“I hear you.”")
        expect(told).to_contain_text("Then <b>he</b> rang off.")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+A")
        page.keyboard.type("Не слышу.")
        page.keyboard.press("Enter")
        expect(told.locator("blockquote.again")).to_have_text("“I hear you.”")
        story.write_text("The head is gone.", "utf-8")
        page.keyboard.press("u")
        expect(page.locator("#story-says")).to_contain_text("The story has no head.")
        expect(told).to_be_empty()
