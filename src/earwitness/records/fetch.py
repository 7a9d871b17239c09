"""That a recording was fetched from an address: what its page said of it, who answered, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass

from earwitness.records.custody import Agent, Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One fetching; title and uploader are what a stranger's page says, on one line.

    `dated` is the day that the page gives the recording (2026-03-05). `host` is the address on the network that
    answered for the sound; `certificate` the digest of its certificate and `issuer` who vouches for it, None
    where the connection was not encrypted. `warc`, `info` and `log` are the stored files. `fetched_at` is
    RFC 3339 in UTC.
    """

    recording: Digest
    address: str
    title: str | None
    uploader: str | None
    dated: str | None
    host: str
    certificate: str | None
    issuer: str | None
    warc: Digest
    info: Digest
    log: Digest
    made_by: Agent
    fetched_at: str
