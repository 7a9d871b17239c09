"""`earwitness review` as a person runs it: a process, the address that it prints, and what a browser may ask."""

from __future__ import annotations

import http.client
import json
import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import calls
from earwitness.records.review import Mark
from earwitness.workflow.case import Case


def call(path: Path) -> Case:
    """A translated call of four utterances, of which a person doubted the third."""
    case = calls.call(path)
    calls.hear(case, "t1")
    calls.translate(case, "t1", "e1")
    case.correct(Mark(utterance_id="u3", on=0, words=(1,), unclear="unclear"))
    return case


class Served:
    """A server that runs: `address` counts once, and so does that of each guest."""

    def __init__(self, process: subprocess.Popen[str], guests: int) -> None:
        assert process.stdout
        self.process = process
        self.address = process.stdout.readline().strip()
        told = (process.stdout.readline().strip().partition("\t") for _ in range(guests))
        self.guests = {name: address for name, _, address in told}
        self.origin = "{0.scheme}://{0.netloc}".format(urlsplit(self.address))
        self.host = urlsplit(self.address).netloc
        self.port = int(self.host.rpartition(":")[2])

    def kill(self) -> None:
        """As a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


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
    command = [sys.executable, "-m", "earwitness", "review", str(case), "--no-browser", "--model", "none"]
    network = [*(["--listen", listen] if listen else []), *(f"--reviewer={name}" for name in guests)]
    with subprocess.Popen(
        [*command, "--port", str(port), *network, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
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
    for _ in range(100):
        if true():
            return
        time.sleep(0.05)
    assert true()
