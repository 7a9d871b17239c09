"""The real yt-dlp against small sites on loopback, which alone is allowed here."""

from __future__ import annotations

import datetime
import hashlib
import ipaddress
import json
import socket
import ssl
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from warcio.archiveiterator import ArchiveIterator

import media
from earwitness.backends.capture import KEPT_WHOLE
from earwitness.backends.fetch import Address, Limits, is_public
from earwitness.backends.media_site import Collected, collect
from earwitness.errors import FetchError
from serving import Answer, endless, file, gone, says, sends_to, serving

PAGE = """<html><head><title>A call that surfaced</title></head>
<body><p>Он сказал: «нет».</p><audio src="/call.mp3"></audio></body></html>""".encode()

Get = Callable[..., Collected]


@pytest.fixture(scope="module")
def mp3(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return media.recording(tmp_path_factory.mktemp("sound"), "call.mp3").read_bytes()


@pytest.fixture
def get(tmp_path: Path) -> Get:
    def fetched(address: str, **options: object) -> Collected:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        return collect(address, folder, allowed=_allowed, **options)

    return fetched


def _allowed(one: Address) -> bool:
    return is_public(one) or one == ipaddress.ip_address("127.0.0.1")


def kept(got: Collected) -> dict[str, tuple[str, bytes]]:
    """The answers that the WARC file holds, each with its status; its digests are checked."""
    with got.warc.open("rb") as opened:
        return {
            record.rec_headers["WARC-Target-URI"]: (
                record.http_headers.get_statuscode(),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(opened, check_digests="raise")
            if record.rec_type == "response"
        }


def test_the_sound_of_a_page_is_kept_as_it_was_served_and_the_page_with_it(get: Get, mp3: bytes) -> None:
    with serving({"/story": says(PAGE), "/call.mp3": file(mp3)}) as site:
        got = get(f"{site}/story")
    assert got.sound.read_bytes() == mp3
    assert (got.name, got.title) == ("call.mp3", "A call that surfaced (1)")
    assert kept(got) == {f"{site}/story": ("200", PAGE), f"{site}/call.mp3": ("200", mp3)}
    assert json.loads(got.info.read_bytes())["webpage_url"] == f"{site}/story"


def test_the_log_has_each_request_with_the_digest_of_what_came(get: Get, mp3: bytes) -> None:
    with serving({"/story": says(PAGE), "/call.mp3": file(mp3)}) as site:
        got = get(f"{site}/story")
    page, sound = json.loads(got.log.read_bytes())["requests"]
    assert (page["url"], page["sha256"]) == (f"{site}/story", hashlib.sha256(PAGE).hexdigest())
    assert (sound["sha256"], sound["received_bytes"]) == (hashlib.sha256(mp3).hexdigest(), len(mp3))
    assert (sound["address"], sound["tls"], sound["status"], sound["is_whole"]) == ("127.0.0.1", None, 200, True)


def test_a_file_is_fetched_by_its_own_address_and_keeps_its_name(get: Get, mp3: bytes) -> None:
    with serving({"/звонок.mp3": file(mp3), "/%D0%B7%D0%B2.mp3": file(mp3)}) as site:
        got = get(f"{site}/зв.mp3")
    assert (got.name, got.sound.read_bytes()) == ("зв.mp3", mp3)


def test_of_a_large_answer_the_warc_file_has_the_head_alone_and_says_so(get: Get, tmp_path: Path) -> None:
    wav = media.write_wav(tmp_path / "a.wav", np.zeros(KEPT_WHOLE // 2 + 9), rate_hz=48_000).read_bytes()
    with serving({"/a.wav": file(wav, "audio/wav")}) as site:
        got = get(f"{site}/a.wav")
    assert got.sound.read_bytes() == wav
    assert got.warc.stat().st_size < 10_000
    with got.warc.open("rb") as opened:
        records = [one for one in ArchiveIterator(opened) if one.rec_type == "response"]
        assert [one.rec_headers["WARC-Truncated"] for one in records] == ["unspecified", "length"]


def test_of_several_recordings_one_is_to_be_named(get: Get, mp3: bytes) -> None:
    other = mp3[: len(mp3) // 2]
    two = PAGE.replace(b"</body>", b'<audio src="/other.mp3"></audio></body>')
    with serving({"/": says(two), "/call.mp3": file(mp3), "/other.mp3": file(other)}) as site:
        with pytest.raises(FetchError, match=r'There are 2 recordings at .*: 1 "A call.* --item 1 is the first'):
            get(site)
        assert get(site, item=2).sound.read_bytes() == other
        with pytest.raises(FetchError, match="no such recording"):
            get(site, item=3)


def feed(*items: tuple[str, str]) -> bytes:
    """A podcast of these titles and addresses."""
    listed = "".join(
        f"<item><title>{title}</title><guid>{address}</guid><pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate>"
        f"<enclosure url='{address}' type='audio/mpeg' length='1'/></item>"
        for title, address in items
    )
    return (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>Calls</title>{listed}</channel></rss>".encode()
    )


def m3u(*addresses: str) -> bytes:
    return "\n".join(["#EXTM3U", *(f"#EXTINF:3,A call\n{one}" for one in addresses), ""]).encode()


def xspf(*addresses: str) -> bytes:
    listed = "".join(f"<track><location>{one}</location></track>" for one in addresses)
    head = "<?xml version='1.0'?><playlist version='1' xmlns='http://xspf.org/ns/0/'>"
    return f"{head}<trackList>{listed}</trackList></playlist>".encode()


def podcast(*addresses: str) -> bytes:
    return feed(*((f"Call {number}", one) for number, one in enumerate(addresses, start=1)))


LISTS: dict[str, tuple[Callable[..., bytes], str]] = {
    "a podcast": (podcast, "application/rss+xml"),
    "an M3U list": (m3u, "audio/x-mpegurl"),
    "an M3U list that says it is a stream": (m3u, "application/vnd.apple.mpegurl"),
    "an XSPF list": (xspf, "application/xspf+xml"),
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_is_told_and_one_of_it_is_taken_with_the_list_that_named_it(
    get: Get, mp3: bytes, kind: str
) -> None:
    write, media_type = LISTS[kind]
    other = mp3[: len(mp3) // 2]
    answers = {"/one.mp3": file(mp3), "/two.mp3": file(other)}
    with serving(answers) as site:
        answers["/both"] = says(write(f"{site}/one.mp3", f"{site}/two.mp3"), media_type)
        answers["/alone"] = says(write(f"{site}/one.mp3"), media_type)
        answers["/lost"] = says(write(f"{site}/one.mp3", f"{site}/gone.mp3"), media_type)
        answers["/private"] = says(write(f"{site}/one.mp3", "http://10.0.0.1/a.mp3"), media_type)
        with pytest.raises(FetchError, match=r"There are 2 recordings at .*: 1 .*, 2 .* --item 1 is the first"):
            get(f"{site}/both")
        second = get(f"{site}/both", item=2)
        assert (second.name, second.sound.read_bytes()) == ("two.mp3", other)
        whole = hashlib.sha256(write(f"{site}/one.mp3", f"{site}/two.mp3")).hexdigest()
        assert whole in [one["sha256"] for one in second.requests if one["is_whole"]]
        assert get(f"{site}/alone").sound.read_bytes() == mp3
        with pytest.raises(FetchError, match="no such recording"):
            get(f"{site}/both", item=3)
        with pytest.raises(FetchError, match="is there, and its sound is not: 404"):
            get(f"{site}/lost", item=2)
        with pytest.raises(FetchError, match="in a private network or on this machine"):
            get(f"{site}/private", item=2)


def test_a_podcasts_own_words_for_a_recording_are_told(get: Get, mp3: bytes) -> None:
    answers = {"/one.mp3": file(mp3)}
    with serving(answers) as site:
        answers["/feed"] = says(feed(("The call of the 5th", f"{site}/one.mp3")), "application/rss+xml")
        got = get(f"{site}/feed")
    assert (got.title, got.dated) == ("The call of the 5th", "2026-03-05")


def test_a_stream_of_several_qualities_is_no_list_and_the_best_is_taken(get: Get, tmp_path: Path) -> None:
    answers = stream(tmp_path / "hls")
    master = b"#EXTM3U\n" + b"".join(
        b'#EXT-X-STREAM-INF:BANDWIDTH=%d,CODECS="mp4a.40.2"\n%s\n' % one
        for one in ((32_000, b"none.m3u8"), (64_000, b"call.m3u8"))
    )
    with serving({**answers, "/master.m3u8": says(master, "application/vnd.apple.mpegurl")}) as site:
        got = get(f"{site}/master.m3u8")
    _, decoding = media.decoded(got.sound)
    assert abs(decoding.duration_ms - 5_000) < 100


def test_a_stream_in_pieces_is_kept_as_its_pieces_in_order(get: Get, tmp_path: Path) -> None:
    answers = stream(tmp_path / "hls")
    with serving(answers) as site:
        got = get(f"{site}/call.m3u8")
        pieces = [kept(got)[f"{site}{name}"][1] for name in sorted(answers) if name.endswith(".ts")]
    assert len(pieces) > 1
    assert got.sound.read_bytes() == b"".join(pieces)
    _, decoding = media.decoded(got.sound)
    assert abs(decoding.duration_ms - 5_000) < 100


def test_a_stream_that_lacks_a_piece_is_not_taken_for_the_whole(get: Get, tmp_path: Path) -> None:
    answers = stream(tmp_path / "hls")
    answers["/call1.ts"] = gone
    with serving(answers) as site, pytest.raises(FetchError, match="is there, and its sound is not: 404"):
        get(f"{site}/call.m3u8")


def test_what_a_server_breaks_off_is_asked_for_again_from_there_on(get: Get, mp3: bytes) -> None:
    with serving({"/call.mp3": file(mp3, breaks_off=True)}) as site:
        got = get(f"{site}/call.mp3")
    assert got.sound.read_bytes() == mp3
    assert [(one["status"], one["range"]) for one in got.requests[1:]] == [
        (200, None),
        (206, f"bytes={len(mp3) // 2}-"),
    ]


def test_a_redirect_is_followed_and_kept(get: Get, mp3: bytes) -> None:
    with serving({"/old": sends_to("/call.mp3"), "/call.mp3": file(mp3)}) as site:
        got = get(f"{site}/old")
        assert kept(got)[f"{site}/old"] == ("302", b"")
    assert got.sound.read_bytes() == mp3


@pytest.mark.parametrize(
    "private",
    ["http://10.0.0.1/a.mp3", "http://127.0.0.2/a.mp3", "http://[::1]/a.mp3", "http://169.254.169.254/a.mp3"],
)
@pytest.mark.parametrize("way", ["redirect", "sound", "redirect of the sound"])
def test_no_way_leads_into_a_private_network(get: Get, private: str, way: str) -> None:
    answers: dict[str, dict[str, Answer]] = {
        "redirect": {"/": sends_to(private)},
        "sound": {"/": says(PAGE.replace(b"/call.mp3", private.encode()))},
        "redirect of the sound": {"/": says(PAGE), "/call.mp3": sends_to(private)},
    }
    with serving(answers[way]) as site, pytest.raises(FetchError, match="in a private network or on this machine"):
        get(site)


def test_a_name_is_refused_if_any_of_its_addresses_is_private(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    def resolved(host: str, port: int, **_: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ("93.184.216.34", "10.0.0.1")]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    with pytest.raises(FetchError, match=r"private network .* --allow-local"):
        get("https://video.example/watch?v=1")


@pytest.mark.parametrize("address", ["ftp://example.org/a.mp3", "file:///etc/passwd", "ytsearch:call"])
def test_what_is_no_web_address_is_refused(get: Get, address: str) -> None:
    with pytest.raises(FetchError, match="is no address"):
        get(address)


@pytest.mark.parametrize(
    "answer",
    [
        endless(Content_Length=str(20 << 30)),
        endless(),
        endless("text/html", piece=b"<p>" * (1 << 18)),
    ],
)
def test_what_holds_more_than_the_limit_is_left(get: Get, answer: Answer) -> None:
    with serving({"/a": answer}) as site, pytest.raises(FetchError, match="holds more than 5 MB"):
        get(f"{site}/a", limits=Limits(size_bytes=5 << 20))


def test_a_server_that_is_silent_or_trickles_is_left(get: Get, mp3: bytes) -> None:
    answers = {"/silent": lambda _: time.sleep(3), "/slow.mp3": endless(piece=b"a", every_s=0.02)}
    began = time.monotonic()
    with serving(answers) as site:
        with pytest.raises(FetchError, match="timed out"):
            get(f"{site}/silent", limits=Limits(idle_seconds=0.2))
        with pytest.raises(FetchError, match="takes longer than"):
            get(f"{site}/slow.mp3", limits=Limits(seconds=0.5))
    assert time.monotonic() - began < 4


def test_what_was_removed_meanwhile_is_said_to_be_gone(get: Get) -> None:
    with (
        serving({"/story": says(PAGE)}) as site,
        pytest.raises(FetchError, match=r'The page .*/story" is there, and its sound is not: 404 Not Found'),
    ):
        get(f"{site}/story")


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (gone, "answers 404"),
        (says(b"<p>Nothing."), "No recording could be"),
        (says(b"", status=503), "answers 503"),
    ],
)
def test_where_there_is_no_recording_it_is_said_why(get: Get, answer: Answer, sentence: str) -> None:
    with serving({"/": answer}) as site, pytest.raises(FetchError, match=sentence):
        get(site)


def test_no_proxy_of_the_environment_is_asked(get: Get, mp3: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving({"/call.mp3": file(mp3)}) as site:
        assert get(f"{site}/call.mp3").sound.read_bytes() == mp3


def test_no_other_program_is_started(
    get: Get, mp3: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in (
        "ffmpeg",
        "ffprobe",
        "avconv",
        "curl",
        "wget",
        "aria2c",
        "axel",
        "httpie",
        "phantomjs",
        "rtmpdump",
    ):
        (programs / name).write_text(f"#!/bin/sh\necho {name} >> {tmp_path}/started\n")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    with serving({**stream(tmp_path / "hls"), "/call.mp3": file(mp3)}) as site:
        get(f"{site}/call.m3u8")
        get(f"{site}/call.mp3")
    assert not (tmp_path / "started").exists()


def test_whose_certificate_it_was_is_in_the_log(
    get: Get, mp3: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving({"/call.mp3": file(mp3)}, tls=certified(tmp_path)) as site:
        with pytest.raises(FetchError, match="certificate verify failed"):
            get(f"{site}/call.mp3")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "site.pem"))
        got = get(f"{site}/call.mp3")
    log = json.loads(got.log.read_bytes())
    peer = log["requests"][-1]["tls"]
    assert (peer["version"], peer["subject"]) == ("TLSv1.3", "CN=a site of a test")
    assert log["certificates"][peer["certificate"]] in (tmp_path / "site.pem").read_text()


def stream(folder: Path) -> dict[str, Answer]:
    """Five seconds of sound as an HLS stream of pieces."""
    folder.mkdir()
    rate = 48_000
    with av.open(
        str(folder / "call.m3u8"), "w", format="hls", options={"hls_time": "1", "hls_playlist_type": "vod"}
    ) as out:
        track = out.add_stream("aac", rate=rate, layout="mono")
        sound = media.chirps(5, rate)
        for at in range(0, len(sound), 1024):
            frame = av.AudioFrame.from_ndarray(sound[None, at : at + 1024], format="fltp", layout="mono")
            frame.sample_rate, frame.pts = rate, at
            out.mux(track.encode(frame))
        out.mux(track.encode(None))
    kinds = {".m3u8": "application/vnd.apple.mpegurl", ".ts": "video/mp2t"}
    return {f"/{path.name}": says(path.read_bytes(), kinds[path.suffix]) for path in folder.iterdir()}


def certified(folder: Path) -> ssl.SSLContext:
    """A server's side of TLS, with a certificate of its own in site.pem."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a site of a test")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "site.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "site.key").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "site.pem", folder / "site.key")
    return context
