"""Two people, each with a browser, on one case over an encrypted connection; and one person with many tabs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from earwitness.workflow.case import Case
from reviewpage import Served, call, free_port, served

pytestmark = pytest.mark.browser

HERE = "127.0.0.2"
AT_ONCE_MS = 12_000
"""Less than the page's own looking every 20 s: what is seen by then was told by the server."""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return call(tmp_path / "case")


@pytest.fixture
def server(case: Case) -> Iterator[Served]:
    with served(case.path, port=free_port(HERE), listen=HERE, guests=["Anna", "Ivan"]) as running:
        yield running


@pytest.fixture
def somebody(browser: Browser) -> Iterator[Callable[[], BrowserContext]]:
    """A browser of one's own, that asks nothing of any host but the server."""
    contexts, strange = [], []

    def opened() -> BrowserContext:
        context = browser.new_context(ignore_https_errors=True, locale="en-US")
        context.on("request", lambda asked: asked.url.startswith(f"https://{HERE}:") or strange.append(asked.url))
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()
    assert strange == []


def visit(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    return page


def written(page: Page, text: str) -> None:
    """Type this in the place of what is there."""
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def test_what_one_changes_the_other_sees_at_once_and_a_conflict_loses_nothing(
    case: Case, server: Served, somebody: Callable[[], BrowserContext]
) -> None:
    anna, ivan = (visit(somebody(), address) for address in server.guests.values())
    written(anna, "Алло, вы слышите?")
    expect(ivan.locator("[data-id=u1] .source")).to_have_text("Алло, вы слышите?", timeout=AT_ONCE_MS)
    expect(ivan.locator("[data-id=u1]")).to_contain_text("Anna")
    ivan.keyboard.press("ArrowDown")
    for page in (anna, ivan):
        page.keyboard.press("Enter")
        page.keyboard.press("Control+A")
    anna.keyboard.type("Слышу хорошо.")
    anna.keyboard.press("Enter")
    expect(ivan.locator("[data-id=u2]")).to_contain_text("Anna")  # he goes on typing meanwhile
    ivan.keyboard.type("Не слышу.")
    ivan.keyboard.press("Enter")
    box = ivan.locator(".conflict")
    expect(box).to_contain_text("Слышу хорошо.")
    expect(box).to_contain_text("Не слышу.")
    ivan.keyboard.press("Enter")  # "Put mine" has the focus
    expect(anna.locator("[data-id=u2] .source")).to_have_text("Не слышу.")
    names = case.authors()
    assert [names.get(one.made_by) for one in case.corrections()[1:]] == ["Anna", "Anna", "Ivan"]
    assert [item for item in case.verify() if item.outcome == "fail"] == []


def test_what_a_program_does_to_the_case_is_seen_at_once(
    case: Case, server: Served, somebody: Callable[[], BrowserContext]
) -> None:
    page = visit(somebody(), server.address)
    case.name_speaker("S2", "Soldier")
    expect(page.locator("[data-id=u2] .voice")).to_have_text("Soldier? (S2)", timeout=AT_ONCE_MS)


def test_of_many_tabs_all_hear_the_news_and_none_waits_for_another(
    case: Case, server: Served, somebody: Callable[[], BrowserContext]
) -> None:
    context = somebody()
    first = visit(context, server.address)
    tabs = [
        visit(context, f"{server.origin}/") for _ in range(8)
    ]  # more than the connections that a browser opens
    written(tabs[-1], "Алло, вы слышите?")
    for tab in (first, *tabs):
        expect(tab.locator("[data-id=u1] .source")).to_have_text("Алло, вы слышите?")
    first.close()  # it was the one that listened
    case.name_speaker("S2", "Soldier")
    expect(tabs[0].locator("[data-id=u2] .voice")).to_have_text("Soldier? (S2)", timeout=AT_ONCE_MS)


def test_after_a_crash_of_the_server_the_news_go_on_and_what_was_typed_is_applied_once(
    case: Case, server: Served, somebody: Callable[[], BrowserContext]
) -> None:
    context = somebody()
    page = visit(context, server.guests["Anna"])
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("Алло, вы слышите?")
    server.kill()
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_contain_text("is kept in this page")
    with served(case.path, port=server.port, listen=HERE, guests=["Anna"]) as again:
        context.new_page().goto(again.guests["Anna"])
        expect(page.locator("#state")).to_have_text("All is kept")
        case.name_speaker("S2", "Soldier")
        expect(page.locator("[data-id=u2] .voice")).to_have_text("Soldier? (S2)")
    assert [one.change.kind for one in case.corrections()] == ["mark", "text"]
    assert case.authors()[case.corrections()[-1].made_by] == "Anna"


def test_after_the_line_was_cut_nothing_is_missed_and_nothing_lost(
    case: Case, server: Served, somebody: Callable[[], BrowserContext]
) -> None:
    context = somebody()
    page = visit(context, server.address)
    context.set_offline(True)
    case.name_speaker("S2", "Soldier")
    written(page, "Алло, вы слышите?")
    expect(page.locator("#state")).to_contain_text("is kept in this page")
    context.set_offline(False)
    expect(page.locator("#state")).to_have_text("All is kept")
    expect(page.locator("[data-id=u2] .voice")).to_have_text("Soldier? (S2)")
    assert [one.change.kind for one in case.corrections()] == ["mark", "text"]


def test_the_address_works_from_a_mail_that_is_read_on_another_site(
    server: Served, browser: Browser, serving: Callable[[Path], object], tmp_path: Path
) -> None:
    (tmp_path / "mail.html").write_text(f'<a href="{server.guests["Anna"]}">Come and correct</a>')
    context = browser.new_context(ignore_https_errors=True)
    with serving(tmp_path) as mail:  # type: ignore[attr-defined]
        page = context.new_page()
        page.goto(f"{mail}mail.html")
        page.get_by_text("Come and correct").click()
        page.wait_for_selector("body[data-ready]")
    context.close()


def test_who_leaves_the_encryption_out_reads_one_sentence(server: Served, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(server.origin.replace("https:", "http:"))
    expect(page.locator("body")).to_have_text("This page is encrypted: its address begins with https://")
    page.context.close()


def test_no_word_and_no_sound_stays_behind_on_the_disk_of_who_corrects(
    case: Case, server: Served, with_profile: Callable[[Path], BrowserContext], tmp_path: Path
) -> None:
    profile = tmp_path / "profile"
    context = with_profile(profile)
    page = visit(context, server.address)
    page.keyboard.press("Space")
    expect(page.locator("#clock")).not_to_have_text("0:00")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.keyboard.type("непроизносимое")
    time.sleep(0.5)
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_have_text("All is kept")
    page.keyboard.press("Enter")
    page.keyboard.type("несказанное")
    context.close()
    kept = b"".join(path.read_bytes() for path in profile.rglob("*") if path.is_file())
    assert HERE.encode() in kept  # it keeps where it was
    (sound,) = case.path.glob("derived/*/*.mp3")
    assert sound.read_bytes()[1_000:1_200] not in kept
    for word in ("отказались", "непроизносимое", "несказанное", "refused"):
        assert word.encode() not in kept
        assert word.encode("utf-16-le") not in kept
