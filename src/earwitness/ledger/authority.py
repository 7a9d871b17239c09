"""Ask a time-stamping authority over HTTP: the one place in this program where a digest goes out."""

from __future__ import annotations

import time
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
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(
            f"{shown(url)} is no address of a time-stamping authority.", advice="Give an http(s) URL."
        )
    asking = urllib.request.Request(url, data=request, headers={"Content-Type": "application/timestamp-query"})
    until = time.monotonic() + WAIT_S
    try:
        with urllib.request.build_opener(_NoRedirect).open(asking, timeout=WAIT_S) as answer:
            data = b""
            while chunk := answer.read1(1 << 16):
                data += chunk
                if len(data) > _MOST_BYTES:
                    raise TimestampError(f"What {parts.hostname} sent is too large to be a time stamp.")
                if time.monotonic() > until:
                    raise TimeoutError("it took too long")
    except urllib.error.HTTPError as err:
        raise TimestampError(f"{parts.hostname} refused: {err.code} {err.reason}.") from err
    except (OSError, HTTPException) as err:
        reason = getattr(err, "reason", None) or err
        raise TimestampError(f"{parts.hostname} could not be asked for a time stamp: {reason}.") from err
    return data
