"""`earwitness review` as a person runs it: a process, the address that it prints, and what a browser may ask."""

from __future__ import annotations

import http.client
import json
import os
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import calls
from earwitness.records.review import Mark
from earwitness.workflow.case import Case
from starting import Started, program


def call(path: Path) -> Case:
    """A translated call of four utterances, of which a person doubted the third."""
    case = calls.call(path)
    calls.hear(case, "t1")
    calls.translate(case, "t1", "e1")
    case.correct(Mark(utterance_id="u3", on=0, words=(1,), unclear="unclear"))
    return case


class Served:
    """A server that runs: `address` counts once, and so does that of each guest."""

    def __init__(self, process: Started, guests: int) -> None:
        self.kill, self.interrupt = process.kill, process.interrupt
        self.address = process.stdout.readline().strip()
        told = (process.stdout.readline().strip().partition("\t") for _ in range(guests))
        self.guests = {name: address for name, _, address in told}
        self.origin = "{0.scheme}://{0.netloc}".format(urlsplit(self.address))
        self.host = urlsplit(self.address).netloc
        self.port = int(self.host.rpartition(":")[2])


def free_port(address: str = "127.0.0.1") -> int:
    """A port for a server that comes again: nobody else takes it meanwhile, as the usual one might be."""
    with socket.create_server((address, 0)) as found:
        port: int = found.getsockname()[1]
        return port


@contextmanager
def served(
    case: Path,
    *options: str,
    port: int = 0,
    key: Path | None = None,
    listen: str | None = None,
    guests: Sequence[str] = (),
) -> Iterator[Served]:
    """Run it with these options until the end of the `with`; `key` is whose it is, `listen` where in a network."""
    environment = {**os.environ, **({"EARWITNESS_KEY": str(key)} if key else {})}
    command = ["review", str(case), "--no-browser", "--model", "none", "--port", str(port)]
    network = [*(["--listen", listen] if listen else []), *(f"--reviewer={name}" for name in guests)]
    process = Started(program, *command, *network, *options, env=environment)
    with process.stdout:
        try:
            yield Served(process, len(guests))
        finally:
            process.kill()


class Asking:
    """What a browser that was let in asks, by its own address; `trusting` is the certificate that it knows."""

    def __init__(self, server: Served, address: str | None = None, *, trusting: Path | None = None) -> None:
        self.server = server
        self._tls = ssl.create_default_context(cafile=trusting) if trusting else None
        path = urlsplit(address or server.address)
        answer = self.ask(f"{path.path}?{path.query}")
        assert answer.status == 200
        self.set_cookie = answer.headers["Set-Cookie"] or ""
        self.cookie = self.set_cookie.partition(";")[0]

    def connected(self) -> http.client.HTTPConnection:
        """A connection to the server."""
        if self._tls:
            return http.client.HTTPSConnection(self.server.host, timeout=10, context=self._tls)
        return http.client.HTTPConnection(self.server.host, timeout=10)

    def ask(self, path: str, *, method: str = "GET", body: Any = None, **headers: str) -> http.client.HTTPResponse:
        """The answer, read; headers with _ for -."""
        connection = self.connected()
        sent = {"Cookie": getattr(self, "cookie", "")} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        connection.request(method, path, body=data, headers=sent)
        answer = connection.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]
        return answer

    def post(self, path: str, body: Any, **headers: str) -> tuple[int, Any]:
        """The status and the JSON of what the page's own script would ask."""
        own = {"Origin": self.server.origin, "Content_Type": "application/json"} | headers
        answer = self.ask(path, method="POST", body=body, **own)
        text: bytes = answer.body  # type: ignore[attr-defined]
        return answer.status, json.loads(text) if text.startswith((b"{", b"[")) else text.decode()

    def get(self, path: str) -> Any:
        """The JSON at an address."""
        answer = self.ask(path)
        assert answer.status == 200
        return json.loads(answer.body)  # type: ignore[attr-defined]


def until(true: Callable[[], object]) -> None:
    """Wait for what is kept."""
    late = time.monotonic() + 30
    while not true():
        assert time.monotonic() < late
        time.sleep(0.05)
