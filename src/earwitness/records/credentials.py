"""What a published file says of how it was made (C2PA content credentials), and what a reader makes of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from earwitness.records.custody import Agent, Digest
from earwitness.records.time import Span

ActKind = Literal["cut", "translated", "redacted", "transcoded", "silenced", "read"]

State = Literal["trusted", "valid", "invalid", "none"]
"""Trusted: as it was signed, by whom one trusts. Valid: as it was signed, by whomever. Invalid: not as it was
signed. None: nothing is signed in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One thing that was done to the original: where in it (`spans`), and from which language into which.

    `silenced` is all sound that was left away, `read` what a machine's voice reads in its place: `by` whom.
    """

    kind: ActKind
    spans: tuple[Span, ...] = ()
    languages: tuple[str, str] | None = None
    by: Agent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What a published file is to say.

    The original is named by a salted commitment, which confirms no guess; `digest` is its plain one, None unless
    the editor lets it be published. `quote` is the address of what is quoted, as JSON.
    """

    title: str
    commitment: Digest
    digest: Digest | None = None
    acts: tuple[Act, ...] = ()
    quote: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a file says, and whether to believe it.

    `signer` is what the certificate calls whoever signed, `program` what made the file, `acts` what was done in
    sentences, `original` what it was made from. `stamped_at` is when an authority says that it was signed (RFC
    3339), and `is_stamp_trusted` whether that is one whom one trusts. `problems` are the codes of the C2PA
    specification for what is wrong, the reason of the state.
    """

    state: State
    signer: str | None = None
    program: str | None = None
    acts: tuple[str, ...] = ()
    original: str | None = None
    quote: Mapping[str, Any] | None = None
    stamped_at: str | None = None
    is_stamp_trusted: bool = False
    problems: tuple[str, ...] = ()
