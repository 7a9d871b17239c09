"""What hinders: another program has the case, the server was started anew, the line is dead and nobody hung up."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from earwitness.archive.folder import CaseFolder
from earwitness.records.review import Text
from earwitness.workflow import speakers
from earwitness.workflow.case import Case
from reviewpage import Served, free_port, served
from wire import wire

pytestmark = pytest.mark.browser

HERE = "127.0.0.2"


def typed(page: Page, text: str) -> None:
    """Type this in the place of the words at which one is."""
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def kept(case: Case) -> list[str]:
    return [one.change.text for one in case.corrections() if isinstance(one.change, Text)]


def test_while_another_program_writes_it_is_said_and_read_on_and_what_was_typed_is_kept_once_afterwards(
    case: Case, server: Served, visit: Callable[..., Page]
) -> None:
    page = visit(server)
    with CaseFolder.open(case.path, write=True) as held:
        typed(page, "Алло, вы слышите?")
        expect(page.locator("#state")).to_contain_text("Another program is writing to this case.")
        speakers.attribute(held, None, speakers.Naming(speaker="S2", name="Soldier"))
        expect(page.locator("[data-id=u2] .voice")).to_have_text("Soldier? (S2)")
        expect(page.locator("#state")).to_contain_text("Another program is writing to this case.")
        expect(page.locator("[data-id=u1] .source")).to_have_text("Алло, вы слышите?")
    expect(page.locator("#state")).to_have_text("All is kept")
    assert kept(case) == ["Алло, вы слышите?"]


def test_a_page_that_is_opened_while_another_program_writes_is_read(
    case: Case, server: Served, visit: Callable[..., Page]
) -> None:
    with CaseFolder.open(case.path, write=True):
        page = visit(server)
        expect(page.locator("li.utterance")).to_have_count(4)
        page.keyboard.press("h")
        expect(page.locator("#panel-body")).to_contain_text("1. marked")


def test_what_is_sent_twice_does_not_cover_what_somebody_else_wrote_in_between(
    case: Case, server: Served, visit: Callable[..., Page]
) -> None:
    """The first answer is lost, and somebody changes the same before it is asked for again."""
    page, lost = visit(server), []

    def lose(route: object) -> None:
        if lost:
            return route.continue_()  # type: ignore[attr-defined]
        lost.append(route.fetch().status)  # type: ignore[attr-defined]
        case.correct(Text(utterance_id="u1", on=2, text="Третье."))
        return route.abort()  # type: ignore[attr-defined]

    page.route("**/change", lose)
    typed(page, "Первое.")
    page.keyboard.press("ArrowUp")
    typed(page, "Второе.")
    expect(page.locator(".conflict")).to_contain_text("Третье.")
    expect(page.locator(".conflict")).to_contain_text("Второе.")
    assert kept(case) == ["Первое.", "Третье."]


def test_a_line_that_is_dead_though_nobody_hung_up_is_found_and_what_was_typed_is_kept_once(
    case: Case, server: Served, browser: Browser
) -> None:
    with wire() as line:
        context = browser.new_context(locale="en-US", proxy={"server": line.address, "bypass": "<-loopback>"})
        page = context.new_page()
        page.goto(server.address)
        page.wait_for_selector("body[data-ready]")
        time.sleep(3)  # what the page was loaded by is closed again
        case.name_speaker("S2", "Soldier")
        expect(page.locator("[data-id=u2] .voice")).to_have_text("Soldier? (S2)", timeout=2_000)
        line.cut()  # the line that tells, and the one by which it was just asked
        typed(page, "Алло, вы слышите?")
        expect(page.locator("#state")).to_have_text("All is kept", timeout=20_000)
        case.name_speaker("S1", "Wife")
        expect(page.locator("[data-id=u4] .voice")).to_have_text("Wife? (S1)", timeout=16_000)
        case.name_speaker("S1", "Mother")  # what tells of it is sound again
        expect(page.locator("[data-id=u4] .voice")).to_have_text("Mother? (S1)", timeout=2_000)
        context.close()
    assert kept(case) == ["Алло, вы слышите?"]


@pytest.fixture
def guest(browser: Browser) -> BrowserContext:
    return browser.new_context(ignore_https_errors=True, locale="en-US")


def test_in_a_network_whoever_was_in_goes_on_after_a_crash_without_another_address(
    case: Case, guest: BrowserContext
) -> None:
    with served(case.path, port=free_port(HERE), listen=HERE, guests=["Anna"]) as first:
        page = guest.new_page()
        page.goto(first.guests["Anna"])
        page.wait_for_selector("body[data-ready]")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+A")
        page.keyboard.type("Алло, вы слышите?")
        first.kill()
        page.keyboard.press("Enter")
        expect(page.locator("#state")).to_contain_text("The server does not answer.")
    with served(case.path, listen=HERE, guests=["Anna"]) as second:
        assert second.port == first.port
        expect(page.locator("#state")).to_have_text("All is kept")
        assert kept(case) == ["Алло, вы слышите?"]
        assert case.authors()[case.corrections()[-1].made_by] == "Anna"
        second.interrupt()
    with served(case.path, listen=HERE, guests=["Anna"], port=first.port) as third:
        expect(page.locator("#state")).to_contain_text("does not know this page", timeout=10_000)
        guest.new_page().goto(third.guests["Anna"])
        expect(page.locator("#state")).to_have_text("All is kept")
    guest.close()


def test_on_this_machine_an_open_page_finds_the_next_server_and_says_which_address_to_open(
    case: Case, visit: Callable[..., Page], tmp_path: Path
) -> None:
    """In the clear nobody is let in by what a crash left: another's program may have taken its port."""
    with served(case.path, port=free_port()) as first:  # another than the usual one
        page = visit(first)
        first.kill()
        typed(page, "Алло, вы слышите?")
        expect(page.locator("#state")).to_contain_text("The server does not answer.")
        with served(case.path) as second:
            assert second.port == first.port
            expect(page.locator("#state")).to_contain_text("open the address that it printed in this browser")
            page.context.new_page().goto(second.address)
            expect(page.locator("#state")).to_have_text("All is kept")
    assert kept(case) == ["Алло, вы слышите?"]
