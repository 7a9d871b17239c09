"""The keys of `earwitness review`: on every layout, while typing, under a foot, chosen by whoever presses them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from earwitness.workflow.case import Case
from reviewpage import Served, until

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def written(page: Page, code: str, key: str) -> None:
    """Press the key of a place as a keyboard does on which it writes something else."""
    page.evaluate(
        "([code, key]) => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {code, key, bubbles: true, cancelable: true}))",
        [code, key],
    )


def sound(page: Page) -> float:
    return float(page.evaluate("document.getElementById('audio').currentTime"))


def is_playing(page: Page) -> bool:
    return bool(page.evaluate("!document.getElementById('audio').paused"))


def line(page: Page, command: str) -> Locator:
    return page.locator(f"#keys-{command}")


@pytest.mark.parametrize(
    ("code", "key", "seen"),
    [
        ("KeyA", "ф", "[data-id=u1] .accepted"),  # Ukrainian and Russian: letters by their place
        ("KeyQ", "a", "[data-id=u1] .accepted"),  # AZERTY: by what they write
        ("Digit7", "?", "#help[open]"),  # Russian: signs by what they write
        ("KeyN", "т", "#why:not([hidden])"),
    ],
)
def test_a_key_does_the_same_on_every_layout(server: Served, visit: Visit, code: str, key: str, seen: str) -> None:
    page = visit(server)
    written(page, code, key)
    expect(page.locator(seen)).to_be_visible()
    expect(page.locator("#ask")).not_to_have_attribute("open", "")


def test_the_sound_is_led_by_foot_while_the_hands_type(case: Case, server: Served, visit: Visit) -> None:
    page = visit(server)
    until(lambda: page.evaluate("document.getElementById('audio').readyState"))
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("Алло [7].")
    for key, seconds in (("F2", 1.5), ("F8", 3.0), ("MediaTrackNext", 4.5), ("F1", 3.0), ("F7", 1.5)):
        page.keyboard.press(key)
        assert sound(page) == pytest.approx(seconds, abs=0.01)
    page.keyboard.press("F4")
    expect(page.locator("#speed")).to_have_text("1.1×")
    page.keyboard.down("F9")
    until(lambda: is_playing(page))
    page.keyboard.down("F9")  # a held key comes again and again
    assert is_playing(page)
    page.keyboard.up("F9")
    until(lambda: not is_playing(page))
    page.keyboard.press("MediaPlayPause")
    until(lambda: is_playing(page))
    page.keyboard.press("Escape")
    until(lambda: not is_playing(page))
    page.keyboard.press("Enter")
    until(lambda: case.recording().utterances[0].text == "Алло [7].")


def test_the_sound_goes_again_and_again_slower_and_a_little_back(server: Served, visit: Visit) -> None:
    page = visit(server)
    until(lambda: page.evaluate("document.getElementById('audio').readyState"))
    page.keyboard.press("ArrowDown")
    for _ in range(20):
        page.keyboard.press("[")
    expect(page.locator("#speed")).to_have_text("0.5×")
    for _ in range(20):
        page.keyboard.press("]")
    expect(page.locator("#speed")).to_have_text("2×")
    assert page.evaluate("document.getElementById('audio').preservesPitch") is True
    assert page.evaluate("document.getElementById('audio').playbackRate") == 2
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("l")
    page.keyboard.press("Space")
    page.evaluate("window.starts = 0; document.getElementById('audio').addEventListener('seeked', () => starts++)")
    until(lambda: page.evaluate("starts >= 2"))
    assert 1.2 <= sound(page) <= 3.8  # the utterance lasts from 2 to 3.6 s, and the sound begins 0.7 s before
    page.keyboard.press("l")
    page.keyboard.press("Space")
    until(lambda: not is_playing(page))
    stopped = sound(page)
    page.evaluate("document.getElementById('audio').play = () => Promise.resolve()")
    page.keyboard.press("Space")
    assert sound(page) == pytest.approx(stopped - 0.7, abs=0.01)
    before = page.locator("#zoom").input_value()
    page.keyboard.press("+")
    assert int(page.locator("#zoom").input_value()) < int(before)
    page.keyboard.press("-")
    assert page.locator("#zoom").input_value() == before


def test_what_is_being_composed_is_no_key(case: Case, server: Served, visit: Visit) -> None:
    page = visit(server)
    page.keyboard.press("Enter")
    page.evaluate(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
        " {code: 'Enter', key: 'Enter', isComposing: true, bubbles: true}))"
    )
    expect(page.locator("textarea")).to_be_focused()
    assert len(case.corrections()) == 1


def test_a_key_is_chosen_by_keyboard_and_stays_and_goes_again(case: Case, server: Served, visit: Visit) -> None:
    page = visit(server)
    page.keyboard.press("Shift+?")
    line(page, "accept").get_by_role("button", name="Accept: A", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#help-says")).to_contain_text("press the new key")
    page.keyboard.press("n")
    expect(page.locator("#help-says")).to_have_text("N is the key of “Next doubt”: take it away there first.")
    page.keyboard.press("Control+w")
    expect(page.locator("#help-says")).to_contain_text("The browser keeps Ctrl+W for itself.")
    page.keyboard.press("5")
    expect(page.locator("#help-says")).to_contain_text("Digits choose speakers and translations.")
    page.keyboard.press("x")
    expect(page.locator("#help-says")).to_have_text("Accept: X")
    assert Axe().run(page).violations_count == 0
    page.reload()
    page.wait_for_selector("body[data-ready]")
    page.keyboard.press("a")
    page.keyboard.press("x")
    until(lambda: [one.change.kind for one in case.corrections()] == ["mark", "accept"])
    assert case.corrections()[1].change.utterance_id == "u1"  # type: ignore[union-attr]
    page.keyboard.press("Shift+?")
    page.locator("#help-reset").click()
    expect(line(page, "accept").get_by_role("button", name="Accept: A", exact=True)).to_be_visible()
    expect(page.locator("#help-reset")).to_be_disabled()


def test_a_key_for_while_one_types_writes_nothing_and_one_can_be_left_out(server: Served, visit: Visit) -> None:
    page = visit(server)
    page.keyboard.press("Shift+?")
    line(page, "done").get_by_role("button", name="another key").click()
    page.keyboard.press("x")
    expect(page.locator("#help-says")).to_contain_text("X is needed for typing")
    page.keyboard.press("F6")
    expect(line(page, "done")).to_contain_text("EnterF6")
    line(page, "doubt").get_by_role("button", name="Next doubt: N").click()
    page.keyboard.press("Backspace")
    expect(line(page, "doubt").locator(".key")).to_have_count(0)
    line(page, "play").get_by_role("button", name="Play, pause: Esc").click()
    page.keyboard.press("Tab")  # as it was
    expect(line(page, "play")).to_contain_text("SpaceEsc")
    page.keyboard.press("Escape")
    expect(page.locator("#help")).not_to_be_visible()
    page.keyboard.press("n")
    expect(page.locator("#why")).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("F6")
    expect(page.locator("textarea")).to_have_count(0)


@pytest.mark.parametrize(
    "kept", ["{", "[]", "null", '{"accept": "KeyX"}', '{"nothing": ["KeyA"], "accept": [7]}', '"KeyA"']
)
def test_keys_that_make_no_sense_where_the_browser_kept_them_are_the_usual_ones(
    server: Served, visit: Visit, kept: str
) -> None:
    page = visit(server)
    page.evaluate("kept => localStorage.setItem('earwitness.keys', kept)", kept)
    page.reload()
    page.wait_for_selector("body[data-ready]")
    page.keyboard.press("a")
    expect(page.locator("[data-id=u1] .accepted")).to_be_visible()
