"""In a network the page is encrypted, for those who were invited, and names each of them with what they change."""

from __future__ import annotations

import asyncio
import datetime
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization

from earwitness.errors import UsageError
from earwitness.records.review import Accept, SignOff
from earwitness.web import certificate
from earwitness.web.guard import Guard
from earwitness.web.place import Network, here, office
from earwitness.web.sessions import Sessions
from earwitness.workflow import person
from earwitness.workflow.case import Case
from reviewpage import Asking, Served, call, served

HERE = "127.0.0.2"

pytestmark = pytest.mark.allow_hosts(["127.0.0.1", HERE])


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return call(tmp_path_factory.mktemp("network") / "case")


@pytest.fixture(scope="module")
def server(case: Case) -> Iterator[Served]:
    with served(case.path, listen=HERE, guests=["Anna", "Ivan"]) as running:
        yield running


@pytest.fixture(scope="module")
def pages(server: Served) -> dict[str, Asking]:
    """A browser of each guest, which checks the certificate and that it is of this address."""
    known = certificate.own(HERE)
    return {name: Asking(server, address, trusting=known) for name, address in server.guests.items()}


def text(id_: str, on: int, said: str, sent_as: str) -> dict[str, Any]:
    return {"change": {"kind": "text", "utterance_id": id_, "on": on, "text": said}, "sent_as": sent_as}


def test_a_guests_change_has_their_name_and_the_hosts_signature(case: Case, pages: dict[str, Asking]) -> None:
    assert pages["Anna"].get("/recording")["me"] == "Anna"
    status, told = pages["Anna"].post("/change", text("u1", 0, "Алло, вы слышите?", "one"))
    assert (status, told["rows"][0]["shaped_by"]) == (200, "Anna")
    made = case.corrections()[-1].made_by
    assert (made.kind, case.authors()[made]) == ("person", "Anna")
    host = person.acting().agent
    assert made != host
    step = case.custody()[-1]
    assert (step.guest, step.key) == ("Anna", host.digest)
    assert step.by == f"Anna, a guest of key {host.name}"
    assert "Anna" not in (case.path / "ledger.jsonl").read_text("utf-8")
    assert [item for item in case.verify() if item.outcome == "fail"] == []


def test_each_undoes_what_was_theirs(case: Case, pages: dict[str, Asking]) -> None:
    before = {name: page.get("/recording")["undo"] for name, page in pages.items()}
    status, _ = pages["Ivan"].post("/change", text("u2", 0, "Да.", "two"))
    assert status == 200
    after = {name: page.get("/recording")["undo"] for name, page in pages.items()}
    assert (before["Ivan"], after) == ([], {"Anna": before["Anna"], "Ivan": [len(case.corrections())]})


def test_who_comes_again_is_the_same_and_four_eyes_are_those_of_two_guests(tmp_path: Path) -> None:
    case = call(tmp_path / "case")
    makers = []
    for round_ in range(2):
        with served(case.path, listen=HERE, guests=["Anna", "Ivan"]) as running:
            known = certificate.own(HERE)
            anna, ivan = (Asking(running, one, trusting=known) for one in running.guests.values())
            at = {"utterance_id": f"u{round_ + 1}", "on": 0}
            assert anna.post("/change", {"change": {"kind": "accept", **at}, "sent_as": f"a{round_}"})[0] == 200
            sign = {"change": {"kind": "sign-off", **at}, "sent_as": f"s{round_}"}
            status, told = anna.post("/change", sign)
            assert (status, "the second to look" in told["says"]) == (422, True)
            assert ivan.post("/change", sign)[0] == 200
        makers.append({type(one.change): one.made_by for one in case.corrections()})
    assert makers[0][Accept] == makers[1][Accept] != makers[0][SignOff]


def test_an_invitation_counts_once_and_is_the_hosts_of_nobody_else(
    server: Served, pages: dict[str, Asking]
) -> None:
    page = pages["Anna"]
    spent = server.guests["Anna"].rpartition("?")[2]
    assert page.ask(f"/?{spent}").status == 403
    own = server.address.rpartition("?")[2]
    assert page.ask(f"/?{own}", Cookie="", Sec_Purpose="prefetch").status == 403
    assert page.ask(f"/?{own}", Cookie="", method="HEAD", Origin=server.origin).status == 403
    assert page.ask(f"/?{own}", Cookie="").status == 200
    assert page.ask("/recording", Cookie="").status == 403


def test_the_cookie_is_for_this_host_encrypted_and_for_no_script(server: Served, pages: dict[str, Asking]) -> None:
    name, *said = (one.strip().lower() for one in pages["Anna"].set_cookie.split(";"))
    assert name.startswith(f"__host-earwitness-{server.port}=")
    assert {"httponly", "samesite=strict", "secure", "path=/"} == set(said)


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        (b"GET / HTTP/1.1\r\nHost: %s\r\n\r\n", b"This page is encrypted: its address begins with https://"),
        (
            b"POST /change HTTP/1.1\r\nHost: %s\r\n\r\n",
            b"This page is encrypted: its address begins with https://",
        ),
        (b"\0\1\2 nonsense %s", b""),
    ],
)
def test_who_asks_in_the_clear_is_told_so_and_nothing_else(server: Served, sent: bytes, told: bytes) -> None:
    with socket.create_connection((HERE, server.port), timeout=10) as plain:
        plain.sendall(sent % server.host.encode())
        said = b""
        while not said.endswith(b"//\n") and (part := plain.recv(1_000)):
            said += part
    assert said.partition(b"\r\n\r\n")[2].strip() == told


def test_a_page_of_the_same_address_that_is_not_encrypted_changes_nothing(pages: dict[str, Asking]) -> None:
    page = pages["Anna"]
    asked = text("u3", 0, "Нет.", "evil")
    for origin in (f"http://{page.server.host}", f"https://{HERE}", "null", "https://evil.example"):
        assert page.post("/change", asked, Origin=origin)[0] == 403
    for host in ("evil.example", f"localhost:{page.server.port}", f"127.0.0.1:{page.server.port}"):
        assert page.ask("/recording", Host=host).status == 400


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("0.0.0.0", "not one address"),
        ("::", "not one address"),
        ("", "not one address"),
        ("0", "not one address"),
        ("224.0.0.1", "not one address"),
        ("192.0.2.1", "no address of this machine"),
        ("no address", "There is no address"),
        ("a" * 70, "There is no address"),
    ],
)
def test_where_nobody_can_listen_is_refused(address: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        office(Network(address=address), port=0)
    with pytest.raises(UsageError, match=says):
        office(Network(address=address), port=9_000)


def test_a_certificate_of_ones_own_stays_until_it_is_about_to_expire(monkeypatch: pytest.MonkeyPatch) -> None:
    first = certificate.own(HERE)
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    _, fingerprint = certificate.loaded(first, None)
    assert certificate.loaded(certificate.own(HERE), None)[1] == fingerprint
    assert len(fingerprint.split(":")) == 32
    assert certificate.own("127.0.0.3") != first
    monkeypatch.setattr(certificate, "_LASTS", datetime.timedelta(hours=1))
    short = certificate.own("127.0.0.4")
    before = short.read_bytes()
    assert certificate.own("127.0.0.4").read_bytes() != before
    short.write_bytes(b"damaged")
    assert b"BEGIN CERTIFICATE" in certificate.own("127.0.0.4").read_bytes()


def test_an_offices_own_certificate_serves_and_one_that_cannot_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pem = certificate.own(HERE).read_bytes()
    at = pem.index(b"-----BEGIN PRIVATE")
    both, alone, key, locked, junk = (tmp_path / name for name in ("both", "alone", "key", "locked", "junk"))
    both.write_bytes(pem)
    alone.write_bytes(pem[:at])
    key.write_bytes(pem[at:])
    held = serialization.load_pem_private_key(pem[at:], None)
    under = serialization.BestAvailableEncryption(b"secret")
    locked.write_bytes(
        pem[:at] + held.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, under)
    )
    junk.write_bytes(b"\0" * 100)
    fingerprint = certificate.loaded(both, None)[1]
    assert certificate.loaded(alone, key)[1] == fingerprint
    other = certificate.own("127.0.0.3")
    for path, with_key, says in (
        (alone, None, "no certificate with its key"),
        (alone, other, "no certificate with its key"),
        (locked, None, "no certificate with its key"),
        (junk, None, "no certificate in PEM"),
        (tmp_path / "nothing", None, "could not be read"),
        (alone, tmp_path / "nothing", "could not be read"),
        (tmp_path, None, "could not be read"),
    ):
        with pytest.raises(UsageError, match=says):
            office(Network(address=HERE, certificate=path, key=with_key), 0)
    monkeypatch.setattr(certificate, "_LASTS", datetime.timedelta(hours=-1))
    both.write_bytes(certificate._made(HERE))
    with pytest.raises(UsageError, match="expired on"):
        office(Network(address=HERE, certificate=both), 0)


def test_an_answer_is_sent_at_once_and_does_not_wait_for_the_other_side() -> None:
    for place in (here(0), office(Network(address=HERE), 0)):
        with place.socket as bound:
            assert bound.proto == socket.IPPROTO_TCP  # asyncio turns Nagle's algorithm off for nothing else


def test_a_name_that_this_machine_has_is_the_one_that_the_page_is_opened_by() -> None:
    place = office(Network(address="LocalHost"), 0)
    with place.socket as bound:
        assert place.origins == (f"https://localhost:{bound.getsockname()[1]}",)
    (made,) = x509.load_pem_x509_certificates(certificate.own("localhost").read_bytes())
    named = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert named.get_values_for_type(x509.DNSName) == ["localhost"]


def test_at_the_usual_port_of_encrypted_pages_the_address_has_none(tmp_path: Path) -> None:
    async def nothing(*_: object) -> None:
        pass

    sessions = Sessions(tmp_path, "desk.example", 443)
    guard = Guard(nothing, origins=("https://desk.example",), sessions=sessions, came=lambda guest: None)
    query = f"token={guard.invite(None)}".encode()
    said: list[Any] = []

    async def send(message: Any) -> None:
        said.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": query,
        "headers": [(b"host", b"desk.example")],
    }
    asyncio.run(guard(scope, receive, send))
    assert said[0]["status"] == 200
    assert dict(said[0]["headers"])[b"set-cookie"].startswith(b"__Host-earwitness-443=")
