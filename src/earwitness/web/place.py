"""Where the page is served: on this machine alone in the clear, in an office network encrypted."""

from __future__ import annotations

import errno
import ipaddress
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from earwitness.errors import UsageError
from earwitness.records.text import shown
from earwitness.web import certificate

PORT = 8471
"""The same each time where it is free: a page that is still open finds a server that was started again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What to listen at in a network: an address of this machine, or a name that has one; and who is to come.

    `certificate` is a PEM file of that name or address, `key` one with its key where that lies apart; without, one
    is made, for which its fingerprint vouches.
    """

    address: str
    guests: Sequence[str] = ()
    certificate: Path | None = None
    key: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A bound socket, and the addresses of the page there; `tls` and `fingerprint` where it is encrypted."""

    socket: socket.socket
    origins: Sequence[str]
    tls: ssl.SSLContext | None = None
    fingerprint: str | None = None


HERE = "127.0.0.1"


def here(port: int, before: Sequence[int] = ()) -> Place:
    """This machine alone; with 0, where it was `before`, at PORT, or anywhere: the first of these that is free.

    UsageError for a port that is taken.
    """
    made = _bound(socket.AF_INET, HERE, port, before)
    taken = made.getsockname()[1]
    return Place(socket=made, origins=(f"http://{HERE}:{taken}", f"http://localhost:{taken}"))


def office(network: Network, port: int, before: Sequence[int] = ()) -> Place:
    """In a network, encrypted; the port as with `here`.

    Raises UsageError for what is no one address of this machine, and for a certificate that does not serve.
    """
    family, address, name = _resolved(network.address)
    bound = _bound(family, address, port, before)
    try:
        tls, fingerprint = certificate.loaded(network.certificate or certificate.own(name), network.key)
    except BaseException:
        bound.close()
        raise
    taken = bound.getsockname()[1]
    host = f"[{name}]" if ":" in name else name
    origin = f"https://{host}" if taken == 443 else f"https://{host}:{taken}"  # as browsers write it
    return Place(socket=bound, origins=(origin,), tls=tls, fingerprint=fingerprint)


def _resolved(asked: str) -> tuple[socket.AddressFamily, str, str]:
    """The kind of address, the address to bind, and what browsers call it."""
    try:
        family, *_, (address, *_) = socket.getaddrinfo(asked or None, 0, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError) as err:
        raise UsageError(f"There is no address {shown(asked)}.", advice="Name one of this machine.") from err
    found = ipaddress.ip_address(address)
    if not asked or found.is_unspecified or found.is_multicast:
        raise UsageError(
            f"{shown(asked)} is not one address.", advice="Name one of this machine, by which it is opened."
        )
    try:
        ipaddress.ip_address(asked)
    except ValueError:
        return family, str(address), asked.encode("idna").decode("ascii").lower()
    return family, str(address), str(found)


def _bound(family: socket.AddressFamily, address: str, port: int, before: Sequence[int]) -> socket.socket:
    for wanted in (port,) if port else (*before, PORT, 0):
        # asyncio sends at once only over what says that it is TCP; else an answer's body waits up to 40 ms
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            made.bind((address, wanted))
        except OSError as err:
            made.close()
            if err.errno == errno.EADDRNOTAVAIL:
                raise UsageError(
                    f"{shown(address)} is no address of this machine.", advice="Name one that it has."
                ) from err
            continue
        made.listen(128)
        return made
    raise UsageError(f"The port {port or PORT} is taken.", advice="Name another one (--port), or none.")
