"""What somebody else wrote about a recording: an article, what it quotes, what it claims. Every offset counts the
characters of one plain text, and whatever is said of an article is words of that text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from earwitness.errors import RecordError

BlockKind = Literal["heading", "paragraph", "quotation"]

Kind = Literal["speech", "scare", "title"]
"""Words that somebody is said to have spoken; words that the writer keeps at arm's length; the name of a work."""

Form = Literal["marks", "block", "dash"]
"""How words are shown to be another's: in quotation marks, as a block quotation, behind a long dash."""

RouteKind = Literal["via", "translated by", "told", "according to", "published by"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Characters of an article's text from `start` up to and without `end`: `text` is what stands there."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading, a paragraph, or a paragraph of a block quotation: characters `start` up to and without `end`."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as one plain text, in which blocks stand one after the other, parted by empty lines.

    `title` is as the page or file tells it and need not stand in `text`; it, `language` (BCP 47) and `address` are
    None where nothing tells them.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    language: str | None = None
    address: str | None = None

    def __post_init__(self) -> None:
        ends = [0, *(at for block in self.blocks for at in (block.start, block.end)), len(self.text)]
        if ends != sorted(ends):
            raise RecordError("The blocks of an article overlap, or reach out of its text.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One hand that words went through on their way into the article, such as `translated by` and who did so."""

    kind: RouteKind
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words that an article shows as another's.

    `pieces` are its words without the marks around them: several where the writer's own words (she said) or the
    end of a paragraph interrupt it. `depth` is 0 for the outermost; one inside another is a quotation of its own,
    and its words are the outer's as well. `speaker` is who the article says speaks, by the words that name them
    best: for a pronoun those it stands for, where that can be told. `verb` and `hedge` (reportedly, is said to)
    are as the article has them. Each of these is None where the article does not say.
    """

    pieces: tuple[Stretch, ...]
    kind: Kind = "speech"
    form: Form = "marks"
    depth: int = 0
    speaker: str | None = None
    verb: str | None = None
    hedge: str | None = None
    route: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        if not self.pieces:
            raise RecordError("A quotation without words.")

    @property
    def start(self) -> int:
        """Where its first word begins, after the mark that opens it."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where its last piece ends, before the mark that closes it."""
        return self.pieces[-1].end

    @property
    def text(self) -> str:
        """Its words, without marks and without what interrupts them."""
        return " ".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Stretch):
    """A sentence of the writer's own that says that something is so.

    `source` is whom it cites (the ministry), `hedge` how it holds that at a distance; None where it does not.
    `cites_recording` says that it refers to the recording, call, tape or such. With neither it cites nothing.
    """

    source: str | None = None
    verb: str | None = None
    hedge: str | None = None
    route: tuple[Step, ...] = ()
    cites_recording: bool = False

    @property
    def cites_nothing(self) -> bool:
        """Whether nobody is named who would know."""
        return not (self.source or self.route or self.cites_recording)

    @property
    def cited(self) -> str:
        """Whom it cites, and how sure it is of that: the end of a sentence that begins with “The claim”."""
        hands = [f"{step.kind} {step.who}" for step in self.route if step.who != self.source]
        named = [*filter(None, [self.source]), *hands, *(["the recording"] if self.cites_recording else [])]
        hedge = f", “{self.hedge}”" if self.hedge else ""
        return (f"cites {', '.join(named)}" if named else "cites nothing") + hedge


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read in an article: quotations and claims, each in the order of the text, an outer quotation before
    those inside it. `unclosed` is where marks stand that open and nothing closes, or the other way round.

    Raises RecordError where anything said of the article is not what stands there.
    """

    article: Article
    quotations: tuple[Quotation, ...] = ()
    claims: tuple[Claim, ...] = ()
    unclosed: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        text = self.article.text
        for stretch in (*(piece for one in self.quotations for piece in one.pieces), *self.claims):
            if not stretch.text or text[stretch.start : stretch.end] != stretch.text:
                raise RecordError(f"The article does not have these words there: {stretch.text!r:.60}.")
        seen = set[str]()
        for near, said in _said(self.quotations, self.claims):
            if (
                said not in seen
                and text.find(said, max(0, near - _BESIDE), near + _BESIDE) < 0
                and said not in text
            ):
                raise RecordError(f"The article does not have these words: {said!r:.60}.")
            seen.add(said)


_BESIDE = 2_000
"""Characters in which most of what is said of a place stands: a long text need not all be searched."""


def _said(quotations: Iterable[Quotation], claims: Iterable[Claim]) -> Iterable[tuple[int, str]]:
    """What is said of the article, and of which place."""
    for quotation in quotations:
        told = [quotation.speaker, quotation.verb, quotation.hedge, *(step.who for step in quotation.route)]
        yield from ((quotation.start, word) for word in told if word)
    for claim in claims:
        told = [claim.source, claim.verb, claim.hedge, *(step.who for step in claim.route)]
        yield from ((claim.start, word) for word in told if word)
