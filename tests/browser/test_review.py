"""The page of `earwitness review` in a real browser: by keyboard, by two people, through a kill, for everybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from earwitness.ledger import keys
from earwitness.records.review import Text
from earwitness.workflow.case import Case
from reviewpage import Served, free_port, served, until

pytestmark = pytest.mark.browser


def current(page: Page) -> str:
    return str(page.evaluate("document.querySelector('[aria-current]').dataset.id"))


def test_a_word_is_corrected_by_keyboard_alone_and_undone(
    case: Case, server: Served, visit: Callable[..., Page]
) -> None:
    before = case.recording().utterances[2]
    page = visit(server)
    page.keyboard.press("n")
    assert current(page) == "u3"
    expect(page.locator("#why")).to_have_text("A person was not sure of these words.")
    page.keyboard.press("Enter")
    page.keyboard.type("согласились")  # in the place of the doubted word, which is selected
    page.keyboard.press("Enter")
    until(lambda: case.recording().utterances[2].text == "Мы согласились идти.")
    after = case.recording().utterances[2]
    assert [after.words[at] for at in (0, 2)] == [before.words[at] for at in (0, 2)]
    page.keyboard.press("z")
    until(lambda: case.recording().utterances[2].text == before.text)
    page.keyboard.press("Shift+Z")
    until(lambda: case.recording().utterances[2].text == after.text)
    expect(page.locator("[data-id=u3] .source")).to_have_text(after.text)


def test_speakers_parts_and_acceptance_by_keyboard(case: Case, server: Served, visit: Callable[..., Page]) -> None:
    page = visit(server)
    page.keyboard.press("Alt+3")
    expect(page.locator("[data-id=u1] .voice")).to_have_text("S3")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("p")
    expect(page.locator("li.utterance")).to_have_count(5)
    page.keyboard.press("m")
    expect(page.locator("li.utterance")).to_have_count(4)
    page.keyboard.press("a")
    expect(page.locator("[data-id=u1] .accepted")).to_be_visible()
    assert current(page) == "u2"
    seen = case.recording()
    assert (seen.utterances[0].speaker, seen.utterances[0].text) == ("S3", "Алло, ты меня слышишь?")
    page.keyboard.press("t")
    page.keyboard.type(" Loud and clear.")
    page.keyboard.press("Enter")
    until(lambda: case.recording().utterances[1].translation == "I hear you. Loud and clear.")


def test_a_quote_of_selected_words_is_made_and_taken_back(
    case: Case, server: Served, visit: Callable[..., Page]
) -> None:
    page = visit(server)
    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowRight", "q"):
        page.keyboard.press(key)
    page.locator("#draft-english").fill("We refused")
    page.keyboard.press("Enter")
    expect(page.locator("#quotes")).to_contain_text("“We refused”")
    (quote,) = case.quotes()
    assert quote.source == "«Мы отказались»"
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("Мы ушли.")
    page.keyboard.press("Enter")
    expect(page.locator("#quotes .again")).to_contain_text("was corrected")
    page.locator("#quotes button", has_text="Take back").click()
    expect(page.locator("#quotes")).to_contain_text("Taken back")
    assert case.quotes()[0].withdrawal is not None


def test_of_two_people_who_change_one_utterance_neither_is_lost(
    case: Case, server: Served, visit: Callable[..., Page], tmp_path: Path
) -> None:
    key = tmp_path / "ivan.pem"
    keys.write(key, keys.Key.new(), None)
    with served(case.path, key=key) as other:
        anna, ivan = visit(server), visit(other)
        for page in (anna, ivan):
            page.keyboard.press("ArrowDown")
            page.keyboard.press("Enter")
            page.keyboard.press("Control+A")
        anna.keyboard.type("Слышу хорошо.")
        anna.keyboard.press("Enter")
        until(lambda: len(case.corrections()) == 2)
        ivan.keyboard.type("Не слышу.")
        ivan.keyboard.press("Enter")
        box = ivan.locator(".conflict")
        expect(box).to_contain_text("Слышу хорошо.")
        expect(box).to_contain_text("Не слышу.")
        assert case.recording().utterances[1].text == "Слышу хорошо."
        ivan.keyboard.press("Enter")  # "Put mine" has the focus
        expect(anna.locator("[data-id=u2] .source")).to_have_text("Не слышу.")
    assert len({one.made_by for one in case.corrections()}) == 2
    assert not [item for item in case.verify() if item.outcome == "fail"]


def test_what_was_typed_while_the_server_was_killed_is_kept_and_applied_once(
    case: Case, visit: Callable[..., Page]
) -> None:
    port = free_port()
    with served(case.path, port=port) as first:
        page = visit(first)
        page.keyboard.press("Enter")
        page.keyboard.press("Control+A")
        page.keyboard.type("Алло, вы слышите?")
        first.kill()
        page.keyboard.press("Enter")
        expect(page.locator("#state")).to_contain_text("is kept in this page")
        with served(case.path, port=port) as second:
            page.context.new_page().goto(second.address)
            until(lambda: case.recording().utterances[0].text == "Алло, вы слышите?")
            expect(page.locator("#state")).to_have_text("All is kept")
    assert [one.change.kind for one in case.corrections()] == ["mark", "text"]


def test_everybody_can_use_it(server: Served, visit: Callable[..., Page]) -> None:
    page = visit(server)
    page.keyboard.press("Alt+3")
    page.keyboard.press("n")
    expect(page.locator("[data-id=u1] .voice")).to_have_text("S3")
    for open_, close in (
        ("", ""),
        ("Enter", "Control+."),
        ("c", "c"),
        ("h", "h"),
        ("Shift+Q", "Escape"),
        ("Shift+?", "Escape"),
    ):
        if open_:
            page.keyboard.press(open_)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
        if close:
            page.keyboard.press(close)


def test_it_speaks_the_language_of_who_corrects_and_fits_a_telephone(
    case: Case, server: Served, visit: Callable[..., Page]
) -> None:
    case.require_four_eyes(required=True)
    page = visit(server, locale="uk-UA", viewport={"width": 360, "height": 740})
    expect(page.locator("#doubt")).to_have_text("Наступний сумнів (1)")
    page.keyboard.press("n")
    expect(page.locator("#why")).to_have_text("Людина не певна щодо цих слів.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.keyboard.press("Shift+A")
    expect(page.locator("#state")).to_have_text(
        "Ніхто інший цього не виправляв і не приймав. Підписує той, хто дивиться другим."
    )
    assert page.locator("#state [lang]").count() == 0
    page.keyboard.press("q")
    expect(page.locator("#draft-told .notice").first).to_have_text("Ніхто не підписав u3 другим.")
    page.keyboard.press("Enter")
    expect(page.locator("#quotes .again")).to_have_text("Ніхто не підписав u3 другим.")
    page.locator("#language").select_option("ru")
    expect(page.locator("#doubt")).to_have_text("Следующее сомнение (1)")
    expect(page.locator("#quotes .again")).to_have_text("Никто не подписал u3 вторым.")
    assert page.evaluate("document.documentElement.lang") == "ru"


def test_the_edge_of_a_word_is_dragged_and_stops_at_its_neighbour(
    case: Case, server: Served, visit: Callable[..., Page]
) -> None:
    page = visit(server)
    page.keyboard.press("ArrowDown")
    box = page.locator("#near").bounding_box()
    assert box
    at = lambda ms: box["x"] + (ms - start) / 12_000 * box["width"]  # noqa: E731
    start, middle = 0, box["y"] + 40  # the window begins 4 s before the moment that plays, and not before 0
    page.mouse.move(at(3_600), middle)
    page.mouse.down()
    page.mouse.move(at(3_000), middle, steps=4)
    page.mouse.up()
    until(lambda: 2_980 <= case.recording().utterances[1].words[0].span.end_ms <= 3_020)
    page.keyboard.press("ArrowUp")
    first = case.recording().utterances[0].words
    page.mouse.move(at(first[0].span.end_ms), middle)
    page.mouse.down()
    page.mouse.move(at(first[1].span.end_ms), middle, steps=4)
    page.mouse.up()
    expect(page.locator("#state")).to_have_text("It stops at the word beside it.")  # they touch already
    assert case.recording().utterances[0].words == first


def test_replacing_shows_each_place_first_and_leaves_out_what_is_unticked(
    case: Case, server: Served, visit: Callable[..., Page]
) -> None:
    page = visit(server)
    page.keyboard.press("g")
    page.get_by_label("Search", exact=True).last.fill("е")
    page.get_by_label("Replace with").fill("ё")
    expect(page.locator("#panel-body li")).to_have_count(2)
    page.locator("#panel-body li input").first.uncheck()
    page.get_by_role("button", name="Change 1").click()
    until(lambda: case.recording().utterances[3].text == "Бёрёги сёбя.")
    assert case.recording().utterances[0].text == "Алло, ты меня слышишь?"


def test_what_was_replaced_in_many_places_is_undone_at_once_but_for_what_somebody_else_changed(
    case: Case, server: Served, visit: Callable[..., Page], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def said() -> list[str]:
        return [one.text for one in case.recording().utterances]

    page, before = visit(server), said()
    page.keyboard.press("g")
    page.get_by_label("Search", exact=True).last.fill("е")
    page.get_by_label("Replace with").fill("ё")
    page.get_by_role("button", name="Change 2").click()
    expect(page.locator("#state")).to_have_text("All is kept")
    replaced = said()
    assert [one != other for one, other in zip(before, replaced, strict=True)] == [True, False, False, True]
    page.keyboard.press("Escape")
    for key, there in (("z", before), ("Shift+Z", replaced)):
        page.keyboard.press(key)
        until(lambda wanted=there: said() == wanted)
    monkeypatch.setenv("EARWITNESS_KEY", str(tmp_path / "ivan.pem"))
    revision = case.recording().utterances[3].review
    assert revision
    case.correct(Text(utterance_id="u4", on=revision.revision, text="Прощай."))
    expect(page.locator("[data-id=u4] .source")).to_have_text("Прощай.")
    page.keyboard.press("z")
    expect(page.locator(".conflict")).to_contain_text(
        "Done in 1, and not in 1, which somebody changed meanwhile: 0:0"
    )
    assert said() == [*before[:3], "Прощай."]


def test_going_back_in_the_history_undoes_what_came_later(
    case: Case, server: Served, visit: Callable[..., Page]
) -> None:
    page = visit(server)
    page.keyboard.press("Alt+3")
    page.keyboard.press("Alt+4")
    page.keyboard.press("u")
    expect(page.locator("[data-id=u1] .why")).to_be_visible()
    page.keyboard.press("h")
    page.locator("#panel-body li", has_text="1. marked").get_by_role("button", name="Go back here").click()
    expect(page.locator("[data-id=u1] .voice")).to_have_text("S1")
    until(lambda: case.recording().utterances[0] == case.recording(state=1).utterances[0])


def test_a_word_goes_into_the_glossary_and_lines_that_lack_it_are_doubted(
    case: Case, server: Served, visit: Callable[..., Page]
) -> None:
    page = visit(server)
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "w"):
        page.keyboard.press(key)
    page.keyboard.type("declined")
    page.keyboard.press("Enter")
    expect(page.locator("[data-id=u3] .english")).to_have_class("english doubtful")
    (entry,) = case.glossary()
    assert (entry.term.term, entry.term.translation) == ("отказались", "declined")


def test_pasted_markup_stays_the_text_that_it_is(case: Case, server: Served, visit: Callable[..., Page]) -> None:
    page = visit(server)
    page.keyboard.press("Enter")
    page.locator("textarea").fill("<img src=x onerror=alert(1)> Да 👩‍👩‍👧 все\u0308")
    page.keyboard.press("Enter")
    until(lambda: case.recording().utterances[0].text == "<img src=x onerror=alert(1)> Да 👩‍👩‍👧 всё")
    expect(page.locator("[data-id=u1] .source")).to_have_text("<img src=x onerror=alert(1)> Да 👩‍👩‍👧 всё")
