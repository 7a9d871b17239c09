"""Ask a web server for JSON, and let nothing be sent to another machine unless that is allowed.

A name is resolved once, each of its addresses must be this machine's, and the connection goes to the address that
was looked at. There are no proxies and no redirects: either would carry what was said to where nobody looked.
"""

from __future__ import annotations

import http.client
import ipaddress
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from earwitness.errors import ModelError
from earwitness.records.text import shown

LARGEST = 1 << 20
"""Bytes of an answer; more is no answer to what is asked here."""


class Unreachable(Exception):  # noqa: N818  (not an error that a person sees: the caller decides)
    """The server did not answer, or not in time, or said that it cannot just now: it may be asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Where a server is: its address, already looked at."""

    url: str
    scheme: str
    host: str
    address: str
    port: int
    path: str

    @property
    def is_remote(self) -> bool:
        """Whether it is another machine."""
        return not ipaddress.ip_address(self.address).is_loopback


def server(url: str, *, allow_remote: bool) -> Server:
    """Find the server; ModelError for what is no address, and for another machine's unless that is allowed."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        host = parts.hostname or ""
    except ValueError:
        host, port = "", 0
    if not host or parts.scheme not in ("http", "https") or parts.username is not None:
        raise ModelError(
            f"{shown(url)} is no address of a server.", advice="Write it as http://127.0.0.1:8080/v1."
        )
    try:
        found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except OSError as err:
        raise ModelError(f"There is no server {shown(host)}: {err.strerror}.") from err
    addresses = [str(one).partition("%")[0] for one in found]
    if not allow_remote and not all(ipaddress.ip_address(one).is_loopback for one in addresses):
        raise ModelError(
            f"{shown(host)} is another machine: what was said would leave this one.",
            advice="If that is what you want, say so: --allow-remote.",
        )
    return Server(
        url=url, scheme=parts.scheme, host=host, address=addresses[0], port=port, path=parts.path.rstrip("/")
    )


def ask(to: Server, path: str, body: Any = None, *, seconds: float, key: str | None = None) -> Any:
    """The JSON that it answers to a POST of this JSON, or to a GET where there is none, within so many seconds.

    Raises Unreachable where it may be asked again, ModelError where not, ValueError where the answer is no JSON.
    """
    connection = connection_to(to, seconds)
    headers = {"Host": f"{to.host}:{to.port}", "Content-Type": "application/json", "Connection": "close"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    data = None if body is None else json.dumps(body).encode()
    try:
        connection.connect()
        with hung_up_after(seconds, connection.sock) as late:
            connection.request("GET" if body is None else "POST", to.path + path, body=data, headers=headers)
            response = connection.getresponse()
            text = response.read(LARGEST + 1)
        if late.is_set() or response.length or len(text) > LARGEST:
            raise Unreachable("its answer breaks off or does not end")
    except (OSError, http.client.HTTPException) as err:
        raise Unreachable(str(err) or type(err).__name__) from err
    finally:
        connection.close()
    if response.status == 429 or response.status >= 500:
        raise Unreachable(f"it answers {response.status} {response.reason}")
    if 300 <= response.status < 400:
        raise ModelError(f"The server {shown(to.url)} sends elsewhere, and nobody follows.")
    if response.status != 200:
        raise ModelError(
            f"The server {shown(to.url)} refuses: {response.status} {shown(text[:200].decode(errors='replace'))}."
        )
    return json.loads(text)


def connection_to(to: Server, seconds: float) -> http.client.HTTPConnection:
    """A connection, yet to be opened, to the address that was looked at, whatever its name means by then."""
    if to.scheme == "http":
        return http.client.HTTPConnection(to.address, to.port, timeout=seconds)
    connection = http.client.HTTPSConnection(to.host, to.port, timeout=seconds)
    # The certificate is checked against the name, the bytes go to the address that was looked at.
    connection._create_connection = lambda _, *rest: socket.create_connection((to.address, to.port), *rest)  # type: ignore[attr-defined]
    return connection


@contextmanager
def hung_up_after(seconds: float, connected: socket.socket) -> Iterator[threading.Event]:
    """Break the connection off then: a socket's own time-out never comes where a byte does now and again."""

    late = threading.Event()

    def hang_up() -> None:
        late.set()
        with suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
