"""The published page in a real browser: played, clicked, typed at, printed, and read without a script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from browsing import DESK, PHONE, barriers

pytestmark = pytest.mark.browser

Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, folder: Path) -> Iterator[Open]:
    """Opens the page, from disk unless an address is given, and holds what it asked for and complained of."""
    contexts = []

    def open_page(fragment: str = "", *, address: str = "", **options: Any) -> Page:
        options.setdefault("viewport", DESK)
        options.setdefault("reduced_motion", "reduce")
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.asked, page.complaints = [], []  # type: ignore[attr-defined]
        page.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.complaints.append(str(error)))  # type: ignore[attr-defined]
        page.on("console", lambda message: page.complaints.append(message.text))  # type: ignore[attr-defined]
        page.goto((address or folder.joinpath("index.html").as_uri()) + fragment)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sound(page: Page, what: str = "currentTime") -> Any:
    return page.evaluate(f"document.querySelector('audio').{what}")


def until(page: Page, condition: str) -> None:
    """Wait until something is true of the sound; `wait_for_function` does what the page's policy forbids."""
    deadline = monotonic() + 30
    while not page.evaluate(f"(audio => {condition})(document.querySelector('audio'))"):
        assert monotonic() < deadline, f"{condition} did not come true"
        page.wait_for_timeout(20)


def landing(page: Page, act: Callable[[], None]) -> float:
    """Where the next seek lands, in seconds."""
    page.evaluate(
        "window.landed = new Promise(done => { const audio = document.querySelector('audio');"
        " audio.addEventListener('seeked', () => done(audio.currentTime), { once: true }); }); 0"
    )
    act()
    return float(page.evaluate("window.landed"))


def settled(page: Page) -> None:
    until(page, "audio.readyState > 0 && !audio.seeking")


# ---- it plays ----


def test_the_spoken_word_moves_while_the_page_plays_from_disk(opened):
    page = opened()
    settled(page)
    page.evaluate(
        "window.shown = []; new MutationObserver(() => {"
        " const word = document.querySelector('.w.now')?.textContent;"
        " if (word && word !== shown.at(-1)) shown.push(word);"
        "}).observe(document.querySelector('.rows'), { subtree: true, attributeFilter: ['class'] })"
    )
    page.get_by_role("button", name="Play").click()
    until(page, "audio.currentTime > 3")
    page.get_by_role("button", name="Pause").click()
    assert page.evaluate("shown")[:5] == ["Алло,", "ты", "меня", "слышишь?", "Слышу."]
    expect(page.locator(".row.now")).to_have_attribute("aria-current", "true")
    expect(page.locator(".row.now .translation")).to_contain_text("I hear you. We refused")
    expect(page.locator(".caption:visible")).to_contain_text(["Слышу. Мы отказались", "I hear you. We refused"])
    assert sound(page, "paused")
    assert page.complaints == []


def test_a_click_on_an_english_word_that_is_not_tied_plays_from_its_utterance(opened):
    page = opened()
    settled(page)
    english = page.get_by_text("I hear you. We refused").first
    assert landing(page, lambda: english.click(position={"x": 60, "y": 10})) == pytest.approx(2.5, abs=0.05)
    assert not sound(page, "paused")
    assert page.url.endswith("#t=2.5")


def test_a_click_on_an_english_word_that_is_tied_plays_from_what_it_came_from(opened):
    page = opened()
    settled(page)
    assert landing(page, page.get_by_text("river.", exact=True).first.click) == pytest.approx(3.83, abs=0.05)
    expect(page.locator(".w.now")).to_have_text("реку.")


def test_a_click_on_a_word_plays_from_that_word(opened):
    page = opened()
    settled(page)
    assert landing(page, page.get_by_text("меня", exact=True).first.click) == pytest.approx(1.3, abs=0.05)
    expect(page.locator(".w.now")).to_have_text("меня")


def test_the_time_of_a_passage_is_a_link_to_it(opened):
    page = opened()
    settled(page)
    link = page.get_by_role("link", name="Go to 0:04")
    assert link.get_attribute("href") == "#t=4.5"
    link.focus()
    assert landing(page, lambda: page.keyboard.press("Enter")) == pytest.approx(4.5, abs=0.05)


# ---- addresses ----


def test_an_address_with_a_moment_waits_there(opened):
    page = opened("#t=12.5")
    settled(page)
    assert sound(page) == pytest.approx(12.5, abs=0.05)
    assert sound(page, "paused")
    expect(page.locator(".row.now")).to_be_in_viewport()
    expect(page.locator(".row.now .time")).to_have_attribute("href", "#t=12.5")


@pytest.mark.parametrize(
    "way", ["t=12.5", "t=npt:12.5", "t=0:12.5", "t=00:00:12.5", "x=1&t=12.5,13", "t=12.5%2C13"]
)
def test_a_changed_address_plays_from_there_in_each_notation(opened, way):
    page = opened()
    settled(page)
    assert landing(page, lambda: page.evaluate(f"location.hash = '#{way}'")) == pytest.approx(12.5, abs=0.05)
    until(page, "!audio.paused")


def test_an_address_without_a_moment_is_no_harm(opened):
    page = opened("#t=%")
    settled(page)
    for fragment in [
        "t=",
        "t=x",
        "t=-5",
        "t=9,3",
        "t=9,9",
        "t=99999",
        "about",
        "t=1e9",
        "t=1:2:3:4",
        "%t=3",
        "t=,",
    ]:
        page.evaluate(f"location.hash = '#{fragment}'")
        page.wait_for_timeout(20)
        assert sound(page) == 0, fragment
    assert page.complaints == []


def test_an_address_with_an_end_stops_there(opened):
    page = opened("#t=2.5,3.2")
    settled(page)
    page.get_by_role("button", name="Play").click()
    until(page, "audio.paused && audio.currentTime > 3")
    assert sound(page) == pytest.approx(3.2, abs=0.15)


# ---- keys ----


def test_the_keys_play_skip_and_step(opened):
    page = opened()
    settled(page)
    for key, lands in [
        ("ArrowRight", 5),
        ("ArrowLeft", 0),
        ("l", 0.5),
        ("l", 2.5),
        ("L", 4.5),
        ("j", 2.5),
        ("Home", 0),
    ]:
        assert landing(page, lambda key=key: page.keyboard.press(key)) == pytest.approx(lands, abs=0.05), key
    for key in (" ", "k"):
        page.keyboard.press(key)
        until(page, "!audio.paused")
        page.keyboard.press(key)
        until(page, "audio.paused")


def test_the_keys_are_listed_and_can_be_switched_off(opened):
    """WCAG 2.1.4: keys that are single letters must be possible to turn off."""
    page = opened()
    settled(page)
    page.keyboard.press("?")
    expect(page.get_by_text("5 seconds back, on")).to_be_visible()
    page.get_by_role("checkbox", name="These keys work anywhere").uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_text("5 seconds back, on")).to_be_hidden()
    page.locator("h1").click()
    page.keyboard.press("k")
    assert sound(page, "paused")


def test_the_slider_is_named_and_says_where_it_is(opened):
    page = opened("#t=12.5")
    settled(page)
    slider = page.get_by_role("slider", name="Position in the recording")
    expect(slider).to_have_attribute("aria-valuetext", "0:12 of 0:49")
    slider.focus()
    assert landing(page, lambda: page.keyboard.press("ArrowRight")) == pytest.approx(17.5, abs=0.05)


# ---- doubt ----


@pytest.mark.parametrize("reach", ["focus", "hover"])
def test_the_reason_for_a_doubt_shows_where_the_reader_is(opened, reach):
    page = opened()
    doubtful = page.get_by_role("button", name="Мы отказались", exact=False).first
    getattr(doubtful, reach)()
    reason = page.locator(".tip")
    expect(reason).to_have_text("The recogniser was unsure of these words.")
    page.keyboard.press("Escape")
    expect(reason).to_be_hidden()
    getattr(page.get_by_role("link", name="Go to 0:04"), reach)()
    getattr(doubtful, reach)()
    expect(reason).to_be_visible()
    getattr(page.get_by_role("link", name="Go to 0:04"), reach)()
    expect(reason).to_be_hidden()
    expect(doubtful).to_have_accessible_description(
        "Doubtful: “Мы отказались” The recogniser was unsure of these words."
    )
    assert "wavy" in doubtful.evaluate("it => getComputedStyle(it).textDecorationStyle")


def test_a_doubt_about_all_of_a_passage_stands_below_it(opened):
    page = opened()
    expect(page.get_by_text("No voice was detected here.").first).to_be_visible()
    expect(page.get_by_text("This is much shorter than what was said.")).to_be_visible()


def test_missing_sound_is_said_where_it_is_missing(opened):
    page = opened()
    expect(page.get_by_text("0.1 seconds of sound damaged")).to_be_visible()
    expect(page.get_by_text("0.2 seconds of sound are missing here")).to_be_visible()


# ---- who speaks ----


def test_voices_differ_without_colour_and_each_has_a_label_that_is_read_aloud(opened):
    page = opened(forced_colors="active")
    first, second = page.locator(".row .voice").nth(0), page.locator(".row .voice").nth(1)
    assert first.inner_text() != second.inner_text()
    assert first.text_content() == "Speaker S1"
    expect(page.locator(".row").nth(1).locator(".when")).to_contain_text("Soldier?")

    def shape(badge: Locator) -> Any:
        properties = "borderStyle, borderRadius, borderWidth"
        return badge.evaluate(f"it => (({{ {properties} }}) => [{properties}])(getComputedStyle(it))")

    page.evaluate(
        "for (let n = 0; n < 6; n++) document.querySelector('.voices').insertAdjacentHTML('beforeend',"
        " `<li><span class='voice voice-${n} sample'>S${n + 1}</span></li>`)"
    )
    drawn = [str(shape(badge)) for badge in page.locator(".sample").all()]
    assert len(set(drawn)) == 6


def test_the_panel_lists_who_speaks_and_a_name_says_on_what_it_rests(opened):
    listed = opened().locator(".voices")
    expect(listed.locator("li")).to_have_text(
        [
            "Speaker S1 50% of the talk",
            "Speaker S2 Soldier, gunner of the third battery (claimed, not confirmed), 50% of the talk",
        ]
    )


def test_what_was_left_out_is_a_quiet_row_in_its_place(opened):
    page = opened()
    expect(page.locator(".rows > li").first).to_have_text("0:00 Left out: Nobody speaks here.")
    expect(page.locator(".rows > li").last).to_have_text("0:48 Left out: Nobody speaks here.")


def test_on_paper_a_badge_is_dark_on_light(opened):
    page = opened()
    page.emulate_media(media="print")
    for badge in page.locator(".voice").all()[:2]:
        ink, paper = badge.evaluate("it => [getComputedStyle(it).color, getComputedStyle(it).backgroundColor]")
        assert (ink, paper) == ("rgb(0, 0, 0)", "rgba(0, 0, 0, 0)")


# ---- it asks nothing of anybody ----


def test_from_disk_it_asks_for_its_own_folder_only(opened, folder):
    page = opened("#t=2.5")
    settled(page)
    page.get_by_role("button", name="Play").click()
    until(page, "audio.currentTime > 3")
    assert all(url.startswith(folder.as_uri() + "/") for url in page.asked), page.asked
    assert page.complaints == []


def test_on_a_host_that_sends_no_parts_of_a_file_it_plays_from_any_moment(opened, host):
    page = opened(address=host)
    page.get_by_text("There is no might").nth(1).click()
    until(page, "audio.currentTime > 12.5")
    expect(page.locator(".row.now .translation")).to_have_text("There is no might")
    assert all(url.startswith((host, f"blob:{host.split('/page/')[0]}/")) for url in page.asked), page.asked
    assert page.complaints == []


def test_captions_are_where_the_page_says(opened, host):
    page = opened(address=host)
    assert [
        page.request.get(host + track.get_attribute("src")).text()[:6] for track in page.locator("track").all()
    ] == ["WEBVTT", "WEBVTT"]


def test_a_missing_sound_is_said(opened, folder, tmp_path):
    (tmp_path / "index.html").write_bytes(folder.joinpath("index.html").read_bytes())
    page = opened(address=tmp_path.joinpath("index.html").as_uri())
    expect(page.get_by_role("status")).to_contain_text("sound.mp3 should lie beside this page")


def test_a_page_without_words_plays_too(opened, wordless):
    page = opened("#t=2", address=wordless.as_uri(), viewport=PHONE)
    settled(page)
    page.keyboard.press("l")
    page.keyboard.press("j")
    assert landing(page, lambda: page.keyboard.press("ArrowRight")) == pytest.approx(7, abs=0.05)
    assert page.complaints == []


# ---- whoever reads it, on whatever ----


def test_without_a_script_all_of_it_can_be_read_and_played(opened):
    page = opened(java_script_enabled=False)
    expect(page.locator("audio")).to_be_visible()
    expect(page.locator("audio")).to_have_attribute("controls", "")
    expect(page.get_by_text("Мы отказались идти за реку.").first).to_be_visible()
    expect(page.get_by_text("The recogniser was unsure of these words.")).to_be_visible()
    expect(page.get_by_role("button", name="Play")).to_be_hidden()
    expect(page.get_by_text("Keys", exact=True)).to_be_hidden()
    page.get_by_role("link", name="Go to 0:24").click()
    expect(page.get_by_role("link", name="Go to 0:24")).to_be_in_viewport()


def test_nothing_is_cut_off_at_any_width(opened):
    page = opened("#t=12.5")
    page.keyboard.press("?")
    for width in (320, 360, 390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        original = page.locator(".original").first.bounding_box()
        english = page.locator(".translation").first.bounding_box()
        beside = english["x"] >= original["x"] + original["width"]
        assert beside == (width >= 832)
        assert beside or english["y"] >= original["y"] + original["height"]


def test_arabic_runs_from_the_right(opened):
    page = opened()
    said = page.locator("[lang=ar].original").first
    assert said.evaluate("it => getComputedStyle(it).direction") == "rtl"
    first, last = said.locator(".w").first.bounding_box(), said.locator(".w").last.bounding_box()
    assert first["x"] > last["x"]


def test_on_paper_both_columns_stand_without_the_player_and_doubts_are_words(opened):
    page = opened()
    page.emulate_media(media="print")
    expect(page.locator(".player")).to_be_hidden()
    expect(page.locator("audio")).to_be_hidden()
    reason = page.get_by_text("The recogniser was unsure of these words.")
    assert reason.bounding_box()["height"] > 8
    original, english = (
        page.locator(".original").first.bounding_box(),
        page.locator(".translation").first.bounding_box(),
    )
    assert english["x"] >= original["x"] + original["width"]
    assert page.pdf()[:5] == b"%PDF-"


def test_the_page_follows_the_sound_until_the_reader_looks_elsewhere(opened):
    page = opened("#t=16.4")
    settled(page)
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".row.now")).to_be_in_viewport()
    page.mouse.move(600, 300)
    page.mouse.wheel(0, -5_000)
    back = page.get_by_role("button", name="Back to what is spoken")
    expect(back).to_be_visible()
    until(page, "audio.currentTime > 18.7")
    assert page.evaluate("scrollY") < 100
    back.click()
    expect(page.locator(".row.now")).to_be_in_viewport()
    expect(back).to_be_hidden()


# ---- WCAG ----


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(opened, viewport, scheme):
    page = opened("#t=2.9", viewport=viewport, color_scheme=scheme, bypass_csp=True)
    settled(page)
    page.keyboard.press("?")
    page.locator(".doubt").first.focus()
    assert barriers(page) == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_each_control_is_large_enough_to_hit(opened, viewport):
    """WCAG 2.5.8: 24 by 24 CSS pixels at least, for what does not stand in a sentence."""
    page = opened(viewport=viewport)
    page.keyboard.press("?")
    for control in page.locator("button:visible, select:visible, input.seek, .tools > a, summary, .time").all():
        box = control.bounding_box()
        assert box["width"] >= 24, control
        assert box["height"] >= 24, control


def test_what_has_the_focus_is_never_behind_the_player(opened):
    """WCAG 2.4.11."""
    page = opened("#t=1", viewport=PHONE)
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("link", name="Go to 0:00").focus()
    top_of_player = page.locator(".player").bounding_box()["y"]
    for _ in range(12):
        page.keyboard.press("Tab")
        box = page.evaluate(
            "(({ top, bottom }) => ({ top, bottom }))(document.activeElement.getBoundingClientRect())"
        )
        assert box["top"] >= 0
        assert box["bottom"] <= top_of_player
