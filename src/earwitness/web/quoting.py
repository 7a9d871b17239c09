"""Quotes on the page: as drafts while words are picked, as they are kept, and in the story that has them."""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from earwitness.errors import RecordError, UsageError
from earwitness.formats.reading_json import Object, get, read_object
from earwitness.quotes.pick import Added, Picked, Place
from earwitness.web.rows import draft_row, quote_row
from earwitness.web.sent import sent
from earwitness.web.story import story_html
from earwitness.workflow import quote
from earwitness.workflow.desk import Desk

MOST_CHARACTERS = 10_000
"""Of the English of a quote."""


class Quoting:
    """The handlers, over one desk; `story` is shown beside the words, if any."""

    def __init__(self, desk: Desk, story: Path | None) -> None:
        self._desk = desk
        self._story = story
        self.routes = [
            Route("/quotes", self.quotes),
            Route("/story", self.story),
            Route("/draft", self.draft, methods=["POST"]),
            Route("/quote", self.quote, methods=["POST"]),
            Route("/withdraw", self.withdraw, methods=["POST"]),
        ]

    def quotes(self, request: Request) -> Response:
        """What is quoted of this recording, as it is published now."""
        with self._desk.reading() as case:
            seen = quote.quotes(case, seen=[self._desk.whole(case)])
        return JSONResponse([quote_row(one) for one in seen if one.quote.recording == self._desk.recording.digest])

    def story(self, request: Request) -> Response:
        """The story that somebody writes beside it; its mistakes in a sentence."""
        if self._story is None:
            return JSONResponse({})
        try:
            with self._desk.reading() as case:
                html = story_html(case, self._story, seen=[self._desk.whole(case)])
                return JSONResponse({"says": self._story.name, "html": html})
        except UsageError as err:
            return JSONResponse({"says": str(err), "html": ""})

    async def draft(self, request: Request) -> Response:
        """How what is picked would be printed, or why it cannot be quoted so; nothing is kept."""
        picked = _picked(await sent(request))
        return JSONResponse(draft_row(await run_in_threadpool(self._desk.draft, picked)))

    async def quote(self, request: Request) -> Response:
        """Keep what is picked, as its draft was printed."""
        data = await sent(request)
        picked = _picked(data)
        source, english = get(data, "source", str), get(data, "printed", str, type(None))

        def keep() -> Object:
            return quote_row(self._desk.quote(picked, printed_as=(source, english)))

        return JSONResponse(await run_in_threadpool(keep))

    async def withdraw(self, request: Request) -> Response:
        """Take a quote back, once."""
        quoted = get(await sent(request), "quote", str)

        def keep() -> None:
            with self._desk.writing() as case:
                if quoted not in {one.quote_id for one in case.database.withdrawals()}:
                    quote.withdraw(case, quoted)

        await run_in_threadpool(keep)
        return JSONResponse({})


def _picked(data: Object) -> Picked:
    english = get(data, "english", str, type(None))
    if english is not None and len(english) > MOST_CHARACTERS:
        raise RecordError(
            f"This is {len(english):,} characters long, and a quote at most {MOST_CHARACTERS:,}.",
            code="quote-too-long",
            length=len(english),
            most=MOST_CHARACTERS,
        )
    return Picked(
        first=_place(data.get("first")),
        last=_place(data.get("last")),
        omit=tuple(map(_place, get(data, "omit", list))),
        added=tuple(_added(read_object(one)) for one in get(data, "added", list)),
        speaker=get(data, "speaker", str, type(None)),
        english=english,
    )


def _added(data: Object) -> Added:
    return Added(
        first=_place(data.get("first")),
        last=_place(data.get("last")),
        text=get(data, "text", str),
        behind=get(data, "behind", bool),
    )


def _place(data: object) -> Place:
    match data:
        case [str(utterance_id), int(at)]:
            return Place(utterance_id, at)
        case _:
            raise RecordError("A word was expected: the id of its utterance, and its place there.")
