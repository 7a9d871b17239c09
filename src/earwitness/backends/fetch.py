"""Fetch what stands at an address of the open web, and never let that address reach into a private network.

A page, or a redirect on the way to it, can name a router, a printer or a service of this machine. So each name on
the way is resolved once, all of its addresses must be public, and the connection goes to the one that was looked
at. There are no proxies, no cookies and no name of this program in what is sent.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from earwitness.backends.loopback import Server, connection_to, hung_up_after
from earwitness.errors import FetchError
from earwitness.records.text import shown

REDIRECTS = 10
"""How many are followed: as many as browsers follow in practice, and no circle ends otherwise."""

HEADERS = {
    "User-Agent": "Mozilla/5.0",
    "Accept": "*/*",
    "Accept-Language": "en, *;q=0.5",
    "Accept-Encoding": "identity",
    "Connection": "close",
}

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Allowed = Callable[[Address], bool]

LOCAL_ADVICE = "If it is in a network of your own, say so: --allow-local."
_BY_HAND = "Save the page and name the file."

_EMBEDDING = ipaddress.IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much is taken at most, in bytes of all answers together, and for how long.

    `idle_seconds` is the longest that a server may be silent, `seconds` the longest that all of it may take.
    """

    size_bytes: int = 2 << 30
    seconds: float = 4 * 3600
    idle_seconds: float = 30


STANDARD = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came: its bytes, the address at the end of all redirects, and what the server calls it."""

    address: str
    data: bytes
    content_type: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An answer whose body is yet to be read; `hops` are the addresses on the way, the last its own."""

    hops: tuple[str, ...]
    response: http.client.HTTPResponse
    late: threading.Event

    @property
    def address(self) -> str:
        """Where it is from, at the end of all redirects."""
        return self.hops[-1]

    def chunks(self, *, largest: int) -> Iterator[bytes]:
        """Its bytes, piece by piece; FetchError where there are more than that, or fewer than were announced."""
        unpack, taken = self._unpack(), 0
        while True:
            with _told(self.address, self.late):
                packed = self.response.read(1 << 16)
                pieces = unpack(packed)
                if not packed and (self.late.is_set() or self.response.length):
                    raise TimeoutError("it breaks off")
            if not packed:
                return
            for piece in pieces:
                taken += len(piece)
                if taken > largest:
                    raise FetchError(f"{shown(self.address)} holds more than {largest >> 20} MB.")
                yield piece

    def _unpack(self) -> Callable[[bytes], Iterator[bytes]]:
        how = self.response.headers.get("Content-Encoding", "identity").lower()
        if how in ("identity", ""):
            return lambda packed: iter((packed,))
        if how not in ("gzip", "x-gzip"):
            raise FetchError(f"{shown(self.address)} is packed in a way that was not asked for: {shown(how)}.")
        unpacking = zlib.decompressobj(wbits=31)

        def unpack(packed: bytes) -> Iterator[bytes]:
            while packed:
                with _told(self.address, self.late):
                    piece = unpacking.decompress(packed, 1 << 20)
                yield piece
                packed = unpacking.unconsumed_tail

        return unpack


def is_public(address: Address) -> bool:
    """Whether it is on the open web, also where an old address is wrapped in a new one.

    >>> [is_public(ipaddress.ip_address(one)) for one in ("93.184.216.34", "10.0.0.1", "::ffff:127.0.0.1")]
    [True, False, False]
    """
    if isinstance(address, ipaddress.IPv6Address):
        wrapped = address.ipv4_mapped or address.sixtofour
        if address in _EMBEDDING:
            wrapped = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if wrapped is not None:
            return is_public(wrapped)
    return address.is_global and not address.is_multicast


def anywhere(_: Address) -> bool:
    """Whether it may be asked where all of them may."""
    return True


def fetch(address: str, *, largest: int, seconds: float, allowed: Allowed = is_public) -> Fetched:
    """All that stands at the address: at most `largest` bytes within so many seconds.

    Raises FetchError for an address that is none or is not allowed, on the way too, and for whatever else goes
    wrong.
    """
    with opened(address, seconds=seconds, allowed=allowed) as answer:
        data = b"".join(answer.chunks(largest=largest))
        headers = answer.response.headers
        return Fetched(
            address=answer.address,
            data=data,
            content_type=headers.get_content_type() if "Content-Type" in headers else None,
            charset=headers.get_content_charset(),
        )


@contextmanager
def opened(address: str, *, seconds: float, allowed: Allowed = is_public) -> Iterator[Opened]:
    """The answer at the end of all redirects; the seconds count for the way there and for the reading together."""
    until = time.monotonic() + seconds
    hops = [address]
    while len(hops) <= REDIRECTS:
        with _asked(place(hops[-1], allowed), until) as (response, late):
            further = _further(hops[-1], response)
            if further is None:
                yield Opened(hops=tuple(hops), response=response, late=late)
                return
        hops.append(further)
    raise FetchError(f"{shown(address)} sends from one address to the next without an end.")


@contextmanager
def _asked(at: Server, until: float) -> Iterator[tuple[http.client.HTTPResponse, threading.Event]]:
    """The answer of one place, and what is set when the time is over."""
    connection = connection_to(at, max(0.1, until - time.monotonic()))
    late = threading.Event()
    try:
        with _told(at.url, late):
            connection.connect()
        with hung_up_after(max(0.1, until - time.monotonic()), connection.sock) as late:
            with _told(at.url, late):
                connection.request("GET", at.path, headers={**HEADERS, "Host": host_of(at)})
                response = connection.getresponse()
            yield response, late
    finally:
        connection.close()


@contextmanager
def _told(address: str, late: threading.Event) -> Iterator[None]:
    """Whatever goes wrong on the line, as a sentence."""
    try:
        yield
    except (OSError, http.client.HTTPException, zlib.error) as err:
        why = "timed out" if late.is_set() else str(err) or type(err).__name__
        raise FetchError(
            f"{shown(address)} could not be fetched: {why}.",
            advice="Check the address, or save the page and name the file.",
        ) from err


def _further(address: str, response: http.client.HTTPResponse) -> str | None:
    """Where it sends; None where it is the answer itself."""
    if 300 <= response.status < 400 and (location := response.headers.get("Location")):
        further = urljoin(address, location)
        if urlsplit(address).scheme == "https" and urlsplit(further).scheme == "http":
            raise FetchError(f"{shown(address)} sends to an address that is not encrypted: {shown(further)}.")
        return further
    if response.status != 200:
        raise FetchError(
            f"{shown(address)} answers {response.status} {response.reason}.",
            advice="Open it in a browser; if it is there, save the page and name the file.",
        )
    return None


def place(address: str, allowed: Allowed, *, otherwise: str = _BY_HAND) -> Server:
    """Where the address is, looked at: FetchError for what is none, and for one that is not allowed.

    `otherwise` is what to do about one that is not.
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        host = host if ":" in host else host.encode("idna").decode()
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except (ValueError, UnicodeError):
        host, port = "", 0
    if not host or parts.scheme not in ("http", "https") or parts.username is not None:
        raise FetchError(
            f"{shown(address)} is no address of a page.", advice="Write it as https://example.org/page."
        )
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as err:
        raise FetchError(f"There is no host {shown(host)}: {err.strerror}.") from err
    if not all(allowed(ipaddress.ip_address(one.partition("%")[0])) for one in found):
        raise FetchError(
            f"{shown(address)} is in a private network or on this machine: nothing is fetched from there.",
            advice=otherwise,
        )
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~") + (
        f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else ""
    )
    return Server(url=address, scheme=parts.scheme, host=host, address=found[0], port=port, path=path)


def host_of(at: Server) -> str:
    """What a request names its host by."""
    host = f"[{at.host}]" if ":" in at.host else at.host
    return host if at.port in (80, 443) else f"{host}:{at.port}"
