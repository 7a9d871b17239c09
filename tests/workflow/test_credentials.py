"""What is published says how it was made, signed; what does not hold is seen, and who cannot sign is told why."""

from __future__ import annotations

import json
import shutil
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import av
import c2pa
import numpy as np
import pytest
from cryptography import x509
from PIL import Image

import authority
import calls
import certificates
import media
from earwitness.errors import CredentialsError, TimestampError, UsageError
from earwitness.ledger import authority as authority_of_the_ledger
from earwitness.ledger.certificate import Certificate, root_of
from earwitness.ledger.timestamp import request
from earwitness.records.credentials import Act, Claim
from earwitness.records.custody import Digest
from earwitness.records.time import Span
from earwitness.workflow import person
from earwitness.workflow.case import Case
from earwitness.workflow.credentials import CARRIERS, attach, desk_certificate, read_credentials

needs_openssl = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")

CLAIM = Claim(
    title="They refused to go",
    commitment=Digest.of(b"salted"),
    acts=(
        Act(kind="cut", spans=(Span(12_300, 15_800), Span(20_000, 21_000))),
        Act(kind="redacted", spans=(Span(13_000, 13_400),)),
        Act(kind="translated", languages=("ru", "en")),
        Act(kind="transcoded"),
    ),
    quote={"quote": "q1", "words": "Мы отказались идти.", "spans": [{"start_ms": 12_300, "end_ms": 15_800}]},
)


@pytest.fixture(autouse=True)
def somebody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person who has no certificate yet."""
    monkeypatch.setenv("EARWITNESS_KEY", str(tmp_path / "config" / "key.pem"))


@pytest.fixture
def desk() -> Certificate:
    return desk_certificate()


@pytest.fixture
def root(desk: Certificate, tmp_path: Path) -> Path:
    (tmp_path / "root.pem").write_bytes(root_of(desk))
    return tmp_path / "root.pem"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    made = calls.call(tmp_path / "case")
    calls.hear(made, "t1")
    calls.translate(made, "t1", "e1")
    return made


@pytest.fixture
def clip(tmp_path: Path, desk: Certificate) -> Path:
    attach(media.recording(tmp_path, "call.m4a"), tmp_path / "clip.m4a", CLAIM, desk)
    return tmp_path / "clip.m4a"


def test_a_pages_sound_says_of_what_it_was_made_and_how_and_names_no_digest(
    case: Case, desk: Certificate, root: Path, tmp_path: Path
) -> None:
    index = case.publish(tmp_path / "page", signed_by=desk)
    sound = index.with_name("sound.mp3")
    found = read_credentials(sound, trust=root)
    assert (found.state, found.problems) == ("trusted", ())
    assert found.acts == ("It was made from the original.", "Its sound was encoded anew.")
    digest = case.recordings()[0].digest
    assert found.original is not None
    assert found.original in index.read_text("utf-8"), "the page names the recording by the same commitment"
    for secret in (
        digest.hex.encode(),
        bytes.fromhex(digest.hex),
        b"case.wav",
        person.acting().key.public.encode(),
    ):
        assert secret not in sound.read_bytes()
    line = json.loads((case.path / "ledger.jsonl").read_bytes().splitlines()[-1])
    assert line["detail"]["files"]["sound.mp3"] == str(Digest.of(sound.read_bytes()))


def test_the_plain_digest_is_there_where_the_editor_lets_it(case: Case, desk: Certificate, tmp_path: Path) -> None:
    sound = case.publish(tmp_path / "page", digest=True, signed_by=desk).with_name("sound.mp3")
    assert read_credentials(sound).original == str(case.recordings()[0].digest)


def test_the_sound_is_the_same_to_the_sample(case: Case, desk: Certificate, tmp_path: Path) -> None:
    plain, signed = (
        case.publish(tmp_path / name, signed_by=by).with_name("sound.mp3")
        for name, by in (("plain", None), ("signed", desk))
    )
    assert np.array_equal(media.decoded(plain)[0], media.decoded(signed)[0])


def test_a_storys_sound_says_where_it_was_cut_and_which_quote_it_holds(
    case: Case, desk: Certificate, root: Path, tmp_path: Path
) -> None:
    made = case.quote(Span(4_000, 5_700))
    story = tmp_path / "story.md"
    story.write_text("---\ntitle: A call\ncontext: 1\n---\n{{ quote q1 }}\n", "utf-8")
    case.publish_story(story, tmp_path / "site", signed_by=desk)
    found = read_credentials(tmp_path / "site" / "sound-1-1.mp3", trust=root)
    assert found.state == "trusted"
    assert found.acts[1:] == ("It was cut at 3-6.599 s of the original.", "Its sound was encoded anew.")
    assert found.quote is not None
    (quoted,) = found.quote["quotes"]
    assert (quoted["quote"], quoted["address"], quoted["digest"]) == ("q1", "t=4,5.599", str(made.digest))
    assert "We refused to go." in quoted["english"]


def test_any_reader_shows_what_was_done_to_a_clip_and_the_quotes_address(clip: Path) -> None:
    with c2pa.Reader(str(clip)) as reader:
        held = reader.get_active_manifest()
    data = {one["label"]: one["data"] for one in held["assertions"]}
    actions = data["c2pa.actions.v2"]["actions"]
    assert [one["action"] for one in actions] == [
        "c2pa.opened", "c2pa.trimmed", "c2pa.edited", "c2pa.translated", "c2pa.transcoded",
    ]  # fmt: skip
    (ingredient,) = held["ingredients"]
    assert ingredient["relationship"] == "parentOf"
    assert ingredient["instance_id"] == f"urn:earwitness:commitment:{CLAIM.commitment}"
    assert data["org.earwitness.quote"] == CLAIM.quote
    assert "thumbnail" not in json.dumps(held)


def test_what_was_done_is_told_in_sentences(clip: Path) -> None:
    found = read_credentials(clip)
    assert found.state == "valid"
    assert found.problems == ("signingCredential.untrusted",)
    assert found.acts[1:4] == (
        "It was cut at 12.3-15.8, 20-21 s of the original.",
        "Words were made unhearable at 13-13.4 s of the original.",
        "It was translated from ru into en.",
    )
    assert found.quote == CLAIM.quote


@pytest.mark.parametrize("name", ["call.wav", "call.mp3", "call.m4a", "call.flac"])
def test_each_kind_of_sound_carries_them(tmp_path: Path, desk: Certificate, root: Path, name: str) -> None:
    target = tmp_path / f"signed{Path(name).suffix}"
    attach(media.recording(tmp_path, name), target, CLAIM, desk)
    assert read_credentials(target, trust=root).state == "trusted"
    assert target.suffix in CARRIERS


def test_a_changed_clip_is_invalid_and_one_that_was_converted_carries_none(clip: Path, tmp_path: Path) -> None:
    data = clip.read_bytes()
    for at in (len(data) // 2, len(data) - 9, data.index("Мы отказались".encode())):
        changed = bytearray(data)
        changed[at] ^= 1
        (tmp_path / "changed.m4a").write_bytes(changed)
        assert read_credentials(tmp_path / "changed.m4a").state == "invalid"
    with av.open(str(clip)) as source, av.open(str(tmp_path / "copied.m4a"), "w") as copy:
        stream = copy.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(audio=0):
            if packet.dts is not None:
                packet.stream = stream
                copy.mux(packet)
    assert read_credentials(tmp_path / "copied.m4a").state == "none"


def test_a_strangers_signature_is_valid_and_not_trusted(clip: Path, tmp_path: Path) -> None:
    certificates.make(tmp_path / "stranger")
    assert read_credentials(clip, trust=tmp_path / "stranger" / "root.pem").state == "valid"


@pytest.mark.parametrize(
    ("kind", "use"),
    [("ec", certificates.EMAIL), ("ed25519", certificates.DOCUMENTS), ("rsa", certificates.EMAIL)],
)
def test_an_organisations_certificate_signs_and_is_named(
    tmp_path: Path, kind: str, use: x509.ObjectIdentifier
) -> None:
    path = certificates.make(tmp_path / "newsroom", key=certificates.new_key(kind), use=use)
    attach(media.recording(tmp_path, "call.wav"), tmp_path / "clip.wav", CLAIM, desk_certificate(path))
    found = read_credentials(tmp_path / "clip.wav", trust=path.with_name("root.pem"))
    assert (found.state, found.signer) == ("trusted", "The Newsroom")
    assert not (tmp_path / "config" / "credentials.pem").exists()


REFUSED = {
    "expired": ({"days": (-10, -1)}, "expired on 20"),
    "not valid yet": ({"days": (2, 10)}, "is valid from 20"),
    "of another key": ({"shown_key": certificates.new_key()}, "is not that of its first certificate. Put"),
    "for something else": ({"use": certificates.TIME}, "is not made for signing content. Its extended key usage"),
    "under a passphrase": ({"passphrase": b"secret"}, "has a passphrase. Take it off"),
    "of a kind that C2PA lacks": (
        {"key": certificates.new_key("secp256k1")},
        "is of a kind that signs no content",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_certificate_that_cannot_sign_is_refused_with_a_sentence(tmp_path: Path, kind: str) -> None:
    made, says = REFUSED[kind]
    with pytest.raises(CredentialsError) as raised:
        desk_certificate(certificates.make(tmp_path / "newsroom", **made))
    assert says in str(raised.value)


def test_what_is_no_certificate_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = certificates.make(tmp_path / "newsroom")
    (tmp_path / "keyless.pem").write_bytes(path.with_name("root.pem").read_bytes())
    (tmp_path / "letter.pem").write_text("Dear Sir")
    for name, says in (
        ("keyless.pem", "holds no private key"),
        ("letter.pem", "holds no certificate in PEM"),
        ("none.pem", "could not be read"),
    ):
        with pytest.raises(CredentialsError, match=says):
            desk_certificate(tmp_path / name)


def test_a_failed_signing_leaves_nothing_and_an_older_page_as_it_was(
    case: Case, desk: Certificate, tmp_path: Path
) -> None:
    index = case.publish(tmp_path / "page", title="The older one", signed_by=desk)
    broken = Certificate(chain=desk.chain, key=b"no key", algorithm="es256")
    with pytest.raises(CredentialsError, match="could not be signed"):
        case.publish(tmp_path / "page", signed_by=broken)
    with pytest.raises(CredentialsError, match="could not be signed"):
        attach(index, tmp_path / "clip.mp3", CLAIM, desk)
    assert "The older one" in index.read_text("utf-8")
    assert read_credentials(index.with_name("sound.mp3")).state == "valid"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["case", "case.wav", "config", "page"]


def test_the_desks_own_certificate_is_made_once_told_of_and_names_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(person.talk, "tell", told.append)
    first, second = desk_certificate(), desk_certificate()
    assert first == second
    path = tmp_path / "config" / "credentials.pem"
    assert told == [f"A certificate was made by which you sign what you publish: {path}"]
    assert path.stat().st_mode & 0o777 == 0o600
    leaf, root = x509.load_pem_x509_certificates(first.chain)
    assert leaf.subject.rfc4514_string().startswith("O=-,CN=An earwitness desk ")
    assert {(one.not_valid_before_utc.month, one.not_valid_before_utc.day) for one in (leaf, root)} == {(1, 1)}
    leaf.verify_directly_issued_by(root)


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """An address on loopback, and what was asked there."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/manifest.c2pa", asked
    finally:
        server.shutdown()
        server.server_close()


def test_a_file_that_names_an_address_for_its_credentials_is_read_without_asking_there(
    tmp_path: Path, desk: Certificate
) -> None:
    signer = c2pa.Signer.from_info(c2pa.C2paSignerInfo(b"es256", desk.chain, desk.key, None))
    manifest = {"claim_generator_info": [{"name": "x", "version": "1"}], "assertions": []}
    hostile = tmp_path / "hostile.mp3"
    with listening() as (url, asked):
        builder = c2pa.Builder.from_json(json.dumps(manifest))
        builder.set_intent(c2pa.C2paBuilderIntent.CREATE, c2pa.C2paDigitalSourceType.DIGITAL_CAPTURE)
        builder.set_no_embed()
        builder.set_remote_url(url)
        with media.recording(tmp_path, "call.mp3").open("rb") as source, hostile.open("w+b") as target:
            builder.sign(signer, "audio/mpeg", source, target)
        assert url.encode() in hostile.read_bytes()
        asked.clear()
        with pytest.raises(CredentialsError, match="lie on the network, where nobody was asked"):
            read_credentials(hostile)
        assert asked == []


def test_what_can_carry_none_or_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").touch()
    (tmp_path / "letter.mp3").write_text("Dear Sir")
    with pytest.raises(CredentialsError, match="is no file that carries content credentials"):
        read_credentials(tmp_path / "letter.txt")
    with pytest.raises(UsageError, match="could not be read"):
        read_credentials(tmp_path / "none.mp3")
    assert read_credentials(tmp_path / "letter.mp3").state == "none"
    with pytest.raises(CredentialsError, match="holds no certificate"):
        read_credentials(tmp_path / "letter.mp3", trust=tmp_path / "letter.txt")


@pytest.fixture
def trusted(tmp_path: Path) -> Path:
    """The root of an authority in whose folder it answers."""
    return authority.make_authority(tmp_path / "authority")


def stamping(root: Path) -> authority.Answer:
    return lambda query: authority.stamped(root.parent, query)


def of(root: Path, other: Path) -> Path:
    (root.parent / "both.pem").write_bytes(root.read_bytes() + other.read_bytes())
    return root.parent / "both.pem"


@needs_openssl
def test_a_time_stamp_is_told_and_outlives_the_certificate_for_whoever_trusts_the_authority(
    tmp_path: Path, trusted: Path
) -> None:
    expires = time.monotonic() + 4  # all that is signed and read before has to be so by then
    path = certificates.make(tmp_path / "newsroom", days=(-10, 4 / 86_400))
    newsroom, sound = path.with_name("root.pem"), media.recording(tmp_path, "call.wav")
    with authority.serving(stamping(trusted)) as url:
        attach(sound, tmp_path / "stamped.wav", CLAIM, replace(desk_certificate(path), authority=url))
    attach(sound, tmp_path / "bare.wav", CLAIM, desk_certificate(path))
    both = of(newsroom, trusted)
    found = read_credentials(tmp_path / "stamped.wav", trust=both)
    assert (found.state, found.is_stamp_trusted) == ("trusted", True)
    assert found.stamped_at is not None
    assert abs(datetime.fromisoformat(found.stamped_at) - datetime.now(UTC)) < timedelta(seconds=30)
    alone = read_credentials(tmp_path / "stamped.wav", trust=newsroom)
    assert (alone.state, alone.stamped_at, alone.is_stamp_trusted) == ("trusted", found.stamped_at, False)
    assert read_credentials(tmp_path / "bare.wav", trust=both).stamped_at is None
    time.sleep(max(0.0, expires + 1.2 - time.monotonic()))
    states = [
        read_credentials(tmp_path / name, trust=trust).state
        for name in ("stamped.wav", "bare.wav")
        for trust in (both, newsroom)
    ]
    assert states == ["trusted", "invalid", "invalid", "invalid"]


@needs_openssl
def test_an_authority_that_does_not_answer_as_it_should_publishes_nothing(
    case: Case, desk: Certificate, trusted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(authority_of_the_ledger, "WAIT_S", 0.3)
    answers: dict[str, tuple[authority.Answer, dict[str, Any]]] = {
        "of another hash": (lambda _: authority.stamped(trusted.parent, request(b"another line")), {}),
        "nonsense": (lambda _: b"Dear Sir", {}),
        "elsewhere": (stamping(trusted), {"status": 302}),
        "an error": (stamping(trusted), {"status": 500}),
        "nothing": (lambda _: b"", {}),
        "hanging": (lambda _: time.sleep(1) or b"", {}),
        "trickling": (stamping(trusted), {"trickle_s": 0.05}),
    }
    index = case.publish(tmp_path / "page", title="The older one", signed_by=desk)
    before = sorted((tmp_path / "page").rglob("*"))
    for how, (answer, options) in answers.items():
        began = time.monotonic()
        with authority.serving(answer, **options) as url, pytest.raises((TimestampError, CredentialsError)):
            case.publish(tmp_path / "page", signed_by=replace(desk, authority=url))
        assert time.monotonic() - began < 10, how
        assert "The older one" in index.read_text("utf-8")
        assert sorted((tmp_path / "page").rglob("*")) == before


@needs_openssl
def test_nobody_but_the_authority_is_asked_proxies_neither(
    tmp_path: Path, desk: Certificate, trusted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setattr(
        urllib.request, "getproxies", dict
    )  # what asks the authority obeys them; the way there not
    with authority.serving(stamping(trusted)) as url:
        attach(media.recording(tmp_path, "call.mp3"), tmp_path / "a.mp3", CLAIM, replace(desk, authority=url))
    assert read_credentials(tmp_path / "a.mp3").stamped_at


def test_a_card_made_from_another_picture_holds_no_picture_of_it(tmp_path: Path, desk: Certificate) -> None:
    """The library embeds a small picture of what a file is made from, unless it is told not to."""
    picture = tmp_path / "card.png"
    noise = np.random.default_rng(0).integers(0, 255, (480, 640, 3), np.uint8)
    Image.fromarray(noise).save(picture)
    attach(picture, tmp_path / "signed.png", CLAIM, desk)
    assert (tmp_path / "signed.png").stat().st_size - picture.stat().st_size < 12_000
    assert b"thumbnail" not in (tmp_path / "signed.png").read_bytes()
