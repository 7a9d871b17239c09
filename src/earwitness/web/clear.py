"""Encryption that has a sentence for who asks without it: else a browser only says that nothing came."""

from __future__ import annotations

import ssl
from typing import Any

_SAYS = b"This page is encrypted: its address begins with https://\n"
_ANSWER = (
    b"HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%s" % (len(_SAYS), _SAYS)
)


class Greeting(ssl.SSLObject):
    """One connection; `outgoing` is what is sent to the other side as it is."""

    outgoing: ssl.MemoryBIO | None

    def do_handshake(self) -> None:
        """As ever, but a request in the clear is answered in the clear, and nothing more."""
        try:
            super().do_handshake()
        except ssl.SSLError as err:
            if err.reason != "HTTP_REQUEST" or self.outgoing is None:
                raise
            self.outgoing.write(_ANSWER)
            self.outgoing = None
            raise ssl.SSLWantReadError from err  # what was written is sent, and the other side hangs up


class Context(ssl.SSLContext):
    """A server's context whose connections are of that kind."""

    sslobject_class = Greeting

    def wrap_bio(
        self, incoming: ssl.MemoryBIO, outgoing: ssl.MemoryBIO, *others: Any, **more: Any
    ) -> ssl.SSLObject:
        """As ever."""
        made = super().wrap_bio(incoming, outgoing, *others, **more)
        assert isinstance(made, Greeting)
        made.outgoing = outgoing
        return made
