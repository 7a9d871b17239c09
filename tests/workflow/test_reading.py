"""Articles from files, standard input and addresses."""

from __future__ import annotations

import ipaddress
import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import article_pdf
from earwitness.errors import ArticleError, FetchError, UsageError
from earwitness.workflow import reading
from manual import MANUAL

PAGE = """<!doctype html><html lang="en"><title>Halm</title><article><h1>Halm</h1>
<p>“We refused to go,” the man says on the tape, which was published in Halm on Sunday by neighbours of his.</p>
<p>Nobody in Halm knows who he is. The council says that it will not comment on what it calls “a bad joke”.</p>
</article>"""


@pytest.fixture
def address() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            moved = {"/moved": "/", "/private": "http://10.0.0.1/"}.get(self.path)
            self.send_response(302 if moved else 200)
            self.send_header("Location" if moved else "Content-Type", moved or "text/html; charset=windows-1251")
            self.end_headers()
            self.wfile.write(b"" if moved else PAGE.encode("cp1251"))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def here(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return address == ipaddress.ip_address("127.0.0.1")


def test_an_address_is_fetched_and_the_article_says_where_it_is_from_in_the_end(address):
    found = reading.read(f"{address}/moved", allowed=here)
    assert found.article.address == f"{address}/"
    assert [(one.text, one.speaker) for one in found.quotations] == [
        ("We refused to go,", "the man"),
        ("a bad joke", "The council"),
    ]


def test_an_address_that_redirects_to_a_private_network_is_refused(address):
    with pytest.raises(FetchError, match="private network"):
        reading.read(f"{address}/private", allowed=here)
    with pytest.raises(FetchError, match="on this machine"):
        reading.read(address)
    with pytest.raises(FetchError) as refused:
        reading.read("http://10.0.0.1/")
    assert str(refused.value) in MANUAL


def test_a_file_and_standard_input_are_read_alike(tmp_path):
    (tmp_path / "draft.md").write_text("“We refused,” the man says.", encoding="utf-8")
    from_file = reading.read(tmp_path / "draft.md")
    assert from_file.quotations == reading.read("-", "“We refused,” the man says.".encode()).quotations
    assert from_file.article.address is None


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("none.txt", 'There is no article "none.txt". Check the name and the folder.'),
        ("folder", 'The article "folder" cannot be read: it is a folder. Name an article in it.'),
        ("pipe", 'The article "pipe" cannot be read: it is not a file. Name a file, or - for standard input.'),
        (
            "page.html",
            'The article "page.html" cannot be read: it is larger than 20 MB. '
            "Copy the article's text into a file.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_what_to_do(tmp_path, monkeypatch, name, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with (tmp_path / "page.html").open("wb") as file:
        file.truncate(21 << 20)
    with pytest.raises((ArticleError, UsageError)) as refused:
        reading.read(name)
    assert str(refused.value) == sentence
    assert sentence in MANUAL or name == "pipe"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("call.wav", b"RIFF\0\0\0\0WAVEfmt "),
        ("draft.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)),
        ("page.pdf", article_pdf.written([[(" ", 0.0)]])),
        ("page.html", b"<html><p>We use cookies.</p><button>Accept all</button></html>"),
        ("page.html", b"<html><div></div></html>"),
        ("draft.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        ("draft.docx", b"PK\x03\x04 and no more"),
        ("page.pdf", b"%PDF-1.7 and no more"),
        ("draft.txt", b" \n"),
        ("page.mhtml", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a--\n"),
    ],
)
def test_what_is_no_article_is_refused_in_the_manuals_words(name, data):
    with pytest.raises(ArticleError) as refused:
        reading.read(name, data)
    assert str(refused.value) in MANUAL


def test_what_is_wrong_on_standard_input_is_said_of_it():
    with pytest.raises(ArticleError, match="The article on standard input cannot be read"):
        reading.read("-", b"")


def test_a_large_page_is_read(tmp_path):
    paragraph = (
        "<p>“We refused to go,” man {0} says on the tape. Nobody in the village knows who man {0} is.</p>\n"
    )
    text = "<html><article>" + "".join(paragraph.format(number) for number in range(4_000)) + "</article></html>"
    (tmp_path / "page.html").write_text(text + "<!-- " + "x" * 5_000_000 + " -->", encoding="utf-8")
    assert len(reading.read(tmp_path / "page.html").quotations) == 4_000
