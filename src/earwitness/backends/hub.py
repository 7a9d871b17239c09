"""The Hugging Face hub, from which models come that are asked for by name.

HF_ENDPOINT names another hub, such as a newsroom's own mirror, as for all that Hugging Face makes.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

from platformdirs import user_cache_path

from earwitness.errors import ModelError
from earwitness.records.text import shown

HOST = "huggingface.co"


def home(name: str) -> Path:
    """Where a model of this name is kept."""
    return user_cache_path("earwitness") / "models" / name


def download(repository: str, folder: Path, patterns: Sequence[str]) -> None:
    """Fill a folder with the files of a repository that these patterns match; ModelError where that fails."""
    from huggingface_hub import snapshot_download  # noqa: PLC0415  (slow to load, and seldom wanted)

    try:
        snapshot_download(repository, local_dir=folder, allow_patterns=list(patterns))
    except Exception as err:  # the hub's client raises its own, the transport's and the system's errors alike
        raise ModelError(
            f"The model could not be fetched from {HOST}/{repository}: {_first_line(err)}",
            advice="Check the network and run the same command again.",
        ) from err
    shutil.rmtree(folder / ".cache", ignore_errors=True)


@contextmanager
def built(path: Path) -> Iterator[Path]:
    """A folder to fill, which becomes `path` when it is complete, and leaves nothing behind when it is not."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}-"))
    except OSError as err:
        raise ModelError(f"The model cannot be put into {shown(path.parent)}: {err.strerror}.") from err
    try:
        yield folder
        folder.chmod(0o755)
        with suppress(FileExistsError, OSError) if path.is_dir() else nullcontext():
            folder.rename(path)  # another process may have been quicker: its folder is as good
    except OSError as err:
        raise ModelError(
            f"The model could not be written to {shown(path)}: {err.strerror}.",
            advice="Free some space and run it again.",
        ) from err
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _first_line(err: Exception) -> str:
    return str(err).strip().partition("\n")[0] or type(err).__name__
