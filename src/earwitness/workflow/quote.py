"""Quote, list quotes, take one back, choose how they look: layers, none of which replaces another."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from earwitness.archive.folder import CaseFolder
from earwitness.archive.transaction import now
from earwitness.errors import UsageError
from earwitness.formats.quote_json import quote_digest
from earwitness.formats.registry import QUOTE_FORMATS
from earwitness.quotes.beside import contexts
from earwitness.quotes.changes import changes
from earwitness.quotes.four_eyes import unsigned
from earwitness.quotes.make import Asked, make
from earwitness.quotes.masking import masking, printed
from earwitness.quotes.notices import notices
from earwitness.quotes.render import published
from earwitness.quotes.style import DEFAULT, Style, style_named
from earwitness.records.quote import Quote, QuoteView, Withdrawal
from earwitness.records.text import is_one_line, shown
from earwitness.records.view import RecordingView
from earwitness.workflow import show
from earwitness.workflow.agent import PROGRAM
from earwitness.workflow.person import writing
from earwitness.workflow.results import write_result
from earwitness.workflow.tie import tie

_STYLE, _FOUR_EYES = "style", "four eyes"
_REQUIRED, _NOT_REQUIRED = "required", "not required"
_SALT_BYTES = 16


def quote(case: CaseFolder, named: str | None, asked: Asked) -> QuoteView:
    """Keep a quote of a recording (the case is opened for writing); the same quote is kept once.

    Raises UsageError for what cannot be quoted so.
    """
    seen = show.processed(case, named)
    return kept(case, seen, made(case, seen, asked))


def made(case: CaseFolder, seen: RecordingView, asked: Asked) -> Quote:
    """The quote as it would be kept. Raises UsageError."""
    return make(
        seen,
        asked,
        style=house_style(case),
        tie=tie,
        id=f"q{len(case.database.quote_ids()) + 1}",
        salt=secrets.token_hex(_SALT_BYTES),
        made_at=now(),
    )


def kept(case: CaseFolder, seen: RecordingView, new: Quote) -> QuoteView:
    """Keep it (the case is opened for writing), if it is not there already."""
    taken_back = {one.quote_id for one in case.database.withdrawals()}
    for known in case.database.quotes_at(new.recording, new.span):
        same = replace(new, id=known.id, salt=known.salt, made_at=known.made_at)
        if known == same and known.id not in taken_back:
            return as_it_is(case, known, seen)
    with writing(case) as change:
        change.add_quote(new)
        change.record_event(
            verb="quote",
            agent=PROGRAM,
            recording=new.recording,
            detail={  # no words, the editor's neither: a line can never be taken back
                "quote": new.id,
                "digest": str(quote_digest(new)),
                "transcript": new.transcript_id,
                "translation": new.translation_id,
            },
        )
    return as_it_is(case, new, seen)


def as_it_is(case: CaseFolder, one: Quote, seen: RecordingView) -> QuoteView:
    """A quote as it is shown on what is seen now, whether it is kept or not."""
    return _seen(case, one, seen, house_style(case), as_printed=one)


def quotes(
    case: CaseFolder, *ids: str, mask: str = "house", seen: Iterable[RecordingView] = ()
) -> list[QuoteView]:
    """The quotes of the case, or these, as they are shown now, with masked words as `mask` (of MASKINGS) has them.

    Recordings that are `seen` already are not read again. Raises UsageError for a quote that there is not.
    """
    style = masking(house_style(case), mask)
    held = _named(case, *ids)
    taken_back = {one.quote_id: one for one in case.database.withdrawals()}
    views = {str(one.recording.digest): one for one in seen}
    found = []
    for asked in ids or held:
        one = held[asked]
        recording = case.database.recording(one.recording)
        if recording is None:
            raise UsageError(f"The case does not hold the recording of {asked}.")
        if str(one.recording) not in views:
            views[str(one.recording)] = show.view(case, recording)
        view, as_printed = views[str(one.recording)], printed(one, style, mask)
        withdrawal = taken_back.get(asked)
        found.append(_seen(case, one, view, style, as_printed=as_printed, withdrawal=withdrawal))
    return found


def withdraw(case: CaseFolder, quote_id: str, *, reason: str | None = None) -> Withdrawal:
    """Take a quote back (the case is opened for writing): it stays, and is shown as withdrawn."""
    one = _named(case, quote_id)[quote_id]
    if any(known.quote_id == quote_id for known in case.database.withdrawals()):
        raise UsageError(f"The quote {quote_id} was withdrawn already.", code="withdrawn", quote=quote_id)
    if reason is not None and not (reason.strip() and is_one_line(reason)):
        raise UsageError(f"The reason cannot be shown on one line: {shown(reason)}.", advice="Type it again.")
    withdrawal = Withdrawal(quote_id=quote_id, reason=reason, made_at=now())
    with writing(case) as change:
        change.add_withdrawal(withdrawal)
        change.record_event(
            verb="withdraw",
            agent=PROGRAM,
            recording=one.recording,
            detail={"quote": quote_id, "digest": str(quote_digest(one))},
        )
    return withdrawal


def house_style(case: CaseFolder) -> Style:
    """How quotes of the case look in print."""
    name = case.database.setting(_STYLE)
    return style_named(name) if name else DEFAULT


def set_house_style(case: CaseFolder, name: str) -> Style:
    """Choose how quotes of the case (opened for writing) look; no quote is changed by it."""
    style = style_named(name)
    if style != house_style(case):
        with writing(case) as change:
            change.set_setting(_STYLE, style.name)
            change.record_event(verb="set", agent=PROGRAM, detail={_STYLE: style.name})
    return style


def requires_four_eyes(case: CaseFolder) -> bool:
    """Whether quotes of the case ask to be looked at until a second person signed off what they quote."""
    return case.database.setting(_FOUR_EYES) == _REQUIRED


def require_four_eyes(case: CaseFolder, *, required: bool) -> None:
    """Say whether they do (the case is opened for writing); no quote is changed by it."""
    if required != requires_four_eyes(case):
        with writing(case) as change:
            value = _REQUIRED if required else _NOT_REQUIRED
            change.set_setting(_FOUR_EYES, value)
            change.record_event(verb="set", agent=PROGRAM, detail={_FOUR_EYES: value})


def export_quotes(views: Iterable[QuoteView], *, format: str, to: Path | None) -> str:  # noqa: A002
    """The quotes as text in one of QUOTE_FORMATS, a line each, written to a file where one is named."""
    if format not in QUOTE_FORMATS:
        raise UsageError(f"There is no format {shown(format)}.", advice=f"Ask for {', '.join(QUOTE_FORMATS)}.")
    text = "".join(map(QUOTE_FORMATS[format], views))
    if to:
        write_result(to, text.encode())
    return text


def _named(case: CaseFolder, *ids: str) -> dict[str, Quote]:
    """The quotes of these ids, or all, by id; UsageError for one that there is not."""
    there = case.database.quote_ids()
    for asked in ids:
        if asked not in there:
            advice = f"There is: {', '.join(there) or 'none yet'}."
            raise UsageError(f"There is no quote {shown(asked)}.", advice=advice, code="no-quote", quote=asked)
    return {one.id: one for one in case.database.quotes(*ids)}


def _seen(  # noqa: PLR0913
    case: CaseFolder,
    one: Quote,
    view: RecordingView,
    style: Style,
    *,
    as_printed: Quote,
    withdrawal: Withdrawal | None = None,
) -> QuoteView:
    signing = unsigned(one, view) if requires_four_eyes(case) else ()
    is_shown = view.transcript is not None and view.transcript.id == one.transcript_id
    voices = {utterance.id: utterance.voice for utterance in view.utterances} if is_shown else {}
    return QuoteView(
        quote=one,
        digest=quote_digest(one),
        style=style.name,
        source=published(as_printed, "source", style),
        english=published(as_printed, "english", style) or None,
        contexts=contexts(one, view) if is_shown else (),
        voice=voices.get(one.pieces[0].utterance_id, one.pieces[0].speaker),
        notices=(*changes(one, view), *signing, *(notices(one, view, style) if is_shown else ())),
        withdrawal=withdrawal,
    )
