"""Ask a time-stamping authority over HTTP: the one place in this program where a digest goes out."""

from __future__ import annotations

import queue
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

from earwitness.errors import TimestampError, UsageError
from earwitness.records.text import shown

WAIT_S = 20.0
"""How long one may take, the whole answer included."""

_MOST_BYTES = 1 << 20


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Only who was named is asked."""

    def redirect_request(self, *_: object) -> None:
        """No other address."""
        return


def ask(url: str, request: bytes) -> bytes:
    """The authority's answer (RFC 3161, section 3.4), unread.

    Raises UsageError for what is no address of one, TimestampError where it cannot be reached or does not answer.
    """
    named = host(url)
    outcome: queue.Queue[bytes | Exception] = queue.Queue()
    # In a thread of its own: a socket's time-out starts again with each byte, and one who trickles would hold us.
    threading.Thread(target=lambda: outcome.put(_answer(url, request)), daemon=True).start()
    try:
        answer = outcome.get(timeout=WAIT_S)
    except queue.Empty:
        answer = TimeoutError("it took too long")
    match answer:
        case bytes() if len(answer) <= _MOST_BYTES:
            return answer
        case bytes():
            raise TimestampError(f"What {named} sent is too large to be a time stamp.")
        case urllib.error.HTTPError():
            raise TimestampError(f"{named} refused: {answer.code} {answer.reason}.") from answer
        case OSError() | HTTPException():
            reason = getattr(answer, "reason", None) or answer
            raise TimestampError(f"{named} could not be asked for a time stamp: {reason}.") from answer
        case _:
            raise answer


class Relay:
    """Passes on what a library of others asks and is answered; `failure` is why an answer did not come."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.address = ""
        self.failure: TimestampError | None = None

    def answer(self, request: bytes) -> bytes:
        """What the authority answers; nothing where it does not."""
        try:
            return ask(self.url, request)
        except TimestampError as err:
            self.failure = err
            return b""


@contextmanager
def relaying(url: str) -> Iterator[Relay]:
    """An address on this machine (`address`) at which to ask the authority at `url`, under the terms of `ask`.

    For a library that would ask over a network of its own, and go wherever it is sent.
    """
    relay = Relay(url)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(min(_MOST_BYTES, int(self.headers.get("Content-Length") or 0)))
            answer = relay.answer(asked)
            self.send_response(200 if answer else 502)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        relay.address = f"http://127.0.0.1:{server.server_port}/"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield relay
        finally:
            server.shutdown()


def _answer(url: str, request: bytes) -> bytes | Exception:
    asking = urllib.request.Request(url, data=request, headers={"Content-Type": "application/timestamp-query"})
    try:
        with urllib.request.build_opener(_NoRedirect).open(asking, timeout=WAIT_S) as answer:
            return bytes(answer.read(_MOST_BYTES + 1))
    except Exception as err:  # noqa: BLE001  (raised again by whoever waits)
        return err


def host(url: str) -> str:
    """Who is asked at this address; UsageError for what is no address of an authority."""
    try:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.hostname:
            return parts.hostname
    except ValueError:
        pass
    raise UsageError(f"{shown(url)} is no address of a time-stamping authority.", advice="Give an http(s) URL.")
