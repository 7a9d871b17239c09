"""What was asked of servers and what they answered, kept as it went over the line: a WARC file and a log.

The WARC file (ISO 28500) holds each request and each answer; an answer too large to be kept twice, which is the
recording itself, has its head alone there. The log has of each request when, to which address, what came back, how
many bytes with which digest, and of an encrypted connection the peer's certificate.
"""

from __future__ import annotations

import hashlib
import http.client
import io
import ssl
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, BinaryIO

from cryptography import x509
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from earwitness.backends.fetch import Limits
from earwitness.backends.loopback import Server
from earwitness.errors import FetchError
from earwitness.records.text import shown

KEPT_WHOLE = 8 << 20
"""Bytes of an answer that the WARC file holds; of a larger one it holds the head."""

HELD_AT_ONCE = 64 << 20
"""Bytes of a page, which is read into memory; what is larger is no page."""

Headers = Sequence[tuple[str, str]]


@dataclass(slots=True, kw_only=True)
class Asked:
    """One request: to whom, what, when, and over which connection."""

    to: Server
    method: str
    headers: Headers
    tls: dict[str, Any] | None
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="milliseconds"))


class Capture:
    """All that goes over the line while something is fetched.

    `refused` is why no more of it may, `last_status` the newest answer's.
    """

    def __init__(self, warc: BinaryIO, limits: Limits) -> None:
        self.limits = limits
        self.requests: list[dict[str, Any]] = []
        self.taken_bytes = 0
        self.last_status = (0, "")
        self.open: set[Body] = set()
        self.refused: FetchError | None = None
        self._certificates: dict[str, str] = {}
        self._until = time.monotonic() + limits.seconds
        self._warc = WARCWriter(warc, gzip=True)
        about = {"software": "earwitness", "format": "WARC File Format 1.0"}
        self._warc.write_record(self._warc.create_warcinfo_record(None, about))

    def peer(self, connected: Any) -> dict[str, Any] | None:
        """Who is at the other end, by their certificate; None where the connection is not encrypted."""
        if not isinstance(connected, ssl.SSLSocket):
            return None
        data = connected.getpeercert(binary_form=True) or b""
        digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
        self._certificates[digest] = ssl.DER_cert_to_PEM_cert(data)
        certificate = x509.load_der_x509_certificate(data)
        return {
            "version": connected.version(),
            "cipher": (connected.cipher() or ("",))[0],
            "certificate": digest,
            "subject": certificate.subject.rfc4514_string(),
            "issuer": certificate.issuer.rfc4514_string(),
            "not_after": certificate.not_valid_after_utc.isoformat(),
        }

    def refuse(self, sentence: str, *, advice: str | None = None) -> None:
        """Raise FetchError, now and whenever something is still asked for."""
        self.refused = self.refused or FetchError(sentence, advice=advice)
        raise self.refused

    def check(self, url: str, *, coming: int = 0) -> None:
        """Raise FetchError where so many bytes more, or a moment more, would be too much."""
        if self.refused:
            raise self.refused
        if self.taken_bytes + coming > self.limits.size_bytes:
            self.refuse(
                f"{shown(url)} holds more than {_size(self.limits.size_bytes)}.",
                advice="If that is what you want, set another --limit.",
            )
        if time.monotonic() > self._until:
            self.refuse(f"{shown(url)} takes longer than {self.limits.seconds / 3600:g} hours.")

    def finish(self) -> None:
        """Leave what nobody reads to its end, so that it is kept too."""
        for body in list(self.open):
            body.close()

    def log(self) -> dict[str, Any]:
        """The log so far: the requests, and the certificates that they name, as PEM."""
        return {"certificates": self._certificates, "requests": self.requests}

    def keep(self, asked: Asked, answer: http.client.HTTPResponse, body: Body) -> None:
        """Keep a request and what came of it, once its body was read or left."""
        url, held = asked.to.url, body.held()
        lacks = None if body.is_whole and held is not None else "length" if body.is_whole else "unspecified"
        warc = {"WARC-IP-Address": asked.to.address, "WARC-Date": asked.at.replace("+00:00", "Z")}
        if lacks:
            warc["WARC-Truncated"] = lacks
        response = self._warc.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(held or b""),
            http_headers=StatusAndHeaders(f"{answer.status} {answer.reason}", _as_kept(answer), "HTTP/1.1"),
            warc_headers_dict=warc,
        )
        request = self._warc.create_warc_record(
            url,
            "request",
            http_headers=StatusAndHeaders(
                f"{asked.method} {asked.to.path} HTTP/1.1", list(asked.headers), is_http_request=True
            ),
        )
        self._warc.write_request_response_pair(request, response)
        self.requests.append(
            {
                "at": asked.at,
                "method": asked.method,
                "url": url,
                "range": next((value for name, value in asked.headers if name.lower() == "range"), None),
                "address": asked.to.address,
                "port": asked.to.port,
                "tls": asked.tls,
                "status": answer.status,
                "reason": answer.reason,
                "received_bytes": body.received_bytes,
                "sha256": body.hexdigest,
                "is_whole": body.is_whole,
                "record": response.rec_headers.get_header("WARC-Record-ID"),
            }
        )


class Body(io.RawIOBase):
    """The body of an answer, counted, hashed and kept while somebody reads it, unpacked where it is packed.

    Reading raises FetchError where it is too much, and what http.client and zlib raise.
    """

    def __init__(self, capture: Capture, asked: Asked, answer: http.client.HTTPResponse) -> None:
        self._capture, self._asked, self.answer = capture, asked, answer
        self._hasher = hashlib.sha256()
        self._held: bytearray | None = bytearray()
        self._unpacked = _unpacking(self._next, answer, asked.to.url)
        self.received_bytes = 0
        self.is_whole = False
        capture.last_status = answer.status, answer.reason
        capture.open.add(self)

    @property
    def hexdigest(self) -> str:
        """The digest of what was received, as it was served."""
        return self._hasher.hexdigest()

    def held(self) -> bytes | None:
        """What was received, None where it was too much to keep."""
        return None if self._held is None else bytes(self._held)

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, amount: int | None = -1) -> bytes:
        """As much as comes at once, up to an amount; all of it where none is given."""
        if amount is None or amount < 0:
            whole = bytearray()
            while piece := self.read(1 << 16):
                whole += piece
                if len(whole) > HELD_AT_ONCE:
                    self._capture.refuse(
                        f"{shown(self._asked.to.url)} is no page and no recording: it is too large."
                    )
            return bytes(whole)
        if self.closed or not amount:
            return b""
        piece = self._unpacked(amount)
        self._capture.taken_bytes += len(piece)
        self._capture.check(self._asked.to.url)
        return piece

    def _next(self, amount: int) -> bytes:
        packed = self.answer.read1(amount)
        self.received_bytes += len(packed)
        self._hasher.update(packed)
        if self._held is not None:
            self._held += packed
            if len(self._held) > KEPT_WHOLE:
                self._held = None
        if not packed and self.answer.length:
            raise http.client.IncompleteRead(b"", self.answer.length)
        if not packed or self.answer.length == 0:
            self.is_whole = True
        return packed

    def close(self) -> None:
        """Leave the body, read or not, and keep what came of it."""
        if not self.closed:
            self.answer.close()
            super().close()
            self._capture.open.discard(self)
            self._capture.keep(self._asked, self.answer, self)


def _unpacking(read: Callable[[int], bytes], answer: http.client.HTTPResponse, url: str) -> Callable[[int], bytes]:
    """How to read so many bytes of what the answer holds, packed or not."""
    how = answer.headers.get("Content-Encoding", "identity").lower()
    if how in ("identity", ""):
        return read
    if how not in ("gzip", "x-gzip"):
        raise FetchError(f"{shown(url)} is packed in a way that was not asked for: {shown(how)}.")
    unpacking = zlib.decompressobj(wbits=31)

    def unpacked(amount: int) -> bytes:
        while packed := unpacking.unconsumed_tail or read(amount):
            if piece := unpacking.decompress(packed, amount):
                return piece
        return b""

    return unpacked


def _size(count: int) -> str:
    """So many bytes, for people.

    >>> _size(2 << 30), _size(5 << 20)
    ('2 GB', '5 MB')
    """
    unit, name = next(
        ((unit, name) for unit, name in ((1 << 30, "GB"), (1 << 20, "MB")) if count >= unit), (1 << 10, "kB")
    )
    return f"{count / unit:.3g} {name}"


def _as_kept(answer: http.client.HTTPResponse) -> list[tuple[str, str]]:
    """The head of the answer; the body is kept without the marks between chunks, and the head promises none."""
    return [
        (f"X-Archive-Orig-{name}" if name.lower() == "transfer-encoding" else name, value)
        for name, value in answer.getheaders()
    ]
