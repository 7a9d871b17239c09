"""Serve the page on this machine alone, until Ctrl-C."""

from __future__ import annotations

import secrets
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import uvicorn

from earwitness.backends import registry
from earwitness.backends.protocols import Transcriber
from earwitness.errors import EarwitnessError, UsageError
from earwitness.web.app import app
from earwitness.workflow.case import Case
from earwitness.workflow.desk import Desk

PORT = 8471
"""The same each time where it is free: a page that is still open finds a server that was started again."""

QUIET_S = 5.0
"""How long nobody changes a word before a model listens for those that were changed."""


def serve(  # noqa: PLR0913  (each says one thing)
    path: Path,
    named: str | None,
    *,
    port: int,
    model: str | None,
    opened: Callable[[str], None],
    tell: Callable[[str], None],
) -> None:
    """Serve the page of a recording; `opened` is told the address, which counts once, `tell` what takes long.

    With a `model`, that listens for changed words when nobody types. Raises UsageError for a port that is taken.
    """
    desk = Desk(path, named)
    listening = Listening(path, str(desk.recording.digest), model) if model else None
    with _bound(port) as server_socket:
        if None in desk.played():
            tell("The sound for the page is made, once: about a third of a minute for each hour.")
        token, taken = secrets.token_urlsafe(24), server_socket.getsockname()[1]
        changed = listening.wake if listening else lambda: None
        config = uvicorn.Config(
            app(desk, port=taken, token=token, changed=changed),
            log_level="error",
            access_log=False,  # it would tell the token
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=1,
        )
        opened(f"http://127.0.0.1:{taken}/?token={token}")
        uvicorn.Server(config).run(sockets=[server_socket])


class Listening:
    """Has a model listen for changed words, in the background, when nobody has changed any for a while."""

    def __init__(self, path: Path, named: str, model: str) -> None:
        self._path, self._named, self._model = path, named, model
        self._listener: Transcriber | None = None
        self._timer: threading.Timer | None = None

    def wake(self) -> None:
        """Listen in QUIET_S, unless something else is changed until then."""
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(QUIET_S, self._listen)
        self._timer.daemon = True
        self._timer.start()

    def _listen(self) -> None:
        try:
            self._listener = self._listener or registry.transcriber(self._model)
            Case.open(self._path).realign(self._named, model=self._listener)
        except EarwitnessError:  # another writes, or the sound is gone: the words keep their places till next time
            return


def _bound(port: int) -> socket.socket:
    """A socket on 127.0.0.1; on another port where PORT is taken and nobody asked for it."""
    for wanted in (port,) if port else (PORT, 0):
        made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind(("127.0.0.1", wanted))
        except OSError:
            made.close()
            continue
        made.listen(128)
        return made
    raise UsageError(f"The port {port} is taken.", advice="Name another one (--port), or none.")
