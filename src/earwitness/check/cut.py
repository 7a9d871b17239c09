"""Cut a quote at its own marks into pieces, each to be looked for by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_ELLIPSIS = re.compile(r"\s*(?:[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]|…|\.\s?\.\s?\.\s?\.?)\s*")
_SENTENCE = re.compile(r"(?<=[.!?])[”’\"']?\s+(?=\S)")
_BRACKETS = re.compile(r"\[([^\[\]]{1,200})\]")
_MASKED = re.compile(r"(?<!\w)[^\W\d_]+[*_•\-]{2,}[^\W\d_]*|(?<!\w)[^\W\d_]+[*•][^\W\d_]*", re.UNICODE)
_SPOKEN = re.compile(r"\w")

SHORT_WORDS = 3
"""A sentence of fewer words is looked for together with its neighbour."""

MOST_PIECES = 24
"""A quote of more sentences is cut into longer pieces."""

OBSCENE = [
    "fuck",
    "fucks",
    "fucked",
    "fucking",
    "fucker",
    "fuckers",
    "fuckup",
    "motherfucker",
    "motherfuckers",
    "shit",
    "shits",
    "shitty",
    "bullshit",
    "bitch",
    "bitches",
    "bastard",
    "bastards",
    "cunt",
    "cunts",
    "dick",
    "dicks",
    "prick",
    "asshole",
    "assholes",
    "whore",
    "whores",
    "goddamn",
    "damn",
    "crap",
    "piss",
    "pissed",
    "bollocks",
    "wanker",
    "faggot",
    "faggots",
    "nigger",
    "niggers",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Words of a quote that are looked for together.

    `text` is as the article has it, `plain` without brackets and masks, `spoken` also without what the brackets
    hold. `joined` says that an ellipsis stands before it. `ellipsis` is how that looks.
    """

    text: str
    plain: str
    spoken: str
    joined: bool = False

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.plain.split())

    @property
    def unmasked(self) -> str:
        """As `plain`, without words of which nobody knows what is under their masks."""
        return _MASKED.sub(" ", self.plain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """What brackets and masks there are, as the article has them."""

    brackets: tuple[str, ...]
    masks: tuple[str, ...]
    ellipses: int


def pieces(*texts: str, by_sentence: bool = True) -> list[Piece]:
    """The pieces of a quote: parted at ellipses, at the ends of sentences, and where the writer interrupts it.

    `texts` are its parts between interruptions. `by_sentence=False` keeps sentences together.

    >>> [(one.plain, one.joined) for one in pieces("We refused. [They] left me … I f*cking saw it.")]
    [('We refused. They left me', False), ('I fucking saw it.', True)]
    """
    found: list[Piece] = []
    for text in texts:
        parts = [one for one in _ELLIPSIS.split(text) if _SPOKEN.search(one)]
        opens = bool(parts) and not text.startswith(parts[0])  # an ellipsis after the interruption
        for number, part in enumerate(parts):
            parted = _SENTENCE.split(part) if by_sentence else [part]
            sentences = _together([one for one in parted if _SPOKEN.search(one)])
            joined = number > 0 or (opens and bool(found))
            found += [_piece(one, joined=joined and at == 0) for at, one in enumerate(sentences)]
    while len(found) > MOST_PIECES:
        found = [
            _piece(" ".join(one.text for one in found[at : at + 2]), joined=found[at].joined)
            for at in range(0, len(found), 2)
        ]
    return found


def marked(text: str) -> Marked:
    """The marks of a quote.

    >>> marked("Wh*t [on earth] … is this […] ?")
    Marked(brackets=('on earth',), masks=('Wh*t',), ellipses=1)
    """
    bare = _ELLIPSIS.sub(" ", text)
    return Marked(
        brackets=tuple(_BRACKETS.findall(bare)),
        masks=tuple(_MASKED.findall(bare)),
        ellipses=sum(bool(_SPOKEN.search(a) and _SPOKEN.search(b)) for a, b in _halves(_ELLIPSIS.split(text))),
    )


def unmasked(word: str) -> str | None:
    """The obscenity under a mask; None where it is none that is known, or one of several.

    >>> unmasked("f***ing"), unmasked("sh*t"), unmasked("d***")
    ('fucking', 'shit', None)
    """
    letters = re.escape(word.casefold())
    exact = re.compile(re.sub(r"(?:\\[*\-•]|_|•)", ".", letters))
    loose = re.compile(re.sub(r"(?:\\[*\-•]|_|•)+", r"\\w+", letters))
    for pattern in (exact, loose):
        fitting = [one for one in OBSCENE if pattern.fullmatch(one)]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _piece(text: str, *, joined: bool) -> Piece:
    plain = _MASKED.sub(lambda found: unmasked(found.group()) or found.group(), text)
    spoken = " ".join(_BRACKETS.sub(" ", plain).split())
    plain = " ".join(_BRACKETS.sub(r"\1", plain).split())
    return Piece(text=text, plain=plain, spoken=spoken if _SPOKEN.search(spoken) else plain, joined=joined)


def _together(sentences: Sequence[str]) -> list[str]:
    """The sentences, those of few words put to the next, the last to the one before."""
    found: list[str] = []
    short = ""
    for sentence in sentences:
        whole = f"{short} {sentence}".strip()
        short = whole if len(whole.split()) < SHORT_WORDS else ""
        if not short:
            found.append(whole)
    if short:
        found[-1:] = [f"{found[-1]} {short}"] if found else [short]
    return found


def _halves(parts: Sequence[str]) -> list[tuple[str, str]]:
    return [("".join(parts[:at]), "".join(parts[at:])) for at in range(1, len(parts))]
