"""Quotes, the clips of them, and what an article quotes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.backends import registry
from earwitness.backends.protocols import Embedder, Narrator
from earwitness.check.judge import LIMIT_MS
from earwitness.ledger.certificate import Certificate
from earwitness.quotes.make import Asked as AskedQuote
from earwitness.quotes.select import passages
from earwitness.recording.cover import Cover
from earwitness.records.article import Reading
from earwitness.records.quote import QuoteView, Withdrawal
from earwitness.records.time import Span
from earwitness.records.verdict import Check
from earwitness.workflow import (
    check,
    excerpt,
    exhibit,
    quote,
    reading,
    vectors,
)
from earwitness.workflow.case.opened import Opened, PathLike
from earwitness.workflow.progress import Report, silent
from earwitness.workflow.report import write_report


class Quoting(Opened):
    """Quotes, the clips of them, and what an article quotes."""

    def quote(  # noqa: PLR0913  (each option says one thing, and is seldom given)
        self,
        *spans: Span,
        named: str | None = None,
        omit: Sequence[Span] = (),
        english: Sequence[str] = (),
        speaker: str | None = None,
        gloss: Sequence[str] = (),
        mask: Sequence[str] = (),
        emphasis: Sequence[str] = (),
        out_of_order: bool = False,
        as_spoken: bool = False,
    ) -> QuoteView:
        """Keep a quote of a recording: the words whose middle lies in these spans, with the marks asked for.

        `english` is, for each span, its English with the edits in it; it is needed where a part of an utterance is
        quoted. The manual says how each option is written. Raises UsageError for what cannot be quoted so.
        """
        with CaseFolder.open(self.path, write=True) as case:
            asked = AskedQuote(
                passages=passages(spans, omit, english),
                speaker=speaker,
                glosses=tuple(gloss),
                masks=tuple(mask),
                emphases=tuple(emphasis),
                out_of_order=out_of_order,
                as_spoken=as_spoken,
            )
            return quote.quote(case, named, asked)

    def quotes(self, *ids: str, mask: str = "house") -> list[QuoteView]:
        """The quotes of the case, or these, as they are shown now, with what is to be noticed of each.

        `mask` is how masked words are shown: house, spoken, letters or expletive.
        """
        with CaseFolder.open(self.path) as case:
            return quote.quotes(case, *ids, mask=mask)

    def withdraw_quote(self, quote_id: str, *, reason: str | None = None) -> Withdrawal:
        """Take a quote back: it stays in the case, and is shown as withdrawn."""
        with CaseFolder.open(self.path, write=True) as case:
            return quote.withdraw(case, quote_id, reason=reason)

    def export_quotes(
        self,
        *ids: str,
        format: str,  # noqa: A002  (the word that everybody uses for it)
        mask: str = "house",
        to: PathLike | None = None,
    ) -> str:
        """Quotes as JSON or as W3C Web Annotations, a line each; all that are not withdrawn if none is named."""
        seen = [one for one in self.quotes(*ids, mask=mask) if ids or not one.withdrawal]
        return quote.export_quotes(seen, format=format, to=Path(to) if to else None)

    def set_house_style(self, name: str) -> None:
        """Choose how the quotes of the case look in print; no quote is changed by it."""
        with CaseFolder.open(self.path, write=True) as case:
            quote.set_house_style(case, name)

    def require_four_eyes(self, *, required: bool) -> None:
        """Let quotes ask to be looked at again until a second person signed off what they quote, or not."""
        with CaseFolder.open(self.path, write=True) as case:
            quote.require_four_eyes(case, required=required)

    def prepare(
        self,
        *,
        least_ms: int = 0,
        embedder: str | Embedder = registry.STANDARD_EMBEDDER,
        report: Report = silent,
    ) -> None:
        """Do now what the first check of what was heard would take time for, if it is so much sound at least.

        The extra `check` brings what does it (`embedder`).
        """
        compares = registry.embedder(embedder) if isinstance(embedder, str) else embedder
        with CaseFolder.open(self.path) as case:
            vectors.prepare(case, compares, least_ms=least_ms, report=report)

    def check(
        self,
        article: PathLike | Reading,
        *,
        limit_ms: int = LIMIT_MS,
        to: PathLike | None = None,
        embedder: str | Embedder = registry.STANDARD_EMBEDDER,
        report: Report = silent,
    ) -> Check:
        """Whether the recordings say what an article quotes: a file, an address, or what was read of one already.

        `limit_ms` is how much sound an ellipsis may hide, `to` a folder for the report, if one is wanted. The
        extra `check` brings what compares (`embedder`).
        """
        read = article if isinstance(article, Reading) else reading.read(article)
        compares = registry.embedder(embedder) if isinstance(embedder, str) else embedder
        with CaseFolder.open(self.path) as case:
            found = check.check(case, read, compares, limit_ms=limit_ms, report=report)
            if to:
                write_report(case, found, Path(to), report=report)
        return found

    def excerpt(  # noqa: PLR0913  (each option says one thing, and is seldom given)
        self,
        quote_id: str,
        folder: PathLike,
        *,
        kinds: Sequence[str] = (),
        mask: str = "house",
        cover: Cover = "tone",
        speakers: str = "labels",
        voice: exhibit.Voice = "heard",
        digest: bool = False,
        narrator: Narrator | None = None,
        signed_by: Certificate | None = None,
        report: Report = silent,
    ) -> excerpt.Excerpted:
        """Cut a quote out as a clip, into a folder of its own in this one: sound, films, subtitles, a card.

        `kinds` are wav, mp3, m4a, video, srt, vtt and card, all of them if none is named; `voice` is one of
        workflow.exhibit.VOICES; `narrator` reads where a machine is to, eSpeak NG if none is given. The others are
        those of `publish`. Raises UsageError for what cannot be cut out so.
        """
        wanted = exhibit.Wanted(
            kinds=tuple(kinds), mask=mask, cover=cover, speakers=speakers, voice=voice, digest=digest
        )
        with CaseFolder.open(self.path, write=True) as case:
            return excerpt.excerpt(
                case, quote_id, Path(folder), wanted, narrator=narrator, signed_by=signed_by, report=report
            )
