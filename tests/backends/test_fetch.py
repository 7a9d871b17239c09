"""Pages from a real server on loopback, which alone is allowed here: whatever else it sends to is refused."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from earwitness.backends.fetch import Address, fetch, is_public
from earwitness.errors import FetchError

PAGE = "<p>Он сказал: «нет».</p>".encode("cp1251")


@contextmanager
def serving(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer(self)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def says(handler: BaseHTTPRequestHandler, status: int = 200, body: bytes = PAGE, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def get(address: str, *, largest: int = 1 << 20, seconds: float = 5):
    def allowed(one: Address) -> bool:
        return is_public(one) or one == ipaddress.ip_address("127.0.0.1")

    return fetch(address, largest=largest, seconds=seconds, allowed=allowed)


def refused(sentence: str, answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
    with serving(answer) as address, pytest.raises(FetchError, match=sentence):
        get(address)


def test_a_page_is_fetched_with_what_its_server_calls_it():
    with serving(lambda h: says(h, Content_Type="text/html; charset=windows-1251")) as address:
        page = get(f"{address}/страница?q=да")
    assert (page.data, page.content_type, page.charset) == (PAGE, "text/html", "windows-1251")


def test_a_redirect_is_followed_and_its_end_is_told():
    def answer(handler: BaseHTTPRequestHandler) -> None:
        says(handler) if handler.path == "/there" else says(handler, 302, Location="/there")

    with serving(answer) as address:
        assert get(address).address == f"{address}/there"


@pytest.mark.parametrize(
    "private",
    [
        "http://10.0.0.1/admin",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.2:8080/",
        "http://2130706434/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fd00::1]/",
        "http://0.0.0.0/",
    ],
)
def test_an_address_that_redirects_to_a_private_network_is_refused(private):
    refused("private network", lambda h: says(h, 301, Location=private))


@pytest.mark.parametrize("private", ["http://127.0.0.1/", "http://localhost:8000/", "https://[::1]/"])
def test_this_machine_is_refused_when_it_is_named_outright(private):
    with pytest.raises(FetchError, match="private network or on this machine"):
        fetch(private, largest=1, seconds=1)


@pytest.mark.parametrize("wrapped", ["::ffff:10.0.0.1", "2002:0a00:0001::", "64:ff9b::7f00:1", "224.0.0.1"])
def test_an_old_private_address_inside_a_new_one_is_private(wrapped):
    assert not is_public(ipaddress.ip_address(wrapped))


def test_a_redirect_to_a_file_is_no_address_of_a_page():
    refused("is no address of a page", lambda h: says(h, 301, Location="file:///etc/passwd"))


@pytest.mark.parametrize(
    "written", ["ftp://example.org/a", "https://", "http://user:pw@example.org/", "http://[x"]
)
def test_what_is_no_address_of_a_page_is_said_to_be_none(written):
    with pytest.raises(FetchError, match="is no address of a page"):
        get(written)


def test_a_circle_of_redirects_ends():
    refused("without an end", lambda h: says(h, 302, Location="/again"))


def test_a_page_that_is_too_large_is_refused_before_it_is_all_read():
    refused("more than 1 MB", lambda h: says(h, body=b"x" * 3_000_000))


def test_a_small_page_that_unpacks_into_a_large_one_is_refused():
    refused("more than 1 MB", lambda h: says(h, body=gzip.compress(b"x" * 9_000_000), Content_Encoding="gzip"))


def test_a_page_that_is_packed_is_unpacked_and_one_that_is_broken_is_told():
    with serving(lambda h: says(h, body=gzip.compress(PAGE), Content_Encoding="gzip")) as address:
        assert get(address).data == PAGE
    refused("could not be fetched", lambda h: says(h, body=b"not packed", Content_Encoding="gzip"))


def test_a_page_that_breaks_off_is_not_taken_for_the_whole():
    refused("could not be fetched", lambda h: says(h, Content_Length="10000"))


@pytest.mark.parametrize("head", [False, True])
def test_a_server_that_trickles_is_left_when_the_time_is_over(head):
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"" if head else b"\r\n"))
        for _ in range(200):
            time.sleep(0.05)
            handler.wfile.write(b"A: b\r\n")

    with serving(answer) as address:
        began = time.monotonic()
        with pytest.raises(FetchError, match="timed out"):
            get(address, seconds=0.4)
    assert time.monotonic() - began < 8


def test_what_is_not_there_is_said():
    refused("answers 404 Not Found", lambda h: says(h, 404))


def test_the_request_does_not_tell_who_asks():
    told: list[str] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        told.append(str(handler.headers))
        says(handler)

    with serving(answer) as address:
        get(address)
    assert "earwitness" not in told[0].lower()
    assert "python" not in told[0].lower()


def test_a_name_that_means_another_machine_a_moment_later_is_not_asked_again(monkeypatch):
    """DNS rebinding: the first answer is allowed, whatever follows is the router's."""
    answers = iter(["127.0.0.1", "192.168.1.1", "192.168.1.1"])
    asked = []
    known = socket.getaddrinfo

    def resolve(host, *rest, **options):
        if host == "page.example":
            asked.append(host)
            return known(next(answers), *rest, **options)
        return known(host, *rest, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with serving(lambda h: says(h, body=h.headers["Host"].encode())) as address:
        port = address.rpartition(":")[2]
        assert get(f"http://page.example:{port}/").data == f"page.example:{port}".encode()
        assert asked == ["page.example"]
        with pytest.raises(FetchError, match="private network"):  # the next page is looked at anew
            get(f"http://page.example:{port}/")


def test_a_name_of_which_one_address_is_private_is_refused(monkeypatch):
    def resolve(host, port, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(FetchError, match="private network"):
        get("http://page.example/")
