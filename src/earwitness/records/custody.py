"""Who did what to which bytes, and when."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from earwitness.errors import RecordError


@dataclass(frozen=True, slots=True, order=True)
class Digest:
    """The SHA-256 of some bytes; its text is `sha256:` and 64 hexadecimal digits.

    >>> str(Digest.of(b""))[:20]
    'sha256:e3b0c44298fc1'
    """

    hex: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9a-f]{64}", self.hex):
            raise RecordError(f"Not a SHA-256 digest: {self.hex!r}.")

    def __str__(self) -> str:
        return f"sha256:{self.hex}"

    @property
    def short(self) -> str:
        """The first twelve digits: enough to name a recording inside a case."""
        return self.hex[:12]

    @classmethod
    def of(cls, data: bytes) -> Digest:
        """The digest of these bytes."""
        return cls(hashlib.sha256(data).hexdigest())

    @classmethod
    def parse(cls, text: str) -> Digest:
        """Read what `str` wrote; RecordError for anything else."""
        algorithm, _, digits = text.partition(":")
        if algorithm != "sha256":
            raise RecordError(f"Not a SHA-256 digest: {text!r}.")
        return cls(digits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Whoever makes something: a program, a model or a person.

    `digest` is that of a model's weights, or of a person's public key (its DER form) or a guest's own, of which
    `name` then is the beginning: what people are called is kept apart. What is not known is None.
    """

    kind: Literal["software", "model", "person"]
    name: str
    version: str | None = None
    digest: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyEvent:
    """One thing that happened to a case: one line of its ledger.

    `at` is an RFC 3339 time in UTC. `detail` holds JSON values without fractions (canonical.py says why). `rows`
    is the digest of the database's rows that it tells of (archive/binding.py), None where there are none.
    """

    number: int
    at: str
    verb: str
    agent: Agent
    recording: Digest | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    rows: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What the holder of a public key chose to be called; `made_at` is RFC 3339 in UTC."""

    key: str
    name: str
    made_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody whom the holder of a key (`host`, public) let in over a network, under this name.

    `digest` is drawn by chance, since a guest has no key here: the host signs what a guest does, and says whose it
    is. `made_at` is RFC 3339 in UTC.
    """

    digest: Digest
    host: str
    name: str
    made_at: str

    @property
    def agent(self) -> Agent:
        """The guest as records name them."""
        return Agent(kind="person", name=self.digest.short, digest=self.digest)
