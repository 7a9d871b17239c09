"""When the server is killed or its answer is lost at the worst moment: each change counts, once."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Page, Route, expect

from earwitness.records.review import Speaker
from earwitness.workflow.case import Case
from reviewpage import Served, free_port, served, until

pytestmark = pytest.mark.browser


def test_a_kill_among_many_changes_loses_none_and_repeats_none(case: Case, visit: Callable[..., Page]) -> None:
    port = free_port()
    with served(case.path, port=port) as first:
        page, sent = visit(first), count(1)

        def fourth(route: Route) -> None:
            route.continue_()
            if next(sent) == 4:
                first.kill()

        page.route("**/change", fourth)
        for digit in range(1, 10):
            page.keyboard.press(f"Alt+{digit}")
        expect(page.locator("#state")).to_contain_text("is kept in this page")
        kept = len(case.corrections())
        assert kept < 10
        with served(case.path, port=port) as second:
            page.context.new_page().goto(second.address)
            expect(page.locator("#state")).to_have_text("All is kept")
    changes = [one.change for one in case.corrections()]
    assert [one.speaker for one in changes if isinstance(one, Speaker)] == [f"S{digit}" for digit in range(1, 10)]
    assert len(changes) == 10
    assert not [item for item in case.verify() if item.outcome == "fail"]


def test_a_change_whose_answer_is_lost_is_sent_again_and_counts_once(
    case: Case, server: Served, visit: Callable[..., Page]
) -> None:
    page, lost = visit(server), []

    def lose(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append(route.fetch().status)
        return route.abort()

    page.route("**/change", lose)
    page.keyboard.press("Enter")
    page.keyboard.press("Control+A")
    page.keyboard.type("Алло, вы слышите?")
    page.keyboard.press("Enter")
    expect(page.locator("#state")).to_contain_text("is kept in this page")
    expect(page.locator("#state")).to_have_text("All is kept")
    assert lost == [200]
    assert [one.change.kind for one in case.corrections()] == ["mark", "text"]
    assert case.recording().utterances[0].text == "Алло, вы слышите?"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("z")
    until(lambda: case.recording().utterances[0].text == "Алло, ты меня слышишь?")
