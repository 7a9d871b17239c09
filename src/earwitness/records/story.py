"""A story: prose in which quotes are references, and what its editor lets the page tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

CONTEXT_MS = 20_000
"""How much sound before and after a quote can be heard, unless the editor says otherwise."""

Changed = Literal["refuse", "tell"]
CHANGED: tuple[Changed, ...] = ("refuse", "tell")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above a story, and what its page may tell.

    `summary`, `author` and `day` (2026-03-05) are None where nothing is said. `language` is that of the prose
    (BCP 47). `address` is where the page will stand on the web, with a slash at its end; None where that is not
    known. `context_ms` is how much sound before and after a quote can be heard. `transcript`, `route`, `speakers`
    and `digest` let the page tell the whole transcript, the route by which a recording came, who is said to speak
    (story.disclose) and the original's digest. `mask` is what the page does with obscene words
    (quotes.masking.MASKINGS), `cover` what is heard where a word is not (recording.cover.COVERS). `checks` is the
    file of an article, from where the story lies, whose quotes it compares with the tape; None for none.
    `changed` says what is done where the words of a quote were corrected after it was made: the page is refused,
    or tells so.
    """

    title: str
    summary: str | None = None
    author: str | None = None
    day: str | None = None
    language: str = "en"
    address: str | None = None
    context_ms: int = CONTEXT_MS
    transcript: bool = False
    route: bool = True
    speakers: str = "labels"
    digest: bool = False
    mask: str = "house"
    cover: str = "tone"
    checks: str | None = None
    changed: Changed = "refuse"


@dataclass(frozen=True, slots=True)
class Reference:
    """A quote that the prose names: as a block with its player, or inside a sentence.

    `sign` is with what the sentence goes on right after it (a full stop, a comma, …), empty for none.
    """

    quote_id: str
    inline: bool
    sign: str = ""


@dataclass(frozen=True, slots=True)
class CheckReference:
    """What was found of a quote of the article that the story checks, by its number there, counted from 1."""

    number: int
