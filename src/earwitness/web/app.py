"""The page and what it asks for: each handler parses, calls the workflow, answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from earwitness.errors import CaseLockedError, ConflictError, EarwitnessError
from earwitness.formats.reading_json import Object, get
from earwitness.formats.review_json import change_from_json
from earwitness.records.custody import Guest
from earwitness.records.glossary import Term, tidied
from earwitness.records.review import Text
from earwitness.web.board import Board
from earwitness.web.guard import Guard
from earwitness.web.news import told
from earwitness.web.quoting import Quoting
from earwitness.web.rows import compared_row, correction_rows, refusal, term_row
from earwitness.web.sent import sent
from earwitness.web.sessions import Sessions
from earwitness.web.spelling import spelt
from earwitness.workflow import glossary, speakers, translate
from earwitness.workflow.desk import Desk

STATIC = Path(str(files("earwitness.web").joinpath("static")))


class Pages:
    """The handlers, over one desk.

    `changed` is told when words were changed: somebody may listen for them. `ending` says whether the server ends.
    """

    def __init__(self, desk: Desk, changed: Callable[[], None], ending: Callable[[], bool]) -> None:
        self._desk = desk
        self._board = Board(desk)
        self._changed = changed
        self._ending = ending
        self._sound, self._peaks = desk.playable()

    async def index(self, request: Request) -> Response:
        """The page itself."""
        return FileResponse(STATIC / "index.html")

    def everything(self, request: Request) -> Response:
        """All that the page shows."""
        self._desk.refresh()
        if self._sound is None:  # another program may have had the case when it was to be made
            self._sound, self._peaks = self._desk.playable()
        return JSONResponse(self._board.everything() | {"sound": self._sound is not None})

    def changes(self, request: Request) -> Response:
        """What others and this page have changed since it asked."""
        self._desk.refresh()
        asked = request.query_params
        tick = asked.get("since", "")
        return JSONResponse(self._board.since(asked.get("epoch", ""), int(tick) if tick.isdecimal() else -1))

    async def news(self, request: Request) -> Response:
        """A word, for as long as the page listens, whenever something is new (server-sent events)."""
        return StreamingResponse(told(self._desk.pulse, self._ending), media_type="text/event-stream")

    def sound(self, request: Request) -> Response:
        """The sound, or the part of it that the browser asks for (RFC 9110, 14)."""
        return _file(self._sound, "audio/mpeg")

    def peaks(self, request: Request) -> Response:
        """The loudness, a byte for each 20 ms."""
        return _file(self._peaks, "application/octet-stream")

    def compare(self, request: Request) -> Response:
        """The machine's words beside people's."""
        self._desk.refresh()
        return JSONResponse([compared_row(one) for one in self._desk.compared()])

    def history(self, request: Request) -> Response:
        """Who changed what and when."""
        self._desk.refresh()
        return JSONResponse(correction_rows(self._desk.seen.overlay.corrections, self._board.named))

    async def change(self, request: Request) -> Response:
        """Keep one correction."""
        data = await sent(request)
        change, sent_as = change_from_json(data.get("change")), get(data, "sent_as", str)

        def keep() -> Object:
            kept = self._desk.correct(change, sent_as=sent_as)
            leaves = kept.number if kept.shapes else getattr(change, "on", None)
            return self._since(data) | {"leaves": leaves}

        try:
            kept = await run_in_threadpool(keep)
        except ConflictError as err:
            row = await run_in_threadpool(self._board.row, getattr(change, "utterance_id", None))
            return JSONResponse(refusal(err) | {"now": row} | self._since(data), 409)
        if isinstance(change, Text):
            self._changed()
        return JSONResponse(kept)

    async def choose(self, request: Request) -> Response:
        """Choose one of the translations."""
        data = await sent(request)
        chosen = (get(data, "utterance", str), get(data, "candidate", str))

        def keep() -> Object:
            with self._desk.writing() as case:
                translate.choose(case, str(self._desk.recording.digest), [chosen])
            self._desk.refresh()
            return self._since(data)

        return JSONResponse(await run_in_threadpool(keep))

    async def name(self, request: Request) -> Response:
        """Say who a voice is."""
        data = await sent(request)
        said = speakers.Naming(speaker=get(data, "speaker", str), name=get(data, "name", str))

        def keep() -> Object:
            with self._desk.writing() as case:
                speakers.attribute(case, str(self._desk.recording.digest), said)
            self._desk.refresh()
            return self._since(data)

        return JSONResponse(await run_in_threadpool(keep))

    async def term(self, request: Request) -> Response:
        """Say what a word is in English throughout the case."""
        data = await sent(request)
        said, english = (tidied(get(data, name, str)) for name in ("term", "translation"))
        language = get(data, "language", str).partition("-")[0]
        term = Term(term=said, language=language, translation=english)

        def keep() -> Object:
            with self._desk.writing() as case:
                glossary.add(case, [term])
            self._desk.refresh()
            return self._since(data)

        return JSONResponse(await run_in_threadpool(keep))

    def terms(self, request: Request) -> Response:
        """The glossary of the case."""
        with self._desk.reading() as case:
            return JSONResponse([term_row(entry.term) for entry in glossary.held(case)])

    async def spelling(self, request: Request) -> Response:
        """Which words are misspelt."""
        return JSONResponse(await run_in_threadpool(spelt, self._desk, await sent(request)))

    def _since(self, data: Object) -> Object:
        return self._board.since(str(data.get("epoch")), data["since"] if type(data.get("since")) is int else -1)


def app(  # noqa: PLR0913  (each says one thing)
    desk: Desk,
    *,
    origins: Sequence[str],
    sessions: Sessions,
    came: Callable[[Guest | None], None],
    changed: Callable[[], None],
    ending: Callable[[], bool],
    story: Path | None = None,
) -> Guard:
    """The application for a desk at these addresses: `sessions` and `came` as with Guard, `story` as with Quoting,
    the others as with Pages.
    """
    pages = Pages(desk, changed, ending)
    routes = [
        Route("/", pages.index),
        Route("/recording", pages.everything),
        Route("/changes", pages.changes),
        Route("/news", pages.news),
        Route("/sound", pages.sound),
        Route("/peaks", pages.peaks),
        Route("/compare", pages.compare),
        Route("/history", pages.history),
        Route("/terms", pages.terms),
        Route("/spelling", pages.spelling, methods=["POST"]),
        Route("/change", pages.change, methods=["POST"]),
        Route("/choose", pages.choose, methods=["POST"]),
        Route("/name", pages.name, methods=["POST"]),
        Route("/term", pages.term, methods=["POST"]),
        *Quoting(desk, story).routes,
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    starlette = Starlette(routes=routes, exception_handlers={EarwitnessError: _refused})
    return Guard(starlette, origins=origins, sessions=sessions, came=came)


async def _refused(request: Request, err: Exception) -> Response:
    """One sentence. 503: the same again will do, in a moment."""
    status = 503 if isinstance(err, CaseLockedError) else 409 if isinstance(err, ConflictError) else 422
    return JSONResponse(refusal(err), status)


def _file(path: Path | None, media_type: str) -> Response:
    if path is None:
        return PlainTextResponse("It is not there.\n", 404)
    return FileResponse(path, media_type=media_type)
