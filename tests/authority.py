"""A time-stamping authority on loopback: openssl's own `ts`, and ones that lie, hang or are out of date."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_CONFIG = """\
[tsa]
default_tsa = it
[it]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
"""


_Key = ec.EllipticCurvePrivateKey


def make_authority(folder: Path, *, until: timedelta = timedelta(days=30)) -> Path:
    """Its keys and certificates, good from forty days ago `until` then from now; gives the root's PEM file."""
    folder.mkdir(parents=True)
    now = datetime.now(UTC)
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    root_name, name = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in ("Root", "TSA"))

    def certificate(subject: x509.Name, of: ec.EllipticCurvePrivateKey, ends: datetime) -> x509.CertificateBuilder:
        builder = (
            x509.CertificateBuilder().subject_name(subject).issuer_name(root_name).public_key(of.public_key())
        )
        builder = builder.serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=40))
        return builder.not_valid_after(ends)

    root = certificate(root_name, root_key, now + timedelta(days=60)).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    leaf = certificate(name, key, now + until)
    for extension, critical in _profile(key, root_key):
        leaf = leaf.add_extension(extension, critical=critical)
    (folder / "root.pem").write_bytes(root.sign(root_key, hashes.SHA256()).public_bytes(Encoding.PEM))
    (folder / "tsa.pem").write_bytes(leaf.sign(root_key, hashes.SHA256()).public_bytes(Encoding.PEM))
    (folder / "tsa.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    (folder / "serial").write_text("01\n")
    (folder / "ts.conf").write_text(_CONFIG.format(folder=folder))
    return folder / "root.pem"


def _profile(key: _Key, above: _Key) -> Iterator[tuple[x509.ExtensionType, bool]]:
    """What C2PA, which is stricter than openssl, wants of an authority's certificate."""
    others = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")
    usage = dict.fromkeys(("content_commitment", "encipher_only", "decipher_only", *others), False)
    yield x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True
    yield x509.BasicConstraints(ca=False, path_length=None), True
    yield x509.KeyUsage(digital_signature=True, **usage), True
    yield x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), False


def stamped(folder: Path, query: bytes) -> bytes:
    """What openssl replies to a request."""
    (folder / "query").write_bytes(query)
    command = ["openssl", "ts", "-reply", "-config", "ts.conf", "-queryfile", "query", "-out", "reply"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return (folder / "reply").read_bytes()


Answer = Callable[[bytes], bytes]


@contextmanager
def serving(answer: Answer, *, status: int = 200, trickle_s: float = 0) -> Iterator[str]:
    """An HTTP server on loopback that answers so; gives its address. `trickle_s`: seconds for each byte."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(data)))
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()
            for at in range(0, len(data), 1 if trickle_s else len(data)):
                try:
                    self.wfile.write(data[at : at + 1] if trickle_s else data)
                    self.wfile.flush()
                except OSError:
                    return
                time.sleep(trickle_s)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsa"
    finally:
        server.shutdown()
        server.server_close()
