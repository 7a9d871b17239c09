"""A line between a browser and a server, of which a test can let go without telling either side."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Wire:
    """A SOCKS5 proxy (RFC 1928) on loopback that forwards; `address` is for a browser's settings."""

    def __init__(self) -> None:
        self._listens = socket.create_server(("127.0.0.1", 0))
        self.address = f"socks5://127.0.0.1:{self._listens.getsockname()[1]}"
        self._cut = threading.Event()
        self._held: list[socket.socket] = []  # else they would be closed, and that is what is not to happen
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """From now on nothing comes through what is connected, and nobody hangs up; new connections are sound."""
        self._cut.set()
        self._cut = threading.Event()

    def close(self) -> None:
        """No new connections."""
        self._listens.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listens.accept()
                threading.Thread(target=self._connect, args=(near, self._cut), daemon=True).start()

    def _connect(self, near: socket.socket, cut: threading.Event) -> None:
        with suppress(OSError):
            near.recv(2 + near.recv(2)[1])  # the ways to show who one is, of which none is asked for
            near.sendall(b"\x05\x00")
            kind = near.recv(4)[3]
            host = socket.inet_ntoa(near.recv(4)) if kind == 1 else near.recv(near.recv(1)[0]).decode()
            far = socket.create_connection((host, int.from_bytes(near.recv(2))))
            near.sendall(b"\x05\x00\x00\x01" + bytes(6))
            self._held += (near, far)
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=_forward, args=(one, other, cut), daemon=True).start()


def _forward(one: socket.socket, other: socket.socket, cut: threading.Event) -> None:
    with suppress(OSError):
        while data := one.recv(1 << 16):
            if cut.is_set():
                return
            other.sendall(data)
        if not cut.is_set():
            other.shutdown(socket.SHUT_WR)


@contextmanager
def wire() -> Iterator[Wire]:
    """One, until the end of the `with`."""
    made = Wire()
    try:
        yield made
    finally:
        made.close()
