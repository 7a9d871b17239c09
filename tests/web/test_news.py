"""Pages hear at once that there is something new, whoever did it, and that somebody still tells them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest

from earwitness.records.review import Accept
from earwitness.web import news
from earwitness.workflow.case import Case
from reviewpage import Asking, call, served


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return call(tmp_path_factory.mktemp("news") / "case")


@pytest.fixture(scope="module")
def page(case: Case) -> Iterator[Asking]:
    with served(case.path) as running:
        yield Asking(running)


def heard(page: Asking) -> Iterator[bytes]:
    """The events as they come."""
    connection = page.connected()
    connection.request("GET", "/news", headers={"Cookie": page.cookie})
    answer = connection.getresponse()
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    while line := answer.readline():
        if line.strip():
            yield line.strip()


def test_news_come_at_once_whoever_made_them(page: Asking, case: Case) -> None:
    listening = heard(page)
    assert next(listening) == b"data: news"
    change = {"kind": "accept", "utterance_id": "u1", "on": 0}
    for act in (
        lambda: page.post("/change", {"change": change, "sent_as": "one"}),
        lambda: case.name_speaker("S2", "Soldier"),  # another process, as far as the server can tell
        lambda: case.correct(Accept(utterance_id="u2", on=0)),
    ):
        act()
        begin = time.monotonic()
        assert next(listening) == b"data: news"
        assert time.monotonic() - begin < 5  # seconds on a busy machine; a page that is told nothing asks after 20


def test_nobody_hears_anything_without_having_been_let_in(page: Asking) -> None:
    assert page.ask("/news", Cookie="").status == 403
    assert page.ask("/news", Host="evil.example").status == 400


def test_a_page_hears_that_it_is_still_listening_and_the_end_of_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def all_of_it() -> list[bytes]:
        ends = iter([False] * 6 + [True])
        pulses = iter([1, 1, 1, 2, 2, 2])
        return [one async for one in news.told(lambda: next(pulses), lambda: next(ends))]

    monkeypatch.setattr(news, "BEAT_S", 0.0)
    monkeypatch.setattr(news, "LOOK_S", 0.001)
    said = asyncio.run(all_of_it())
    assert said == [news.NEWS, news.BEAT, news.BEAT, news.NEWS, news.BEAT, news.BEAT]
