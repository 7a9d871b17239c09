"""A translation model fetched by name, by Hugging Face's own client, from a hub on this machine."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from earwitness.backends import text_translator
from earwitness.errors import ModelError
from tiny_translator import convert, pieces

NAME = "somebody/opus-tiny"
COMMIT = "0" * 40


class Hub(BaseHTTPRequestHandler):
    """As much of the hub as its client asks for: what a repository holds, and each of its files."""

    def __init__(self, files: dict[str, bytes], *arguments: object) -> None:
        self.files = files
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path.startswith(f"/api/models/{NAME}/tree/"):
            tree = [
                {"type": "file", "path": name, "size": len(data), "oid": COMMIT}
                for name, data in self.files.items()
            ]
            self._answer(json.dumps(tree).encode())
        elif path.startswith(f"/api/models/{NAME}/"):
            listed = [{"rfilename": name} for name in self.files]
            self._answer(json.dumps({"id": NAME, "sha": COMMIT, "siblings": listed}).encode())
        elif (name := path.removeprefix(f"/{NAME}/resolve/{COMMIT}/")) in self.files:
            self._answer(self.files[name])
        else:
            self.send_error(404)

    def _answer(self, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", f'"{hashlib.sha256(body).hexdigest()}"')
        self.send_header("X-Repo-Commit", COMMIT)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def files(tmp_path: Path) -> dict[str, bytes]:
    folder = tmp_path / "made"
    folder.mkdir()
    convert(folder, pieces(folder, "source.spm"))
    return {path.name: path.read_bytes() for path in folder.iterdir()} | {"README.md": b"# tiny"}


@pytest.fixture
def hub(files: dict[str, bytes]) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Hub, files))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def run(hub: str, cache: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"HF_ENDPOINT": hub, "XDG_CACHE_HOME": str(cache), "HF_HUB_DISABLE_XET": "1"}
    return subprocess.run(
        [sys.executable, "-m", "earwitness", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
        timeout=120,
    )


def test_a_translation_model_is_fetched_by_its_name_and_loads_by_it(
    hub: str, files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run(hub, tmp_path / "cache", "models", "--fetch", NAME)
    assert done.returncode == 0, done.stderr
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    loaded = text_translator.load_translator(NAME)
    assert str(loaded.info.agent.digest) == f"sha256:{hashlib.sha256(files['model.bin']).hexdigest()}"
    kept = {path.name for path in text_translator.home(NAME).iterdir()}
    assert kept == set(files) - {"README.md"}


def test_what_is_no_translation_model_leaves_nothing(hub: str, files: dict[str, bytes], tmp_path: Path) -> None:
    del files["source.spm"]
    done = run(hub, tmp_path / "cache", "models", "--fetch", NAME)
    assert done.returncode == 3
    assert "lacks its tokenizer" in done.stderr
    assert list((tmp_path / "cache" / "earwitness" / "models").iterdir()) == []


def test_a_name_that_the_hub_does_not_know_is_a_sentence(hub: str, tmp_path: Path) -> None:
    done = run(hub, tmp_path / "cache", "models", "--fetch", "nobody/nothing")
    assert done.returncode == 3
    assert "could not be fetched from huggingface.co/nobody/nothing" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_name_that_was_not_fetched_says_how_to_get_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with pytest.raises(ModelError, match=rf"earwitness models --fetch {NAME}"):
        text_translator.load_translator(NAME)
    assert list(tmp_path.iterdir()) == []
