"""Serve the page until Ctrl-C: on this machine alone, or in a network to those who were invited."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable
from pathlib import Path

import uvicorn

from earwitness.backends import registry
from earwitness.backends.protocols import Transcriber
from earwitness.errors import EarwitnessError
from earwitness.records.custody import Guest
from earwitness.web.app import app
from earwitness.web.place import HERE, Network, here, office
from earwitness.web.sessions import Sessions, ports
from earwitness.workflow.case import Case
from earwitness.workflow.desk import Desk

QUIET_S = 5.0
"""How long nobody changes a word before a model listens for those that were changed."""


def serve(  # noqa: PLR0913  (each says one thing)
    path: Path,
    named: str | None,
    *,
    port: int,
    model: str | None,
    story: Path | None,
    opened: Callable[[str, str | None], None],
    tell: Callable[[str], None],
    network: Network | None = None,
) -> None:
    """Serve the page of a recording, on this machine alone unless a `network` is given.

    `opened` is told each address, which counts once, with the name of the guest that it is for, None for whoever
    serves; `tell` what takes long, and who came. With a `model`, that listens for changed words when nobody types,
    and a `story` is shown beside them. Raises UsageError for where nobody can listen.
    """
    address = network.address if network else HERE
    before = ports(path, address)
    place = office(network, port, before) if network else here(port, before)
    with place.socket, Desk(path, named, guests=network.guests if network else ()) as desk:
        taken = place.socket.getsockname()[1]
        sessions = Sessions(path, address, taken, guests=desk.guests, outlast=place.tls is not None)
        listening = Listening(path, str(desk.recording.digest), model) if model else None
        if None in desk.played():
            tell("The sound for the page is made, once: about a third of a minute for each hour.")

        def came(guest: Guest | None) -> None:
            tell(f"{guest.name if guest else 'You'} came in. If need be, the next address is {invited(guest)}")

        def invited(guest: Guest | None) -> str:
            return f"{place.origins[0]}/?token={guard.invite(guest)}"

        guard = app(
            desk,
            origins=place.origins,
            sessions=sessions,
            came=came,
            changed=listening.wake if listening else lambda: None,
            ending=lambda: server.should_exit,
            story=story,
        )
        config = uvicorn.Config(
            guard,
            log_level="error",
            access_log=False,  # it would tell the tokens
            server_header=False,
            lifespan="off",
            timeout_keep_alive=2,  # the fewer are open, the fewer are dead after a network went away
            timeout_graceful_shutdown=1,
            ssl_context_factory=_encrypted(place.tls) if place.tls else None,
        )
        server = uvicorn.Server(config)
        if place.fingerprint:
            tell(f"The fingerprint (SHA-256) of the certificate that each browser is to show: {place.fingerprint}")
        for guest in (None, *desk.guests):
            opened(invited(guest), guest.name if guest else None)
        try:
            server.run(sockets=[place.socket])
        finally:  # by Ctrl-C; whatever else ends it may be a crash
            sessions.end()


def _encrypted(
    context: ssl.SSLContext,
) -> Callable[[uvicorn.Config, Callable[[], ssl.SSLContext]], ssl.SSLContext]:
    return lambda config, default: context


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
