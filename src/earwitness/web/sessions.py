"""Who was let in; and who still is after a crash, where the server proves by its certificate that it is the same.

For that the digests of cookies are kept, which let nobody in: beside the key and in no case, until Ctrl-C ends the
server, and a day at most. In the clear none are: whoever took the port that a crash left free would be sent the
cookies. There the port alone is kept, so that a page that is still open finds the next server.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from earwitness.archive.atomic import whole_file
from earwitness.errors import CaseError
from earwitness.records.custody import Digest, Guest
from earwitness.workflow.person import key_path

LASTS_S = 24 * 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody is in: a guest, or with None whoever serves."""

    guest: Guest | None


class Sessions:
    """Those of a server of one case at one address and port.

    `guests` are those who may come; `outlast` says whether those who came outlast a crash.
    """

    def __init__(
        self, case: Path, address: str, port: int, *, guests: Sequence[Guest] = (), outlast: bool = False
    ) -> None:
        self._path = _folder() / f"{_name(case, address)}-{port}.json"
        self._outlast = outlast
        self._may_come = [Session(guest=guest) for guest in (None, *guests)]
        self._held = _read(self._path) if outlast else {}
        self._keep()

    def begin(self, guest: Guest | None) -> str:
        """Let somebody in; gives the cookie by which they are known."""
        cookie = secrets.token_urlsafe(32)
        self._held[_digest(cookie)] = _whose(cookie, guest)
        self._keep()
        return cookie

    def find(self, cookie: str) -> Session | None:
        """Whose cookie it is; None for nobody's. How long that takes tells of its digest alone."""
        held = self._held.get(_digest(cookie))
        return next((one for one in self._may_come if held == _whose(cookie, one.guest)), None)

    def end(self) -> None:
        """Nobody is in any more."""
        self._held.clear()
        with suppress(OSError):
            self._path.unlink()

    def _keep(self) -> None:
        with suppress(OSError, CaseError):  # it can be done without, until there is a crash
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with whole_file(self._path) as file:
                os.fchmod(file.fileno(), 0o600)
                file.write(json.dumps(self._held if self._outlast else {}).encode())


def ports(case: Path, address: str) -> list[int]:
    """Where servers of a case listened at an address that nobody ended, the last one first, for a day."""
    found: list[tuple[float, int]] = []
    for path in _folder().glob("*.json"):
        with suppress(OSError, ValueError):
            made_at = path.stat().st_mtime
            if time.time() - made_at > LASTS_S:
                path.unlink()
            elif path.stem.startswith(_name(case, address)):
                found.append((made_at, int(path.stem.rpartition("-")[2])))
    return [port for _, port in sorted(found, reverse=True)]


def _read(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_bytes()) if time.time() - path.stat().st_mtime < LASTS_S else {}
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}


def _folder() -> Path:
    return key_path().with_name("review")


def _name(case: Path, address: str) -> str:
    return _digest(str(case.resolve()), address)[:16]


def _digest(*parts: str) -> str:
    return Digest.of("\n".join(parts).encode("utf-8", "surrogatepass")).hex


def _whose(cookie: str, guest: Guest | None) -> str:
    """Who it is, told to nobody who has not the cookie."""
    return _digest(cookie, guest.name if guest else "")
