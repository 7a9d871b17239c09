"""The stored files: each the bytes that its name says, none missing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from earwitness.records.text import shown
from earwitness.workflow.checks.item import Item


class Files:
    """The stored files of a case, by the digests that they are named for."""

    def __init__(self, case: Path) -> None:
        self._case = case

    def check(self, area: str, wanted: Iterable[str], what: str, *, may_be_apart: bool = False) -> Iterator[Item]:
        """Those of one folder, whether they are known or not; those that `may_be_apart` are not missed."""
        found: dict[str, list[Path]] = {}
        for path in sorted((self._case / area).rglob("*")):
            if not path.is_dir() or path.is_symlink():
                found.setdefault(path.name.partition(".")[0], []).append(path)
        count, is_good = 0, True
        for digest in dict.fromkeys(wanted):
            paths = found.pop(digest.removeprefix("sha256:"), [])
            if not paths and may_be_apart:
                text = f"The file {digest} is not in this copy: it is kept elsewhere, or was taken away."
                yield Item(name=area, outcome="not checked", text=text)
            elif not paths:
                is_good = False
                yield Item(name=area, outcome="fail", text=f"The file {digest} is missing.")
            for path in paths:
                if flaw := self._flaw(path):
                    is_good = False
                    yield Item(name=area, outcome="fail", text=f"The file {self._called(path)} {flaw}.")
                else:
                    count += 1
        for path in (path for paths in found.values() for path in paths):
            if flaw := self._flaw(path):
                is_good = False
                yield Item(name=area, outcome="fail", text=f"The file {self._called(path)} {flaw}.")
            else:
                text = f"No line tells of the file {self._called(path)}: a program may have been killed."
                yield Item(name=area, outcome="not checked", text=text)
        if is_good and count:
            files = "1 file is" if count == 1 else f"{count} files are"
            yield Item(name=area, outcome="pass", text=f"{files} {what}.")

    def _flaw(self, path: Path) -> str | None:
        digits = path.name.partition(".")[0]
        if path.is_symlink() or not path.is_file():
            return "is no plain file"
        if path.parent.name != digits[:2] or path.parent.parent.parent != self._case:
            return "does not lie where it belongs"
        try:
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as err:
            return f"could not be read: {err.strerror or err}"
        return None if found == digits else f"has changed: its digest is sha256:{found}"

    def _called(self, path: Path) -> str:
        return shown(path.relative_to(self._case))
