"""Fetch a recording from an address into a case, with its page and all that went over the line.

Nothing but this verb asks a stranger's server for a recording, and only for the address that somebody typed. The
address, the title and whoever put it there are in the database and in the files; the ledger has their digests.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.backends.fetch import LOCAL_ADVICE, STANDARD, Allowed, Limits, anywhere, is_public, place
from earwitness.errors import NotInstalledError
from earwitness.records.fetch import Fetch
from earwitness.records.recording import Recording
from earwitness.workflow.acquire import acquire
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.person import writing
from earwitness.workflow.progress import Report, silent

if TYPE_CHECKING:
    from earwitness.backends.media_site import Collected


FILES = ("warc", "info", "log")
"""The files that are kept of a fetching, as the ledger names their digests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is to be fetched: the best sound at an address, of several the one with this number (from 1)."""

    address: str
    item: int | None = None
    allow_local: bool = False
    limits: Limits = STANDARD


def is_web_address(text: str) -> bool:
    """Whether it is an address on the web, and no file.

    >>> is_web_address("https://video.example/watch?v=1"), is_web_address("call.m4a")
    (True, False)
    """
    return urlsplit(text).scheme.lower() in ("http", "https") and "//" in text


def fetcher() -> Callable[..., Collected]:
    """What fetches; NotInstalledError where it is not installed."""
    try:
        from earwitness.backends.media_site import collect  # noqa: PLC0415  (part of an extra)
    except ImportError as err:
        raise NotInstalledError(
            f"What fetches recordings is not installed (package {err.name}).",
            advice="Install it: pip install 'earwitness[fetch]'",
        ) from err
    return collect


def check_address(wanted: Wanted) -> None:
    """Raise FetchError for an address that is none, or that may not be asked; nothing is asked of it."""
    place(wanted.address, _allowed(wanted), otherwise=LOCAL_ADVICE)


def fetch(case: CaseFolder, wanted: Wanted, *, report: Report = silent) -> tuple[Recording, Fetch]:
    """The recording at an address, kept in the case (opened for writing), with what came with it.

    Raises FetchError where nothing comes or it may not be asked, MediaError for what is no recording, and
    NotInstalledError where what fetches is not installed; nothing of it is kept then.
    """
    with case.store.workshop() as folder:
        got = fetcher()(
            wanted.address,
            folder,
            item=wanted.item,
            allowed=_allowed(wanted),
            limits=wanted.limits,
            progress=lambda share: report("Fetching", share),
        )
        recording = acquire(case, got.sound, name=got.name, report=report)
        warc, info, log = (case.store.add_made(path).digest for path in (got.warc, got.info, got.log))
    served = got.requests[-1]
    tls = served["tls"] or {}
    kept = Fetch(
        recording=recording.digest,
        address=wanted.address,
        title=got.title,
        uploader=got.uploader,
        dated=got.dated,
        host=served["address"],
        certificate=tls.get("certificate"),
        issuer=tls.get("issuer"),
        warc=warc,
        info=info,
        log=log,
        made_by=PROGRAM,
        fetched_at=now(),
    )
    with writing(case) as change:
        change.add_fetch(kept)
        change.record_event(
            verb="fetch",
            agent=PROGRAM,
            recording=recording.digest,
            detail={  # not the address: it may name somebody, and a line can never be taken back
                "requests": len(got.requests),
                "received_bytes": sum(one["received_bytes"] for one in got.requests),
                "encrypted": all(one["tls"] for one in got.requests),
                **{name: str(digest) for name, digest in zip(FILES, (warc, info, log), strict=True)},
            },
        )
    return recording, kept


def _allowed(wanted: Wanted) -> Allowed:
    return anywhere if wanted.allow_local else is_public
