"""Ask a time-stamping authority over HTTP: the one place in this program where a digest goes out."""

from __future__ import annotations

import queue
import threading
import urllib.error
import urllib.request
from http.client import HTTPException
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
