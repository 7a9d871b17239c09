"""The page of `earwitness review` in a language that is written from right to left, and for a call in two of them.

There is no such translation yet. So the Ukrainian one is given to the page with a Hebrew letter for each of its
own: what is still to be read in other letters bypasses the translation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Visitor
from playwright.sync_api import Browser, Page, expect

import calls
from earwitness.web.app import STATIC
from earwitness.workflow.case import Case
from reviewpage import served

pytestmark = pytest.mark.browser

ARABIC, HEBREW = "OK، لن نعبر النهر.", "מי זה? 5 דקות."
BYPASSING = """() => {
  const found = [], isolated = /\\u2068[^\\u2069]*\\u2069/g, letters = /[\\p{Script=Latin}\\p{Script=Cyrillic}]/u;
  const own = "[lang]:not(:root), bdi, time, kbd, .voice, h1";
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode())
    if (!walker.currentNode.parentElement.closest(own)) found.push(walker.currentNode.data);
  for (const name of ["aria-label", "title", "placeholder"])
    for (const one of document.querySelectorAll(`[${name}]:not(:has(kbd))`)) found.push(one.getAttribute(name));
  return found.map((one) => one.replace(isolated, "")).filter((one) => letters.test(one));
}"""


class Hebrew(Visitor):
    """Puts a Hebrew letter in the place of each letter."""

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802  (its base names it)
        node.value = "".join(chr(0x5D0 + ord(one) % 22) if one.isalpha() else one for one in node.value)


def mirrored() -> str:
    """The Ukrainian words so, from right to left."""
    held = FluentParser().parse((STATIC / "words" / "uk.ftl").read_text("utf-8"))
    Hebrew().visit(held)
    for one in held.body:
        if isinstance(one, ast.Message) and one.id.name == "direction":
            one.value = ast.Pattern([ast.TextElement("rtl")])
    return str(FluentSerializer().serialize(held))


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    case = calls.call(tmp_path_factory.mktemp("languages") / "case")
    calls.hear(case, "t1", others={2: ("ar", ARABIC), 3: ("he", HEBREW)})
    calls.translate(case, "t1", "e1")
    return case


@pytest.fixture(scope="module")
def address(case: Case) -> Iterator[str]:
    with served(case.path) as server:
        yield server.address


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """One page for all of this, since its address counts once."""
    context = browser.new_context(locale="uk-UA", viewport={"width": 1280, "height": 900})
    context.route("**/words/uk.ftl", lambda route: route.fulfill(body=mirrored(), content_type="text/plain"))
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda err: wrong.append(str(err)))
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    yield page
    context.close()
    assert wrong == []


def box(page: Page, selector: str) -> Any:
    found = page.locator(selector).first.bounding_box()
    assert found
    return found


def test_it_is_mirrored_but_for_times_and_sound(page: Page) -> None:
    assert page.evaluate("document.dir") == "rtl"
    assert box(page, "aside")["x"] < box(page, "main")["x"]
    when, source, english = (box(page, f"[data-id=u1] {one}")["x"] for one in (".when", ".source", ".english"))
    assert english < source < when
    assert box(page, "#play")["x"] > box(page, "#zoom")["x"]
    for one in ("time", "#clock", "#speed"):
        assert page.locator(one).first.evaluate("it => getComputedStyle(it).direction") == "ltr"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    far = box(page, "#far")
    for part in (0.75, 0.25):  # of ten seconds
        page.mouse.click(far["x"] + part * far["width"], far["y"] + 10)
        expect(page.locator("#clock")).to_have_text(f"0:0{int(10 * part)}")


def test_a_line_begins_where_its_language_begins_whatever_its_first_letter(page: Page) -> None:
    sides = page.locator("li.utterance").evaluate_all(
        """rows => rows.map(row => [...row.querySelectorAll('.source, .english')].map(one => {
             const all = document.createRange(), outer = one.getBoundingClientRect();
             all.selectNodeContents(one);
             const inner = all.getBoundingClientRect();
             return inner.left - outer.left < outer.right - inner.right ? 'left' : 'right';
           }))"""
    )
    assert sides == [["left", "left"], ["right", "left"], ["right", "left"], ["left", "left"]]
    assert page.locator("[data-id=u2] .source").get_attribute("lang") == "ar"


def test_the_arrows_go_as_the_line_is_written(page: Page) -> None:
    at = "document.getElementById('audio').currentTime * 1000"
    for utterance, further in (("u1", "ArrowRight"), ("u2", "ArrowLeft"), ("u3", "ArrowLeft")):
        page.locator(f"[data-id={utterance}] time").click()
        before = page.evaluate(at)
        page.keyboard.press(further)
        assert page.evaluate(at) > before
        assert page.evaluate("document.querySelector('[aria-current]').dataset.id") == utterance


def test_what_is_edited_keeps_its_language_and_its_side_and_tells_no_service_of_the_browser(page: Page) -> None:
    for key, language, direction in (("Enter", "he", "rtl"), ("t", "en", "ltr")):
        page.locator("[data-id=u3] time").click()
        page.keyboard.press(key)
        field = page.locator("textarea")
        assert (field.get_attribute("lang"), field.get_attribute("dir")) == (language, direction)
        assert field.evaluate("it => it.spellcheck") is False
        page.keyboard.press("Control+.")
        expect(page.locator("[data-id=u3] .source")).to_have_attribute("dir", "rtl")


def test_a_draft_begins_where_its_language_begins_and_its_arrows_go_as_the_line_is_written(page: Page) -> None:
    page.locator("[data-id=u2] time").click()
    page.keyboard.press("Shift+Q")
    first, second = (page.locator("#draft-words .token").nth(at) for at in (0, 1))
    expect(first).to_be_focused()
    assert first.bounding_box()["x"] > second.bounding_box()["x"]  # type: ignore[index]
    page.keyboard.press("ArrowLeft")
    expect(second).to_be_focused()
    page.keyboard.press(" ")
    expect(page.locator("#draft-printed .original")).to_have_text(f"“{ARABIC.replace('لن', '…', 1)}”")
    assert box(page, "#draft-make")["x"] < box(page, "#draft-leave")["x"]
    page.keyboard.press("Escape")


def test_nothing_bypasses_the_translation_and_nobody_meets_a_barrier(page: Page) -> None:
    """On the desk, while editing, in panels and dialogs; with a quote, a comment, a mark, all facts of a line."""
    page.locator("[data-id=u4] time").click()
    for key in ("q", "u", "a", "ArrowUp", "k"):
        page.keyboard.press(key)
    page.locator("#ask-text").fill("?")
    assert page.evaluate(BYPASSING) == []
    page.keyboard.press("Enter")
    expect(page.locator("#remarks button")).to_have_count(2)
    expect(page.locator("#quotes .original")).to_be_visible()
    expect(page.locator("[data-id=u4] .accepted")).to_be_visible()
    for open_, close in (
        ("", ""),
        ("Enter", "Control+."),
        ("c", "c"),
        ("h", "h"),
        ("g", "g"),
        ("Shift+Q", "Escape"),
        ("Shift+?", "Escape"),
    ):
        if open_:
            page.keyboard.press(open_)
        page.wait_for_timeout(200)
        assert page.evaluate(BYPASSING) == []
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        if close:
            page.keyboard.press(close)
