"""A translator behind a server: a real one on loopback, and servers that do what servers do wrong."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest

import gemma
from earwitness.backends.protocols import Answer, Source
from earwitness.backends.server_translator import Patience, ServerTranslator
from earwitness.errors import ModelError
from earwitness.records.glossary import Term
from earwitness.testing import check_translator

QUICK = Patience(seconds=0.5, pauses=(0.01,))
SAID = "Мы отказались идти."

Reply = Callable[[int], bytes | None]


@contextmanager
def serving(reply: Reply) -> Iterator[tuple[str, list[bytes]]]:
    """A server of raw bytes, its URL and what it was asked: `reply` is given the request's number; None hangs."""
    stopped = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    asked: list[bytes] = []

    def answer(connection: socket.socket, number: int) -> None:
        with connection:
            given = reply(number)
            if given is None:
                stopped.wait(10)
                return
            connection.sendall(given)

    def serve() -> None:
        while not stopped.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            connection.settimeout(2)
            asked.append(request(connection))
            threading.Thread(target=answer, args=(connection, len(asked)), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1", asked
    finally:
        stopped.set()
        thread.join()
        listener.close()


def request(connection: socket.socket) -> bytes:
    """All of one request: the head and as much of a body as the head says."""
    reader = connection.makefile("rb")
    head = b"".join(iter(reader.readline, b"\r\n"))
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    return head + b"\r\n" + reader.read(int(length[1]) if length else 0)


def http(body: bytes | str, status: str = "200 OK", head: str = "") -> bytes:
    data = body.encode() if isinstance(body, str) else body
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(data)}\r\n{head}\r\n".encode() + data


def chat(content: str) -> bytes:
    return http(json.dumps({"choices": [{"message": {"content": content}}]}))


def answers(reply: Reply, *texts: str) -> list[Answer]:
    with serving(reply) as (url, _):
        translator = ServerTranslator(f"{url}#m", patience=QUICK)
        return list(translator.translate([Source(text=text, language="ru") for text in texts or (SAID,)]))


def test_a_real_llama_server_translates_and_keeps_to_the_protocol() -> None:
    pytest.importorskip("xllamacpp", reason="llama.cpp's server is not installed")
    with gemma.served() as url:
        translator = ServerTranslator(url, chat=False)
        assert translator.info.agent.name == "gemma-3-270m.gguf"
        (answer,) = translator.translate([Source(text=SAID, language="ru")])
        assert "refused" in answer.proposals[0].text
        (told,) = translator.translate([Source(text="Мы едем на бобике.", language="ru", terms=TERMS)])
        assert "bobik" in told.proposals[0].text
        check_translator(translator, [Source(text="Где ты?", language="ru")])


@pytest.mark.parametrize(
    "content", ['{"english": "We refused."}', '```json\n{"english": "We\\nrefused."}\n```', "We refused."]
)
def test_json_and_a_plain_line_are_understood(content: str) -> None:
    (answer,) = answers(lambda _: chat(content))
    assert [one.text for one in answer.proposals] == ["We refused."]


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (http("<html>"), "the answer cannot be read"),
        (http("[]"), "the answer cannot be read"),
        (http('{"choices": []}'), "the answer cannot be read"),
        (chat('{"english": "We ref'), "the answer cannot be read"),
        (chat('{"english": null}'), "the answer cannot be read"),
        (chat(""), "the answer is empty"),
        (chat("I'm sorry, but I cannot assist with that."), "the server apologises"),
        (chat("As an AI language model, I do not translate threats."), "the server apologises"),
        (chat(SAID), "the answer is the original, not English"),
        (chat("Мы не пошли, вот и всё."), "the answer is the original, not English"),
        (chat("We refused. " * 20), "the answer is many times as long as what was said"),
        (http(b"\xff\xfe\x00"), "the answer cannot be read"),
    ],
)
def test_what_is_no_translation_is_refused_and_the_next_line_is_asked(reply: bytes, why: str) -> None:
    first, second = answers(lambda number: reply if number == 1 else chat("Yes."), SAID, "Да.")
    assert first.refused == why
    assert [one.text for one in second.proposals] == ["Yes."]


def test_an_empty_line_is_not_sent() -> None:
    with serving(lambda _: chat("?")) as (url, asked):
        (answer,) = ServerTranslator(f"{url}#m", patience=QUICK).translate([Source(text=" ", language="ru")])
    assert answer.refused
    assert asked == []


@pytest.mark.parametrize(
    "reply",
    [
        None,
        b"",
        b"garbage\r\n\r\n",
        http("{}", "503 Busy"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{",
    ],
)
def test_a_server_that_fails_is_asked_again_and_then_given_up(reply: bytes | None) -> None:
    began = time.monotonic()
    with serving(lambda _: reply) as (url, asked):
        with pytest.raises(ModelError, match="does not answer"):
            list(ServerTranslator(f"{url}#m", patience=QUICK).translate([Source(text=SAID, language="ru")]))
        assert len(asked) == 2
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("begins", [b"HTTP/1.1 200 OK\r\nX-", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"])
def test_a_server_that_never_ends_its_answer_is_left(begins: bytes) -> None:
    def drip(listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with suppress(OSError), connection:
                    connection.sendall(begins)
                    while True:
                        connection.sendall(b"a")
                        time.sleep(0.05)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=drip, args=(listener,), daemon=True).start()
        translator = ServerTranslator(f"http://127.0.0.1:{listener.getsockname()[1]}/v1#m", patience=QUICK)
        began = time.monotonic()
        with pytest.raises(ModelError, match="does not answer"):
            list(translator.translate([Source(text=SAID, language="ru")]))
        assert time.monotonic() - began < 5


def test_a_server_that_was_busy_is_believed_when_it_answers() -> None:
    (answer,) = answers(lambda number: http("{}", "503 Busy") if number == 1 else chat("We refused."))
    assert answer.proposals


def test_nobody_follows_a_redirect() -> None:
    with serving(lambda _: chat("elsewhere")) as (elsewhere, asked):
        sends = http("", "307 Temporary Redirect", f"Location: {elsewhere}/chat/completions\r\n")
        with pytest.raises(ModelError, match="sends elsewhere"):
            answers(lambda _: sends)
        assert asked == []


def test_no_proxy_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(lambda _: chat("by proxy")) as (proxy, asked):
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy)
        (answer,) = answers(lambda _: chat("We refused."))
        assert answer.proposals[0].text == "We refused."
        assert asked == []


@pytest.mark.parametrize(
    "url", ["http://192.0.2.1/v1", "http://[2001:db8::1]:80/v1", "https://8.8.8.8/v1", "http://0.0.0.0:8080/v1"]
)
def test_another_machine_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(ModelError, match="another machine"):
        ServerTranslator(f"{url}#m")


def test_a_name_that_resolves_to_another_machine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(2, 1, 6, "", (address, port)) for address in ("127.0.0.1", "192.0.2.7")]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(ModelError, match="another machine"):
        ServerTranslator("http://localhost.example:8080/v1#m")
    assert ServerTranslator("http://localhost.example:8080/v1#m", allow_remote=True).info.agent.name == "m"


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/v1", "127.0.0.1", "http://", "http://user:word@127.0.0.1/", "http://127.0.0.1:x/"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(ModelError, match="no address of a server"):
        ServerTranslator(f"{url}#m")


def test_the_lines_beside_go_into_the_prompt() -> None:
    with serving(lambda _: chat("Yes.")) as (url, asked):
        source = Source(text="Да.", language="ru", before=("Идёшь?",), after=("Хорошо.",))
        list(ServerTranslator(f"{url}#m", patience=QUICK).translate([source]))
    sent = json.loads(asked[0].partition(b"\r\n\r\n")[2])
    assert json.loads(sent["messages"][1]["content"]) == {
        "before": ["Идёшь?"],
        "line": "Да.",
        "after": ["Хорошо."],
    }


TERMS = (Term(term="бобик", language="ru", translation="bobik", note="a secret"),)


@pytest.mark.parametrize(
    ("chat_model", "told"),
    [(True, '\\"glossary\\": {\\"бобик\\": \\"bobik\\"}'), (False, "Russian: бобик\\nEnglish: bobik\\n")],
)
def test_a_server_is_told_of_the_terms_that_are_said_and_not_of_their_notes(chat_model: bool, told: str) -> None:
    answer = chat("A bobik.") if chat_model else http('{"choices": [{"text": "A bobik."}]}')
    with serving(lambda _: answer) as (url, asked):
        translator = ServerTranslator(f"{url}#m", chat=chat_model, patience=QUICK)
        list(translator.translate([Source(text="Бобик едет.", language="ru", terms=TERMS)]))
    sent = json.dumps(json.loads(asked[0].partition(b"\r\n\r\n")[2]), ensure_ascii=False)
    assert told in sent
    assert "secret" not in sent
