"""What is done on the page of `earwitness review` by mouse, fast, again and again, and while the line is slow."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from earwitness.records.review import English, Text
from earwitness.workflow.case import Case
from reviewpage import Served, until

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def press(page: Page, name: str) -> None:
    page.locator("#deeds").get_by_role("button", name=name, exact=True).click()


def test_everything_is_done_by_mouse_alone(case: Case, server: Served, visit: Visit) -> None:
    page = visit(server, viewport={"width": 390, "height": 844})
    press(page, "Accept")
    expect(page.locator("[data-id=u1] .accepted")).to_be_visible()
    press(page, "Words")
    page.locator("textarea").fill("Слышу, слышу.")
    press(page, "Keep and accept")
    until(lambda: case.recording().utterances[1].text == "Слышу, слышу.")
    expect(page.locator("[data-id=u2] .accepted")).to_be_visible()
    press(page, "Comment")
    page.locator("#ask-text").fill("Who?")
    page.locator("#ask button", has_text="Keep").click()
    press(page, "Quotes, comments")
    expect(page.locator("#remarks")).to_contain_text("Who?")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.locator("#beside-close").click()
    expect(page.locator("#beside")).to_be_hidden()
    page.locator("#search").fill("ВСЕ")
    press(page, "Speaker")
    page.locator("#ask-text").fill("с 4")  # a Cyrillic letter
    page.locator("#ask button", has_text="Keep").click()
    until(lambda: case.recording().utterances[2].speaker == "S4")
    press(page, "Undo")
    expect(page.locator("#state")).to_contain_text("Undone, at 0:0")
    assert case.recording().utterances[2].speaker == "S2"


def test_undo_is_as_fast_as_it_is_asked_for_and_shows_where_it_was(
    case: Case, server: Served, visit: Visit
) -> None:
    page = visit(server)
    for _ in range(6):
        page.keyboard.press("Alt+3")
        page.keyboard.press("Alt+4")
    page.keyboard.press("ArrowDown")
    for _ in range(14):
        page.keyboard.press("z")
    expect(page.locator("#state")).to_have_text("There is nothing of yours to undo.")
    expect(page.locator("[data-id=u3]")).to_be_focused()  # its mark is of the same person
    assert case.recording().utterances[0].speaker == "S1"
    for _ in range(14):
        page.keyboard.press("Shift+Z")
    expect(page.locator("#state")).to_have_text("There is nothing to do again.")
    assert case.recording().utterances[0].speaker == "S4"


def test_a_mark_is_taken_away_by_its_key(case: Case, server: Served, visit: Visit) -> None:
    page = visit(server)
    for key in ("i", "u"):
        page.keyboard.press(key)
        expect(page.locator("[data-id=u1] mark")).to_have_count(4)
    expect(page.locator("#why")).to_have_text("A person was not sure of these words.")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("u")
    expect(page.locator("[data-id=u1] mark")).to_have_text(["Алло,", "слышишь?"])
    page.keyboard.press("ArrowUp")
    page.keyboard.press("u")
    expect(page.locator("[data-id=u1] mark")).to_have_count(4)
    page.keyboard.press("u")
    expect(page.locator("[data-id=u1] mark")).to_have_count(0)
    until(lambda: case.recording().utterances[0].doubts == ())


def test_what_is_begun_before_ones_own_change_is_kept_is_no_conflict(
    case: Case, server: Served, visit: Visit
) -> None:
    page = visit(server)

    def slowly(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route("**/change", slowly)
    page.keyboard.press("Alt+3")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("Да.")
    expect(page.locator("#state")).to_have_text("All is kept")
    page.keyboard.press("Enter")
    until(lambda: case.recording().utterances[0].text == "Да.")
    expect(page.locator(".conflict")).to_have_count(0)
    assert case.recording().utterances[0].speaker == "S3"


def test_replacing_throughout_overwrites_nothing_that_came_after_its_preview(
    case: Case, server: Served, visit: Visit
) -> None:
    page = visit(server)
    page.keyboard.press("g")
    page.keyboard.type("тказ")
    expect(page.locator("#panel-body li")).to_have_count(1)
    page.get_by_label("Whole words only").check()
    expect(page.locator("#panel-body li")).to_have_count(0)
    page.get_by_label("Search", exact=True).nth(1).fill("идти")
    expect(page.locator("#panel-body li")).to_have_count(1)
    page.get_by_label("Replace with").fill("ехать")
    case.correct(Text(utterance_id="u3", on=1, text="Мы согласились идти."))
    expect(page.locator("[data-id=u3] .source")).to_have_text("Мы согласились идти.")
    page.get_by_role("button", name="Change 1 place").click()
    expect(page.locator(".conflict").first).to_contain_text("Мы отказались ехать.")
    assert case.recording().utterances[2].text == "Мы согласились идти."


def test_what_people_wrote_in_english_is_compared_too(case: Case, server: Served, visit: Visit) -> None:
    case.correct(English(utterance_id="u3", on=1, text="We declined to go."))
    page = visit(server)
    page.keyboard.press("c")
    line = page.locator("#panel-body tbody tr").first
    expect(line.locator(".english del")).to_have_text("refused")
    expect(line.locator(".english ins")).to_have_text("declined")
    expect(line.locator(".who")).to_contain_text("marked, English")


def test_a_loop_at_the_very_end_goes_on(case: Case, server: Served, visit: Visit) -> None:
    page = visit(server)
    until(lambda: page.evaluate("document.getElementById('audio').readyState"))
    page.keyboard.press("l")
    page.evaluate("""async () => {
      const { player } = await import('/static/desk.js');
      player.loop = [player.audio.duration * 1000 - 300, player.audio.duration * 1000 + 300];
      player.seek(player.loop[0]);
      window.again = 0;
      player.audio.addEventListener('ended', () => again++);
    }""")
    page.keyboard.press("Space")
    until(lambda: page.evaluate("again >= 2"))


def test_a_word_is_chosen_in_the_waveform_and_found_however_it_is_spelt(
    case: Case, server: Served, visit: Visit
) -> None:
    case.correct(Text(utterance_id="u4", on=0, text="Всё, пока."))
    page = visit(server)
    page.keyboard.press("/")
    page.keyboard.type("все, П")
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_have_text("1 of 1")
    page.keyboard.press("Escape")
    word = case.recording().utterances[0].words[2]
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    box = page.locator("#near").bounding_box()
    assert box
    page.mouse.click(box["x"] + (word.span.start_ms + 60) / 12_000 * box["width"], box["y"] + 40)
    chosen = page.evaluate("[...CSS.highlights.get('word')].map(String)")
    assert chosen == [word.text]
